import { describe, expect, test } from 'vitest';
import { lesson } from '../support/lab.ts';
import { gradeOf, wordsIn } from './readability.ts';

const cards = Object.values(lesson.cards).flatMap((set) => set.cards);
const shown = cards.map(({ finding, status, models, concept, why, next, ask }) => ({
  id: `${finding} ${status}${models ? ` @ ${models.join()}` : ''}`,
  text: [concept, why, next, ask].join(' '),
}));
const passages = lesson.passages.map(({ id, body }) => ({ id, text: body.join(' ') }));
const simplerForms = [
  ...cards.map(({ finding, status, models, concept, why, next, ask, simpler }) => ({
    id: `card ${finding} ${status}${models ? ` @ ${models.join()}` : ''}`,
    text: [concept, why, next, ask].join(' '),
    simpler,
    most: 30,
  })),
  ...lesson.passages.flatMap(({ id, body, simpler }) =>
    simpler === null ? [] : [{ id: `passage ${id}`, text: body.join(' '), simpler, most: 45 }],
  ),
];
const hints = lesson.hints.map(({ task, level, body }) => ({ id: `hint ${task} ${level}`, text: body.join(' ') }));
const tasks = lesson.tasks.map(({ task, body }) => ({ id: `task ${task}`, text: body.join(' ') }));
const problems = Object.values(lesson.problems).map((each) => {
  const parts = [each.symptom, each.lookalike, each.supported, each.ruledOut, each.cannotSee, each.tell];
  return { id: `problem ${each.problem}`, text: parts.flat().join(' ') };
});
const quiz = lesson.quiz.map((each) => {
  const asks =
    each.kind === 'after-look' ? each.cases.flatMap(({ question, why }) => [...question, why]) : each.question;
  const answer = each.kind === 'transfer' ? [...each.answer, ...each.parts] : [];
  const lines = each.choices.flatMap(({ looks, why }) => [looks ?? '', why ?? '']);
  return { id: `quiz ${each.id}`, text: [...asks, ...answer, ...lines].join(' ') };
});

describe('the measure', () => {
  test.each([
    ['The cat sat on the mat.', -2, 2],
    ['Your Pod and your node have addresses from different ranges.', 3, 9],
    ['Organisational heterogeneity necessitates considerable infrastructural coordination.', 20, 60],
  ])('%s', (text, from, to) => {
    expect(gradeOf(text)).toBeGreaterThan(from);
    expect(gradeOf(text)).toBeLessThan(to);
  });

  test('a technical name is one easy word, and its full stop ends no sentence', () => {
    expect(wordsIn('kube-proxy is at 10.244.0.0/16')).toEqual(['namely', 'is', 'at', 'namely']);
    expect(gradeOf('The node is at 10.224.0.4 now.')).toBeLessThan(5);
  });
});

test.each(shown)('card $id: 30 to 60 words, grade 8 at most', ({ text }) => {
  const words = wordsIn(text).length;
  expect(words).toBeGreaterThanOrEqual(30);
  expect(words).toBeLessThanOrEqual(60);
  expect(gradeOf(text)).toBeLessThanOrEqual(8);
});

test.each([...passages, ...hints, ...tasks, ...problems, ...quiz])('$id: grade 8 at most', ({ text }) => {
  expect(gradeOf(text)).toBeLessThanOrEqual(8);
});

test('every card has a simpler form, and so have the pages that are asked for most', () => {
  expect(simplerForms.filter(({ id }) => id.startsWith('card '))).toHaveLength(cards.length);
  const pages = lesson.passages.filter(({ simpler }) => simpler !== null).map(({ id }) => id);
  expect(pages.length).toBeGreaterThanOrEqual(20);
  expect(pages).toEqual(expect.arrayContaining(['overlay', 'kubenet', 'node-subnet', 'pod-cidr', 'cilium', 'egress']));
});

test.each(simplerForms)('the simpler form of $id is shorter and of a lower grade', ({ text, simpler, most }) => {
  expect(wordsIn(simpler).length).toBeGreaterThanOrEqual(8);
  expect(wordsIn(simpler).length).toBeLessThanOrEqual(most);
  expect(wordsIn(simpler).length).toBeLessThan(wordsIn(text).length);
  expect(gradeOf(simpler)).toBeLessThan(gradeOf(text));
});

test.each([
  ...shown,
  ...passages,
  ...hints,
  ...quiz,
  ...simplerForms.map(({ id, simpler }) => ({ id, text: simpler })),
])('$id: no sentence of more than 26 words', ({ text }) => {
  const sentences = text.split(/(?<=[.?!:;])\s+/u).map((each) => ({ each, words: wordsIn(each).length }));
  expect(Math.max(...sentences.map(({ words }) => words))).toBeGreaterThan(3);
  expect(sentences.filter(({ words }) => words > 26)).toEqual([]);
});
