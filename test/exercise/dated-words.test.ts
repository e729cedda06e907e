// A day in a text is data, and the clock that is passed in gives the tense.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { wordDates } from '../../src/exercise/dated-words.ts';
import { buildLesson } from '../../src/exercise/lesson.ts';
import { describeEnd } from '../../src/model/time.ts';
import type { Trouble } from '../../src/model/trouble.ts';
import { describeModelEnd } from '../../src/network/plan/end-dates.ts';
import { sourceFiles } from '../../tools/source-facts.ts';
import { lessonFiles } from '../support/lab.ts';

const dayBefore = '2028-03-30T23:59:59.999Z';
const onTheDay = ['2028-03-31T00:00:00.000Z', '2028-03-31T23:59:59.999Z'];
const dayAfter = '2028-04-01T00:00:00.000Z';

const worded = (text: string, now = dayBefore) => wordDates({ name: 'passages/a.md', text }, now).text;

describe('the words of a day', () => {
  test.each<[string, string]>([
    [dayBefore, 'ends on 31 March 2028'],
    ...onTheDay.map((now): [string, string] => [now, 'ends on 31 March 2028']),
    [dayAfter, 'ended on 31 March 2028'],
    ['2031-01-01', 'ended on 31 March 2028'],
  ])('at %s: %s', (now, words) => {
    expect(describeEnd('2028-03-31', now)).toBe(words);
    expect(worded('kubenet {ends: 2028-03-31}.', now)).toBe(`kubenet ${words}.`);
  });

  test.each([
    ['{ ends: 2026-09-05 }', 'ends on 5 September 2026'],
    ['{ends:2028-02-29}', 'ends on 29 February 2028'],
    ['title: NPM {ends: 2026-12-31}\n', 'title: NPM ends on 31 December 2026\n'],
    ['{ends: 2026-01-01}, {ends: 2026-10-10}', 'ends on 1 January 2026, ends on 10 October 2026'],
  ])('%j', (text, words) => expect(worded(text, '2026-01-01T00:00:00.000Z')).toBe(words));

  test.each([
    '{{addresses}}',
    '`kubectl get nodes -o jsonpath=\'{range .items[*]}{.metadata.name}{"\\n"}{end}\'`',
    '{ app: web }',
    '{ says: a, checked: 2026-08-21 }',
    '{}',
    'It ends: 2028-03-31',
  ])('what is no date stands as it is: %j', (text) => expect(worded(text)).toBe(text));

  test.each([
    ['{ends: 2026-02-30}', 'passages/a.md:3: ends: "2026-02-30" must be a day'],
    ['{ends: 2026-09}', 'passages/a.md:3: ends: "2026-09" must be a day'],
    ['{ends: soon}', 'passages/a.md:3: ends: "soon" must be a day'],
    ['{ends: }', 'passages/a.md:3: ends: "" must be a day'],
    ['{end: 2026-09-30}', 'passages/a.md:3: "{end: 2026-09-30}" is no date: write {ends: 2026-09-30}'],
    ['{Ends: 2026-09-30}', 'passages/a.md:3: "{Ends: 2026-09-30}" is no date'],
  ])('%s is refused with its line', (text, what) => {
    const refused = () => {
      try {
        return worded(`---\n---\n${text}\n`);
      } catch (error) {
        return (error as Trouble).detail.what;
      }
    };
    expect(refused()).toContain(what);
  });
});

describe('the lesson', () => {
  const bodyOf = (id: string, now: string) =>
    buildLesson(lessonFiles, now)
      .passages.find((passage) => passage.id === id)
      ?.body.join(' ') ?? '';

  test.each([
    ['kubenet', '2028-03-31', 'ends on 31 March 2028', 'ended on 31 March 2028'],
    ['kubenet-retirement', '2028-03-31', 'ends on 31 March 2028', 'ended on 31 March 2028'],
    ['policy-engines', '2026-09-30', 'ends on 30 September 2026 on Windows', 'ended on 30 September 2026 on Windows'],
    ['policy-engines', '2028-09-30', 'ends on 30 September 2028 on Linux', 'ended on 30 September 2028 on Linux'],
    ['windows', '2028-06-30', 'ends on 30 June 2028', 'ended on 30 June 2028'],
  ])('%s before, on and after %s', (id, day, ahead, past) => {
    const next = new Date(Date.parse(day) + 24 * 60 * 60_000).toISOString();
    expect(bodyOf(id, '2026-01-01T00:00:00.000Z')).toContain(ahead);
    expect(bodyOf(id, `${day}T12:00:00.000Z`)).toContain(ahead);
    expect(bodyOf(id, next)).toContain(past);
    expect(bodyOf(id, next)).not.toContain(ahead);
  });

  test.each([
    ['quiz/transfer-dns.md', '## Answer\n'],
    ['hints/1.md', '## The idea\n'],
    ['cards/api-endpoint.md', 'Next: '],
    ['problems/no-egress.md', 'todo: '],
    ['tasks/1.md', 'look: '],
    ['passages/drift-formula.md', 'exercise: '],
    ['passages/overlay.md', 'title: '],
  ])('%s may hold one too', (name, before) => {
    const written = 'It {ends: 2026-09-30} somewhere. ';
    const files = lessonFiles.map((file) =>
      file.name === name
        ? { ...file, text: file.text.replace(before, `${before}${before.endsWith('\n') ? '\n' : ''}${written}`) }
        : file,
    );
    const said = (now: string) => JSON.stringify(buildLesson(files, now));
    expect(said('2026-09-30T23:59:59.999Z')).toContain('It ends on 30 September 2026 somewhere.');
    expect(said('2026-10-01T00:00:00.000Z')).toContain('It ended on 30 September 2026 somewhere.');
  });

  test('what has ended and what has not stand in one sentence', () => {
    expect(bodyOf('policy-engines', '2026-12-01')).toContain(
      'ended on 30 September 2026 on Windows, and ends on 30 September 2028 on Linux',
    );
  });

  // `lesson.md` says what the exercise says; under `aliases` a student types a date.
  test('no day is written out by hand, and nothing is promised for later', () => {
    const written =
      /\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d/u;
    const files = lessonFiles.filter(({ name }) => name !== 'lesson.md');
    expect(files.length).toBeGreaterThan(100);
    const lines = files.flatMap(({ name, text }) => text.split('\n').map((line) => `${name}: ${line}`));
    const byHand = lines.filter((line) => written.test(line) && !line.includes(': aliases: '));
    expect(byHand).toEqual([]);
    expect(lines.filter((line) => /\bwill (?:be|end|retire|stop|no longer)\b/iu.test(line))).toEqual([]);
    expect(written.test('AKS retires it on 31 March 2028.')).toBe(true);
    expect(lines.filter((line) => line.includes('{ends: ')).length).toBeGreaterThan(3);
  });
});

describe('what the code says of a day', () => {
  test('is worded in one place: no source writes one out', () => {
    const src = join(import.meta.dirname, '../../src');
    const files = sourceFiles(src).filter((file) => !file.startsWith('playground/'));
    expect(files.length).toBeGreaterThan(200);
    const written = /\b\d{1,2} (?:January|March|June|September|December) 20\d\d/u;
    const withoutComments = (file: string) =>
      readFileSync(join(src, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gmu, '');
    expect(files.filter((file) => written.test(withoutComments(file)))).toEqual([]);
  });

  test.each([
    [dayBefore, 'ends'],
    [onTheDay[1] ?? '', 'ends'],
    [dayAfter, 'ended'],
  ])('kubenet at %s, with the day that the lesson has', (now, verb) => {
    expect(describeModelEnd('kubenet', now)).toBe(`AKS’s support for kubenet ${verb} on 31 March 2028.`);
    const { passages } = buildLesson(lessonFiles, now);
    const taught = passages.find(({ id }) => id === 'kubenet-retirement')?.body.join(' ');
    expect(taught).toContain(`${verb} on 31 March 2028`);
  });

  test('a model that stays has no end', () => expect(describeModelEnd('azure-cni-overlay', dayAfter)).toBeNull());
});
