import MiniSearch, { type SearchResult } from 'minisearch';
import type { Passage } from '../../model/lesson.ts';
import { collectPassageTerms, isAbout, subjectsOf, termKeyOf } from './relevance.ts';
import { termsOf } from './terms.ts';

/**
 * A passage that fits a question: how well among all passages, and how much of the question it accounts for
 * (0 to 1).
 */
export type SearchHit = {
  readonly passage: Passage;
  readonly score: number;
  readonly share: number;
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
 * rarest.
 */
function termWeights(entries: readonly IndexedText[]): (term: string) => number {
  const passagesOf = new Map<string, Set<Passage>>();
  for (const { passage, ...texts } of entries)
    for (const term of termsOf(fields.map((field) => texts[field]).join(' ')))
      passagesOf.set(term, (passagesOf.get(term) ?? new Set()).add(passage));
  const total = new Set(entries.map(({ passage }) => passage)).size;
  return (term) => Math.log(1 + total / (passagesOf.get(term)?.size ?? 1));
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
 * Indexes passages. The search returns those that fit a question, best first: BM25 times the share of the
 * question's weight.
 */
export function createPassageSearch(passages: readonly Passage[]): (question: string) => readonly SearchHit[] {
  const entries = entriesOf(passages);
  const weigh = termWeights(entries);
  const termsByPassage = new Map(passages.map((passage) => [passage, collectPassageTerms(passage)]));
  const subjects = subjectsOf(passages);
  const index = new MiniSearch<IndexedText>({
    fields: [...fields],
    tokenize: (text) => [...termsOf(text)],
    processTerm: (term) => term,
  });
  index.addAll(entries);
  return (question) => {
    const [key, asked] = [termKeyOf(question), [...new Set(termsOf(question))]];
    const total = asked.reduce((sum, term) => sum + weigh(term), 0);
    const found = index.search(question, {
      boost,
      fuzzy: (term) => (term.length > 4 && term.length <= maxFuzzyLength ? 0.2 : false),
    });
    const hits = [...Map.groupBy(found, ({ id }) => entries[id]?.passage)].flatMap(([passage, results]) => {
      const own = passage && termsByPassage.get(passage);
      if (passage === undefined || own === undefined) return [];
      const share = matchedWeight(results, weigh) / total;
      const met = asked.filter((term) => results.some(({ terms }) => terms.includes(term)));
      const of = (isQuestion: boolean) => results.filter(({ id }) => (entries[id]?.question !== '') === isQuestion);
      const [text, best] = [of(false), of(true)].map((each) => Math.max(0, ...each.map(({ score }) => score)));
      const score = ((text ?? 0) + (best ?? 0)) * share * (own.keys.has(key) ? exactMatchBoost : 1);
      return [{ passage, score, share, about: isAbout(own, asked, met, subjects) }];
    });
    return hits.sort((a, b) => b.score - a.score);
  };
}
