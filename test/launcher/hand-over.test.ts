// What the launcher hands over to, and that it stands for it: arguments, folder, exit code, signals.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { installedProject, newProject, type Project } from './project.ts';

let project: Project;
beforeEach(() => {
  project = installedProject();
});

/** A program in place of the pinned Node, a shell script. */
function pin(script: string): void {
  const folder = join(project.home, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'node'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

test('arguments and the exit code pass', async () => {
  const { code, stdout } = await project.start(['fail', '--flag', 'a b']).ended;
  expect([code, stdout]).toEqual([7, '["fail","--flag","a b"]\n']);
});

test.each([
  ['at once', () => project],
  ['after an install', newProject],
])('a signal passes, and the command decides how it ends: %s', async (_, of) => {
  const run = of().start(['wait']);
  await new Promise((resolve) => run.child.stdout?.once('data', resolve));
  run.child.kill('SIGTERM');
  expect((await run.ended).code).toBe(5);
});

test.each([
  ['ends the command when it was npm', { npm_lifecycle_event: 'start' }, '30000', '["wait","30000"]\n'],
  // Longer than the launcher takes to see that its parent is gone.
  ['lets it run when it was a shell or a service', {}, '1500', '["wait","1500"]\nnobody ended it\n'],
])('a parent that is killed %s', async (_, env, ms, stdout) => {
  const text = `
    import { spawn } from 'node:child_process';
    spawn(process.execPath, ['bin/netlab.js', 'wait', '${ms}'], { stdio: 'inherit' });
  `;
  const run = project.script(text, env);
  await new Promise((resolve) => run.child.stdout?.once('data', resolve));
  run.child.kill('SIGKILL');
  // Its streams close when the last process that has them is gone.
  expect((await run.ended).stdout).toBe(stdout);
});

test('npm that is killed ends the command with a single SIGTERM, which may take its time', async () => {
  const run = project.npmRun('start');
  await new Promise((resolve) => run.child.stdout?.once('data', resolve));
  run.child.kill('SIGKILL');
  expect((await run.ended).stdout).toBe('["drain","2500"]\nSIGTERM\n');
});

test('every npm script that starts Node does so in place of the shell', () => {
  const scripts = Object.values(packageJson.scripts).filter((script) => script.includes('node '));
  expect(scripts).toHaveLength(15);
  expect(scripts.filter((script) => !script.startsWith('exec node bin/netlab.js '))).toEqual([]);
});

test.each([
  ['in node_modules', undefined, true],
  ['where the environment says', process.env.NODE_COMPILE_CACHE, false],
])('what was compiled is kept %s', async (_, folder, inModules) => {
  expect((await project.start(['check'], { NODE_COMPILE_CACHE: folder }).ended).code).toBe(0);
  expect(existsSync(join(project.home, 'node_modules/.cache/netlab-compiled'))).toBe(inModules);
});

describe('the Node that runs it', () => {
  const asOldNode = (path: string) =>
    project.script(
      `
        Object.defineProperty(process, 'versions', { value: { node: '20.0.0' } });
        const { findNode } = await import('./bin/find-node.js');
        console.log(findNode(process.cwd()));
      `,
      { PATH: path },
    ).ended;

  test('is one on the PATH where this one is too old', async () => {
    writeFileSync(join(project.folder, 'path', 'node'), '#!/bin/sh\necho v25.0.0\n', { mode: 0o755 });
    expect(await asOldNode(join(project.folder, 'path'))).toEqual({ code: 0, stdout: 'node\n', stderr: '' });
  });

  test('is asked for in one line where there is none', async () => {
    const machine = `${process.platform} ${process.arch}`;
    expect(await asOldNode(join(project.folder, 'path'))).toEqual({
      code: 2,
      stdout: '',
      stderr: `netlab: no Node 24 for ${machine}: install Node >= 24 (this is 20.0.0) and try again\n`,
    });
  });

  test('is the pinned one', async () => {
    pin('[ "$1" = --version ] && echo v24.0.0 || echo "pinned $2"');
    expect((await project.start(['check']).ended).stdout).toBe(`pinned ${join(project.home, 'src/cli.ts')}\n`);
  });

  test.each([
    ['does not run on this machine', 'exit 126'],
    ['is too old', 'echo v22.0.0'],
  ])('is this one where the pinned one %s', async (_, script) => {
    pin(script);
    expect(await project.start(['check']).ended).toEqual({ code: 0, stdout: '["check"]\n', stderr: '' });
  });
});

describe('a command that a signal ended', () => {
  test.each([
    [
      'of its own, which is a crash',
      'abort',
      70,
      'netlab: a bug of netlab ended this command, which is no verdict: it ended by SIGABRT\n',
    ],
    ['from elsewhere', 'kill', 137, ''],
  ])('%s', async (_, word, code, said) => {
    const ended = await project.start([word]).ended;
    expect([ended.code, ended.stderr]).toEqual([code, said]);
  });
});

test('a bug of the launcher is one line, and no verdict', async () => {
  writeFileSync(
    join(project.home, 'bin', 'install.js'),
    'export function ensureInstalled() { throw new Error("planted"); }\n',
  );
  expect(await project.start(['check']).ended).toEqual({
    code: 70,
    stdout: '',
    stderr: 'netlab: a bug of netlab ended this command, which is no verdict: planted\n',
  });
});
