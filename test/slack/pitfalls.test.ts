// What bites in Bolt 5 and its clients, each with what keeps it from biting; the rest is in links, http, drain, reply.
import { describe, expect, test } from 'vitest';
import { ask, start, startHttp } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { snapshotOf } from '../support/objects.ts';

const form = (text: string, command = '/netlab') => ({
  command,
  text,
  user_id: 'U0ALICE',
  team_id: 'T0NETLAB',
  channel_id: 'C0COURSE',
  response_url: 'http://127.0.0.1:9/none',
});

describe.each(['Socket Mode', 'HTTP mode'])('in %s', (mode) => {
  const open = (rest = {}, pace = {}) => (mode === 'HTTP mode' ? startHttp(rest, {}, pace) : start(rest, {}, {}, pace));

  test('a command of another name is acknowledged and answered, never left hanging', async () => {
    const { slack } = await open();
    expect(JSON.stringify(await slack.deliver('slash_commands', form('help', '/netlab-test')))).toContain(
      '/netlab check',
    );
  });

  test('a command without text, trigger or response_url, as other servers send it, is answered', async () => {
    const { slack } = await open();
    const bare = { command: '/netlab', user_id: 'U0ALICE', team_id: 'T0NETLAB' };
    // Signed twice in one second the same body would be a replay.
    for (const channel_id of ['C1', 'C2'])
      expect(JSON.stringify(await slack.deliver('slash_commands', { ...bare, channel_id }))).toContain('/netlab check');
  });

  test.each([
    [
      'a choice from a menu',
      {
        type: 'block_actions',
        trigger_id: '1',
        container: { type: 'message' },
        actions: [{ type: 'static_select', action_id: 'other' }],
      },
    ],
    ['a global shortcut', { type: 'shortcut', callback_id: 'any', trigger_id: '2' }],
    [
      'a form that nobody knows',
      {
        type: 'view_submission',
        trigger_id: '3',
        view: { id: 'V1', type: 'modal', callback_id: 'other', state: { values: {} } },
      },
    ],
    [
      'a form that was closed',
      {
        type: 'view_closed',
        view: { id: 'V1', type: 'modal', callback_id: 'other', hash: 'h', state: { values: {} } },
      },
    ],
  ])('%s is acknowledged', async (_, payload) => {
    const { slack, notes } = await open();
    const sent = { user: { id: 'U0ALICE' }, team: { id: 'T0NETLAB' }, ...payload };
    expect(await slack.deliver('interactive', sent)).toBeDefined();
    expect(notes.join()).not.toContain('bug');
  });

  test('a bug before the answer is an apology inside of the three seconds', async () => {
    const running = await open({ findPerson: () => Promise.reject(new TypeError('broken')) });
    const { outcome, message } = await ask(running, 'U0ALICE', 'check');
    expect(outcome).toEqual({ acked: true });
    expect(message?.text).toContain('Something went wrong inside netlab');
    expect(running.notes.join()).toContain('bug');
  });

  test('each command is acknowledged once, whichever way its answer takes', async () => {
    const running = await open({}, { promptAnswerTimeoutMs: 30 });
    const asked = await Promise.all(
      ['check', 'explain overlay', 'help', 'broadcast', 'dance'].map((text) => ask(running, 'U0ALICE', text)),
    );
    expect(asked.map(({ outcome }) => outcome)).toEqual(Array(5).fill({ acked: true }));
    expect(running.slack.refusals).toEqual([]);
    expect(running.notes.filter((line) => !line.startsWith('audit'))).toEqual([]);
  });
});

test('the log holds no text of people, no token and no response_url, even when everything is logged', async () => {
  const notes: string[] = [];
  const { slack } = await start({ log: (line) => notes.push(line) }, { logLevel: 'debug' });
  await slack.command('U0ALICE', 'C0COURSE', 'check');
  await slack.command('U0ALICE', 'C0COURSE', 'explain my-secret-words');
  await slack.write('U0ALICE', 'DU0ALICE', 'my-secret-words');
  await slack.waitForMessage(({ channel, from }) => channel === 'DU0ALICE' && from === 'U0NETLAB');
  expect(notes.join('\n')).toContain('audit: ');
  for (const secret of ['my-secret-words', 'xoxb-', 'xapp-', '/commands/T0NETLAB'])
    expect(notes.join('\n')).not.toContain(secret);
});

test('a peer that does not answer the closing handshake holds up the end for two seconds, not for thirty', async () => {
  const running = await start();
  await expect.poll(() => running.slack.openLinkCount()).toBe(2);
  running.slack.stopReading();
  const began = performance.now();
  await running.app.stop();
  expect(performance.now() - began).toBeLessThan(3500);
});

test('an answer whose link goes while it is worked out arrives all the same', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const observe = (namespace: string) => promise.then(() => snapshotOf(clusters.overlayCilium, namespace));
  const running = await start({ observe }, {}, {}, { links: { shortestPauseMs: 5000, stableAfterMs: 5000 } });
  await expect.poll(() => running.slack.openLinkCount()).toBe(2);
  const typed = running.slack.command('U0ALICE', 'C0COURSE', 'check');
  await new Promise((done) => setTimeout(done, 100));
  running.slack.disconnect('refresh_requested', true);
  await expect.poll(() => running.slack.openLinkCount()).toBe(0);
  await new Promise((done) => setTimeout(done, 100));
  resolve();
  expect(await running.slack.waitForMessage(({ text }) => text.includes('Looked from'))).toMatchObject({
    to: 'U0ALICE',
    ephemeral: true,
  });
  await typed;
});
