// No install outlives whoever wanted it, and what npm leaves when it is killed counts as not installed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { changed, installedOf, layPackages, locked } from './packages.ts';
import { isRunning, parentOf } from './processes.ts';
import { heldProject, installing, noNpmLeft, type Project } from './project.ts';

describe('an install that is killed', () => {
  test.each([
    ['SIGKILL', null],
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('%s ends npm and its children, and the next start installs whatever was left', async (signal, code) => {
    const project = heldProject();
    layPackages(project.home, installedOf(locked));
    await project.start(['check']).ended;
    const digest = join(project.home, 'node_modules', '.netlab-installed');
    expect(existsSync(digest)).toBe(true);
    project.setLock(changed('nested', { version: '2.0.1' }));
    const run = await installing(project);
    expect(existsSync(digest)).toBe(false);
    run.child.kill(signal);
    expect((await run.ended).code).toBe(code);
    await noNpmLeft(project);
    // What is left would do for this lock file, were it not for the deleting that had begun.
    project.setLock(locked);
    project.take('hold');
    expect(await project.start(['check']).ended).toMatchObject({ code: 0, stdout: '["check"]\n' });
    expect([project.npms().length, project.finished()]).toEqual([2, 1]);
  });

  test.each([true, false])(
    'the next start installs the same kinds: without development packages %s',
    async (withoutDev) => {
      const project = heldProject();
      layPackages(project.home, installedOf(locked, withoutDev));
      project.setLock(changed('nested', { version: '2.0.1' }));
      const run = await installing(project);
      run.child.kill('SIGKILL');
      await run.ended;
      project.take('hold');
      // What was left out on purpose stays so, also when a tool is the first to start.
      if (withoutDev) expect((await project.start(['--script', 'tool.ts']).ended).code).toBe(2);
      expect((await project.start(['check']).ended).code).toBe(0);
      expect(project.npms().map(({ args }) => args.includes('--omit=dev'))).toEqual([withoutDev, withoutDev]);
    },
  );

  test('one of those who wait installs in its place', async () => {
    const project = heldProject();
    const first = await installing(project);
    const second = project.start(['check']);
    await expect.poll(second.said).toContain('another start is installing');
    first.child.kill('SIGKILL');
    await expect.poll(() => project.npms().length).toBe(2);
    expect(project.npms()[0]?.pids.filter(isRunning)).toEqual([]);
    project.take('hold');
    expect((await second.ended).code).toBe(0);
  });

  test('when only its watcher is killed, the start says so and ends npm', async () => {
    const project = heldProject();
    const run = await installing(project);
    process.kill(parentOf(project.npms()[0]?.pids[0] ?? 0), 'SIGKILL');
    const { code, stderr } = await run.ended;
    expect([code, stderr.split('\n').at(-2)]).toEqual([
      2,
      'netlab: npm ci was ended by SIGKILL; the next start begins anew',
    ]);
    await noNpmLeft(project);
  });

  test('when all who watch npm are killed with it going on, the next start waits until it has finished', async () => {
    const project = heldProject();
    const run = await installing(project);
    const watcher = parentOf(project.npms()[0]?.pids[0] ?? 0);
    // Stopped, it cannot see the launcher's end before its own.
    process.kill(watcher, 'SIGSTOP');
    run.child.kill('SIGKILL');
    process.kill(watcher, 'SIGKILL');
    const next = project.start(['check']);
    await expect.poll(next.said).toContain('is installing in this folder; waiting for it');
    project.take('hold');
    expect((await next.ended).code).toBe(0);
    expect([project.npms().length, project.finished()]).toEqual([1, 1]);
  });
});

describe('a start whose own parent is killed', () => {
  const wrapped = (project: Project, more: Readonly<Record<string, string>>) => {
    const text = `
      import { spawn } from 'node:child_process';
      spawn(process.execPath, ['bin/netlab.js', 'check'], { stdio: 'inherit' });
    `;
    return project.script(text, more);
  };

  test('ends with it when that was npm', async () => {
    const project = heldProject();
    const run = await installing(project, () => wrapped(project, { npm_lifecycle_event: 'test' }));
    const waiting = wrapped(project, { npm_lifecycle_event: 'test' });
    await expect.poll(waiting.said).toContain('waiting for it');
    waiting.child.kill('SIGKILL');
    // Its streams close when the last process that has them is gone.
    expect((await waiting.ended).stderr).toContain('npm, which started this, is gone');
    run.child.kill('SIGKILL');
    await run.ended;
    await noNpmLeft(project);
    expect(project.finished()).toBe(0);
  });

  test('goes on when it was a shell or a service', async () => {
    // Longer than a start takes to see that its parent is gone.
    const project = heldProject(15);
    const run = await installing(project, () => wrapped(project, {}));
    run.child.kill('SIGKILL');
    expect((await run.ended).stdout).toBe('["check"]\n');
    expect(project.finished()).toBe(1);
  });
});
