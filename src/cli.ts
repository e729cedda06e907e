import { bugExitCode, bugLines } from './terminal/error-line.ts';

const { env, stdout, stderr } = process;
let isDone = false;

function endWith(code: number, said: string): void {
  isDone = true;
  stderr.write(said);
  process.exit(code);
}

const endByBug = (error: unknown) => endWith(bugExitCode, bugLines(error, env));

// Rejections that nobody hears come here, too. Registered before anything is loaded that may throw.
process.on('uncaughtException', endByBug);
// Where nothing is left to wait for and there is no answer, Node would just end.
process.on('exit', () => {
  if (isDone) return;
  process.exitCode = bugExitCode;
  stderr.write(bugLines(new Error('it never came to an end'), env));
});
// A reader that has seen enough (`netlab check | head`) is no error, and the exit code stays the verdict's.
stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE') endWith(2, `netlab: the answer cannot be written (${code}).\n`);
});
stderr.on('error', () => undefined);

const { runCommandLine } = await import('./terminal/program.ts');

runCommandLine(process.argv.slice(2), {
  env,
  interactive: stdout.isTTY,
  out: (text) => new Promise((resolve) => stdout.write(text, () => resolve())),
  err: (text) => stderr.write(text),
}).then((code) => {
  isDone = true;
  process.exitCode = code;
}, endByBug);
