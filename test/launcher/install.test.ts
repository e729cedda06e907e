// One install at a time in a folder, which tells how far it is and has a time limit.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { layPackages } from './packages.ts';
import { heldProject, installing, newProject, noNpmLeft, type Project } from './project.ts';

// Many processes at once, on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000 });

/** A start with limits of its own, as the launcher's is with the usual ones. */
const startWith = ({ script }: Project, limitMs: number, progressMs = 60_000) =>
  script(`
    import { ensureInstalled } from './bin/install.js';
    await ensureInstalled(process.cwd(), { mayInstall: true, needsDev: false }, ${JSON.stringify({ limitMs, progressMs })});
  `);

test('eleven starts at once install once; the other ten say that they wait, and all run', async () => {
  const project = heldProject();
  const runs = Array.from({ length: 11 }, (_, index) => project.start(['check', String(index)]));
  const waiting = () =>
    runs.filter(({ said }) => said().includes('another start is installing in this folder; waiting for it'));
  await expect.poll(() => waiting().length, { timeout: 60_000 }).toBe(10);
  expect(runs.filter(({ said }) => said().includes('npm ci'))).toHaveLength(1);
  project.take('hold');
  const ends = await Promise.all(runs.map(({ ended }) => ended));
  expect(ends.map(({ code, stdout }) => [code, stdout])).toEqual(runs.map((_, index) => [0, `["check","${index}"]\n`]));
  expect([project.npms().length, project.finished()]).toEqual([1, 1]);
  expect(await project.start(['check']).ended).toEqual({ code: 0, stdout: '["check"]\n', stderr: '' });
});

test('whoever has installed holds nobody up while its command runs', async () => {
  const project = newProject();
  const first = project.start(['wait']);
  await new Promise((resolve) => first.child.stdout?.once('data', resolve));
  rmSync(join(project.home, 'node_modules'), { recursive: true });
  const { code, stderr } = await project.start(['check']).ended;
  expect([code, stderr]).toEqual([0, 'netlab: installing what package-lock.json names (npm ci), once…\n']);
  first.child.kill('SIGTERM');
  expect((await first.ended).code).toBe(5);
});

describe('time', () => {
  test('an npm that takes too long is ended, in one line', async () => {
    const project = heldProject();
    const { code, stderr } = await startWith(project, 5_000).ended;
    expect([code, stderr.split('\n').slice(1)]).toEqual([
      2,
      ['netlab: npm ci was ended after 5 s; the next start begins anew', ''],
    ]);
    expect(project.npms()).toHaveLength(1);
    await noNpmLeft(project);
  });

  test('so is waiting for another start, which goes on', async () => {
    const project = heldProject();
    const first = await installing(project);
    const { code, stderr } = await startWith(project, 500).ended;
    expect([code, stderr.split('\n').slice(1)]).toEqual([
      2,
      ['netlab: another start is still installing after 0.5 s; try again later', ''],
    ]);
    project.take('hold');
    expect((await first.ended).code).toBe(0);
  });

  test('meanwhile it tells how far it is; an npm in time is let finish', async () => {
    const project = heldProject();
    const run = startWith(project, 60_000, 50);
    await expect.poll(run.said).toMatch(/^netlab: installing: 0 of 6 packages after \d+ s$/mu);
    project.take('hold');
    expect(await run.ended).toMatchObject({ code: 0, stdout: '' });
    expect(project.finished()).toBe(1);
  });
});

describe('what goes wrong is one line, and 2', () => {
  test('npm fails, and what it left running ends; the next start tries again', async () => {
    const project = newProject();
    project.put('fail');
    const { code, stdout, stderr } = await project.start(['check']).ended;
    expect([code, stdout, stderr.split('\n').slice(1)]).toEqual([
      2,
      '',
      ['npm error: told to fail', 'netlab: npm ci failed with status 1; its own message is above', ''],
    ]);
    await noNpmLeft(project);
    project.take('fail');
    expect((await project.start(['check']).ended).code).toBe(0);
    expect(project.npms()).toHaveLength(2);
  });

  test('no npm; without flock an install goes on, and says what that means', async () => {
    const project = newProject();
    const { code, stderr } = await project.start(['check'], { PATH: '/nonexistent' }).ended;
    expect([code, stderr.split('\n')]).toEqual([
      2,
      [
        'netlab: nothing keeps a second start from installing at the same time: spawnSync flock ENOENT',
        'netlab: installing what package-lock.json names (npm ci), once…',
        'netlab: npm could not be started: is it on the PATH?',
        '',
      ],
    ]);
  });

  test('a folder that cannot be written', async () => {
    const project = newProject();
    layPackages(join(project.home, '.netlab-install'), {});
    const { code, stderr } = await project.start(['check']).ended;
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^netlab: what package-lock\.json names is not installed, and cannot be: EISDIR[^\n]*\n$/u),
    ]);
    expect(project.npms()).toEqual([]);
  });
});
