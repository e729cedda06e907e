import MiniSearch, { type SearchResult } from 'minisearch';
import type { Passage } from '../../model/lesson.ts';
import { areOpposite, sidesOf } from './opposites.ts';
import { collectPassageTerms, type Exactness, exactnessOf, isAbout, subjectsOf } from './relevance.ts';
import { termsOf } from './terms.ts';

/**
 * A passage that fits a question: how well among all passages, and how much of the question it accounts for
 * (0 to 1).
 */
export type SearchHit = {
  readonly passage: Passage;
  readonly score: number;
  readonly share: number;
  readonly exactness: Exactness;
  /** Whether it is about what was asked, and does not only use a word of it in passing. */
  readonly about: boolean;
};

/** An entry of the index: what a passage says, or one of the questions that it answers. */
type IndexedText = {
  readonly id: number;
  readonly passage: Passage;
  readonly names: string;
  readonly body: string;
  readonly question: string;
};

const fields = ['names', 'body', 'question'] as const;
const boost = { names: 1.5, body: 1, question: 2 };
// The factor for a question in just the terms of a passage's name, or of a question that it says it answers.
const exactMatchBoost = 3;

function entriesOf(passages: readonly Passage[]): readonly IndexedText[] {
  const all = passages.flatMap((passage) => {
    // Each word once: a passage with many names is not the better answer for it.
    const words = [passage.title, ...passage.aliases].join(' ').toLowerCase().split(/\s+/u);
    const asked = passage.questions.map((question) => ({ passage, names: '', body: '', question }));
    return [{ passage, names: [...new Set(words)].join(' '), body: passage.body.join(' '), question: '' }, ...asked];
  });
  return all.map((entry, id) => ({ id, ...entry }));
}

/**
 * The weight of a term, higher for a rarer one; a term that the lesson does not have weighs as much as the
 * rarest, a number that it does not have nothing: it is a count or a part of an address of whoever asks.
 */
function termWeights(entries: readonly IndexedText[]): (term: string) => number {
  const passagesOf = new Map<string, Set<Passage>>();
  for (const { passage, ...texts } of entries)
    for (const term of termsOf(fields.map((field) => texts[field]).join(' ')))
      passagesOf.set(term, (passagesOf.get(term) ?? new Set()).add(passage));
  const total = new Set(entries.map(({ passage }) => passage)).size;
  return (term) => {
    const having = passagesOf.get(term)?.size ?? 0;
    return having === 0 && /^\d+$/u.test(term) ? 0 : Math.log(1 + total / Math.max(having, 1));
  };
}

/** The weight of the question's terms that some results have; a match of a similar word counts for half. */
function matchedWeight(results: readonly SearchResult[], weigh: (term: string) => number): number {
  const best = new Map<string, number>();
  for (const { queryTerms, terms } of results)
    for (const term of queryTerms)
      best.set(term, Math.max(best.get(term) ?? 0, weigh(term) * (terms.includes(term) ? 1 : 0.5)));
  return [...best.values()].reduce((sum, each) => sum + each, 0);
}

// Similar words are looked for up to this length: of longer ones that takes long, and they are not words
// misspelt.
const maxFuzzyLength = 40;

/**
 * The results of one passage that are not for the opposite question; none where that one fits best, since the passage
 * then answers it.
 */
function withoutOpposites(results: readonly SearchResult[], isOpposite: (id: number) => boolean) {
  const best = results.reduce((most, each) => (each.score > most.score ? each : most));
  return isOpposite(best.id) ? [] : results.filter(({ id }) => !isOpposite(id));
}

// An address, with its port or the length of its block.
const addresses = /\b\d{1,3}(?:\.\d{1,3}){3}(?:[:/]\d{1,5})?(?![\d.])/gu;

/** A question without the addresses that no passage names: they are those of whoever asks. */
function withoutOwnAddresses(question: string, passages: readonly Passage[]): string {
  const named = (address: string) =>
    passages.some(({ body, questions, aliases }) =>
      [...body, ...questions, ...aliases].some((each) => each.includes(address)),
    );
  return question.replaceAll(addresses, (address) => (named(address) ? address : ' '));
}

/** The best score of a passage's own text and the best of the questions that it answers, added up. */
function scoreOf(results: readonly SearchResult[], isQuestion: (id: number) => boolean): number {
  const best = (of: boolean) =>
    Math.max(0, ...results.filter(({ id }) => isQuestion(id) === of).map(({ score }) => score));
  return best(false) + best(true);
}

function indexOf(entries: readonly IndexedText[]): MiniSearch<IndexedText> {
  const index = new MiniSearch<IndexedText>({
    fields: [...fields],
    tokenize: (text) => [...termsOf(text)],
    processTerm: (term) => term,
  });
  index.addAll(entries);
  return index;
}

/**
 * Indexes passages. The search returns those that fit a question, best first: BM25 times the share of the
 * question's weight.
 */
export function createPassageSearch(passages: readonly Passage[]): (question: string) => readonly SearchHit[] {
  const entries = entriesOf(passages);
  const sides = entries.map(({ question }) => sidesOf(question));
  const isQuestion = (id: number) => entries[id]?.question !== '';
  const weigh = termWeights(entries);
  const termsByPassage = new Map(passages.map((passage) => [passage, collectPassageTerms(passage)]));
  const subjects = subjectsOf(passages);
  const index = indexOf(entries);
  return (text) => {
    const question = withoutOwnAddresses(text, passages);
    const [asked, asks] = [[...new Set(termsOf(question))], sidesOf(question)];
    const total = asked.reduce((sum, term) => sum + weigh(term), 0);
    const isOpposite = (id: number) => areOpposite(asks, sides[id] ?? []);
    const fuzzy = (term: string) => (term.length > 4 && term.length <= maxFuzzyLength ? 0.2 : false);
    const found = index.search(question, { boost, fuzzy });
    const hits = [...Map.groupBy(found, ({ id }) => entries.at(Number(id))?.passage)].flatMap(([passage, all]) => {
      const own = passage && termsByPassage.get(passage);
      const results = withoutOpposites(all, isOpposite);
      if (passage === undefined || own === undefined || results.length === 0) return [];
      const share = matchedWeight(results, weigh) / total;
      const met = asked.filter((term) => results.some(({ terms }) => terms.includes(term)));
      const exactness = exactnessOf(own, text);
      const score = scoreOf(results, isQuestion) * share * (exactness === 0 ? 1 : exactMatchBoost);
      return [{ passage, score, share, exactness, about: isAbout(own, asked, met, subjects) }];
    });
    return hits.sort((a, b) => b.score - a.score);
  };
}
