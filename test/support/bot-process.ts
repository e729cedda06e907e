// The bot as a process of its own, as an operator runs it: only the environment says where Slack and the cluster are.
import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiled } from './compiled.ts';

export type BotProcess = {
  readonly child: ChildProcess;
  /** Everything that it printed. */
  readonly said: () => string;
  /** Its exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
};

/** Starts it with this environment and nothing else; whoever starts it ends it. */
export function startBotProcess(env: Readonly<Record<string, string>>): BotProcess {
  const cli = join(import.meta.dirname, '..', '..', 'src', 'cli.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', cli, 'bot'], {
    env: { PATH: '/usr/bin', HOME: tmpdir(), NODE_COMPILE_CACHE: compiled, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (text += String(data)));
  return { child, said: () => text, ended: new Promise((resolve) => child.once('exit', resolve)) };
}
