// `netlab bot` never installs: a service would start it again and again, in a folder that others run from.
import { describe, expect, test } from 'vitest';
import { installedOf, locked, type Packages } from './packages.ts';
import { installedProject, newProject, type Project } from './project.ts';

const other = { version: '0.9.0', integrity: 'sha512-other' };
const said = ({ home }: Project, what: string, command: string) =>
  `netlab: not installed: ${what}. This command installs nothing itself: run \`${command}\` in ${home}\n`;

describe('says in one line what is missing, and ends with 2', () => {
  test.each<readonly [string, Packages | null, string, string]>([
    ['nothing is installed', null, 'what package-lock.json names', 'npm ci --omit=dev'],
    ['one differs', { ...installedOf(locked), 'node_modules/nested': other }, 'nested 2.0.0', 'npm ci'],
    [
      'one differs, without development packages',
      { ...installedOf(locked, true), 'node_modules/nested': other },
      'nested 2.0.0',
      'npm ci --omit=dev',
    ],
    [
      'most are missing',
      { 'node_modules/judge': installedOf(locked)['node_modules/judge'] ?? other, 'node_modules/peer': other },
      '@ours/plain 1.0.0, nested 2.0.0, inner 0.1.0 and 2 others',
      'npm ci',
    ],
  ])('%s', async (_, packages, what, command) => {
    const project = packages === null ? newProject() : installedProject(packages);
    const ended = await project.start(['bot']).ended;
    expect(ended).toEqual({ code: 2, stdout: '', stderr: said(project, what, command) });
    expect(project.npms()).toEqual([]);
  });
});

describe('runs where nothing is missing', () => {
  test.each<readonly [string, Packages]>([
    ['all is installed', installedOf(locked)],
    ['without development packages', installedOf(locked, true)],
    ['with a package more than the lock file names', { ...installedOf(locked), 'node_modules/own': other }],
  ])('%s', async (_, packages) => {
    const project = installedProject(packages);
    const ended = await project.start(['bot', '-x']).ended;
    expect([ended, project.npms()]).toEqual([{ code: 0, stdout: '["bot","-x"]\n', stderr: '' }, []]);
  });
});
