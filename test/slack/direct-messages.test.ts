import { WebClient } from '@slack/web-api';
import { expect, test } from 'vitest';
import type { DirectMessage } from '../../src/model/outcome.ts';
import { sendDirectMessages } from '../../src/slack/replies/direct-messages.ts';
import { DirectPosts } from '../../src/slack/transport/direct-posts.ts';
import { InFlightWork } from '../../src/slack/transport/in-flight.ts';
import { memoryBooks } from '../support/books.ts';
import { bareLab } from '../support/lab.ts';

const at = '2026-11-24T16:40:00.000Z';
const tell: DirectMessage = {
  to: ['U0INGE', 'U0INGO'],
  answer: { kind: 'told', about: null, message: 'Look.', lines: [] },
  next: [],
  keepsChannel: false,
  unreached: 'I could not reach any instructor.',
  faults: ['no list nodes'],
};

/** A desk whose Slack answers to a direct message when it is told to; what was sent to whom is kept. */
async function deskOf() {
  const books = memoryBooks({ U0ALICE: 'student-07' });
  await books.faults.claim({ id: 'no list nodes', quietMs: 1000 }, at);
  const sent: string[] = [];
  const waiting = new Map<string, (ok: boolean) => void>();
  const replies = new WebClient('xoxb-1', {
    retryConfig: { retries: 0 },
    fetch: async (_, init) => {
      const form = new URLSearchParams(String(init?.body));
      const channel = form.get('channel') ?? '';
      sent.push(`${channel} ${form.get('text')}`);
      const { promise, resolve } = Promise.withResolvers<boolean>();
      waiting.set(channel, resolve);
      const ok = channel === 'U0ALICE' || (await promise);
      return Response.json(ok ? { ok, channel: `D${channel}` } : { ok, error: 'account_inactive' });
    },
  });
  const lab = bareLab(() => Promise.reject(new Error('nobody reads')), books);
  const answer = (to: string, ok: boolean) =>
    expect
      .poll(() => waiting.has(to))
      .toBe(true)
      .then(() => waiting.get(to)?.(ok));
  const toldAt = async () => {
    const claim = await books.faults.claim({ id: 'no list nodes', quietMs: 10 ** 12 }, at);
    return claim.mine ? null : claim.toldAt;
  };
  const posts = new DirectPosts(replies, () => 'id');
  const desk = { lab, posts, inFlight: new InFlightWork() };
  return { desk, sent, answer, toldAt };
}

test('what fails after the answer was given is told to whoever asked', async () => {
  const { desk, sent, answer, toldAt } = await deskOf();
  expect(await sendDirectMessages([tell], 'U0ALICE', desk, 1)).toEqual([]);
  await answer('U0INGE', false);
  await answer('U0INGO', false);
  await expect.poll(() => sent.at(-1)).toContain('U0ALICE I could not reach any instructor.');
  expect(await toldAt()).toBeNull();
});

test('its neighbour: what arrives late is kept as told, and nothing more is said', async () => {
  const { desk, sent, answer, toldAt } = await deskOf();
  expect(await sendDirectMessages([tell], 'U0ALICE', desk, 1)).toEqual([]);
  await answer('U0INGE', false);
  await answer('U0INGO', true);
  await expect.poll(toldAt).toBe(at);
  expect(await desk.inFlight.waitForWork(5000)).toBe(true);
  expect(sent.map((each) => each.split(' ')[0]).sort()).toEqual(['U0INGE', 'U0INGO']);
});

test('at once: one of two is enough, of none it is said below the answer', async () => {
  const one = await deskOf();
  const reached = sendDirectMessages([tell], 'U0ALICE', one.desk);
  await one.answer('U0INGE', true);
  await one.answer('U0INGO', false);
  expect([await reached, await one.toldAt()]).toEqual([[], at]);
  const none = await deskOf();
  const failed = sendDirectMessages([tell], 'U0ALICE', none.desk);
  await none.answer('U0INGE', false);
  await none.answer('U0INGO', false);
  expect([await failed, await none.toldAt()]).toEqual([[tell.unreached], null]);
});
