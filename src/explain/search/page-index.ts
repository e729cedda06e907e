import type { Passage } from '../../model/lesson.ts';
import { isAsking, isWord } from './concepts.ts';
import { type Sides, sidesOf } from './opposites.ts';
import type { TextReader } from './reader.ts';
import type { Unit, UnitKind } from './units.ts';
import { wordsOf } from './words.ts';

/** A question that a page answers, or one of its names, as concepts with their weight. */
export type KnownText = {
  /** Its words as they stand, and its concepts as one text. */
  readonly words: string;
  readonly key: string;
  readonly sides: Sides;
  readonly senses: ReadonlySet<string>;
  readonly weight: number;
};

/** A page as questions are compared with it. */
export type IndexedPage = {
  readonly passage: Passage;
  readonly known: readonly KnownText[];
  /** The concepts of its names and questions, of each of its sentences, and of all of them. */
  readonly named: ReadonlySet<string>;
  readonly sentences: readonly ReadonlySet<string>[];
  readonly all: ReadonlySet<string>;
};

/** Pages to search, and how much a unit weighs among them. */
export type PageIndex = { readonly pages: readonly IndexedPage[]; readonly weigh: (unit: Unit) => number };

/**
 * What a unit counts for by its kind, as a part of how rare it is among the pages: what is asked of a thing less than the
 * thing, a word of every day less than one that nobody knows, which may be what the question is about.
 */
export const kindWeights: Readonly<Record<UnitKind, number>> = {
  field: 1,
  plain: 0.5,
  neighbour: 1,
  foreign: 0.8,
  lesson: 0.5,
  asking: 0.6,
  everyday: 0.3,
  number: 0.3,
};

/** The same for texts of the same concepts. */
export const keyOf = (units: readonly Unit[]): string =>
  [...new Set(units.map(({ senses }) => senses.join('|')))].sort().join(' ');

/** The weight of a unit: higher for a rarer one. A number that no page has is a count of whoever asks, and weighs nothing. */
function weigher(pages: readonly ReadonlySet<string>[]): (unit: Unit) => number {
  const having = new Map<string, number>();
  for (const senses of pages) for (const sense of senses) having.set(sense, (having.get(sense) ?? 0) + 1);
  const rarity = (sense: string) => Math.log(1 + pages.length / Math.max(having.get(sense) ?? 0, 1));
  return ({ senses, kind }) => {
    if (kind === 'number' && senses.every((sense) => !having.has(sense))) return 0;
    const things = senses.filter((sense) => kind !== 'field' || !isAsking(sense));
    if (kind === 'plain') return kindWeights.plain * Math.min(...things.map(rarity));
    return kindWeights[kind] * Math.max(...things.map(rarity));
  };
}

const sentencesOf = (text: string) => text.split(/(?<=[.?!:])\s+/u);

/** What units say; of a plain word only itself, for a page is about what its terms name. */
const sensesOf = (units: readonly Unit[]) =>
  new Set(units.flatMap(({ senses, kind }) => (kind === 'plain' ? senses.filter(isWord) : senses)));

/** Reads the pages of a lesson. */
export function indexPages(passages: readonly Passage[], read: TextReader): PageIndex {
  const texts = passages.map((passage) => {
    const { title, id, aliases, questions, facts, body } = passage;
    const known = [title, id.replaceAll('-', ' '), ...aliases, ...questions].map((text) => ({ text, ...read(text) }));
    const said = [...facts.map(({ says }) => says), ...body.flatMap(sentencesOf)];
    const sentences = said.map((text) => sensesOf(read(text).units));
    const named = sensesOf(known.flatMap(({ units }) => units));
    return { passage, known, named, sentences, all: new Set([...named, ...sentences.flatMap((each) => [...each])]) };
  });
  const weigh = weigher(texts.map(({ all }) => all));
  const pages = texts.map((page) => ({
    ...page,
    known: page.known.map(({ text, units, english }) => ({
      words: wordsOf(text).join(' '),
      key: keyOf(units),
      sides: sidesOf(english),
      senses: sensesOf(units),
      weight: units.reduce((sum, unit) => sum + weigh(unit), 0),
    })),
  }));
  return { pages, weigh };
}
