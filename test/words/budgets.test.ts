// docs/messages.md is what this file reads: every message that can be reached is within it.
import { beforeAll, describe, expect, test } from 'vitest';
import { problemWords, statusWords, stepWords } from '../../src/model/display-names.ts';
import type { Doc } from '../../src/model/doc.ts';
import { findingCodes, problemIds } from '../../src/model/finding.ts';
import { boldRun, createDoc, paragraphPart, textRun } from '../../src/words/runs.ts';
import { buttonsOf } from '../support/app.ts';
import { lesson } from '../support/lab.ts';
import { rowOf, wordBudget } from '../support/message-budgets.ts';
import {
  countedLines,
  countWords,
  drawnMessage,
  instructorTexts,
  type ReachedMessage,
  reachMessages,
  recordedSnapshot,
  recordedWorlds,
  studentTexts,
} from '../support/messages.ts';

/** Ids that netlab alone uses; words of English that are ids as well are none of them. */
const internal = [
  ...findingCodes,
  ...problemIds,
  'not-measurable',
  'cannot-see',
  'ruled-out',
  ...lesson.passages.map(({ id }) => id),
  ...lesson.quiz.map(({ id }) => id),
].filter((id) => id.includes('-'));
// Written with a hyphen in English and in Kubernetes, too.
const alsoWords = new Set(['kube-system', 'kube-proxy', 'node-subnet', 'pod-subnet', 'dual-stack', 'private-clusters']);
const idsIn = (line: string) =>
  internal.filter((id) => !alsoWords.has(id) && new RegExp(`(?<![\\w/-])${id}(?![\\w/-])`, 'u').test(line));

/** Sentences of a line, and what stands between middle dots; a command or an address has dots that end none. */
function sentencesOf(line: string): readonly string[] {
  return line.split(/(?<=[.!?:;·])\s+|\n/u);
}
// What is quoted is a name, however many words it has.
const wordsIn = (sentence: string) =>
  sentence
    .replaceAll(/“[^”]*”|"[^"]*"/gu, 'quoted')
    .split(/\s+/u)
    .filter((word) => /[\p{L}]{2,}/u.test(word)).length;

const where = ({ world, user, text }: ReachedMessage) => `${world}: ${user} ${text}`;

describe('the page', () => {
  test('signs and words are those of the code', () => {
    expect(Object.entries(statusWords).map(([id, { sign, words }]) => [id, sign, words])).toEqual(
      Object.keys(statusWords).map((id) => rowOf(id)),
    );
    expect(Object.entries(problemWords).map(([id, { sign, words }]) => [id, sign, words])).toEqual(
      Object.keys(problemWords).map((id) => rowOf(id)),
    );
    const { sign, words } = stepWords({ status: 'supported', normal: true });
    expect(rowOf('supported, and normal for this model')?.slice(1)).toEqual([sign, words]);
  });
});

describe('every message that can be reached', () => {
  let all: readonly ReachedMessage[] = [];
  beforeAll(async () => {
    const found: ReachedMessage[] = [];
    for (const world of recordedWorlds) {
      const snapshot = await recordedSnapshot(world);
      found.push(...(await reachMessages(world, snapshot, 'U0ALICE', studentTexts)));
      found.push(...(await reachMessages(world, snapshot, 'U0INGE', instructorTexts, 1)));
      found.push(...(await reachMessages(world, snapshot, 'U0CAROL', studentTexts, 1)));
    }
    all = found;
  }, 120_000);

  test('there are many, of every kind that a class meets', () => {
    expect(all.length).toBeGreaterThan(300);
    const kinds = new Set(all.map(({ answer }) => answer.kind));
    expect([...kinds].sort()).toEqual(
      expect.arrayContaining([
        'check',
        'explain',
        'help',
        'hint',
        'plan',
        'progress',
        'quiz',
        'reach',
        'trouble',
        'walk',
        'walking',
      ]),
    );
  });

  test('has at most as many words as its kind may', () => {
    expect(Math.max(...all.map(({ doc }) => countWords(doc)))).toBeGreaterThan(50);
    const over = all.filter((each) => countWords(each.doc) > wordBudget(each));
    expect(over.map((each) => `${where(each)}: ${countWords(each.doc)} of ${wordBudget(each)}`)).toEqual([]);
  });

  test('has buttons of at most 24 characters, and at most five beside a list', () => {
    const labels = all.map((each) => Object.keys(buttonsOf(drawnMessage(each).blocks)));
    expect(new Set(labels.flat()).size).toBeGreaterThan(20);
    expect([...new Set(labels.flat().filter((label) => label.length > 24))]).toEqual([]);
    expect(labels.filter((each) => each.length > 5)).toEqual([]);
  });

  test('shows no id of netlab, no user id and no raw time', () => {
    const lines = all.flatMap((each) => [...countedLines(each.doc), ...each.next.map(({ label }) => label)]);
    expect(lines.length).toBeGreaterThan(1000);
    expect([...new Set(lines.filter((line) => idsIn(line).length > 0))]).toEqual([]);
    expect(lines.filter((line) => /\bU0[A-Z0-9]{3,}\b/u.test(line))).toEqual([]);
    expect([...new Set(lines.filter((line) => /\d{4}-\d\d-\d\dT\d\d:\d\d/u.test(line)))]).toEqual([]);
  });

  test('speaks in sentences of at most 20 words', () => {
    expect(all.flatMap(({ doc }) => countedLines(doc).flatMap(sentencesOf)).length).toBeGreaterThan(1000);
    const long = all.flatMap(({ doc }) => countedLines(doc).flatMap(sentencesOf)).filter((each) => wordsIn(each) > 20);
    expect([...new Set(long)]).toEqual([]);
  });

  test('has a verdict that is one line and no heading of a program', () => {
    expect(new Set(all.map(({ doc }) => countedLines(doc)[0])).size).toBeGreaterThan(50);
    const verdicts = all.map(({ doc }) => countedLines(doc)[0] ?? '');
    expect(verdicts.filter((each) => each === '' || each.includes('\n') || each.startsWith('netlab '))).toEqual([]);
  });
});

describe('what is refused', () => {
  const doc = (text: string): Doc => createDoc([boldRun('A verdict.')], [paragraphPart(textRun(text))]);
  test('an id, a long sentence, too many words', () => {
    expect(idsIn('Start with no-egress')).toEqual(['no-egress']);
    expect(idsIn('Write “quiz answer”, then transfer-formula')).toEqual(['transfer-formula']);
    expect(idsIn('Nothing leaves; there is no egress.')).toEqual([]);
    expect(
      Math.max(
        ...countedLines(doc('word '.repeat(21)))
          .flatMap(sentencesOf)
          .map(wordsIn),
      ),
    ).toBe(21);
    expect(countWords(doc('word '.repeat(119)))).toBe(121);
    expect(countWords(doc('→ · ✓'))).toBe(2);
  });
});
