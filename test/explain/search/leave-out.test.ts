// The lesson's own questions, each asked while it is left out of its page: how unseen ones fare, by those there are.
import { expect, test } from 'vitest';
import { choosePages, createSearch } from '../../../src/explain/search/handbook.ts';
import type { IndexedPage } from '../../../src/explain/search/page-index.ts';
import { rankPages } from '../../../src/explain/search/rank.ts';
import { taught } from '../../support/tutors.ts';

const { index, read } = createSearch(taught);

function leaveOut(page: IndexedPage, words: string): IndexedPage {
  const known = page.known.filter((each) => each.words !== words);
  return { ...page, known, named: new Set(known.flatMap(({ senses }) => [...senses])) };
}

function askLeftOut(page: IndexedPage, question: string): 'alone' | 'among two' | 'wrong alone' | 'other' {
  const reading = read(question);
  const pages = index.pages.map((each) => (each === page ? leaveOut(each, reading.words) : each));
  const shown = choosePages(rankPages({ ...index, pages }, reading)).map(({ passage }) => passage.id);
  const isRight = shown.includes(page.passage.id);
  if (shown.length === 1) return isRight ? 'alone' : 'wrong alone';
  return isRight ? 'among two' : 'other';
}

test('most find their page without themselves, hardly any a wrong one alone', () => {
  const asked = index.pages.flatMap((page) => page.passage.questions.map((question) => askLeftOut(page, question)));
  const share = (kind: ReturnType<typeof askLeftOut>) => asked.filter((each) => each === kind).length / asked.length;
  expect(asked.length).toBeGreaterThan(900);
  expect(share('alone') + share('among two')).toBeGreaterThan(0.86);
  expect(share('alone')).toBeGreaterThan(0.45);
  // Another page may answer a question too, which counts as wrong here.
  expect(share('wrong alone')).toBeLessThan(0.02);
});
