import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EmbeddedSlack } from '../../src/playground/slack/embedded.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import { netlabProcess } from '../support/netlab.ts';

const folder = mkdtempSync(join(tmpdir(), 'netlab-bot-'));
const kubeconfig = join(folder, 'kubeconfig');
const roster = join(folder, 'roster.csv');
const seats = join(folder, 'seats.csv');
const [open, pipe] = [join(folder, 'open.csv'), join(folder, 'pipe')];
let slack: EmbeddedSlack;

beforeAll(async () => {
  slack = await startSlack();
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      clusters: [{ name: 'c', cluster: { server: 'http://127.0.0.1:9' } }],
      users: [{ name: 'u', user: {} }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    }),
  );
  writeFileSync(roster, 'user,namespace\nalice,student-07\n');
  writeFileSync(seats, 'user,namespace\nU0ALICE,kube-system\n');
  writeFileSync(open, 'user,namespace\nU0ALICE,"student-07\nU0BOB,student-12\n');
  spawnSync('mkfifo', [pipe]);
});
afterAll(() => slack.close());

describe('a bot that cannot start says why in one line, and ends with 2', () => {
  const good = { SLACK_BOT_TOKEN: 'xoxb-playground', SLACK_APP_TOKEN: 'xapp-playground' };
  const key = { OPENAI_API_KEY: 'sk-secret', NETLAB_TUTOR_MODEL: 'a-model' };
  test.each([
    ['a bot token that Slack refuses', { ...good, SLACK_BOT_TOKEN: 'xoxb-wrong' }, 'invalid_auth'],
    ['an app token that Slack refuses', { ...good, SLACK_APP_TOKEN: 'xapp-wrong' }, 'invalid_auth'],
    ['a Slack that is not there', { ...good, SLACK_API_URL: 'http://127.0.0.1:9/api/' }, 'Slack could not be reached'],
    ['a roster with a wrong line', { ...good, NETLAB_ROSTER: roster }, 'roster.csv:2: it needs a Slack user id'],
    ['a roster that names kube-system', { ...good, NETLAB_ROSTER: seats }, 'kube-system is no namespace of this class'],
    [
      'a pattern that fits everything',
      { ...good, NETLAB_NAMESPACE_PATTERN: '.*' },
      'NETLAB_NAMESPACE_PATTERN fits kube-',
    ],
    ['a roster that is not there', { ...good, NETLAB_ROSTER: '/nope.csv' }, 'NETLAB_ROSTER /nope.csv cannot be read'],
    [
      'a roster with an open quote',
      { ...good, NETLAB_ROSTER: open },
      `NETLAB_ROSTER ${open}:2: this is no CSV: a quote`,
    ],
    ['a roster that is a pipe', { ...good, NETLAB_ROSTER: pipe }, `NETLAB_ROSTER ${pipe} cannot be read: it is a pipe`],
    ['data where no folder can be', { ...good, NETLAB_DATA: '/proc/x' }, 'NETLAB_DATA /proc/x cannot be used: ENOENT'],
    ['data in a file', { ...good, NETLAB_DATA: roster }, `NETLAB_DATA ${roster} cannot be used: EEXIST`],
    ['a lesson that is not there', { ...good, NETLAB_EXERCISE: '/nope' }, 'NETLAB_EXERCISE /nope cannot be read'],
    ['a tutor without a model', { ...good, OPENAI_API_KEY: 'sk-secret' }, 'NETLAB_TUTOR_MODEL'],
    ['the tutor that wrote', { ...good, ...key, NETLAB_TUTOR: 'compose' }, 'knows compose: use select or off.'],
    ['a tutor that never was', { ...good, ...key, NETLAB_TUTOR: 'x' }, 'NETLAB_TUTOR must be off or select.'],
  ])('%s', async (_, env, said) => {
    const { code, stdout, stderr } = await netlabProcess(['bot'], {
      SLACK_API_URL: slack.apiUrl,
      KUBECONFIG: kubeconfig,
      NETLAB_DATA: join(folder, 'data'),
      ...env,
    });
    expect([code, stdout]).toEqual([2, '']);
    // Lines of the log begin with a time: the first start makes a database and says so.
    const refusal = stderr
      .trim()
      .split('\n')
      .filter((line) => !/^\d{4}-\d\d-\d\dT/u.test(line));
    expect(refusal).toHaveLength(1);
    expect(stderr).toContain(said);
    expect(stderr).not.toContain('sk-secret');
  });

  test('an address that is reached and is no Slack', async () => {
    const server = createServer((_, response) => response.writeHead(404).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { code, stderr } = await netlabProcess(['bot'], {
      ...good,
      SLACK_API_URL: `http://127.0.0.1:${Object(server.address()).port}/api/`,
      KUBECONFIG: kubeconfig,
      NETLAB_DATA: join(folder, 'data'),
    });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(code).toBe(2);
    expect(stderr).toContain('Slack’s address was reached, and answered with status 404.');
  });

  test('no cluster: what is advised is what a bot can be told', async () => {
    const { code, stderr } = await netlabProcess(['bot'], good);
    expect([code, stderr]).toEqual([
      2,
      'netlab: no cluster is named: set KUBECONFIG. Correct the configuration and try again.\n',
    ]);
  });

  test('no tokens and no cluster', async () => {
    const { code, stdout, stderr } = await netlabProcess(['bot']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('SLACK_BOT_TOKEN is not set');
    expect(stderr).not.toMatch(/^\s+at /mu);
  });

  test('no tokens, with a cluster', async () => {
    const { code, stderr } = await netlabProcess(['bot'], { KUBECONFIG: kubeconfig });
    expect([code, stderr]).toEqual([
      2,
      'netlab: SLACK_BOT_TOKEN is not set. Correct the configuration and try again.\n',
    ]);
  });

  test('every fault of the environment at once', async () => {
    const { code, stderr } = await netlabProcess(['bot'], {
      SLACK_BOT_TOKEN: 'oops',
      PORT: 'x',
      NETLAB_INSTRUCTORS: '@inge',
      NETLAB_NAMESPACE_PATTERN: '(',
    });
    expect(code).toBe(2);
    const lines = stderr.trimEnd().split('\n');
    expect(lines.map((line) => /^netlab: ([A-Z]\w+) /u.exec(line)?.[1])).toEqual([
      'SLACK_BOT_TOKEN',
      'NETLAB_INSTRUCTORS',
      'NETLAB_NAMESPACE_PATTERN',
      'PORT',
      'Correct',
    ]);
    expect(lines.every((line) => line.endsWith('.'))).toBe(true);
    expect(stderr).not.toContain('oops');
  });
});
