import { areOpposite, sidesOf } from './opposites.ts';
import { type IndexedPage, type KnownText, keyOf, type PageIndex } from './page-index.ts';
import type { Reading, Unit } from './reader.ts';

/** A page that fits a question: how well (0 to 1 and a little more), and how much of the question it accounts for. */
export type Hit = { readonly page: IndexedPage; readonly score: number; readonly share: number; readonly isExact: boolean };

type Weighed = { readonly unit: Unit; readonly weight: number };

export const rankWeights = { rest: 1.2, second: 0.5, sentence: 0.6 };

const matched = (asked: readonly Weighed[], has: ReadonlySet<string>) =>
  asked.reduce((sum, { unit, weight }) => sum + (unit.senses.some((sense) => has.has(sense)) ? weight : 0), 0);

/** How like a question is to a known one: what both share, of all that is asked and a part of what is not. */
function likeness(asked: readonly Weighed[], total: number, { senses, weight }: KnownText): number {
  const shared = matched(asked, senses);
  return shared / (total + rankWeights.rest * Math.max(0, weight - shared));
}

/** The pages for a question, best first. */
export function rankPages({ pages, weigh }: PageIndex, { units, english }: Reading): readonly Hit[] {
  const asked = units.map((unit) => ({ unit, weight: weigh(unit) }));
  const total = asked.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  const [key, sides] = [keyOf(units), sidesOf(english)];
  const hits = pages.flatMap((page) => {
    const likes = page.known.map((known) => ({ known, like: likeness(asked, total, known) }));
    const able = likes.filter(({ known }) => !areOpposite(sides, known.sides)).map(({ like }) => like);
    const [best = 0, second = 0] = able.sort((a, b) => b - a);
    const share = matched(asked, page.all) / total;
    const sentence = Math.max(0, ...page.sentences.map((senses) => matched(asked, senses))) / total;
    const score = best + rankWeights.second * second + share + rankWeights.sentence * sentence;
    const isExact = page.known.some((known) => known.key === key && known.sides.join() === sides.join());
    return score === 0 ? [] : [{ page, score, share, isExact }];
  });
  return hits.sort((a, b) => b.score - a.score);
}
