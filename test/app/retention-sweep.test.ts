// When the retention deletes, by a clock that the test moves, also while a deletion is under way.
import { describe, expect, test } from 'vitest';
import { startRetentionSweep } from '../../src/app/store.ts';
import { handClock, hourMs } from '../support/hand-clock.ts';

/** A store whose deletions end when the test says so. */
function slowStore() {
  const underWay: PromiseWithResolvers<void>[] = [];
  const deleteExpired = () => {
    const own = Promise.withResolvers<void>();
    underWay.push(own);
    return own.promise;
  };
  return { store: { deleteExpired }, underWay };
}

describe('the retention', () => {
  test('deletes at the start and every six hours, until it is stopped', async () => {
    const [clock, { store, underWay }] = [handClock(), slowStore()];
    const stop = startRetentionSweep(store, () => undefined, clock);
    const counts: number[] = [];
    for (const hours of [0, 5, 1, 6, 12]) {
      clock.pass(hours * hourMs);
      underWay.at(-1)?.resolve();
      // What follows a deletion has its turn.
      await new Promise((resolve) => setImmediate(resolve));
      counts.push(underWay.length);
    }
    // Of two that came due at once, the second found the first under way.
    expect(counts).toEqual([1, 1, 2, 3, 4]);
    await stop();
    clock.pass(24 * hourMs);
    expect([underWay.length, clock.timers()]).toEqual([4, 0]);
  });

  test('begins no second deletion while one is under way, and its end waits for that one', async () => {
    const [clock, { store, underWay }] = [handClock(), slowStore()];
    const stop = startRetentionSweep(store, () => undefined, clock);
    clock.pass(18 * hourMs);
    expect(underWay).toHaveLength(1);
    const order: string[] = [];
    const stopped = stop().then(() => order.push('stopped'));
    await new Promise((resolve) => setImmediate(resolve));
    order.push('deleted');
    underWay[0]?.resolve();
    await stopped;
    expect(order).toEqual(['deleted', 'stopped']);
  });

  test('one that fails is one line in the log, and the next one comes all the same', async () => {
    const [clock, { store, underWay }] = [handClock(), slowStore()];
    const notes: string[] = [];
    const stop = startRetentionSweep(store, (line) => notes.push(line), clock);
    underWay[0]?.reject(new Error('no room\nat all'));
    await expect.poll(() => notes).toEqual(['old records could not be deleted: no room']);
    clock.pass(6 * hourMs);
    expect(underWay).toHaveLength(2);
    underWay[1]?.resolve();
    await stop();
  });
});
