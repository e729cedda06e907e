// What the retention deletes, and by which time of day: a clock that is wrong deletes nothing, one that is right deletes what
// is due.
import { describe, expect, test, vi } from 'vitest';
import { judgeClock, type RetentionClock } from '../../src/store/books/retention-clock.ts';
import type { Store } from '../../src/store/store.ts';
import { dayMs } from '../support/hand-clock.ts';
import { at, storeAt } from '../support/store-at.ts';
import { onBothDatabases } from '../support/stores.ts';

vi.setConfig({ testTimeout: 60_000 });

const inDays = (days: number) => new Date(Date.parse(at) + days * dayMs).toISOString();
const body = { heading: '', paragraphs: [], sources: [], offer: null };
const to = { kind: 'people', people: [{ user: 'U1', namespace: 'n' }] } as const;

/** Everything with a time that somebody's day leaves. */
async function liveDay(store: Store, day: number): Promise<void> {
  const when = inDays(day);
  const attempt = {
    user: 'U1',
    namespace: 'n',
    at: when,
    task: null,
    statuses: {},
    problems: {},
    signature: '',
    lesson: '',
    next: {},
  };
  await store.progress.keep(attempt);
  await store.audit.keep({ by: 'U1', at: when, did: 'read', what: 'check', namespace: 'n', as: null });
  await store.broadcasts.accept({ id: `ended${day}`, by: 'U0INGE', at: when, body, to });
  await store.broadcasts.end(`ended${day}`, []);
  const ask = (claim: string) => ({ do: 'ask', claim, user: claim, namespace: 'n' }) as const;
  const settle = { do: 'settle', claim: `settled${day}`, state: 'refused' } as const;
  await store.roster.change('U1', when, () => ({ changes: [ask(`settled${day}`), ask(`open${day}`)], result: null }));
  await store.roster.change('U1', at, () => ({ changes: [settle], result: null }));
}

/** How many attempts, lines of the audit, broadcasts and claims are left. */
async function left(store: Store): Promise<readonly number[]> {
  const { attempts, audit, broadcasts } = await store.personal.of('U1');
  return [attempts.count, audit.count, broadcasts, (await store.roster.read()).claims.length];
}

await onBothDatabases(({ fresh }) => {
  /** A store by a clock that `set` sets, in days from the first one; somebody is on its roster. */
  async function open(days = 180) {
    const where = await fresh();
    let now = at;
    const notes: string[] = [];
    const again = () => storeAt(where, { now: () => now, notes, days });
    const store = await again();
    await store.importRosterSeeds([{ user: 'U1', namespace: 'n' }]);
    await store.roster.keepChannel('U1', 'D1');
    const set = (day: number) => (now = inDays(day));
    return { store, again, set, notes };
  }

  test('words that were not delivered stay until their author knows, a question for the class goes after 30 days, an answer with the rest', async () => {
    const { store, set } = await open();
    const { helpRequests } = store;
    const evidence = { readAt: at, rows: [], reports: [] };
    const ask = (id: string, namespace: string) => ({
      ...{ id, user: 'U1', namespace, at, evidence },
      subject: { about: 'general' } as const,
    });
    const line = (id: string, day: number) =>
      ({ id, kind: 'ask', from: 'U1', to: 'U0INGE', words: 'Why?', at: inDays(day) }) as const;
    const words = (id: string, day: number) =>
      ({ id, subject: { about: 'general' }, words: 'Why?', day: inDays(day) }) as const;
    await helpRequests.ask(ask('q1', 'n'), [line('l1', 0), line('l2', 10)]);
    await helpRequests.keepQuestion(words('k1', 0));
    await helpRequests.keepQuestion(words('k2', 10));
    await helpRequests.keepAnswer(words('k3', 0), 'U0INGE');
    const kept = async () => {
      const { questions, answers } = await helpRequests.forClass();
      return [...questions, ...answers].map(({ id }) => id);
    };
    set(11);
    await store.deleteExpired();
    expect((await helpRequests.takeLines('q1')).map(({ id }) => id)).toEqual(['l1', 'l2']);
    expect(await kept()).toEqual(['k2', 'k1', 'k3']);
    for (let day = 12; day <= 31; day += 1) {
      set(day);
      await store.deleteExpired();
    }
    expect(await kept()).toEqual(['k2', 'k3']);
    expect((await helpRequests.takeLines('q1')).map(({ id }) => id)).toEqual(['l1', 'l2']);
    await helpRequests.dropLine('l1');
    expect((await helpRequests.takeLines('q1')).map(({ id }) => id)).toEqual(['l2']);
    await store.close();
  });

  test('lines of a run that ended are another run’s: at once where nobody else can be at work, else after ten minutes', async () => {
    const where = await fresh();
    const first = await storeAt(where);
    await first.importRosterSeeds([{ user: 'U1', namespace: 'n' }]);
    const question = { id: 'q1', user: 'U1', namespace: 'n', subject: { about: 'general' }, at } as const;
    const line = { id: 'l1', kind: 'ask', from: 'U1', to: 'U0INGE', words: 'Why?', at } as const;
    await first.helpRequests.ask({ ...question, evidence: { readAt: at, rows: [], reports: [] } }, [line]);
    // One's own are found again with each look.
    expect(await first.helpRequests.takeLeft(at)).toEqual(['q1']);
    await first.close();
    let uptimeMs = 0;
    const second = await storeAt(where, { uptimeMs: () => uptimeMs });
    expect(await second.helpRequests.takeLines('q1')).toEqual([]);
    const isAlone = second.kind === 'embedded';
    expect(await second.helpRequests.takeLeft(at)).toEqual(isAlone ? ['q1'] : []);
    uptimeMs = 10 * 60_000;
    expect(await second.helpRequests.takeLeft(at)).toEqual(['q1']);
    expect(await second.helpRequests.takeLines('q1')).toMatchObject([{ id: 'l1', words: 'Why?', tried: true }]);
    await second.close();
  });

  test('what is older than the retention goes, what is younger stays', async () => {
    const { store } = await open();
    await store.deleteExpired();
    for (const day of [-181, -179]) await liveDay(store, day);
    await store.drafts.keep({ id: 'd', by: 'U0INGE', at: inDays(-1), text: '' });
    await store.pictures.keep('T1', 'old', 'F1', inDays(-181));
    await store.pictures.keep('T1', 'new', 'F2', inDays(-179));
    const page = { entries: [{ key: 'k', body: { a: 1 } }], result: null };
    for (const kind of ['walk', 'tutor'] as const) await store.notebooks.change('U1', kind, inDays(-181), () => page);
    const fault = (id: string) => ({ id, quietMs: 300 * 24 * 60 * 60_000 });
    for (const [id, day] of [
      ['old', -181],
      ['new', -179],
    ] as const) {
      await store.faults.claim(fault(id), inDays(day));
      await store.faults.markTold([id], inDays(day));
    }
    const say = (user: string, day: number) =>
      store.feedback.count({ subject: { kind: 'page', id: 'nsg' }, user, helped: day < -180, at: inDays(day) });
    for (const day of [-181, -179]) await say(`U${day}`, day);
    expect((await store.feedback.read()).map(({ yes, no }) => [yes, no])).toEqual([[1, 1]]);
    expect(await left(store)).toEqual([2, 2, 2, 4]);
    await store.deleteExpired();
    expect(await left(store)).toEqual([1, 1, 1, 2]);
    expect((await store.roster.read()).claims.map(({ id }) => id).toSorted()).toEqual(['open-179', 'settled-179']);
    const claims = ['old', 'new'].map((id) => store.faults.claim(fault(id), at));
    expect((await Promise.all(claims)).map(({ mine }) => mine)).toEqual([true, false]);
    // A wish for no language model is no record: it holds until it is taken back.
    expect((await store.notebooks.read('U1', 'walk')).length).toBe(0);
    expect((await store.notebooks.read('U1', 'tutor')).length).toBe(1);
    expect([await store.pictures.find('T1', 'old'), await store.pictures.find('T1', 'new')]).toEqual([null, 'F2']);
    expect((await store.feedback.read()).map(({ yes, no }) => [yes, no])).toEqual([[0, 1]]);
    expect(await store.drafts.find('d')).toBeNull();
    expect((await store.personal.of('U1')).channel).toBe(true);
    await store.roster.change('U1', at, () => ({ changes: [{ do: 'release', user: 'U1' }], result: null }));
    await store.deleteExpired();
    expect((await store.personal.of('U1')).channel).toBe(false);
    await store.close();
  });

  test('a broadcast that nobody was told the end of stays until they are, however old it is', async () => {
    const { store } = await open();
    await store.deleteExpired();
    await store.broadcasts.accept({ id: 'b', by: 'U0INGE', at: inDays(-400), body, to });
    await store.deleteExpired();
    expect(await store.broadcasts.find('b')).toMatchObject({ announcement: { id: 'b' } });
    await store.broadcasts.end('b', []);
    await store.deleteExpired();
    expect(await store.broadcasts.find('b')).toBeNull();
    await store.close();
  });

  test('a clock that jumps ten years ahead deletes nothing, after a new start too; set right, what is due goes', async () => {
    const { store, again, set, notes } = await open();
    await store.deleteExpired();
    for (const day of [-170, 0]) await liveDay(store, day);
    set(3650);
    await store.deleteExpired();
    await store.close();
    const next = await again();
    for (const day of [3650.25, 3650.5, 3656]) {
      set(day);
      await next.deleteExpired();
    }
    expect(await left(next)).toEqual([2, 2, 2, 4]);
    expect(notes.filter((line) => line.startsWith('retention: the clock says'))).toHaveLength(4);
    // Its healthy neighbour: days that pass one after the other.
    for (const day of [6, 12]) {
      set(day);
      await next.deleteExpired();
    }
    expect(await left(next)).toEqual([1, 1, 1, 2]);
    expect(notes.filter((line) => line.startsWith('retention: the clock says'))).toHaveLength(4);
    await next.close();
  });

  test('the first look at a database of before goes by its newest record, not by a clock that may be wrong', async () => {
    const { store, set } = await open();
    for (const day of [-170, 0]) await liveDay(store, day);
    set(3650);
    await store.deleteExpired();
    expect(await left(store)).toEqual([2, 2, 2, 4]);
    await store.close();
  });

  test('after a long pause of netlab itself it is a week late, and then deletes what is due', async () => {
    const { store, set } = await open();
    await store.deleteExpired();
    await liveDay(store, 0);
    for (const day of [200, 203, 206.9]) {
      set(day);
      await store.deleteExpired();
    }
    expect(await left(store)).toEqual([1, 1, 1, 2]);
    set(207);
    await store.deleteExpired();
    expect(await left(store)).toEqual([0, 0, 0, 0]);
    await store.close();
  });
});

describe('which time of day is believed', () => {
  /** What is believed after looks at these days, one after the other; the first one is believed. */
  function believedAfter(retentionDays: number, ...days: readonly number[]): number {
    const [first = 0, ...later] = days;
    const begin: RetentionClock = { believed: inDays(first), doubted: null, looked: inDays(first) };
    const { believed } = later.reduce((before, day) => judgeClock(before, inDays(day), retentionDays), begin);
    return Math.round(((Date.parse(believed) - Date.parse(at)) / dayMs) * 100) / 100;
  }
  const steps = (from: number, until: number, step: number) =>
    Array.from({ length: Math.floor((until - from) / step) + 1 }, (_, index) => from + index * step);

  test.each([
    ['one that runs', 180, steps(0, 30, 0.25), 30],
    ['a weekend without netlab', 180, [0, 3], 3],
    ['set back a year', 180, [0, -365], -365],
    ['set back and right again: a week late', 180, [0, -365, ...steps(1, 7.75, 0.25)], -365],
    ['and then believed', 180, [0, -365, ...steps(1, 8, 0.25)], 8],
    ['ahead a year, for six days', 180, [0, ...steps(365, 371, 0.25)], 0],
    ['ahead, and right again at once', 180, [0, 365, 0.25], 0.25],
    ['ahead twice: the first of the two is believed', 180, [0, 365, 3650], 365],
    ['netlab runs once a month: one time late', 180, steps(0, 120, 30), 90],
    ['a retention of a day: half a day ahead is believed', 1, [0, 0.5], 0.5],
    ['and a whole one is not', 1, [0, 1], 0],
    ['nor is a week, with a retention of a week', 7, [0, 7], 0],
  ])('%s', (_, retentionDays, days, believed) => {
    expect(believedAfter(retentionDays, ...days)).toBe(believed);
  });
});
