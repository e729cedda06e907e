// What makes the launcher install: the content of the lock file and of what is installed, never a time stamp.
import { cpSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { changed, installedOf, layPackages, locked, type Packages } from './packages.ts';
import { installedProject, newProject, type Project } from './project.ts';

/** A project in which `npm ci` was run by hand, and which the launcher has looked at once. */
async function looked(withoutDev = false): Promise<Project> {
  const project = installedProject(installedOf(locked, withoutDev));
  await project.start(['check']).ended;
  return project;
}

const without = (name: string, packages: Packages): Packages =>
  Object.fromEntries(Object.entries(packages).filter(([path]) => path !== `node_modules/${name}`));
/** Lays what is installed anew, as an npm that was given other packages would have. */
const installInstead = ({ home }: Project, packages: Packages) => {
  rmSync(join(home, 'node_modules'), { recursive: true });
  layPackages(home, packages);
};

/** Starts a command; says with which flags of its own every npm ran so far. The command itself must have run. */
async function flagsOfStart(project: Project): Promise<readonly string[]> {
  const { code, stdout, stderr } = await project.start(['check', '-o', 'json']).ended;
  expect([code, stdout], stderr).toEqual([0, '["check","-o","json"]\n']);
  expect(project.finished()).toBe(project.npms().length);
  return project.npms().map(({ args }) => args);
}

type Row = readonly [name: string, change: (project: Project) => void];

const keeps: readonly Row[] = [
  ['nothing', () => {}],
  ['the lock file’s time stamp', ({ home }) => utimesSync(join(home, 'package-lock.json'), 2e9, 2e9)],
  ['a digest that is gone', ({ home }) => rmSync(join(home, 'node_modules', '.netlab-installed'))],
  [
    'a lock file that says the same in other words',
    ({ setLock }) => setLock(Object.fromEntries(Object.entries(locked).reverse())),
  ],
  ['optional packages that are gone', (project) => installInstead(project, without('here', installedOf(locked)))],
  ['development packages that are all gone', (project) => installInstead(project, installedOf(locked, true))],
  ['peers that are all gone', (project) => installInstead(project, without('peer', installedOf(locked)))],
];

const installs: readonly Row[] = [
  ['a version in the lock file', ({ setLock }) => setLock(changed('nested', { version: '2.0.1' }))],
  ['an integrity in the lock file', ({ setLock }) => setLock(changed('nested', { integrity: 'sha512-other' }))],
  ['a package more in the lock file', ({ setLock }) => setLock({ ...locked, 'node_modules/x': { version: '1.0.0' } })],
  ['a package less in the lock file', ({ setLock }) => setLock(without('nested/node_modules/inner', locked))],
  ['the version of an optional package', ({ setLock }) => setLock(changed('here', { version: '6.0.1' }))],
  ['one development package that is gone', (project) => installInstead(project, without('judge', installedOf(locked)))],
  ['one package that is gone', (project) => installInstead(project, without('@ours/plain', installedOf(locked)))],
  ['packages for another machine', (project) => installInstead(project, locked)],
  ['npm’s record, which it writes last', ({ home }) => rmSync(join(home, 'node_modules/.package-lock.json'))],
  ['node_modules, which is gone', ({ home }) => rmSync(join(home, 'node_modules'), { recursive: true })],
  [
    'a package that npm’s record names and that is not there, in a copy',
    ({ home }) => {
      for (const name of ['nested', '.netlab-installed']) rmSync(join(home, 'node_modules', name), { recursive: true });
    },
  ],
];

describe('what changed since the last start', () => {
  test.each(keeps)('installs nothing: %s', async (_, change) => {
    const project = await looked();
    change(project);
    expect(await flagsOfStart(project)).toEqual([]);
  });

  test.each(installs)('installs once: %s', async (_, change) => {
    const project = await looked();
    change(project);
    expect(await flagsOfStart(project)).toEqual(['']);
    expect(await flagsOfStart(project)).toEqual(['']);
  });
});

test.each([
  ['with', false],
  ['without', true],
])('npm ci by hand %s development packages is enough', async (_, withoutDev) => {
  expect(await flagsOfStart(installedProject(installedOf(locked, withoutDev)))).toEqual([]);
});

test('a folder that was copied with all it holds installs nothing, and one with half of it does', async () => {
  const whole = await looked();
  const half = installedProject();
  for (const [name, { home }] of [['plain', whole] as const, ['peer', half] as const]) {
    const modules = join(home, 'node_modules');
    renameSync(modules, `${modules}-old`);
    cpSync(`${modules}-old`, modules, {
      recursive: true,
      filter: (path) => name === 'plain' || !path.endsWith('peer'),
    });
  }
  expect([await flagsOfStart(whole), await flagsOfStart(half)]).toEqual([[], ['']]);
});

test('a fresh clone installs once, and the next start leaves the digest as it is', async () => {
  const project = newProject();
  expect(await flagsOfStart(project)).toEqual(['']);
  const digest = join(project.home, 'node_modules', '.netlab-installed');
  const before = statSync(digest).ino;
  expect(await flagsOfStart(project)).toEqual(['']);
  expect(statSync(digest).ino).toBe(before);
});

test('the digest is never written into a file that a copy shares', async () => {
  const project = await looked();
  const digest = join(project.home, 'node_modules', '.netlab-installed');
  const before = statSync(digest).ino;
  project.setLock(changed('nested', { version: '2.0.1' }));
  await flagsOfStart(project);
  expect(statSync(digest).ino).not.toBe(before);
  expect(readdirSync(join(project.home, 'node_modules')).filter((name) => name.startsWith('.netlab'))).toEqual([
    '.netlab-installed',
  ]);
});

describe('without development packages', () => {
  test.each([
    [true, '--omit=dev'],
    [false, ''],
  ])('left out, %s: a changed lock file installs the same kinds again', async (withoutDev, flags) => {
    const project = await looked(withoutDev);
    project.setLock(changed('nested', { version: '2.0.1' }));
    expect(await flagsOfStart(project)).toEqual([flags]);
    expect(await flagsOfStart(project)).toEqual([flags]);
  });

  test.each([
    ['--script', ['--script', 'tool.ts']],
    ['--vitest', ['--vitest', 'run']],
    ['playground', ['playground']],
  ])('%s says in one line how to get them, and installs nothing', async (_, args) => {
    const project = await looked(true);
    const { code, stdout, stderr } = await project.start(args).ended;
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      `netlab: this needs the development packages, which were left out here: run \`npm ci\` in ${project.home} to install them\n`,
    ]);
    expect(project.npms()).toEqual([]);
  });

  test('they are left out no longer once all that was installed is gone', async () => {
    const project = await looked(true);
    project.setLock(changed('nested', { version: '2.0.1' }));
    await flagsOfStart(project);
    rmSync(join(project.home, 'node_modules'), { recursive: true });
    expect(await flagsOfStart(project)).toEqual(['--omit=dev', '']);
  });

  test('a project that has none lacks none', async () => {
    const project = installedProject({});
    project.setLock({});
    expect((await project.start(['--script', 'tool.ts']).ended).stdout).toBe('[]\n');
  });

  test('what npm ci by hand brings in afterwards is seen', async () => {
    const project = await looked(true);
    layPackages(project.home, installedOf(locked));
    expect(await project.start(['--script', 'tool.ts', 'x']).ended).toEqual({ code: 0, stdout: '["x"]\n', stderr: '' });
  });

  test('a tool on a fresh clone installs with them, whatever the environment leaves out', async () => {
    const project = newProject();
    const { code, stdout } = await project.start(['--script', 'tool.ts', 'x'], { NODE_ENV: 'production' }).ended;
    expect([code, stdout, project.npms()[0]?.args]).toEqual([0, '["x"]\n', '--include=dev']);
  });
});

test.each([
  ['no lock file', null],
  ['a lock file that is none', '<<<<<<< ours'],
])('%s', async (_, text) => {
  const project = newProject();
  const file = join(project.home, 'package-lock.json');
  if (text === null) rmSync(file);
  else writeFileSync(file, text);
  const { code, stderr } = await project.start(['check']).ended;
  expect([code, stderr]).toEqual(text === null ? [0, ''] : [2, `netlab: ${file} is no lock file that can be read\n`]);
  expect(project.npms()).toEqual([]);
});
