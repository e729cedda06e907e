import { spawn } from 'node:child_process';
import { join } from 'node:path';

const home = join(import.meta.dirname, '..', '..');

/** What a run of the terminal command printed, and its exit code. */
export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Runs `netlab …` as a process of its own, with no more environment than what is given. */
export function netlab(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const { promise, resolve } = Promise.withResolvers<Ran>();
  const child = spawn(process.execPath, [join(home, 'src/cli.ts'), ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', ...env },
  });
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (out.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (out.stderr += String(chunk)));
  child.on('close', (code) => resolve({ code, ...out }));
  return promise;
}
