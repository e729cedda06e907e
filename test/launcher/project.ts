// A tiny project with the real launcher, and an `npm` that asks no registry: a shell script that writes down when it
// starts and ends, and lays the packages where npm would.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { installedOf, layPackages, locked, lockText, type Packages } from './packages.ts';
import { type Env, isRunning, type Run, run } from './processes.ts';

/**
 * Waits while there is `hold`, at most as many tenths of a second as it says, and has a child of its own meanwhile, as an
 * install script is one. When it fails it leaves that child behind.
 */
const npmScript = (folder: string) => `#!/bin/sh
cd '${folder}'
sleep 300 &
echo "start $$ $! $*" >> npm.log
tries=$(cat hold 2>/dev/null || echo 0)
while [ -e hold ] && [ $tries -gt 0 ]; do sleep 0.1; tries=$((tries - 1)); done
if [ -e fail ]; then echo 'npm error: told to fail' >&2; exit 1; fi
kill $!
rm -rf home/node_modules/*
case "$*" in *--omit=dev*) cp -R without-dev/. home ;; *) cp -R full/. home ;; esac
echo "end $$" >> npm.log
`;

/**
 * What the launcher hands over to: says what it was asked; ends with 7 or by a signal, or waits some ms for SIGTERM and ends with 5, or
 * with `drain` says each SIGTERM and ends that many ms after the first.
 */
const commandScript = `const args = process.argv.slice(2);
if (args[0] === 'wait') {
  process.on('SIGTERM', () => process.exit(5));
  setTimeout(() => console.log('nobody ended it'), Number(args[1] ?? 30_000));
}
if (args[0] === 'drain') {
  process.on('SIGTERM', () => {
    console.log('SIGTERM');
    setTimeout(() => process.exit(5), Number(args[1]));
  });
  setTimeout(() => console.log('nobody ended it'), 30_000);
}
console.log(JSON.stringify(args));
if (args[0] === 'fail') process.exit(7);
if (args[0] === 'abort') process.kill(process.pid, 'SIGABRT');
if (args[0] === 'kill') process.kill(process.pid, 'SIGKILL');
`;

/** The project's files in a folder: the launcher, what it hands over to, npm on a PATH of its own. Returns its home. */
function layProject(folder: string): string {
  const home = join(folder, 'home');
  cpSync(join(import.meta.dirname, '..', '..', 'bin'), join(home, 'bin'), { recursive: true });
  // The real `npm start`, but for the word.
  const scripts = { start: packageJson.scripts.start.replace('playground', 'drain 2500') };
  writeFileSync(join(home, 'package.json'), JSON.stringify({ type: 'module', scripts }));
  mkdirSync(join(home, 'src'));
  for (const name of ['src/cli.ts', 'tool.ts']) writeFileSync(join(home, name), commandScript);
  mkdirSync(join(folder, 'path'));
  writeFileSync(join(folder, 'path', 'npm'), npmScript(folder), { mode: 0o755 });
  return home;
}

/** Writes the lock file, and what npm will install of it. */
function writeLock(folder: string, packages: Packages): void {
  writeFileSync(join(folder, 'home', 'package-lock.json'), lockText(packages));
  for (const withoutDev of [false, true]) {
    const laid = join(folder, withoutDev ? 'without-dev' : 'full');
    rmSync(laid, { recursive: true, force: true });
    layPackages(laid, installedOf(packages, withoutDev));
  }
}

/** What npm wrote down in a folder, empty where none ran. */
function npmLog(folder: string): string {
  const file = join(folder, 'npm.log');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Every npm that started in a folder: its process id and that of its child, and its arguments. */
function npmsOf(folder: string) {
  return [...npmLog(folder).matchAll(/^start (\d+) (\d+) (.*)$/gmu)].map(([, pid, child, args = '']) => ({
    pids: [Number(pid), Number(child)],
    args: args.replace(/^ci( --no-\S+)* --loglevel=error ?/u, ''),
  }));
}

export type Project = ReturnType<typeof newProject>;

/** A project in a folder of its own, a fresh clone: nothing is installed. With the test ends whatever it started. */
export function newProject() {
  const folder = mkdtempSync(join(tmpdir(), 'netlab-launcher-'));
  const home = layProject(folder);
  writeLock(folder, locked);
  const runs: Run[] = [];
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const env = { PATH: `${join(folder, 'path')}:${PATH}`, HOME: folder, NODE_COMPILE_CACHE };
  const kept = (one: Run) => {
    runs.push(one);
    return one;
  };
  const start = (args: readonly string[], cwd: string, more: Env = {}) => kept(run(args, { ...env, ...more }, cwd));
  onTestFinished(() => {
    for (const { child } of runs) child.kill('SIGKILL');
    for (const pid of npmsOf(folder).flatMap(({ pids }) => pids)) if (isRunning(pid)) process.kill(pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    home,
    folder,
    setLock: (packages: Packages) => writeLock(folder, packages),
    /** Every npm that started, its own flags as `args`. */
    npms: () => npmsOf(folder),
    /** How many npm came to their end by themselves. */
    finished: () => npmLog(folder).match(/^end /gmu)?.length ?? 0,
    /** While there is a file `hold`, npm goes on, at most `tenths` of a second; with a file `fail` it fails. */
    put: (name: 'hold' | 'fail', tenths = 600) => writeFileSync(join(folder, name), String(tenths)),
    take: (name: 'hold' | 'fail') => rmSync(join(folder, name)),
    /** Starts `netlab …`, and a module of its own in the project's home. */
    start: (args: readonly string[], more?: Env) => start([join(home, 'bin', 'netlab.js'), ...args], folder, more),
    /** `npm run …`, by the npm of this machine, with the Node of this process first on the PATH. */
    npmRun: (name: string) =>
      kept(run(['run', '--silent', name], { ...env, PATH: `${dirname(process.execPath)}:${PATH}` }, home, 'npm')),
    script: (text: string, more?: Env) => start(['--input-type=module', '--eval', text], home, more),
  };
}

/** A project whose npm goes on until `take('hold')`, at most `tenths` of a second. */
export function heldProject(tenths?: number): Project {
  const project = newProject();
  project.put('hold', tenths);
  return project;
}

/** A project in which `npm ci` was run by hand, with or without development packages. */
export function installedProject(packages = installedOf(locked)): Project {
  const project = newProject();
  layPackages(project.home, packages);
  return project;
}

/** Starts an install and waits until its npm is at work. */
export async function installing(project: Project, start = () => project.start(['check'])): Promise<Run> {
  const before = project.npms().length;
  const one = start();
  await expect.poll(() => project.npms().length).toBe(before + 1);
  return one;
}

/** Waits until no npm of the project and none of their children is left. */
export async function noNpmLeft({ npms }: Project): Promise<void> {
  await expect.poll(() => npms().flatMap(({ pids }) => pids.filter(isRunning))).toEqual([]);
}
