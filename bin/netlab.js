#!/usr/bin/env node
// The launcher: plain JavaScript for any Node >= 20. It installs what the lock file names and is missing, finds the
// pinned Node 24 and hands over to the TypeScript, which Node 24 runs as written.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))));

/** Prints one line and ends with 2: the launcher's only way to fail. */
function refuse(line) {
  process.stderr.write(`netlab: ${line}\n`);
  process.exit(2);
}

/** Modification time in milliseconds, 0 where there is no such file. */
function changed(file) {
  return existsSync(file) ? statSync(file).mtimeMs : 0;
}

/** Runs `npm ci` when the lock file is newer than what it installed last time. */
function install() {
  const lock = join(home, 'package-lock.json');
  const installed = join(home, 'node_modules', '.package-lock.json');
  if (!existsSync(lock) || changed(installed) >= changed(lock)) return;
  process.stderr.write('netlab: installing what package-lock.json names (npm ci), once…\n');
  // Standard output belongs to the command's answer (JSON, perhaps), so npm's words go to standard error.
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = spawnSync('npm', args, { cwd: home, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (npm.error) refuse(`npm could not be started: ${npm.error.message}`);
  if (npm.status !== 0) refuse(`npm ci failed with status ${npm.status}; its own message is above`);
}

/** Node's major version as a number, 0 when the program does not run here. */
function major(program) {
  const asked = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return asked.status === 0 ? Number.parseInt(asked.stdout.slice(1), 10) : 0;
}

/** The pinned Node 24, else this one when it is new enough, else a Node >= 24 on the PATH. */
function findNode() {
  const pinned = join(home, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(pinned) && major(pinned) >= 24) return pinned;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  if (major('node') >= 24) return 'node';
  return refuse(
    `no Node 24 for ${process.platform} ${process.arch}: install Node >= 24 (this is ${process.versions.node}) and try again`,
  );
}

/** What the pinned Node is to run: the terminal, or with a leading flag a script or Vitest of this project. */
function target([first, ...rest]) {
  if (first === '--script') return [join(home, rest[0]), ...rest.slice(1)];
  if (first === '--vitest') return [join(home, 'node_modules/vitest/vitest.mjs'), ...rest];
  return [join(home, 'src/cli.ts'), ...(first === undefined ? [] : [first, ...rest])];
}

install();
const args = process.argv.slice(2);
const ownTools = args[0] === '--script' || args[0] === '--vitest';
// What Node compiled once need not be compiled again: 0.4 s instead of 0.65 s for a short answer. Where the folder
// cannot be written, Node goes on without it.
const compiled = process.env.NODE_COMPILE_CACHE ?? join(home, 'node_modules', '.cache', 'netlab-compiled');
const child = spawn(findNode(), ['--disable-warning=ExperimentalWarning', ...target(args)], {
  stdio: 'inherit',
  cwd: ownTools ? home : process.cwd(),
  env: { ...process.env, NODE_COMPILE_CACHE: compiled },
});
child.on('error', (error) => refuse(`Node 24 could not be started: ${error.message}`));
// The terminal sends Ctrl-C to both processes; the child decides when it is done.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
// npm does not pass a signal on to what it started: when it is gone, so is the reason to run. Without npm in between
// (a service, nohup) the parent may leave as it likes.
const parent = process.ppid;
const orphaned = () => process.env.npm_lifecycle_event !== undefined && process.ppid !== parent;
setInterval(() => orphaned() && child.kill('SIGTERM'), 500).unref();
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
