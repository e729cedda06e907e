import { describe, expect, test } from 'vitest';
import { startSlack } from '../../src/playground/slack/server.ts';
import { RequestDeduplicator } from '../../src/slack/transport/deduplicate.ts';
import { identifyRequest } from '../../src/slack/transport/request-identity.ts';
import { clientOptions, createWriteClient, retryAfterRateLimit } from '../../src/slack/transport/web-client.ts';
import { afterwards, ask, start } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { snapshotOf } from '../support/objects.ts';

const quick = { links: { shortestPauseMs: 20, longestPauseMs: 100, stableAfterMs: 0 } };

describe('links', () => {
  test('two are open; when Slack ends one, commands go over the other one and nothing is missed', async () => {
    const running = await start({}, {}, {}, quick);
    await expect.poll(() => running.slack.openLinkCount()).toBe(2);
    for (let count = 0; count < 6; count++) {
      running.slack.disconnect('refresh_requested');
      const began = performance.now();
      expect((await ask(running, 'U0ALICE', `check ${(count % 3) + 1}`)).outcome).toEqual({ acked: true });
      // Bolt alone would be deaf for five seconds.
      expect(performance.now() - began).toBeLessThan(1500);
      await expect.poll(() => running.slack.openLinkCount(), { timeout: 5000 }).toBe(2);
    }
  });

  test('both ended at once are back in well under five seconds', async () => {
    const running = await start({}, {}, {}, { links: { stableAfterMs: 0 } });
    await expect.poll(() => running.slack.openLinkCount()).toBe(2);
    const began = performance.now();
    running.slack.disconnect('refresh_requested', true);
    await expect.poll(() => running.slack.openLinkCount(), { timeout: 4000 }).toBe(2);
    expect(performance.now() - began).toBeLessThan(1000);
    expect((await ask(running, 'U0ALICE', 'check')).outcome).toEqual({ acked: true });
  });

  test('Slack refusing a new link ends nothing: it is tried again until it works', async () => {
    const running = await start({}, {}, {}, quick);
    await expect.poll(() => running.slack.openLinkCount()).toBe(2);
    running.slack.failing.set('apps.connections.open', 'invalid_auth');
    running.slack.disconnect('refresh_requested');
    await expect
      .poll(() => running.notes.join())
      .toContain('a link could not be opened: An API error occurred: invalid_auth');
    expect((await ask(running, 'U0ALICE', 'check')).outcome).toEqual({ acked: true });
    running.slack.failing.clear();
    await expect.poll(() => running.notes.join()).toContain('a link is open again');
    expect(running.slack.openLinkCount()).toBe(2);
  });

  test('a link that ends as soon as it opens is not opened in a tight loop', async () => {
    const running = await start({}, {}, {}, { links: { shortestPauseMs: 200, stableAfterMs: 60_000 } });
    await expect.poll(() => running.slack.openLinkCount()).toBe(2);
    const opened = () => running.slack.calls.filter(({ method }) => method === 'apps.connections.open').length;
    const before = opened();
    for (let count = 0; count < 10; count++) {
      running.slack.disconnect('refresh_requested', true);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    expect(opened() - before).toBeLessThan(6);
  });
});

describe('the same request twice', () => {
  const observe = (namespace: string) => snapshotOf(clusters.overlayCilium, namespace);
  const payload = (trigger: string, text = 'check') => ({
    command: '/netlab',
    text,
    user_id: 'U0ALICE',
    team_id: 'T0NETLAB',
    channel_id: 'C0COURSE',
    trigger_id: trigger,
    response_url: 'http://127.0.0.1:9/none',
  });

  test('is acknowledged twice and carried out once', async () => {
    const running = await start({ observe });
    await running.slack.deliver('slash_commands', payload('1.1.a'));
    await running.slack.deliver('slash_commands', payload('1.1.a'));
    expect(running.notes.filter((line) => line.startsWith('audit: read check'))).toHaveLength(1);
    expect(running.notes.join()).toContain('came twice');
  });

  test('a copy that comes at the same time, over another link, is acknowledged with the same answer', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const running = await start({ observe: (namespace) => promise.then(() => observe(namespace)) });
    // Some servers send every envelope over every link and take the first acknowledgement that comes.
    const both = [payload('1.1.a'), payload('1.1.a')].map((each) => running.slack.deliver('slash_commands', each));
    resolve();
    const [first, second] = await Promise.all(both);
    expect(JSON.stringify(first)).toContain('Looked from');
    expect(second).toEqual(first);
    expect(running.notes.filter((line) => line.startsWith('audit: read check'))).toHaveLength(1);
  });

  test('a form that comes twice gets the same next view twice', async () => {
    const running = await start();
    const submission = {
      type: 'view_submission',
      user: { id: 'U0INGE' },
      team: { id: 'T0NETLAB' },
      trigger_id: '9.1.a',
      view: {
        id: 'V1',
        type: 'modal',
        callback_id: 'broadcast-draft',
        private_metadata: '',
        state: {
          values: {
            own: { own: { type: 'plain_text_input', value: 'hello' } },
            audience: { audience: { type: 'radio_buttons', selected_option: { value: 'roster' } } },
          },
        },
      },
    };
    const [first, second] = await Promise.all([1, 2].map(() => running.slack.deliver('interactive', submission)));
    expect(JSON.stringify(first)).toContain('"response_action":"push"');
    expect(second).toEqual(first);
  });

  test('its healthy neighbour, another one of the same words, is carried out', async () => {
    const running = await start({ observe });
    await running.slack.deliver('slash_commands', payload('1.1.a'));
    await running.slack.deliver('slash_commands', payload('2.1.a'));
    expect(running.notes.filter((line) => line.startsWith('audit: read check'))).toHaveLength(2);
  });

  test('an event that comes again is answered once', async () => {
    const running = await start({ observe });
    const event = {
      type: 'message',
      channel_type: 'im',
      channel: 'DU0ALICE',
      user: 'U0ALICE',
      text: 'help',
      ts: '1.1',
    };
    const body = { type: 'event_callback', event_id: 'Ev1', team_id: 'T0NETLAB', event };
    await running.slack.deliver('events_api', body);
    await running.slack.deliver('events_api', body, { number: 1, reason: 'timeout' });
    await running.slack.waitForMessage(({ text }) => text.startsWith('I want to'));
    expect(running.slack.messages.length).toBe(1);
  });

  test('what carries nothing to tell it by is never taken for a duplicate', () => {
    expect(identifyRequest({ command: '/netlab', text: 'check' })).toBeNull();
    expect(identifyRequest('text')).toBeNull();
    expect(identifyRequest({ trigger_id: 'same', text: 'a' })).not.toBe(
      identifyRequest({ trigger_id: 'same', text: 'b' }),
    );
    expect(identifyRequest({ event_id: 'Ev1', x: 1 })).toBe(identifyRequest({ event_id: 'Ev1', x: 2 }));
  });

  test('a key is forgotten after its time', () => {
    let now = 0;
    const once = new RequestDeduplicator(1000, () => now);
    const first = (key: string) => 'settle' in once.register(key);
    expect([first('a'), first('a')]).toEqual([true, false]);
    now = 999;
    expect(first('a')).toBe(false);
    now = 1001;
    expect([first('a'), first('b')]).toEqual([true, true]);
  });
});

describe('clients', () => {
  test('every consumer has options of its own, with retries set and no headers', () => {
    const [first, second] = [clientOptions('http://x/api/'), clientOptions('http://x/api/')];
    expect(first).not.toBe(second);
    expect(first.retryConfig).not.toBe(second.retryConfig);
    expect(first.retryConfig?.retries).toBe(2);
    expect(first.headers).toBeUndefined();
  });

  test('a write that Slack never answers is not sent again by itself', async () => {
    const slack = await startSlack();
    afterwards(slack.close);
    slack.failing.set('chat.postMessage', 500);
    const client = createWriteClient('xoxb-playground', slack.apiUrl, undefined);
    await expect(client.chat.postMessage({ channel: 'U0BOB', text: 'x' })).rejects.toThrow();
    slack.failing.clear();
    await client.chat.postMessage({ channel: 'U0BOB', text: 'y' });
    expect(slack.messages.map(({ text }) => text)).toEqual(['y']);
  });

  test('a pause that Slack asks for is kept, and holds up no other method', async () => {
    const slack = await startSlack();
    afterwards(slack.close);
    slack.failing.set('chat.postMessage', 'ratelimited');
    const client = createWriteClient('xoxb-playground', slack.apiUrl, undefined);
    const began = performance.now();
    const waiting = retryAfterRateLimit(() => client.chat.postMessage({ channel: 'U0BOB', text: 'x' }), 10_000);
    await client.auth.test();
    expect(performance.now() - began).toBeLessThan(500);
    slack.failing.clear();
    await waiting;
    expect(performance.now() - began).toBeGreaterThan(900);
    expect(slack.messages.length).toBe(1);
  });

  test('a pause longer than the patience is an error, not a silence', async () => {
    const slack = await startSlack();
    afterwards(slack.close);
    slack.failing.set('chat.postMessage', 'ratelimited');
    const client = createWriteClient('xoxb-playground', slack.apiUrl, undefined);
    await expect(
      retryAfterRateLimit(() => client.chat.postMessage({ channel: 'U0BOB', text: 'x' }), 500),
    ).rejects.toThrow('rate');
  });

  test('the bot’s token never travels with the app’s calls', async () => {
    const running = await start();
    await expect.poll(() => running.slack.openLinkCount()).toBe(2);
    const tokens = running.slack.calls.map(({ method, token }) => `${method} ${token.slice(0, 4)}`);
    expect(new Set(tokens)).toEqual(new Set(['auth.test xoxb', 'apps.connections.open xapp']));
  });
});
