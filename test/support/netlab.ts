import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { runCommandLine } from '../../src/terminal/program.ts';
import { compiled } from './compiled.ts';

const home = join(import.meta.dirname, '..', '..');
// A kubeconfig of whoever runs the tests must not be found.
process.env.HOME = '/nonexistent';

/** What a run of the terminal command printed, and its exit code. */
export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/**
 * Runs `netlab …` in this process, with no more environment than what is given. What a process adds to it (streams, exit
 * code, standard input) is proven in terminal/process.test.ts.
 */
export async function netlab(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const code = await runCommandLine(args, {
    env,
    interactive: false,
    out: async (text) => {
      written.stdout += text;
    },
    err: (text) => {
      written.stderr += text;
    },
  });
  return { code, ...written };
}

/** Runs `netlab …` as a process of its own, with no more environment than what is given, and reads `input`. */
export function netlabProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input: string | Buffer = '',
): Promise<Ran> {
  const { promise, resolve } = Promise.withResolvers<Ran>();
  const child = spawn(process.execPath, [join(home, 'src/cli.ts'), ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', NODE_COMPILE_CACHE: compiled, ...env },
  });
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (out.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (out.stderr += String(chunk)));
  child.on('close', (code) => resolve({ code, ...out }));
  // Whoever has read enough closes the pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return promise;
}
