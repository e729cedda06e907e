import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedSlack, startSlack } from '../../src/playground/slack/server.ts';
import { netlab } from '../support/netlab.ts';

const folder = mkdtempSync(join(tmpdir(), 'netlab-bot-'));
const kubeconfig = join(folder, 'kubeconfig');
const roster = join(folder, 'roster.csv');
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
});
afterAll(() => slack.close());

describe('a bot that cannot start says why in one line, and ends with 2', () => {
  const good = { SLACK_BOT_TOKEN: 'xoxb-playground', SLACK_APP_TOKEN: 'xapp-playground' };
  test.each([
    ['a bot token that Slack refuses', { ...good, SLACK_BOT_TOKEN: 'xoxb-wrong' }, 'invalid_auth'],
    ['an app token that Slack refuses', { ...good, SLACK_APP_TOKEN: 'xapp-wrong' }, 'invalid_auth'],
    ['a Slack that is not there', { ...good, SLACK_API_URL: 'http://127.0.0.1:9/api/' }, 'Slack could not be reached'],
    ['a roster with a wrong line', { ...good, NETLAB_ROSTER: roster }, 'roster.csv:2: it needs a Slack user id'],
    ['a roster that is not there', { ...good, NETLAB_ROSTER: '/nope.csv' }, 'NETLAB_ROSTER /nope.csv cannot be read'],
    ['a lesson that is not there', { ...good, NETLAB_EXERCISE: '/nope' }, 'NETLAB_EXERCISE /nope cannot be read'],
    ['a tutor without a model', { ...good, OPENAI_API_KEY: 'sk-secret' }, 'NETLAB_TUTOR_MODEL'],
  ])('%s', async (_, env, said) => {
    const { code, stdout, stderr } = await netlab(['bot'], {
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
});
