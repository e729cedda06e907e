// Which events Slack sends, and to which app: docs.slack.dev, reference/events.
import { afterEach, describe, expect, test } from 'vitest';
import type { EmbeddedSlack } from '../../../src/playground/slack/embedded.ts';
import type { SlackOptions } from '../../../src/playground/slack/options.ts';
import { startSlack } from '../../../src/playground/slack/server.ts';
import { deliveredEvents } from '../../../src/playground/slack/workspace/settings.ts';
import { call, Link } from '../../support/slack-client.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const scopes = ['app_mentions:read', 'im:history', 'chat:write'];
const events = ['app_mention', 'message.im', 'app_home_opened'];
const channels = [
  { id: 'C0COURSE', name: 'course', shared: true },
  { id: 'C0OTHER', name: 'other', withoutApp: true },
];

async function start(settings: SlackOptions['settings'] = {}): Promise<{ slack: EmbeddedSlack; link: Link }> {
  const slack = await startSlack({ ackTimeoutMs: 2000, channels, settings: { scopes, events, ...settings } });
  closing.push(slack.close);
  return { slack, link: await Link.open(slack) };
}

/** What the app hears of something that somebody does. */
async function heard(link: Link, doing: Promise<boolean>) {
  const envelope = await link.next();
  link.ack(envelope);
  expect(await doing).toBe(true);
  return Object(envelope.payload);
}

describe('a mention', () => {
  test('is heard with who wrote it, where, and of which workspace they are', async () => {
    const { slack, link } = await start();
    const { event } = await heard(link, slack.write('U0ALICE', 'C0COURSE', 'hello @netlab & all'));
    expect(event).toEqual({
      type: 'app_mention',
      user: 'U0ALICE',
      channel: 'C0COURSE',
      team: 'T0NETLAB',
      text: 'hello <@U0NETLAB> &amp; all',
      ts: expect.stringMatching(/^\d+\.\d{6}$/u),
      event_ts: expect.any(String),
    });
  });

  test('in a thread of the messages with the app names its first message and whose it is', async () => {
    const { slack, link } = await start();
    await heard(link, slack.write('U0ALICE', 'DU0ALICE', 'a question'));
    const root = slack.messages[0]?.ts ?? '';
    const { event } = await heard(link, slack.write('U0ALICE', 'DU0ALICE', 'an answer', root));
    const thread = { channel: 'DU0ALICE', thread_ts: root, parent_user_id: 'U0ALICE' };
    expect(event).toMatchObject({ type: 'message', channel_type: 'im', ...thread });
    // Whoever answers an answer writes in the same thread, and nobody in the thread of another conversation.
    const leaf = slack.messages.at(-1)?.ts ?? '';
    const { event: second } = await heard(link, slack.write('U0ALICE', 'DU0ALICE', 'another', leaf));
    expect(second).toMatchObject(thread);
    expect(await slack.write('U0BOB', 'DU0BOB', 'mine', root)).toBe(false);
  });

  test('in a thread names it; of somebody of another workspace it says so', async () => {
    const { slack, link } = await start();
    await slack.write('U0ALICE', 'C0COURSE', 'a question');
    const root = slack.messages[0]?.ts ?? '';
    const { event, is_ext_shared_channel: shared } = await heard(
      link,
      slack.write('U0ZOE', 'C0COURSE', '@netlab', root),
    );
    expect([event.thread_ts, event.team, event.user_team, shared]).toEqual([root, 'T0ELSEWHERE', 'T0ELSEWHERE', true]);
  });

  test.each([
    ['without the scope', { scopes: ['im:history', 'chat:write'] }, 'C0COURSE', '@netlab'],
    ['without the subscription', { events: ['message.im'] }, 'C0COURSE', '@netlab'],
    ['in a channel that the app is not in', {}, 'C0OTHER', '@netlab'],
    ['of somebody else', {}, 'C0COURSE', '@bob, netlab'],
  ])('%s is not heard', async (_, settings, channel, text) => {
    const { slack, link } = await start(settings);
    expect(await slack.write('U0ALICE', channel, text)).toBe(false);
    expect(slack.messages).toHaveLength(1);
    expect(link.envelopes).toEqual([]);
  });

  test('in the direct messages is a message, and no mention', async () => {
    const { slack, link } = await start();
    const { event } = await heard(link, slack.write('U0ALICE', 'DU0ALICE', '@netlab help'));
    expect([event.type, event.channel_type]).toEqual(['message', 'im']);
    expect(link.envelopes).toEqual([]);
  });

  test('by the app itself is not told to it', async () => {
    const { slack, link } = await start();
    const { body } = await call(slack, 'chat.postMessage', { channel: 'C0COURSE', text: 'I am <@U0NETLAB>' });
    expect(body.ok).toBe(true);
    expect(link.envelopes).toEqual([]);
  });
});

test('a private answer may stand in a thread, and only one of them sees it', async () => {
  const { slack } = await start();
  await slack.write('U0ALICE', 'C0COURSE', 'a question');
  const thread = slack.messages[0]?.ts ?? '';
  const args = { channel: 'C0COURSE', user: 'U0ALICE', text: 'psst', thread_ts: thread };
  expect((await call(slack, 'chat.postEphemeral', args)).body.ok).toBe(true);
  expect(slack.messages.at(-1)).toMatchObject({ to: 'U0ALICE', ephemeral: true, thread });
});

describe('the tabs of the app', () => {
  test('both are told, each time; the view comes with the Home tab alone', async () => {
    const { slack, link } = await start();
    for (const turn of [1, 2]) {
      const { event } = await heard(link, slack.openMessages('U0ALICE'));
      expect([turn, event.tab, event.channel, event.view]).toEqual([turn, 'messages', 'DU0ALICE', undefined]);
    }
    await call(slack, 'views.publish', { user_id: 'U0ALICE', view: { type: 'home', blocks: [] } });
    expect((await heard(link, slack.openHome('U0ALICE'))).event).toMatchObject({ tab: 'home', view: { type: 'home' } });
    expect((await heard(link, slack.openMessages('U0ALICE'))).event.view).toBeUndefined();
  });

  test('an app without Messages, and somebody of another workspace, open none', async () => {
    const { slack } = await start({ messagesTab: false });
    expect(await slack.openMessages('U0ALICE')).toBe(false);
    const other = await start();
    expect(await other.slack.openMessages('U0ZOE')).toBe(false);
  });
});

test('an event whose scope is missing is not sent, and the others are', () => {
  expect(deliveredEvents({ events, scopes: [] })).toEqual(['app_home_opened']);
  expect(deliveredEvents({ events, scopes: ['im:history'] })).toEqual(['message.im', 'app_home_opened']);
  expect(deliveredEvents({ events, scopes })).toEqual(events);
});
