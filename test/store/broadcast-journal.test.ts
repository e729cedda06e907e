// Whose turn it is to tell of a broadcast, whatever clocks say; on both databases.
import { expect, test, vi } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { handClock, minuteMs } from '../support/hand-clock.ts';
import { at, storeAt } from '../support/store-at.ts';
import { onBothDatabases } from '../support/stores.ts';

vi.setConfig({ testTimeout: 60_000 });

const announcement = (id: string) => ({
  id,
  by: 'U0INGE',
  at,
  body: { heading: '', paragraphs: [], sources: [], offer: null },
  to: { kind: 'people', people: [{ user: 'U1', namespace: 'n' }] } as const,
});

const idsOf = (found: Awaited<ReturnType<Store['broadcasts']['unfinished']>>) =>
  found.map((report) => report.announcement.id);

await onBothDatabases(({ fresh, server }) => {
  test('what this netlab is at work on is never handed out, however long it takes', async () => {
    const clock = handClock();
    const store = await storeAt(await fresh(), clock);
    await store.broadcasts.accept(announcement('b'));
    const looks: string[][] = [];
    for (let look = 0; look < 20; look++) {
      looks.push(idsOf(await store.broadcasts.unfinished(['b'])));
      clock.pass(minuteMs);
    }
    expect(looks.flat()).toEqual([]);
    expect(await store.broadcasts.mark('b', { to: 'U1', fate: 'trying', why: '' })).toBe(true);
    // Its neighbour: one that was kept, and that nobody began to send.
    await store.broadcasts.accept(announcement('forgotten'));
    expect(idsOf(await store.broadcasts.unfinished(['b']))).toEqual([]);
    clock.pass(3 * minuteMs);
    expect(idsOf(await store.broadcasts.unfinished(['b']))).toEqual(['forgotten']);
    await store.close();
  });

  test.each([
    ['as it was', at],
    ['ten years back', '2016-11-24T16:40:00.000Z'],
    ['ten years ahead', '2036-11-24T16:40:00.000Z'],
  ])('what an earlier run left is handed out with the clock %s', async (_, now) => {
    const where = await fresh();
    const first = await storeAt(where);
    await first.broadcasts.accept(announcement('b'));
    await first.broadcasts.mark('b', { to: 'U1', fate: 'trying', why: '' });
    await first.close();
    const clock = handClock();
    const next = await storeAt(where, { ...clock, now });
    // On a server the earlier run may be another process that is at work.
    if (server) expect(idsOf(await next.broadcasts.unfinished([]))).toEqual([]);
    clock.pass(3 * minuteMs);
    expect(idsOf(await next.broadcasts.unfinished([]))).toEqual(['b']);
    await next.close();
  });

  if (server)
    test('of several processes one tells of a silent one, and nobody of one that gives signs of life', async () => {
      const where = await fresh();
      const clocks = [handClock(), handClock(), handClock()];
      const [sender, ...others] = await Promise.all(clocks.map((clock) => storeAt(where, clock)));
      if (sender === undefined) throw new Error('no store');
      const pass = (minutes: number) => {
        for (const clock of clocks) clock.pass(minutes * minuteMs);
      };
      const look = async () => (await Promise.all(others.map((each) => each.broadcasts.unfinished([])))).flatMap(idsOf);
      await sender.broadcasts.accept(announcement('waits'));
      await sender.broadcasts.accept(announcement('sends'));
      for (let minute = 0; minute < 10; minute++) {
        expect(await look()).toEqual([]);
        pass(1);
        await sender.broadcasts.unfinished(['waits', 'sends']);
      }
      for (let minute = 0; minute < 3; minute++) {
        expect(await look()).toEqual([]);
        pass(1);
      }
      expect((await look()).toSorted()).toEqual(['sends', 'waits']);
      expect(await look()).toEqual([]);
      // Whoever was taken for dead stops, since others were told what it had not sent.
      expect(await sender.broadcasts.mark('sends', { to: 'U1', fate: 'trying', why: '' })).toBe(false);
      expect((await sender.broadcasts.find('sends'))?.deliveries).toMatchObject([{ fate: 'waiting' }]);
      for (const each of [sender, ...others]) await each.close();
    });
});
