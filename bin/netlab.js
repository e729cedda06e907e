#!/usr/bin/env node
// The launcher: plain JavaScript for any Node >= 20. It installs what the lock file names and is missing, finds the
// pinned Node 24 and hands over to the TypeScript, which Node 24 runs as written.
import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode } from './find-node.js';
import { ensureInstalled } from './install.js';
import { whenOrphaned } from './orphan.js';
import { endByBug, refuse } from './say.js';

process.on('uncaughtException', endByBug);

const home = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))));
const args = process.argv.slice(2);
const isTool = args[0] === '--script' || args[0] === '--vitest';

/** What the pinned Node is to run: the terminal, or with a leading flag a script or Vitest of this project. */
function target([first, ...rest]) {
  if (first === '--script') return [join(home, rest[0]), ...rest.slice(1)];
  if (first === '--vitest') return [join(home, 'node_modules/vitest/vitest.mjs'), ...rest];
  return [join(home, 'src/cli.ts'), ...(first === undefined ? [] : [first, ...rest])];
}

// What a process sends to itself: V8 where memory ends, the system where a native library fails.
const crashes = ['SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGSEGV', 'SIGTRAP'];

/** Runs it in place of this process, as far as its streams, signals and exit code go. */
function handOver(node) {
  // What Node compiled once need not be compiled again: 0.4 s instead of 0.65 s for a short answer. Where the folder
  // cannot be written, Node goes on without it.
  const compiled = process.env.NODE_COMPILE_CACHE ?? join(home, 'node_modules', '.cache', 'netlab-compiled');
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...target(args)], {
    stdio: 'inherit',
    cwd: isTool ? home : process.cwd(),
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  });
  child.on('error', (error) => refuse(`Node 24 could not be started: ${error.message}`));
  // The terminal sends Ctrl-C to both processes; the child decides when it is done.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  whenOrphaned(() => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => {
    if (crashes.includes(signal)) endByBug(`it ended by ${signal}`);
    process.exit(signal ? 128 + constants.signals[signal] : code);
  });
}

const word = args.find((arg) => !arg.startsWith('-'));
// The playground builds its page with Vite.
const needsDev = isTool || word === 'playground';
// A bot is started by a service that starts it again: an install belongs to whoever deploys it.
await ensureInstalled(home, { mayInstall: isTool || word !== 'bot', needsDev });
handOver(findNode(home));
