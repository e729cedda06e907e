// Who is meant by a line, and what a list would change: against a model that knows only the rule.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRosterLines } from '../../../src/commands/roster/csv.ts';
import { decideImport, planImport, resolveRosterLines } from '../../../src/commands/roster/import-plan.ts';
import type { Member, Members } from '../../../src/model/person.ts';
import { memoryBooks } from '../../support/books.ts';

const member = (id: string, name: string, more: Partial<Member> = {}): Member => ({
  id,
  name,
  displayName: '',
  email: `${name}@class.example`,
  unusable: null,
  ...more,
});

const all = [
  member('U0ALICE', 'alice', { displayName: 'Alice A.' }),
  member('U0BOB', 'bob', { displayName: 'twin' }),
  member('U0ROB', 'rob', { displayName: 'Twin' }),
  member('U0WILL', 'w.', { displayName: 'WILL' }),
  member('U0GONE', 'gone', { unusable: 'deactivated' }),
  member('U0APP', 'app', { unusable: 'an app' }),
];
const whole: Members = { all, whole: true, because: null };
const unmailed: Members = { ...whole, all: all.map((each) => ({ ...each, email: null })) };
const unread: Members = { all: [], whole: false, because: 'ratelimited' };
const half: Members = { all, whole: false, because: 'there are more than 5000 accounts' };

const lab = { namespacePattern: '^student-[a-z0-9-]+$' };
const meant = (text: string, members: Members) => {
  const { entries, faults } = resolveRosterLines(parseRosterLines(text), members, lab);
  return [...entries.map(({ user, namespace }) => `${user} ${namespace}`), ...faults.map(({ why }) => why)];
};

describe('who is meant', () => {
  test.each([
    ['U0ALICE', whole, 'U0ALICE student-07'],
    ['@alice', whole, 'U0ALICE student-07'],
    ['@ALICE a.', whole, 'U0ALICE student-07'],
    ['@WILL', whole, 'U0WILL student-07'],
    ['Alice@Class.example', whole, 'U0ALICE student-07'],
    ['@twin', whole, '2 people are called so: U0BOB, U0ROB'],
    ['U0ZOE', whole, 'nobody of this workspace has this id'],
    ['@zoe', whole, 'nobody of this workspace is called so'],
    ['zoe@class.example', whole, 'nobody of this workspace has this address'],
    ['U0GONE', whole, 'this account is deactivated'],
    ['gone@class.example', whole, 'this account is deactivated'],
    ['@app', whole, 'this account is an app'],
    [
      'alice@class.example',
      unmailed,
      'Slack shows me no e-mail addresses; the app needs the scope users:read.email for them',
    ],
    ['alice@class.example', unread, 'I could not see everybody of the workspace: ratelimited'],
    ['@alice', unread, 'I could not see everybody of the workspace: ratelimited'],
    ['U0ZOE', unread, 'U0ZOE student-07'],
    ['U0ZOE', half, 'U0ZOE student-07'],
    ['@zoe', half, 'I could not see everybody of the workspace: there are more than 5000 accounts'],
  ])('%s', (who, members, said) => expect(meant(`${who},student-07`, members)).toEqual([said]));

  test('somebody who is named twice, however, has the earlier line', () => {
    expect(meant('@alice,student-07\nU0ALICE,student-08', whole)).toEqual([
      'U0ALICE student-07',
      'this person stands in an earlier line',
    ]);
  });

  test('a namespace outside of the class', () => {
    expect(meant('@alice,kube-system', whole)).toEqual(['kube-system is no namespace of this class']);
  });

  test('2,000 names among 5,000 accounts take no noticeable time', () => {
    const many = Array.from({ length: 5000 }, (_, index) => member(`U${index}`, `n${index}`));
    const text = Array.from({ length: 2000 }, (_, index) => `@n${index * 2},student-${index}`).join('\n');
    const began = performance.now();
    expect(meant(text, { ...whole, all: many })).toHaveLength(2000);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

const plan = (text: string, seated: Record<string, string>, sharing: 1 | 2 = 1) => {
  const seats = Object.entries(seated).map(([user, namespace]) => ({ user, namespace, since: '', by: '' }));
  const entries = text.split(' ').map((each, index) => {
    const [user = '', namespace = ''] = each.split(':');
    return { line: index + 1, text: each, user, namespace };
  });
  const { changes, faults, same, untouched } = planImport(entries, { assignments: seats, claims: [] }, sharing);
  return {
    changes: changes.map(({ user, namespace, was }) => `${user}:${was ?? ''}>${namespace}`).join(' '),
    taken: faults.map(({ line }) => line),
    same,
    untouched,
  };
};

describe('what a list would change', () => {
  test.each([
    ['a new one', 'A:1', {}, { changes: 'A:>1', taken: [], same: 0, untouched: 0 }],
    ['what is so already', 'A:1', { A: '1', B: '2' }, { changes: '', taken: [], same: 1, untouched: 1 }],
    ['a move', 'A:2', { A: '1' }, { changes: 'A:1>2', taken: [], same: 0, untouched: 0 }],
    ['two change places', 'A:2 B:1', { A: '1', B: '2' }, { changes: 'A:1>2 B:2>1', taken: [], same: 0, untouched: 0 }],
    ['one goes where somebody stays', 'A:2', { A: '1', B: '2' }, { changes: '', taken: [1], same: 0, untouched: 1 }],
    [
      'who cannot move stays where another one wants to go',
      'C:1 A:2',
      { A: '1', B: '2' },
      { changes: '', taken: [2, 1], same: 0, untouched: 1 },
    ],
    [
      'whoever has it already keeps it, whatever the lines’ order',
      'B:1 A:1',
      { A: '1' },
      { changes: '', taken: [1], same: 1, untouched: 0 },
    ],
    ['two lines for one namespace: the first', 'A:1 B:1', {}, { changes: 'A:>1', taken: [2], same: 0, untouched: 0 }],
  ])('%s', (_, text, seated, expected) => expect(plan(text, seated as Record<string, string>)).toEqual(expected));

  test('pairs share, three do not', () => {
    expect(plan('A:1 B:1 C:1', {}, 2)).toMatchObject({ changes: 'A:>1 B:>1', taken: [3] });
  });
});

const users = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
const places = ['1', '2', '3', '4'];
const sharing = fc.constantFrom<(1 | 2)[]>(1, 2);

/** A roster that keeps the rule, and a list in which everybody stands at most once. */
const situation = sharing.chain((most) =>
  fc.record({
    most: fc.constant(most),
    seated: fc
      .uniqueArray(fc.record({ user: fc.constantFrom(...users), namespace: fc.constantFrom(...places) }), {
        selector: ({ user }) => user,
      })
      .map((seats) =>
        seats.filter(
          (seat, index) => seats.slice(0, index).filter((each) => each.namespace === seat.namespace).length < most,
        ),
      ),
    list: fc.uniqueArray(fc.record({ user: fc.constantFrom(...users), namespace: fc.constantFrom(...places) }), {
      selector: ({ user }) => user,
    }),
  }),
);

test('a plan that is carried out is what was shown: everybody of it, nobody else, never one too many', async () => {
  await fc.assert(
    fc.asyncProperty(situation, async ({ most, seated, list }) => {
      const before = Object.fromEntries(seated.map(({ user, namespace }) => [user, namespace]));
      const { roster } = memoryBooks(before, most);
      const entries = list.map((each, index) => ({ ...each, line: index + 1, text: '' }));
      const shown = planImport(entries, await roster.read(), most);
      const { done } = await roster.change(
        'I',
        '2026-11-24T16:40:00.000Z',
        decideImport(entries, () => true, most),
      );
      const after = Object.fromEntries(
        (await roster.read()).assignments.map(({ user, namespace }) => [user, namespace]),
      );
      expect(done).toBe(true);
      const changed = Object.fromEntries(shown.changes.map(({ user, namespace }) => [user, namespace]));
      expect(after).toEqual({ ...before, ...changed });
      for (const place of places)
        expect(Object.values(after).filter((each) => each === place).length).toBeLessThanOrEqual(most);
      // Every line is told as one of the three, and only a namespace that is full in the end is called taken.
      expect(shown.changes.length + shown.same + shown.faults.length).toBe(list.length);
      for (const { line } of shown.faults) {
        const refused = entries.find((each) => each.line === line);
        expect(Object.values(after).filter((each) => each === refused?.namespace)).toHaveLength(most);
        expect(after[refused?.user ?? '']).toBe(before[refused?.user ?? '']);
      }
      // Again, the same list has nothing more to change.
      expect(planImport(entries, await roster.read(), most).changes).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
