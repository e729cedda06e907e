import { describe, expect, test } from 'vitest';
import { isOutage } from '../../src/store/database/health.ts';
import { at, storeAt } from '../support/store-at.ts';
import { onBothDatabases } from '../support/stores.ts';

const day = 24 * 60 * 60 * 1000;
const daysBefore = (days: number) => new Date(Date.parse(at) - days * day).toISOString();

await onBothDatabases(({ fresh }) => {
  test('NETLAB_ROSTER is taken over line by line, each line once', async () => {
    const store = await storeAt(await fresh());
    const [alice, bob, carol] = [
      { user: 'U0ALICE', namespace: 'student-07' },
      { user: 'U0BOB', namespace: 'student-12' },
      { user: 'U0CAROL', namespace: 'student-07' },
    ];
    expect(await store.importRosterSeeds([alice, bob])).toEqual([]);
    await store.roster.change('U0INGE', at, () => ({ changes: [{ do: 'release', user: 'U0BOB' }], result: null }));
    // The next start: who was released stays so, a line that stands against the roster is told.
    expect(await store.importRosterSeeds([alice, bob, carol])).toEqual([{ ...carol, why: 'the namespace is taken' }]);
    expect((await store.roster.read()).assignments.map(({ user, by }) => [user, by])).toEqual([['U0ALICE', 'file']]);
    // Such a line is tried again at each start.
    await store.roster.change('U0INGE', at, () => ({ changes: [{ do: 'release', user: 'U0ALICE' }], result: null }));
    expect(await store.importRosterSeeds([alice, bob, carol])).toEqual([]);
    expect((await store.roster.read()).assignments.map(({ user }) => user)).toEqual(['U0CAROL']);
    await store.roster.change('U0INGE', at, () => ({
      changes: [
        { do: 'release', user: 'U0CAROL' },
        { do: 'assign', user: 'U0ALICE', namespace: 'student-07' },
      ],
      result: null,
    }));
    expect(await store.importRosterSeeds([carol, { user: 'U0ALICE', namespace: 'student-09' }])).toEqual([
      { user: 'U0ALICE', namespace: 'student-09', why: 'has student-07' },
    ]);
    await store.close();
  });

  test('a pair shares a namespace where that is configured', async () => {
    const store = await storeAt(await fresh(), { sharing: 2 });
    const seeds = ['U1', 'U2', 'U3'].map((user) => ({ user, namespace: 'student-07' }));
    expect((await store.importRosterSeeds(seeds)).map(({ user }) => user)).toEqual(['U3']);
    await store.close();
  });

  test('what is older than the retention goes, what is younger stays', async () => {
    const store = await storeAt(await fresh());
    await store.importRosterSeeds([{ user: 'U1', namespace: 'n' }]);
    await store.roster.keepChannel('U1', 'D1');
    for (const days of [181, 179]) {
      const when = daysBefore(days);
      const attempt = {
        user: 'U1',
        namespace: 'n',
        at: when,
        task: null,
        statuses: {},
        signature: '',
        lesson: '',
        next: {},
      };
      await store.progress.keep(attempt);
      await store.audit.keep({ by: 'U1', at: when, did: 'read', what: 'check', namespace: 'n', as: null });
      const body = { heading: '', paragraphs: [], sources: [], offer: null };
      const to = { kind: 'people', people: [{ user: 'U1', namespace: 'n' }] } as const;
      for (const ended of [true, false]) {
        await store.broadcasts.accept({ id: `b${days}${ended}`, by: 'U0INGE', at: when, body, to });
        if (ended) await store.broadcasts.end(`b${days}${ended}`, []);
      }
      const ask = (claim: string) => ({ do: 'ask', claim, user: claim, namespace: 'n' }) as const;
      await store.roster.change('U1', when, () => ({
        changes: [ask(`settled${days}`), ask(`open${days}`)],
        result: null,
      }));
      const settle = { do: 'settle', claim: `settled${days}`, state: 'refused' } as const;
      await store.roster.change('U1', at, () => ({ changes: [settle], result: null }));
    }
    await store.drafts.keep({ id: 'd', by: 'U0INGE', at: daysBefore(1), text: '' });
    await store.pictures.keep('T1', 'old', 'F1', daysBefore(181));
    await store.pictures.keep('T1', 'new', 'F2', daysBefore(179));
    const page = { entries: [{ key: 'k', body: { a: 1 } }], result: null };
    for (const kind of ['walk', 'tutor'] as const)
      await store.notebooks.change('U1', kind, daysBefore(181), () => page);
    await store.deleteExpired();
    // A wish for no language model is no record: it holds until it is taken back.
    expect((await store.notebooks.read('U1', 'walk')).length).toBe(0);
    expect((await store.notebooks.read('U1', 'tutor')).length).toBe(1);
    expect([await store.pictures.find('T1', 'old'), await store.pictures.find('T1', 'new')]).toEqual([null, 'F2']);
    const { attempts, audit, broadcasts, channel } = await store.personal.of('U1');
    expect([attempts.count, audit.count, broadcasts, channel]).toEqual([1, 1, 2, true]);
    expect((await store.roster.read()).claims.map(({ id }) => id).toSorted()).toEqual(['open179', 'settled179']);
    expect(await store.drafts.find('d')).toBeNull();
    await store.roster.change('U1', at, () => ({ changes: [{ do: 'release', user: 'U1' }], result: null }));
    await store.deleteExpired();
    expect((await store.personal.of('U1')).channel).toBe(false);
    await store.close();
  });
});

describe('what counts as an outage', () => {
  const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });
  test.each([
    ['the server is gone', coded('ECONNREFUSED')],
    ['it is starting or stopping', coded('57P03')],
    ['an administrator ended the connection', coded('57P01')],
    ['no more connections', coded('53300')],
    ['a wrong password', coded('28P01')],
    ['no such database', coded('3D000')],
    ['no answer in time', new Error('timeout exceeded when trying to connect')],
    ['a statement without an answer', new Error('Query read timeout')],
    ['a connection that broke', new Error('Connection terminated unexpectedly')],
    ['both addresses of a host', new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')])],
  ])('%s', (_, error) => {
    expect(isOutage(error)).toBe(true);
  });

  test.each([
    ['a statement that is wrong', coded('42601')],
    ['a row that stands twice', coded('23505')],
    ['a bug', new TypeError('x is undefined')],
    ['no error at all', 'x'],
  ])('not %s', (_, error) => {
    expect(isOutage(error)).toBe(false);
  });
});
