// A write that is tried again while Slack is broken, and never done twice: the clock is a number.
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startSlack } from '../../src/playground/slack/server.ts';
import type { PlantedFailure } from '../../src/playground/slack/transport/web-api.ts';
import { judgeFailedWrite, type WriteFate } from '../../src/slack/transport/write-fate.ts';
import { type OnceWrite, WriteGivenUpError, writeOnce } from '../../src/slack/transport/write-once.ts';
import { afterwards, settings } from '../support/app.ts';

const http = (status: number) => new WebAPIHTTPError(status, 'x', {}, '');
const platform = (error: string) => new WebAPIPlatformError({ ok: false, error });
const caused = (code: string) =>
  new WebAPIRequestError(new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) }));
const late = () => new WebAPIRequestError(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));

describe('what a failure says of a write', () => {
  test.each<[WriteFate, string, unknown]>([
    ['refused', 'Slack’s own word', platform('invalid_blocks')],
    ['refused', 'a pace that was not waited for', new WebAPIRateLimitedError(3)],
    ['refused', '404', http(404)],
    [
      'refused',
      'a redirect',
      new WebAPIRequestError(new TypeError('fetch failed', { cause: new Error('unexpected redirect') })),
    ],
    [
      'refused',
      'an address that is not Slack’s',
      new WebAPIRequestError(new TypeError('https://x is no address of Slack’s')),
    ],
    ['refused', 'a bug', new RangeError('oops')],
    ['unsent', 'no connection', caused('ECONNREFUSED')],
    ['unsent', 'no name', caused('ENOTFOUND')],
    ['unsent', 'a connection that took too long', caused('UND_ERR_CONNECT_TIMEOUT')],
    ['unsure', '500', http(500)],
    ['unsure', '503', http(503)],
    ['unsure', 'an operation that broke', platform('internal_error')],
    ['unsure', 'a service that broke', platform('service_unavailable')],
    ['unsure', 'a connection that broke', caused('ECONNRESET')],
    ['unsure', 'a connection that was closed', caused('UND_ERR_SOCKET')],
    ['pending', 'no answer in time', late()],
    ['pending', 'a gateway without an answer in time', http(504)],
  ])('%s: %s', (fate, _, error) => expect(judgeFailedWrite(error)).toBe(fate));

  test.each<[WriteFate, PlantedFailure]>([
    ['unsure', 500],
    ['pending', 504],
    ['unsure', 'reset'],
    ['unsure', { carriedOut: 'reset' }],
    ['pending', 'hang'],
    ['refused', 'channel_not_found'],
    ['unsure', 'fatal_error'],
  ])('%s: %j, as the library tells it', async (fate, planted) => {
    const slack = await startSlack({ settings });
    afterwards(slack.close);
    slack.failing.set('chat.postMessage', planted);
    const options = { slackApiUrl: slack.apiUrl, timeout: 100, retryConfig: { retries: 0 } };
    const client = new WebClient('xoxb-playground', options);
    const error = await client.chat.postMessage({ channel: 'U0BOB', text: 'x' }).catch((reason: unknown) => reason);
    expect(judgeFailedWrite(error)).toBe(fate);
  });

  test('unsent: a Slack that is not there, as the library tells it', async () => {
    const slack = await startSlack({ settings });
    await slack.close();
    const client = new WebClient('xoxb-playground', { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
    const error = await client.chat.postMessage({ channel: 'U0BOB', text: 'x' }).catch((reason: unknown) => reason);
    expect(judgeFailedWrite(error)).toBe('unsent');
  });
});

/** How one attempt ends: written or not, and what is heard of it; `after` is when half-done work is written, in milliseconds. */
type Attempt = { readonly heard: 'ok' | 'refused' | WriteFate; readonly written: boolean; readonly after?: number };

const errors = {
  refused: () => platform('invalid_blocks'),
  unsent: () => caused('ECONNREFUSED'),
  unsure: () => http(500),
  pending: late,
};

/** A Slack with a clock: its attempts one after the other, then what `rest` says; how looking ends, `null` for not at all. */
function world(
  attempts: readonly Attempt[],
  look: ((now: number) => unknown) | null = () => null,
  rest: Attempt = { heard: 'ok', written: true },
) {
  const state = { now: 0, sent: 0, due: [] as number[] };
  const writtenAt = (now: number) => state.due.filter((at) => at <= now).length;
  const send = async () => {
    const { heard, written, after = 0 } = attempts[state.sent] ?? rest;
    state.sent += 1;
    if (written) state.due.push(state.now + after);
    if (heard !== 'ok') throw errors[heard]();
    return 'written';
  };
  const find = async () => {
    const error = look?.(state.now);
    if (error instanceof Error) throw error;
    return writtenAt(state.now) > 0 ? 'found' : null;
  };
  const clock = {
    now: () => state.now,
    pause: async (pauseMs: number) => {
      state.now += pauseMs;
    },
  };
  const run = (isRepeatable = false) => {
    const write: OnceWrite<string> = { send, find: look === null ? null : find, isRepeatable };
    const timings = { firstPauseMs: 500, longestPauseMs: 16_000, totalMs: 60_000 };
    return writeOnce(write, clock, timings).catch((error: unknown) => error);
  };
  return { run, state, total: () => state.due.length };
}

const failing = (heard: WriteFate, written = false, times = 1): readonly Attempt[] =>
  Array(times).fill({ heard, written });

describe('a message', () => {
  test('that Slack refuses is sent once, and its refusal is what comes out', async () => {
    const { run, state } = world(failing('refused'));
    expect(await run()).toBeInstanceOf(WebAPIPlatformError);
    expect([state.sent, state.now]).toEqual([1, 0]);
  });

  test.each(['unsent', 'unsure'] as const)('%s twice goes the third time, after growing pauses', async (fate) => {
    const { run, state, total } = world(failing(fate, false, 2));
    expect(await run()).toBe('written');
    expect([state.sent, state.now, total()]).toEqual([3, 500 + 1000, 1]);
  });

  test.each(['unsure', 'pending'] as const)('%s that is there is found, and not sent again', async (fate) => {
    const { run, state, total } = world(failing(fate, true));
    expect(await run()).toBe('found');
    expect([state.sent, total()]).toEqual([1, 1]);
  });

  test('that came to no answer in time is looked for as it may still come, and never sent again', async () => {
    const { run, state, total } = world([{ heard: 'pending', written: true, after: 20_000 }]);
    expect(await run()).toBe('found');
    expect([state.sent, total(), state.now]).toEqual([1, 1, 31_500]);
    const gone = world(failing('pending'));
    expect(await gone.run()).toBeInstanceOf(WriteGivenUpError);
    expect([gone.state.sent, gone.state.now <= 60_000, gone.state.now > 40_000]).toEqual([1, true, true]);
  });

  test.each([
    ['there is no place to look', null],
    ['the app may not look', () => platform('missing_scope')],
    ['Slack knows no such method', () => platform('unknown_method')],
  ])('of which nothing is known is not sent again where %s', async (_, look) => {
    const { run, state } = world(failing('unsure'), look);
    expect(await run()).toBeInstanceOf(WriteGivenUpError);
    expect(state.sent).toBe(1);
  });

  test('waits for looking as well while Slack is broken, or puts it off', async () => {
    const { run, state, total } = world(failing('unsure', true), (now) => (now < 5000 ? http(500) : null));
    expect(await run()).toBe('found');
    expect([state.sent, total()]).toEqual([1, 1]);
    const put = world(failing('unsure'), (now) => (now < 5000 ? new WebAPIRateLimitedError(1) : null));
    expect(await put.run()).toBe('written');
    expect([put.state.sent, put.total()]).toEqual([2, 1]);
  });

  test.each(['unsent', 'unsure'] as const)('%s for longer than a minute is given up within it', async (fate) => {
    const { run, state, total } = world([], undefined, { heard: fate, written: false });
    expect(await run()).toBeInstanceOf(WriteGivenUpError);
    // 0.5 + 1 + 2 + 4 + 8 + 16 + 16 s.
    expect([state.now, state.sent, total()]).toEqual([47_500, 8, 0]);
  });
});

test.each(['unsent', 'unsure', 'pending'] as const)(
  'an edit that is %s is made again without looking',
  async (fate) => {
    const { run, state } = world(failing(fate, true, 3), null);
    expect(await run(true)).toBe('written');
    expect([state.sent, state.now]).toEqual([4, 3500]);
  },
);

test('whatever fails in whatever order, nothing is written twice, and what can be written is within a minute', async () => {
  const attempt = fc.oneof(
    fc.constant<Attempt>({ heard: 'unsent', written: false }),
    fc.record({ heard: fc.constant('unsure' as const), written: fc.boolean() }),
    fc.record({ heard: fc.constant('pending' as const), written: fc.boolean(), after: fc.nat(90_000) }),
  );
  const looks = fc.constantFrom<(now: number) => unknown>(
    () => null,
    (now) => (now < 10_000 ? http(503) : null),
    () => platform('missing_scope'),
  );
  let [written, found, givenUp] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(attempt, { maxLength: 5 }), looks, async (attempts, look) => {
      const { run, state, total } = world(attempts, look);
      const said = await run();
      expect(total()).toBeLessThanOrEqual(1);
      expect(state.now).toBeLessThanOrEqual(60_000);
      if (said === 'written') written += 1;
      else if (said === 'found') found += 1;
      else givenUp += 1;
      if (said === 'written' || said === 'found') expect(total()).toBe(1);
    }),
    { numRuns: 500, seed: 11 },
  );
  expect(Math.min(written, found, givenUp)).toBeGreaterThan(30);
});
