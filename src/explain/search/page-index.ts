import type { Passage } from '../../model/lesson.ts';
import { isAsking } from './concepts.ts';
import { type Sides, sidesOf } from './opposites.ts';
import type { Reader, Unit, UnitKind } from './reader.ts';

/** A question that a page answers, or one of its names, as concepts with their weights. */
export type KnownText = {
  readonly key: string;
  readonly sides: Sides;
  readonly senses: ReadonlySet<string>;
  readonly weight: number;
  readonly isName: boolean;
};

/** A page as questions are compared with it. */
export type IndexedPage = {
  readonly passage: Passage;
  readonly known: readonly KnownText[];
  /** The concepts of each of its sentences, and all that it has anywhere. */
  readonly sentences: readonly ReadonlySet<string>[];
  readonly all: ReadonlySet<string>;
};

/** Pages to search, and how much a unit weighs among them. */
export type PageIndex = { readonly pages: readonly IndexedPage[]; readonly weigh: (unit: Unit) => number };

// What the kinds of units count for, as parts of their rarity among the pages.
export const kindWeights: Record<UnitKind, number> = {
  field: 1,
  lesson: 0.5,
  asking: 0.45,
  everyday: 0.4,
  foreign: 0.8,
  number: 0.3,
};

/** The same for texts of the same concepts. */
export const keyOf = (units: readonly Unit[]): string =>
  units.map(({ senses }) => senses.join('|')).sort().join(' ');

function weigher(texts: readonly ReadonlySet<string>[]): (unit: Unit) => number {
  const having = new Map<string, number>();
  for (const senses of texts) for (const sense of senses) having.set(sense, (having.get(sense) ?? 0) + 1);
  const rarity = (sense: string) => Math.log(1 + texts.length / Math.max(having.get(sense) ?? 0, 1));
  return ({ senses, kind }) => {
    if (kind === 'number' && !having.has(senses[0] ?? '')) return 0;
    const able = senses.filter((sense) => kind !== 'field' || !isAsking(sense));
    return kindWeights[kind] * Math.max(...able.map(rarity));
  };
}

const sentencesOf = (text: string) => text.split(/(?<=[.?!:])\s+/u);

/** Reads the pages of a lesson. */
export function indexPages(passages: readonly Passage[], read: Reader): PageIndex {
  const texts = passages.map((passage) => {
    const names = [passage.title, passage.id.replaceAll('-', ' '), ...passage.aliases];
    const known = [...names.map((text) => ({ text, isName: true })), ...passage.questions.map((text) => ({ text, isName: false }))];
    const units = known.map(({ text, isName }) => ({ isName, ...read(text) }));
    const named = units.flatMap((each) => each.units).flatMap(({ senses }) => senses);
    const said = [...passage.facts.map(({ says }) => says), ...passage.body.flatMap(sentencesOf)];
    const sentences = said.map((text) => new Set(read(text).units.flatMap(({ senses }) => senses)));
    return { passage, units, sentences, all: new Set([...named, ...sentences.flatMap((each) => [...each])]) };
  });
  const weigh = weigher(texts.map(({ all }) => all));
  const pages = texts.map(({ units, ...page }) => ({
    ...page,
    known: units.map(({ isName, units: own, english }) => ({
      key: keyOf(own),
      sides: sidesOf(english),
      senses: new Set(own.flatMap(({ senses }) => senses)),
      weight: own.reduce((sum, unit) => sum + weigh(unit), 0),
      isName,
    })),
  }));
  return { pages, weigh };
}
