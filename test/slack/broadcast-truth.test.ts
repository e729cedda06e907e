// What an instructor reads of a broadcast is what Slack received, whatever goes away in the middle; and what the audit says is
// so. These tests know nothing of how netlab sends: they look at Slack, at the instructor's messages and at the audit.
import { rmSync } from 'node:fs';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { startRetentionSweep } from '../../src/app/store.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import type { RunningApp } from '../../src/slack/app.ts';
import { afterwards, settings, startOn } from '../support/app.ts';
import { auditAt } from '../support/audit-at.ts';
import { memoryBooks } from '../support/books.ts';
import {
  classOf,
  readByInstructor,
  receiversOf,
  reportsOf,
  sendToEverybody,
  untruthsOf,
  waitForReceivers,
} from '../support/broadcasts.ts';
import { type DoomedStore, doomedStore } from '../support/doomed-store.ts';
import { handClock, hourMs, minuteMs } from '../support/hand-clock.ts';
import { folders, freshFolder, storeAt } from '../support/store-at.ts';

vi.setConfig({ testTimeout: 60_000 });
afterAll(() => {
  for (const each of folders.splice(0)) rmSync(each, { recursive: true, force: true });
});

const { seated, personas } = classOf(40);
const everybody = Object.keys(seated);
const ahead = (at: string, years: number) => at.replace(/^\d+/u, (year) => String(Number(year) + years));
const firstDay = '2026-11-24T16:40:00.000Z';

/** A class in Slack, and the place of the default database; netlab can be started on both again and again. */
async function school(betweenMessagesMs = 10) {
  const slack = await startSlack({ settings, personas });
  afterwards(slack.close);
  const where = { url: null, folder: freshFolder() };
  /** Starts netlab at this time of day; it keeps records for so many days. Its end in order may take so long; kill -9 waits for none. */
  async function netlab(start = firstDay, drainTimeoutMs = 300, days = 180) {
    const clock = handClock();
    const now = () => new Date(Date.parse(start) + clock.uptimeMs()).toISOString();
    const store = await storeAt(where, { ...clock, now, days });
    const doomed = doomedStore(store);
    const rest = { ...doomed.books, newIdAndTime: () => newIdAt(now()) };
    const pace = { broadcasts: { betweenMessagesMs, betweenProgressMs: 10_000 }, clock };
    const cast = { seated, teachers: ['U0INGE'], sharing: 1 } as const;
    const { app, notes } = await startOn(slack, memoryBooks(seated), rest, {}, { ...pace, drainTimeoutMs }, cast);
    let closed = false;
    const close = async () => {
      if (!closed) await store.close();
      closed = true;
    };
    afterwards(close);
    return { app, clock, store, close, ...doomed, notes };
  }
  return { slack, where, netlab };
}

let minted = 0;
const newIdAt = (at: string) => {
  minted += 1;
  return { id: `id-${minted}`, at: new Date(Date.parse(at) + minted).toISOString() };
};

/** Ends a netlab as kill -9 does: it asks for nothing any more, says nothing, and its database is free. */
async function kill({ app, kill: end, close }: DoomedStore & { app: RunningApp; close: () => Promise<void> }) {
  await end();
  await app.stop();
  await close();
}

describe('a look while a broadcast is under way', () => {
  test('says nothing and changes nothing: own work is not dead work', async () => {
    const { slack, where, netlab } = await school();
    const { clock, app, close } = await netlab();
    await sendToEverybody(slack, 'Look at task 1.');
    for (const count of [5, 12, 20]) {
      await waitForReceivers(slack, 'Look at task 1.', count);
      clock.pass(5 * minuteMs);
    }
    await slack.waitForMessage(({ text }) => text.startsWith('Sent to all 40.'));
    clock.pass(5 * minuteMs);
    expect(receiversOf(slack, 'Look at task 1.').toSorted()).toEqual(everybody.toSorted());
    expect(readByInstructor(slack)).toEqual([expect.stringMatching(/^Sent to all 40\./u)]);
    await app.stop();
    await close();
    expect(await auditAt(where)).toEqual(['accept broadcast to 40 people', 'send broadcast to 40 people: 40 reached']);
  });

  test('nor does the retention, though all of it is older than what is kept', async () => {
    const { slack, netlab } = await school(20);
    const { clock, store } = await netlab(firstDay, 300, 1);
    const sweeps: Promise<void>[] = [];
    const deleteExpired = () => {
      sweeps.push(store.deleteExpired());
      return sweeps.at(-1) ?? Promise.resolve();
    };
    const stop = startRetentionSweep({ deleteExpired }, () => undefined, clock);
    await sendToEverybody(slack, 'Look at task 1.');
    for (const count of [5, 10, 15, 20, 25]) {
      await waitForReceivers(slack, 'Look at task 1.', count);
      await Promise.all(sweeps);
      clock.pass(12 * hourMs);
    }
    await slack.waitForMessage(({ text }) => text.startsWith('Sent to all 40.'));
    await stop();
    expect(sweeps.length).toBeGreaterThan(4);
    expect(receiversOf(slack, 'Look at task 1.').toSorted()).toEqual(everybody.toSorted());
    expect(reportsOf(slack, 'Look at task 1.')).toHaveLength(1);
  });

  test.each([
    ['as it was', 0],
    ['ten years back', -10],
  ])('hides no later crash: the next netlab tells it, with the clock %s', async (_, years) => {
    const { slack, where, netlab } = await school();
    const first = await netlab();
    await sendToEverybody(slack, 'Look at task 1.');
    await waitForReceivers(slack, 'Look at task 1.', 5);
    first.clock.pass(5 * minuteMs);
    await waitForReceivers(slack, 'Look at task 1.', 15);
    await kill(first);
    expect(readByInstructor(slack)).toEqual([]);
    const next = await netlab(ahead(firstDay, years));
    await slack.waitForMessage(({ text }) => text.startsWith('netlab stopped while it sent your broadcast'));
    next.clock.pass(5 * minuteMs);
    const received = receiversOf(slack, 'Look at task 1.');
    const [report, ...more] = reportsOf(slack, 'Look at task 1.');
    expect(more).toEqual([]);
    expect(report?.waiting.length).toBeGreaterThan(10);
    expect(report && untruthsOf(report, received, seated)).toEqual([]);
    await next.app.stop();
    await next.close();
    expect(await auditAt(where)).toEqual([
      'accept broadcast to 40 people',
      expect.stringMatching(/^send broadcast to 40 people: \d+ reached, (?:1 not known, )?\d+ not tried$/u),
    ]);
    expect(receiversOf(slack, 'Look at task 1.')).toEqual(received);
  });
});

describe('a broadcast that waits behind another one', () => {
  test('is told as not begun after kill -9, and the audit never said that it was sent', async () => {
    const { slack, where, netlab } = await school();
    const first = await netlab();
    expect(await sendToEverybody(slack, 'The first one.')).toEqual({ acked: true });
    expect(await sendToEverybody(slack, 'The second one.')).toEqual({ acked: true });
    const waits = await slack.waitForMessage(({ text }) => text.startsWith('Accepted: '));
    expect(waits.text).toContain('to 40. It waits for the broadcast before it.');
    await waitForReceivers(slack, 'The first one.', 6);
    await kill(first);
    expect(await auditAt(where)).toEqual(['accept broadcast to 40 people', 'accept broadcast to 40 people']);
    const next = await netlab();
    const told = await slack.waitForMessage(({ text }) => text.startsWith('netlab was interrupted before it began'));
    expect(told.text).toContain('Nothing of it was sent.');
    await expect.poll(() => reportsOf(slack, 'The first one.').length).toBe(1);
    const [report] = reportsOf(slack, 'The first one.');
    expect(report && untruthsOf(report, receiversOf(slack, 'The first one.'), seated)).toEqual([]);
    expect(receiversOf(slack, 'The second one.')).toEqual([]);
    await next.app.stop();
    await next.close();
    expect((await auditAt(where)).slice(2)).toEqual([
      expect.stringMatching(/^send broadcast to 40 people: \d+ reached/u),
      'drop broadcast to 40 people: 40 not tried',
    ]);
  });

  test('its healthy neighbour is sent after it', async () => {
    const { slack, netlab } = await school(1);
    await netlab();
    for (const words of ['The first one.', 'The second one.']) await sendToEverybody(slack, words);
    await expect.poll(() => reportsOf(slack, 'The second one.')).toMatchObject([{ headline: 'Sent to all 40.' }]);
    expect(reportsOf(slack, 'The first one.')).toMatchObject([{ headline: 'Sent to all 40.' }]);
    // What said that it waits does not say so for ever.
    await expect
      .poll(() => readByInstructor(slack).filter((text) => !text.startsWith('Sent to all')))
      .toEqual(['“From your instructor: The second one.” is over: see the report below.']);
  });

  test('both are told where netlab is stopped in order', async () => {
    const { slack, where, netlab } = await school();
    const first = await netlab(firstDay, 10_000);
    for (const words of ['The first one.', 'The second one.']) await sendToEverybody(slack, words);
    await waitForReceivers(slack, 'The first one.', 6);
    expect(await first.app.stop()).toBe(true);
    await first.close();
    const [sent] = reportsOf(slack, 'The first one.');
    expect(sent?.headline).toMatch(/^Netlab is being stopped; \d+ of 40 reached\.$/u);
    expect(sent && untruthsOf(sent, receiversOf(slack, 'The first one.'), seated)).toEqual([]);
    expect(reportsOf(slack, 'The second one.')).toMatchObject([
      { headline: 'Netlab is being stopped before it began your broadcast. Nothing of it was sent.' },
    ]);
    expect((await auditAt(where)).at(-1)).toBe('drop broadcast to 40 people: 40 not tried');
    const next = await netlab();
    next.clock.pass(5 * minuteMs);
    await next.app.stop();
    expect(reportsOf(slack, 'The second one.')).toHaveLength(1);
  });
});

describe('a database that goes away in the middle', () => {
  test('for good: what Slack accepted is told as reached, and nothing more is sent', async () => {
    const { slack, netlab } = await school();
    const { close } = await netlab();
    await sendToEverybody(slack, 'Look at task 1.');
    await waitForReceivers(slack, 'Look at task 1.', 6);
    await close();
    await slack.waitForMessage(({ text }) => text.startsWith('netlab’s database does not answer'));
    const received = receiversOf(slack, 'Look at task 1.');
    const [report, ...more] = reportsOf(slack, 'Look at task 1.');
    expect(more).toEqual([]);
    expect(report?.headline).toBe(
      `netlab’s database does not answer, so your broadcast was stopped; ${received.length} of 40 reached. Nothing is sent again by itself.`,
    );
    expect([report?.unknown, report && untruthsOf(report, received, seated)]).toEqual([[], []]);
  });

  test('for a moment: it waits, goes on, and everybody gets it once', async () => {
    const { slack, netlab, where } = await school();
    const { goAway, app, close } = await netlab();
    await sendToEverybody(slack, 'Look at task 1.');
    await waitForReceivers(slack, 'Look at task 1.', 6);
    goAway(8);
    await slack.waitForMessage(({ text }) => text.startsWith('Sent to all 40.'));
    expect(receiversOf(slack, 'Look at task 1.').toSorted()).toEqual(everybody.toSorted());
    await app.stop();
    await close();
    expect((await auditAt(where)).at(-1)).toBe('send broadcast to 40 people: 40 reached');
  });

  test('and comes back later: the end is kept at the next look, and nobody tells it another way', async () => {
    const { slack, netlab, where } = await school();
    const first = await netlab();
    await sendToEverybody(slack, 'Look at task 1.');
    await waitForReceivers(slack, 'Look at task 1.', 6);
    first.goAway();
    await slack.waitForMessage(({ text }) => text.startsWith('netlab’s database does not answer'));
    const { length } = receiversOf(slack, 'Look at task 1.');
    first.comeBack();
    first.clock.pass(minuteMs);
    await expect.poll(() => first.notes.join('\n')).toContain(`${length} reached`);
    await first.app.stop();
    await first.close();
    expect(await auditAt(where)).toEqual([
      'accept broadcast to 40 people',
      `send broadcast to 40 people: ${length} reached, ${40 - length} not tried`,
    ]);
    const next = await netlab();
    next.clock.pass(5 * minuteMs);
    await next.app.stop();
    expect(reportsOf(slack, 'Look at task 1.')).toHaveLength(1);
  });
});

describe('a report that Slack does not take', () => {
  test('is told at a later look, once', async () => {
    const { slack, netlab } = await school(1);
    const { clock, notes } = await netlab();
    await sendToEverybody(slack, 'Look at task 1.');
    await waitForReceivers(slack, 'Look at task 1.', 6);
    slack.failing.set('chat.postMessage', 500);
    await expect.poll(() => notes.join('\n')).toContain('could not be delivered');
    slack.failing.clear();
    expect(reportsOf(slack, 'Look at task 1.')).toEqual([]);
    clock.pass(minuteMs);
    await expect.poll(() => reportsOf(slack, 'Look at task 1.').length).toBe(1);
    clock.pass(10 * minuteMs);
    const [report, ...more] = reportsOf(slack, 'Look at task 1.');
    const received = receiversOf(slack, 'Look at task 1.').map((user) => seated[user]);
    expect([more, report?.reached.toSorted(), report?.waiting]).toEqual([[], received.toSorted(), []]);
    expect(report?.unknown.length).toBe(40 - received.length);
  });
});
