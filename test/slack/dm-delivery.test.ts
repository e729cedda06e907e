// An answer in somebody's direct messages while Slack is broken: it comes, and comes once.
import { WebClient } from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { startSlack } from '../../src/playground/slack/server.ts';
import type { PlantedFailure } from '../../src/playground/slack/transport/web-api.ts';
import { DirectPosts } from '../../src/slack/transport/direct-posts.ts';
import { WriteGivenUpError } from '../../src/slack/transport/write-once.ts';
import { afterwards, buttonsOf, direct, type Running, settings, start } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { snapshotOf } from '../support/objects.ts';

const quick = { writes: { firstPauseMs: 5, longestPauseMs: 20, totalMs: 20_000 }, drainTimeoutMs: 10_000 };

const callsOf = ({ slack }: Pick<Running, 'slack'>, method: string) =>
  slack.calls.filter((each) => each.method === method).length;

/** Everything is done, the answer too: nothing more can come. */
async function ended(running: Running): Promise<void> {
  expect(await running.app.stop()).toBe(true);
}

describe('an answer to a message', () => {
  test('that Slack answers with 500 for a while comes afterwards, once', async () => {
    const running = await start({}, {}, {}, quick);
    running.slack.failing.set('chat.postMessage', 500);
    await running.slack.write('U0ALICE', 'DU0ALICE', 'help');
    // Each time it is looked for before it is sent again.
    await expect.poll(() => callsOf(running, 'conversations.history')).toBeGreaterThan(3);
    expect(direct(running, 'U0ALICE')).toEqual([]);
    running.slack.failing.clear();
    await running.slack.waitForMessage(({ text }) => text.includes('/netlab check'));
    await ended(running);
    expect(direct(running, 'U0ALICE').length).toBe(1);
    expect(running.notes.join()).not.toContain('delivered');
  });

  test('while everything of Slack’s is 500 comes afterwards, once', async () => {
    const running = await start({}, {}, {}, quick);
    running.slack.failing.set('chat.postMessage', 500);
    running.slack.failing.set('conversations.history', 500);
    await running.slack.write('U0ALICE', 'DU0ALICE', 'help');
    await expect.poll(() => running.slack.messages.length).toBe(1);
    running.slack.failing.clear();
    await running.slack.waitForMessage(({ text }) => text.includes('/netlab check'));
    await ended(running);
    expect(direct(running, 'U0ALICE').length).toBe(1);
  });

  test.each<PlantedFailure>([{ carriedOut: 500 }, { carriedOut: 503 }, { carriedOut: 'reset' }, { carriedOut: 504 }])(
    'that was taken, though Slack said %j, is not sent again in any form',
    async (planted) => {
      const running = await start({}, {}, {}, quick);
      running.slack.failing.set('chat.postMessage', planted);
      await running.slack.write('U0ALICE', 'DU0ALICE', 'help');
      await expect.poll(() => callsOf(running, 'conversations.history')).toBe(1);
      await ended(running);
      expect([direct(running, 'U0ALICE').length, callsOf(running, 'chat.postMessage')]).toEqual([1, 1]);
      expect(running.notes).toEqual([]);
    },
  );

  test('in a thread is looked for in the thread', async () => {
    const running = await start({}, {}, {}, quick);
    await running.slack.write('U0ALICE', 'DU0ALICE', 'help');
    const first = await running.slack.waitForMessage(({ text }) => text.includes('/netlab check'));
    running.slack.failing.set('chat.postMessage', { carriedOut: 500 });
    await running.slack.write('U0ALICE', 'DU0ALICE', 'privacy', first.ts);
    // Once for whose thread it is, once for the answer.
    await expect.poll(() => callsOf(running, 'conversations.replies')).toBe(2);
    await ended(running);
    expect(direct(running, 'U0ALICE').map(({ thread }) => thread)).toEqual([null, first.ts]);
    expect(running.notes).toEqual([]);
  });

  test('whose app may not look is not sent again, and the log says that it may be lost', async () => {
    const running = await start({}, {}, {}, quick);
    // Without im:history Slack would send no message either: the scope was taken away in between.
    running.slack.failing.set('conversations.history', 'missing_scope');
    running.slack.failing.set('chat.postMessage', { carriedOut: 500 });
    await running.slack.write('U0ALICE', 'DU0ALICE', 'help');
    await expect.poll(() => running.notes.join()).toContain('an answer to U0ALICE could not be delivered: given up');
    await ended(running);
    expect([direct(running, 'U0ALICE').length, callsOf(running, 'chat.postMessage')]).toEqual([1, 1]);
  });

  test('that Slack refuses is tried as text alone, and once more as a direct message', async () => {
    const running = await start({}, {}, {}, quick);
    running.slack.failing.set('chat.postMessage', 'invalid_blocks');
    await running.slack.write('U0ALICE', 'DU0ALICE', 'help');
    await expect.poll(() => running.notes.join()).toContain('could not be delivered');
    expect(callsOf(running, 'chat.postMessage')).toBe(3);
  });

  test('which took the place of its waiting line does so after Slack’s 500, too', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const observe = (namespace: string) => promise.then(() => snapshotOf(clusters.overlayCilium, namespace));
    const running = await start({ observe }, {}, {}, { ...quick, promptAnswerTimeoutMs: 20 });
    await running.slack.write('U0ALICE', 'DU0ALICE', 'check');
    const line = await running.slack.waitForMessage(({ text }) => text === 'Reading student-07…');
    running.slack.failing.set('chat.update', { carriedOut: 500 });
    resolve();
    await expect.poll(() => callsOf(running, 'chat.update')).toBeGreaterThan(2);
    running.slack.failing.clear();
    await ended(running);
    expect(direct(running, 'U0ALICE').map(({ ts, text }) => [ts, text.includes('I only read.')])).toEqual([
      [line.ts, true],
    ]);
  });

  test('a waiting line that Slack did not take holds up nothing', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const observe = (namespace: string) => promise.then(() => snapshotOf(clusters.overlayCilium, namespace));
    const running = await start({ observe }, {}, {}, { ...quick, promptAnswerTimeoutMs: 20 });
    running.slack.failing.set('chat.postMessage', 500);
    await running.slack.write('U0ALICE', 'DU0ALICE', 'check');
    await expect.poll(() => running.notes.join()).toContain('a waiting line was lost');
    running.slack.failing.clear();
    resolve();
    await running.slack.waitForMessage(({ text }) => text.includes('I only read.'));
    await ended(running);
    expect(direct(running, 'U0ALICE').length).toBe(1);
  });
});

test('an answer to a button on App Home, to a person whose conversation is known, comes once', async () => {
  const running = await start({}, {}, {}, quick);
  await running.slack.write('U0ALICE', 'DU0ALICE', 'help');
  await running.slack.waitForMessage(({ text }) => text.includes('/netlab check'));
  await running.slack.openHome('U0ALICE');
  await expect.poll(() => running.slack.home('U0ALICE')).not.toBeNull();
  const home = running.slack.home('U0ALICE');
  const { block = '', action = '' } = buttonsOf(home?.blocks ?? [])['Explain what I see'] ?? {};
  running.slack.failing.set('chat.postMessage', 500);
  await running.slack.click({ user: 'U0ALICE', on: { view: home?.id ?? '' }, block, action });
  await expect.poll(() => callsOf(running, 'conversations.history')).toBeGreaterThan(1);
  running.slack.failing.clear();
  await ended(running);
  expect(direct(running, 'U0ALICE').length).toBe(2);
});

describe('posts', () => {
  /** Posts with a clock of their own, to a Slack that gives up nothing for longer than 100 ms. */
  async function posting() {
    const slack = await startSlack({ settings });
    afterwards(slack.close);
    const options = { slackApiUrl: slack.apiUrl, timeout: 100, retryConfig: { retries: 0 } };
    let [now, count] = [0, 0];
    const clock = {
      now: () => now,
      pause: async (pauseMs: number) => {
        now += pauseMs;
      },
    };
    const newId = () => {
      count += 1;
      return `id-${count}`;
    };
    const posts = new DirectPosts(new WebClient('xoxb-playground', options), newId, {}, clock);
    const body = { text: 'hello', blocks: [], unfurl_links: false, unfurl_media: false } as const;
    const post = (to: string) => posts.post({ to, thread: null, body }, 1000).catch((error: unknown) => error);
    return { slack, posts, post, elapsed: () => now };
  }

  test('an answer that never came to a message that was taken: it is found by its mark, not by its words', async () => {
    const { slack, post } = await posting();
    await post('DU0BOB');
    slack.failing.set('chat.postMessage', { carriedOut: 'hang' });
    const [first, second] = [slack.messages[0]?.ts, await post('DU0BOB')];
    expect(second).toEqual({ channel: 'DU0BOB', ts: slack.messages[1]?.ts });
    expect(slack.messages.map(({ text }) => text)).toEqual(['hello', 'hello']);
    expect(first).not.toBe(Object(second).ts);
  });

  test('a message that Slack never answered is given up within a minute, and sent once', async () => {
    const { slack, post, elapsed } = await posting();
    slack.failing.set('chat.postMessage', 'hang');
    expect(await post('DU0BOB')).toBeInstanceOf(WriteGivenUpError);
    expect([slack.messages.length, elapsed() > 30_000, elapsed() <= 60_000]).toEqual([0, true, true]);
  });

  test('to a person whose conversation is not known, nothing is sent again; once it is known, it is', async () => {
    const { slack, posts, post } = await posting();
    slack.failing.set('chat.postMessage', { carriedOut: 500 });
    expect(await post('U0BOB')).toBeInstanceOf(WriteGivenUpError);
    posts.rememberChannel('U0BOB', 'C0COURSE');
    expect(await post('U0BOB')).toBeInstanceOf(WriteGivenUpError);
    posts.rememberChannel('U0BOB', 'DU0BOB');
    expect(await post('U0BOB')).toMatchObject({ channel: 'DU0BOB' });
    expect(slack.messages.length).toBe(3);
    // Whose conversation is forgotten is unknown again.
    posts.forgetChannel('U0BOB');
    expect(await post('U0BOB')).toBeInstanceOf(WriteGivenUpError);
  });
});
