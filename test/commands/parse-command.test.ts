import { describe, expect, test } from 'vitest';
import { opensForm } from '../../src/commands/dispatch.ts';
import { parseCommand, wordsOfCommand } from '../../src/commands/parse-command.ts';
import { waitingLineFor } from '../../src/commands/waiting-line.ts';
import type { Person } from '../../src/model/person.ts';
import { bareLab } from '../support/lab.ts';

test.each([
  ['check 2', { command: 'check', words: ['2'] }],
  ['CHECK Student-07', { command: 'check', words: ['Student-07'] }],
  ['--check', { command: 'check', words: [] }],
  ['', { command: 'help', words: [] }],
  ['chekc 2', { command: 'unknown', words: ['chekc', '2'] }],
  ['constructor', { command: 'unknown', words: ['constructor'] }],
  ['why is it so', { command: 'explain', words: ['why', 'is', 'it', 'so'] }],
  ['walk my pods are lost', { command: 'walk', words: [] }],
])('%j is parsed once', (text, parsed) => expect(parseCommand(text)).toEqual(parsed));

test('the words of a command are the typed ones again', () => {
  expect(['check 2', 'chekc 2'].map((text) => wordsOfCommand(parseCommand(text)).join(' '))).toEqual([
    'check 2',
    'chekc 2',
  ]);
});

describe('which commands ask for a form', () => {
  test.each([
    'broadcast',
    'roster import',
    'Roster Import',
    'answers q-1',
    'hint guess',
    'hint task guess',
    'hint 2 guess',
    'hint task 2 guess',
    'hint',
    'reach',
    'plan',
    'JOIN',
  ])('%s', (text) => expect(opensForm(parseCommand(text))).toBe(true));

  test.each([
    'roster',
    'roster export',
    'answers',
    'answers 2',
    'hint 2',
    'reach web dns 53',
    'plan overlay',
    'join student-07',
    'hint 2 3 guess',
    'hint 2 guess two ranges',
    'check',
    'broadcasts',
    '',
  ])('not %j', (text) => expect(opensForm(parseCommand(text))).toBe(false));
});

describe('what is said while somebody waits', () => {
  const people: Readonly<Record<string, Person>> = {
    U0ALICE: { id: 'U0ALICE', role: 'student', namespace: 'student-07' },
    U0INGE: { id: 'U0INGE', role: 'instructor', namespace: null },
  };
  const lab = bareLab(() => Promise.reject(new Error('not asked')), {
    namespacePattern: '^student-[a-z0-9-]+$',
    findPerson: async (user) => people[user] ?? null,
  });

  test.each([
    ['U0ALICE', 'check', 'Reading student-07…'],
    ['U0ALICE', 'check student-12', 'Reading student-07…'],
    ['U0INGE', 'check 2 student-12', 'Reading student-12…'],
    ['U0INGE', 'check', 'One moment…'],
    ['U0ALICE', 'explain overlay', 'Looking it up…'],
    ['U0ALICE', 'why is it so', 'Looking it up…'],
    ['U0ALICE', 'picture', 'Drawing…'],
    ['U0ALICE', 'help', 'One moment…'],
    ['U0ALICE', 'chekc', 'One moment…'],
  ])('%s waits for %j: %s', async (user, text, line) => {
    expect(await waitingLineFor(parseCommand(text), user, lab)).toBe(line);
  });

  test('a database that does not answer costs the namespace only', async () => {
    const broken = { ...lab, findPerson: () => Promise.reject(new Error('down')) };
    expect(await waitingLineFor(parseCommand('check'), 'U0ALICE', broken)).toBe('One moment…');
  });
});
