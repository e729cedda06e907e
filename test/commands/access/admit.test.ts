// Who may do what: every word, every button that an answer offers, and whatever comes back changed. Forms: test/slack.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dispatchButton } from '../../../src/commands/dispatch.ts';
import { commands } from '../../../src/commands/index.ts';
import type { Outcome } from '../../../src/model/outcome.ts';
import type { Caller, Person } from '../../../src/model/person.ts';
import { parseButtonValue } from '../../../src/slack/listeners/button-value.ts';
import { answerMessage } from '../../../src/slack/replies/answer-message.ts';
import { memoryBooks } from '../../support/books.ts';
import * as clusters from '../../support/clusters.ts';
import { dispatch, press } from '../../support/dispatch.ts';
import { bareLab, inside } from '../../support/lab.ts';
import { listOf, pod, snapshotOf } from '../../support/objects.ts';
import { terrainFrom } from '../../support/terrain.ts';

const roster = { U0ALICE: 'student-07', U0BOB: 'student-12', U0ZOE: 'student-20' };
const teachers = ['U0INGE', 'U0ZED'];

/** Who asks. A guest account of Slack's is an account of the workspace: what it may follows from the roster alone. */
const callers = {
  instructor: inside('U0INGE'),
  owner: inside('U0ALICE'),
  other: inside('U0BOB'),
  guest: inside('U0SAM'),
  // Of another workspace: one who is nobody here, one on the roster, one among the instructors.
  stranger: { user: 'U0XAVER', outside: true },
  'stranger on the roster': { user: 'U0ZOE', outside: true },
  'stranger who teaches': { user: 'U0ZED', outside: true },
} as const satisfies Record<string, Caller>;

type Who = keyof typeof callers;

const everybody = Object.keys(callers) as Who[];
const strangers = everybody.filter((who) => callers[who].outside);

/** A class that is a little alive: Bob's results and Carol's request must reach nobody else. */
async function world() {
  const books = memoryBooks(roster);
  const at = '2026-11-24T16:00:00.000Z';
  await books.roster.change('U0CAROL', at, () => ({
    changes: [{ do: 'ask', claim: 'claim-carol', user: 'U0CAROL', namespace: 'student-30' }],
    result: null,
  }));
  for (const user of ['U0ALICE', 'U0BOB'] as const)
    await books.progress.keep({
      user,
      namespace: roster[user],
      at,
      task: null,
      statuses: {},
      problems: {},
      signature: '',
      lesson: '',
      next: { 1: `secret of ${user}` },
    });
  const reads: string[] = [];
  const pods = [
    ...clusters.overlayCilium.filter(({ kind }) => kind !== 'PodList'),
    listOf('Pod', [
      pod('student-07', 'web', 'n1', '192.168.1.17', '172.20.0.5'),
      pod('student-07', 'api', 'n2', '192.168.2.18', '172.20.0.6'),
      pod('student-12', 'secret-of-bob', 'n1', '192.168.1.40', '172.20.0.5'),
    ]),
  ];
  const find = async (id: string): Promise<Person | null> => {
    const namespace = (await books.roster.assignmentOf(id))?.namespace ?? null;
    if (teachers.includes(id)) return { id, role: 'instructor', namespace };
    return namespace === null ? null : { id, role: 'student', namespace };
  };
  const lab = bareLab(
    (namespace) => {
      reads.push(namespace);
      return snapshotOf(pods, namespace);
    },
    {
      ...books,
      findPerson: find,
      namespacePattern: '^student-[a-z0-9-]+$',
      instructors: async () => teachers,
      people: async () => (await books.roster.read()).assignments,
      survey: (wanted) => {
        reads.push(...wanted.namespaces);
        return terrainFrom(pods, wanted.namespaces[0]);
      },
    },
  );
  return { lab, books, reads };
}

/** What came of it: the answer's kind, or in brackets the kind of the refusal; and what was read for it. */
async function said(
  who: Who,
  run: (lab: Awaited<ReturnType<typeof world>>['lab'], caller: Caller) => Promise<Outcome>,
) {
  const { lab, books, reads } = await world();
  const before = structuredClone(books.kept);
  const outcome = await run(lab, callers[who]);
  const { answer, audit } = outcome;
  const refused = [audit ?? []].flat().find(({ did }) => did === 'refused');
  const kind = refused ? `(${refused.what.split(': ')[1]})` : answer.kind;
  const changed = JSON.stringify(books.kept) !== JSON.stringify(before);
  return { kind, reads, changed, outcome };
}

const typed = (who: Who, text: string) => said(who, (lab, caller) => dispatch(text, caller, lab));

// A row for each word: what the instructor, the owner, another student and somebody without a namespace come to, and whose
// namespaces are read for it. Everybody of another workspace is refused everything.
const table = [
  // word, typed, instructor, owner, other, guest
  ['check', 'check', 'trouble', 'check 07', 'check 12', '(unknown-person)'],
  ['check', 'check student-07', 'check 07', 'check 07', '(not-yours)', '(unknown-person)'],
  ['check', 'check 2 student-12', 'check 12', '(not-yours)', 'check 12', '(unknown-person)'],
  ['check', 'check kube-system', 'trouble', '(not-yours)', '(not-yours)', '(unknown-person)'],
  ['explain', 'explain', 'help', 'help', 'help', 'help'],
  ['explain', 'explain overlay', 'explain', 'explain 07', 'explain 12', 'explain'],
  ['explain', 'explain student-12 secrets', 'trouble', '(not-yours)', 'trouble', '(not-yours)'],
  ['helped', 'helped', 'trouble', 'trouble', 'trouble', 'trouble'],
  ['helped', 'helped yes overlay', 'told', 'told', 'told', 'told'],
  ['walk', 'walk', 'trouble', 'walk 07', 'walk 12', '(unknown-person)'],
  ['walk', 'walk student-12', 'trouble', 'trouble', 'trouble', '(unknown-person)'],
  ['ask', 'ask', 'help', 'told', 'told', 'told'],
  ['ask', 'ask solved q1', 'trouble', 'trouble', 'trouble', 'trouble'],
  ['tell', 'tell', 'trouble', 'fault-told 07', 'fault-told 12', '(unknown-person)'],
  ['tell', 'tell student-12', 'trouble', 'trouble', 'trouble', '(unknown-person)'],
  ['reach', 'reach web api 80', 'trouble', 'reach 07', 'trouble 12', '(unknown-person)'],
  ['reach', 'reach student-12/secret-of-bob 10.0.0.9 80', 'reach 12', '(not-yours)', 'reach 12', '(unknown-person)'],
  ['reach', 'reach web student-12/secret-of-bob 80', 'trouble', '(not-yours) 07', 'trouble 12', '(unknown-person)'],
  ['hint', 'hint 2', 'hint', 'hint 07', 'hint 12', 'hint'],
  ['hint', 'hint 2 all', 'hint', '(instructors-only)', '(instructors-only)', '(instructors-only)'],
  ['quiz', 'quiz', 'quiz-sheet', 'quiz 07', 'quiz 12', 'quiz-sheet'],
  ['picture', 'picture', 'trouble', 'told 07', 'told 12', '(unknown-person)'],
  ['picture', 'picture student-12', 'trouble', 'trouble', 'trouble', '(unknown-person)'],
  ['answers', 'answers', 'questions', '(instructors-only)', '(instructors-only)', '(unknown-person)'],
  ['plan', 'plan overlay 3 nodes', 'plan', 'plan', 'plan', 'plan'],
  ['notes', 'notes', 'notes', 'notes', 'notes', '(unknown-person)'],
  ['progress', 'progress', 'trouble', 'progress', 'progress', '(unknown-person)'],
  ['progress', 'progress U0BOB', 'trouble', 'trouble', 'trouble', '(unknown-person)'],
  ['progress', 'progress student-12', 'trouble', '(not-yours)', 'progress', '(unknown-person)'],
  ['join', 'join student-30', 'told!', 'trouble', 'trouble', 'told!'],
  ['join', 'join student-07', 'trouble', 'told', 'trouble', 'trouble'],
  ['join', 'join kube-system', 'trouble', 'trouble', 'trouble', 'trouble'],
  ['privacy', 'privacy', 'privacy', 'privacy', 'privacy', 'privacy'],
  ['privacy', 'privacy delete', 'privacy', 'privacy', 'privacy', 'privacy'],
  ['privacy', 'privacy delete everything', 'privacy', 'privacy!', 'privacy!', 'privacy'],
  ['privacy', 'privacy sent', 'told', 'told', 'told', 'told'],
  ['privacy', 'privacy ai off', 'told', 'told', 'told', 'told'],
  ['privacy', 'privacy ai on', 'told', 'told', 'told', 'told'],
  ['privacy', 'privacy U0BOB', 'trouble', 'trouble', 'trouble', 'trouble'],
  ['roster', 'roster', 'roster', '(instructors-only)', '(instructors-only)', '(unknown-person)'],
  ['roster', 'roster import', 'trouble', '(instructors-only)', '(instructors-only)', '(unknown-person)'],
  ['roster', 'roster export', 'copy', '(instructors-only)', '(instructors-only)', '(unknown-person)'],
  ['roster', 'roster release U0BOB', 'told!', '(instructors-only)', '(instructors-only)', '(unknown-person)'],
  [
    'roster',
    'roster assign @U0CAROL student-31',
    'told!',
    '(instructors-only)',
    '(instructors-only)',
    '(unknown-person)',
  ],
  ['roster', 'roster approve claim-carol', 'told!', '(instructors-only)', '(instructors-only)', '(unknown-person)'],
  ['roster', 'roster refuse claim-carol', 'told!', '(instructors-only)', '(instructors-only)', '(unknown-person)'],
  ['broadcast', 'broadcast', 'trouble', '(instructors-only)', '(instructors-only)', '(unknown-person)'],
  ['help', 'help', 'help', 'help', 'help', 'help'],
  ['no word', 'dance', 'trouble', 'trouble', 'trouble', '(unknown-person)'],
] as const;

test('every word has its row', () => {
  const rows: readonly string[] = table.map(([word]) => word);
  expect(rows).toEqual(expect.arrayContaining(commands.map(({ word }) => word)));
  expect(commands.length).toBeGreaterThan(10);
});

/** In short, as the table has it: the kind, `!` where something was changed, the end of each namespace that was read. */
const short = ({ kind, reads, changed }: Awaited<ReturnType<typeof said>>) =>
  [kind + (changed ? '!' : ''), ...new Set(reads.map((name) => name.replace('student-', '')))].join(' ');

describe.each(table)('%s: “%s”', (_, text, ...expected) => {
  test.each(everybody.slice(0, 4).map((who, index) => [who, expected[index]] as const))('%s: %s', async (who, row) => {
    expect(short(await typed(who, text))).toBe(row);
  });

  test.each(strangers)('%s is told that they are a stranger, and it is in the audit', async (who) => {
    const { outcome, reads, changed } = await typed(who, text);
    expect(outcome.answer).toMatchObject({ kind: 'trouble', message: expect.stringContaining('another workspace') });
    expect(outcome.audit).toMatchObject({ did: 'refused', what: expect.stringMatching(/^\w+: stranger$/u), as: null });
    expect([
      outcome.next ?? [],
      outcome.directMessages ?? [],
      outcome.changedHomes ?? [],
      outcome.form,
      reads,
      changed,
    ]).toEqual([[], [], [], undefined, [], false]);
  });
});

const rights = new Map(table.map(([, text, ...expected]) => [text, expected]));

/** Every step that an answer offers to somebody, and what those answers offer in turn. */
async function offers(who: Who): Promise<readonly string[]> {
  const found = new Set<string>(table.map(([, text]) => text));
  for (const text of found) {
    const { outcome } = await typed(who, text);
    for (const { command } of outcome.next ?? []) found.add(command);
    for (const { next } of outcome.directMessages ?? []) for (const { command } of next) found.add(command);
  }
  return [...found];
}

describe('every button that an answer offers', () => {
  const button = (by: string, say: string) => ({ by, say });

  test.each(everybody.slice(0, 4))('pressed by %s, whose it is: as if typed', async (who) => {
    const steps = await offers(who);
    expect(steps.length).toBeGreaterThan(rights.size);
    for (const say of steps) {
      const pressed = await said(who, (lab, caller) => press(button(caller.user, say), caller, lab));
      expect([say, short(pressed)]).toEqual([say, short(await typed(who, say))]);
    }
  });

  test('pressed by anybody else: refused, audited, nothing read or changed', async () => {
    expect.hasAssertions();
    for (const say of await offers('instructor'))
      for (const who of everybody.filter((each) => each !== 'instructor')) {
        const pressed = await said(who, (lab, caller) => press(button('U0INGE', say), caller, lab));
        expect([say, who, short(pressed)]).toEqual([say, who, '(not-your-button)']);
      }
  });

  test('pressed by a stranger, under their own name or for everybody: refused', async () => {
    expect.hasAssertions();
    for (const say of await offers('instructor'))
      for (const who of strangers)
        for (const by of ['*', callers[who].user]) {
          const pressed = await said(who, (lab, caller) => press(button(by, say), caller, lab));
          expect([say, who, short(pressed)]).toEqual([say, who, '(stranger)']);
        }
  });
});

describe('a button that came back changed', () => {
  const mine = { by: 'U0ALICE', was: 'pppppppp' };
  test.each([
    ['another student’s namespace', { ...mine, say: 'check student-12' }, '(not-yours)'],
    ['a namespace outside of the class', { ...mine, say: 'check kube-system' }, '(not-yours)'],
    ['an instructor’s word', { ...mine, say: 'roster export' }, '(instructors-only)'],
    [
      'a claim that an instructor was asked about',
      { ...mine, say: 'roster approve claim-carol' },
      '(instructors-only)',
    ],
    ['the same, for everybody', { by: '*', say: 'roster approve claim-carol' }, '(instructors-only)'],
    ['another owner', { by: 'U0BOB', say: 'check' }, '(not-your-button)'],
    ['an owner that only looks alike', { by: 'u0alice', say: 'check' }, '(not-your-button)'],
    ['no owner', { say: 'check' }, 'trouble'],
    ['an owner that is none', { by: ['U0ALICE'], say: 'check' }, 'trouble'],
    ['a word that is none', { by: 'U0ALICE', say: { $gt: '' } }, 'trouble'],
    ['more words than a button can hold', { by: 'U0ALICE', say: 'check '.repeat(400) }, 'trouble'],
    ['a word of the prototype', { by: 'U0ALICE', say: 'constructor' }, 'trouble'],
    ['its healthy neighbour', { ...mine, say: 'check' }, 'check 07'],
  ])('%s', async (_, value, row) => {
    const text = JSON.stringify(value);
    expect(short(await said('owner', (lab, caller) => dispatchButton(parseButtonValue(text), caller, lab)))).toBe(row);
  });

  test.each(['', '{', '[]', 'null', '7', '"check"', undefined])('%j is no button', async (text) => {
    expect(short(await said('owner', (lab, caller) => dispatchButton(parseButtonValue(text), caller, lab)))).toBe(
      'trouble',
    );
  });
});

test.each([1, 500, 1950])('a step of %i characters that is offered can be pressed', (length) => {
  const [block] = answerMessage(
    { kind: 'trouble', message: '', todo: '' },
    { next: [{ label: 'Again', command: 'x'.repeat(length) }], by: 'U0ALICE' },
  ).blocks.slice(-1);
  expect(parseButtonValue(Object(block).elements[0].value)).toMatchObject({
    parsed: { words: ['x'.repeat(length)] },
    by: 'U0ALICE',
  });
});

test('what was typed is not in the audit: only the word, and a namespace of the class', async () => {
  for (const text of [
    'check my-password',
    'reach my-password/x 10.0.0.9 80',
    'reach web my-password/x 80',
    'my-password',
  ])
    expect(JSON.stringify((await typed('owner', text)).outcome.audit ?? {})).not.toContain('password');
  expect((await typed('owner', 'check student-12')).outcome.audit).toMatchObject({ namespace: 'student-12' });
});

/** Words as a student might string them together, meaning well or not. */
const pieces = fc.oneof(
  fc.constantFrom(...commands.map(({ word }) => word)),
  fc.constantFrom(
    'student-12',
    'student-07',
    'student-20',
    'kube-system',
    '*',
    '--all-namespaces',
    '-n',
    'U0BOB',
    '@U0BOB',
    '<@U0BOB>',
    '<@U0BOB|bob>',
    'import',
    'export',
    'approve',
    'claim-carol',
    'delete',
    'everything',
    'instead',
    '1',
    '2',
    '3',
    'web',
    'student-12/secret-of-bob',
    '../student-12',
    'STUDENT-12',
    'ｓｔｕｄｅｎｔ-12',
    'student-12\u200B',
    '192.168.1.40',
    'dns',
    '80',
    'overlay',
    '—',
    '“',
    '__proto__',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

test('whatever a student says, nothing but their own namespace is read, nobody else’s data shown, nobody else’s place changed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 6 }), fc.boolean(), async (words, pressed) => {
      const text = words.join(' ');
      const { lab, books, reads } = await world();
      const { outcome } = {
        outcome: pressed
          ? await press({ say: text, by: '*' }, callers.owner, lab)
          : await dispatch(text, callers.owner, lab),
      };
      expect(reads.filter((name) => name !== 'student-07')).toEqual([]);
      const told = JSON.stringify([outcome.answer, outcome.next, outcome.form, outcome.directMessages]);
      for (const secret of ['secret of U0BOB', '172.20.0.5/secret', 'U0CAROL', 'student-20'])
        if (!text.includes(secret)) expect(told).not.toContain(secret);
      if (!text.includes('secret-of-bob')) expect(told).not.toContain('secret-of-bob');
      expect(outcome.remember?.namespace ?? 'student-07').toBe('student-07');
      expect(books.kept.assignments.filter(({ user }) => user !== 'U0ALICE')).toEqual(
        (await world()).books.kept.assignments.filter(({ user }) => user !== 'U0ALICE'),
      );
      expect(books.kept.claims.filter(({ user }) => user === 'U0CAROL')[0]?.state).toBe('pending');
    }),
    { numRuns: 400 },
  );
});
