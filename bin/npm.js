import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { whenOrphaned } from './orphan.js';

const worker = fileURLToPath(new URL('npm-worker.js', import.meta.url));
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Ends a process group at once. npm cannot undo what it has begun, so there is nothing to wait for. */
function killGroup(leader) {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody of it is left.
  }
}

/** What to say of a worker's end, null when npm did its work. */
function failureOf({ status, signal, late, limitMs }) {
  if (late) return `npm ci was ended after ${limitMs / 1000} s; the next start begins anew`;
  if (status === 127) return 'npm could not be started: is it on the PATH?';
  if (signal) return `npm ci was ended by ${signal}; the next start begins anew`;
  return status === 0 ? null : `npm ci failed with status ${status}; its own message is above`;
}

/**
 * Runs `npm ci` with these flags and resolves to null, or to a line of what went wrong. npm and all it starts end with this
 * process, with npm above it, or after `limitMs`; a signal ends them and this process.
 */
export function npmCi(home, { flags, lock, limitMs }) {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--no-progress', '--loglevel=error'];
  // Standard output belongs to the command's answer, so npm's words go to standard error.
  const stdio = ['pipe', 2, 2, lock];
  const child = spawn(process.execPath, [worker, 'ci', ...quiet, ...flags], { cwd: home, detached: true, stdio });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    killGroup(child.pid);
  }, limitMs);
  const leave = (signal) => {
    killGroup(child.pid);
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of signals) process.on(signal, leave);
  const unwatch = whenOrphaned(() => leave('SIGTERM'));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(`npm could not be started: ${error.message}`));
    child.on('exit', (status, signal) => {
      clearTimeout(timer);
      unwatch();
      for (const name of signals) process.off(name, leave);
      // npm leaves at the first install script that fails, and the others running.
      if (status !== 0) killGroup(child.pid);
      resolve(failureOf({ status, signal, late, limitMs }));
    });
  });
}
