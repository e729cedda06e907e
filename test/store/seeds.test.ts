import { describe, expect, test } from 'vitest';
import { isOutage } from '../../src/store/database/health.ts';
import { at, storeAt } from '../support/store-at.ts';
import { onBothDatabases } from '../support/stores.ts';

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
    ['what a store that was closed says', new Error('driver has already been destroyed')],
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
