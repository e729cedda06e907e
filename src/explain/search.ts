import MiniSearch from 'minisearch';
import type { Passage } from '../model/lesson.ts';
import { termsOf } from './terms.ts';

/** A passage that fits a question: how well among all passages, and how much of the question it accounts for (0 to 1). */
export type Hit = { readonly passage: Passage; readonly score: number; readonly share: number };

/** A text that stands for a passage: what it says, or one of the questions that it answers. */
type Entry = {
  readonly id: number;
  readonly passage: Passage;
  readonly names: string;
  readonly body: string;
  readonly question: string;
};

const fields = ['names', 'body', 'question'] as const;
const boost = { names: 1.5, body: 1, question: 2 };

function entriesOf(passages: readonly Passage[]): readonly Entry[] {
  const all = passages.flatMap((passage) => {
    // Each word once: a passage with many names is not the better answer for it.
    const names = [...new Set([passage.title, ...passage.aliases].join(' ').toLowerCase().split(/\s+/u))].join(' ');
    const asked = passage.questions.map((question) => ({ passage, names: '', body: '', question }));
    return [{ passage, names, body: passage.body.join(' '), question: '' }, ...asked];
  });
  return all.map((entry, id) => ({ id, ...entry }));
}

/** How much a term tells apart; one that the lesson does not know weighs as much as the rarest that it does. */
function weigher(entries: readonly Entry[]): (term: string) => number {
  const homes = new Map<string, Set<Passage>>();
  for (const { passage, ...texts } of entries)
    for (const term of termsOf(fields.map((field) => texts[field]).join(' ')))
      homes.set(term, (homes.get(term) ?? new Set()).add(passage));
  const total = new Set(entries.map(({ passage }) => passage)).size;
  return (term) => Math.log(1 + total / (homes.get(term)?.size ?? 1));
}

/** A reader of passages: those that fit a question, best first (BM25, then by how much of the question they account for). */
export function searcher(passages: readonly Passage[]): (question: string) => readonly Hit[] {
  const entries = entriesOf(passages);
  const weigh = weigher(entries);
  const index = new MiniSearch<Entry>({
    fields: [...fields],
    tokenize: (text) => [...termsOf(text)],
    processTerm: (term) => term,
  });
  index.addAll(entries);
  return (question) => {
    const total = [...new Set(termsOf(question))].reduce((sum, term) => sum + weigh(term), 0);
    const found = index.search(question, { boost, fuzzy: (term) => (term.length > 4 ? 0.2 : false) });
    const byPassage = Map.groupBy(found, ({ id }) => entries[id]?.passage);
    const hits = [...byPassage].flatMap(([passage, own]) => {
      if (passage === undefined) return [];
      const matched = new Map<string, number>();
      for (const { queryTerms, terms } of own)
        // A misspelt word may also be another word, so it counts for half.
        for (const term of queryTerms)
          matched.set(term, Math.max(matched.get(term) ?? 0, weigh(term) * (terms.includes(term) ? 1 : 0.5)));
      const share = [...matched.values()].reduce((sum, each) => sum + each, 0) / total;
      const text = own.find(({ id }) => entries[id]?.question === '')?.score ?? 0;
      const asked = Math.max(0, ...own.filter(({ id }) => entries[id]?.question !== '').map(({ score }) => score));
      return [{ passage, score: (text + asked) * share, share }];
    });
    return hits.sort((a, b) => b.score - a.score);
  };
}
