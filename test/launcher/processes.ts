import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export type Env = Readonly<Record<string, string | undefined>>;

/** A process of a test. `said` is what it wrote on standard error so far. */
export type Run = {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
};

/** Starts Node, or another program, with no more environment than what is given; it has ended when its streams have. */
export function run(args: readonly string[], env: Env, cwd: string, program = process.execPath): Run {
  const child = spawn(program, args, { env, cwd });
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (out.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (out.stderr += String(chunk)));
  child.stdin.end();
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, said: () => out.stderr, ended: ended.then((code) => ({ code, ...out })) };
}

const statusOf = (pid: number) => readFileSync(`/proc/${pid}/status`, 'utf8');

/** Whether a process runs. One that ended and that nobody asked about yet (a zombie) does not. */
export function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/mu.test(statusOf(pid));
  } catch {
    return false;
  }
}

/** The process id of a process's parent, NaN where it is not told. */
export function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/mu.exec(statusOf(pid))?.[1]);
}
