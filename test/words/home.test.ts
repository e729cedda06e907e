// App Home and the greeting, for everybody who may open them: within the budgets of docs/messages.md, and in its language.
import { describe, expect, test } from 'vitest';
import { homeView } from '../../src/blocks/home.ts';
import { docMessage } from '../../src/blocks/message.ts';
import type { Doc, DocPart } from '../../src/model/doc.ts';
import { findingCodes } from '../../src/model/finding.ts';
import type { AppHome } from '../../src/model/form.ts';
import type { Person } from '../../src/model/person.ts';
import type { Progress, TaskProgress } from '../../src/model/progress.ts';
import { blockFaults } from '../../src/playground/slack/validate/blocks.ts';
import { viewFaults } from '../../src/playground/slack/validate/views.ts';
import { greetingDoc } from '../../src/words/greeting.ts';
import { firstButtons, homeWords } from '../../src/words/home.ts';
import { boldRun, createDoc } from '../../src/words/runs.ts';
import { buttonsOf } from '../support/app.ts';
import { rowOf } from '../support/message-budgets.ts';
import { countedLines, countWords } from '../support/messages.ts';

const at = '2026-11-24T16:40:00.000Z';
const taskProgress = (task: 1 | 2 | 3): TaskProgress => ({
  task,
  seen: task === 1,
  understood: task === 1 ? at : null,
  findings: findingCodes.slice(0, 2).map((id) => ({
    id,
    asks: 'Which addresses do the nodes have?',
    last: { at, status: 'pass' },
    unseen: null,
  })),
  unseen: task === 1 ? { seen: at, since: at } : null,
});
const progress = (attempts: number): Progress => ({
  namespace: 'student-07',
  found: [{ id: 'no-egress', at }],
  tasks: [taskProgress(1), taskProgress(2), taskProgress(3)],
  attempts,
  elsewhere: 0,
  next: { message: 'Task 2 is not looked at yet.', label: 'Check task 2', command: 'check 2' },
  quiz: { answered: 2, next: 'task 1' },
});
const tasks = [1, 2, 3].map((task) => ({ task, asks: ['Which addresses do the nodes have?'] }));
const homeOf = (person: Person | null, rest: Partial<AppHome> = {}): AppHome => ({
  ...{ person, exercise: 'Azure CNI and networking', tasks, progress: null, trouble: null, waiting: null },
  ...rest,
});
const student: Person = { id: 'U0ALICE', role: 'student', namespace: 'student-07' };
const instructor: Person = { id: 'U0INGE', role: 'instructor', namespace: null };

const homes: readonly (readonly [string, AppHome])[] = [
  ['a new student', homeOf(student, { progress: progress(0) })],
  ['a student with results', homeOf(student, { progress: progress(3) })],
  ['an instructor', homeOf(instructor)],
  ['an instructor with a namespace', homeOf({ ...instructor, namespace: 'student-00' }, { progress: progress(1) })],
  ['nobody', homeOf(null)],
  ['somebody who waits', homeOf(null, { waiting: { namespace: 'student-09', askedAt: at } })],
];

const budget = Number(rowOf('default')?.[1]);
const sentencesOf = (doc: Doc) => countedLines(doc).flatMap((line) => line.split(/(?<=[.!?:;])\s+|\n/u));
const wordsIn = (sentence: string) => sentence.split(/\s+/u).filter((word) => /\p{L}{2,}/u.test(word)).length;

/** What holds for everything that is read. */
function holds(doc: Doc) {
  expect(countWords(doc)).toBeGreaterThan(10);
  expect(countWords(doc)).toBeLessThanOrEqual(budget);
  expect(sentencesOf(doc).filter((each) => wordsIn(each) > 20)).toEqual([]);
  expect(countedLines(doc).join('\n')).not.toMatch(/U0[A-Z]{3}|\d{4}-\d\d-\d\dT/u);
}

describe.each(homes)('of %s', (_, home) => {
  test('Home’s first part is within its budget, and one view of Slack', () => {
    const { title, top } = homeWords(home, null);
    const parts = top.filter(({ part }) => part !== 'buttons');
    holds(createDoc([boldRun(title)], parts));
    const view = homeView(homeWords(home, 'Your answer is under Messages.'), 'U0ALICE', null);
    expect(viewFaults(view, 'home')).toEqual([]);
  });

  test('the buttons come before anything else, and are short', () => {
    const { top, below } = homeWords(home, null);
    const rows = [...top, ...below].flatMap((part) => (part.part === 'buttons' ? [part.buttons] : []));
    expect(rows[0]?.slice(0, firstButtons(home).length)).toEqual(firstButtons(home));
    expect(rows.flat().filter(({ label }) => label.length > 24)).toEqual([]);
    expect(rows.filter((row) => row.length > 5)).toEqual([]);
    const before = top.slice(
      0,
      top.findIndex(({ part }) => part === 'buttons'),
    );
    expect(before.map(({ part }: DocPart) => part).every((part) => part === 'paragraph')).toBe(true);
  });

  test('the greeting is within its budget, with the same buttons', () => {
    const doc = greetingDoc(home);
    holds(doc);
    const message = docMessage(doc, { next: firstButtons(home), by: 'U0ALICE' });
    expect(blockFaults(message.blocks)).toEqual([]);
    expect(Object.keys(buttonsOf(message.blocks))).toEqual(firstButtons(home).map(({ label }) => label));
    expect(message.text).toContain('I only read the cluster.');
  });
});

test('each is offered what they can do: nobody a cluster that is not theirs, no instructor themselves', () => {
  const offered = homes.map(([name, home]) => [name, firstButtons(home).map(({ command }) => command)]);
  expect(Object.fromEntries(offered)).toEqual({
    'a new student': ['check', 'explain', 'walk', 'ask'],
    'a student with results': ['check', 'explain', 'walk', 'ask'],
    'an instructor': ['roster', 'answers', 'broadcast'],
    'an instructor with a namespace': ['check', 'explain', 'walk'],
    nobody: ['join', 'explain', 'plan'],
    'somebody who waits': ['explain', 'plan'],
  });
});
