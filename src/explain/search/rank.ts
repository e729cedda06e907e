import type { Passage } from '../../model/lesson.ts';
import { areOpposite, sidesOf } from './opposites.ts';
import { type IndexedPage, type KnownText, keyOf, type PageIndex } from './page-index.ts';
import type { TextReading, Unit } from './reader.ts';

/**
 * How exactly a page has a question: 2 word for word, 1 in other words of just the same concepts (its name among them), 0 not
 * at all.
 */
export type Exactness = 0 | 1 | 2;

/** A page that fits a question, how well, and how exactly it has it. */
export type Hit = { readonly passage: Passage; readonly score: number; readonly exactness: Exactness };

type Weighed = { readonly unit: Unit; readonly weight: number };

/**
 * What the parts of a score count for. Of a known question's rest, which nobody asked, more than of what was asked and is
 * not in it: a short question is no half of a long one. The values are those that find most of the lesson's own questions
 * with each left out.
 */
export const scoreWeights = { rest: 1.2, second: 0.5, sentence: 0.6 };

const isMet = ({ senses }: Unit, having: ReadonlySet<string>) => senses.some((sense) => having.has(sense));

const metWeight = (asked: readonly Weighed[], having: ReadonlySet<string>) =>
  asked.reduce((sum, { unit, weight }) => sum + (isMet(unit, having) ? weight : 0), 0);

/** How like a question is to a known one: what both share, of all that is asked and of what is not. */
function likenessTo(asked: readonly Weighed[], total: number, { senses, weight }: KnownText): number {
  const shared = metWeight(asked, senses);
  return shared / (total + scoreWeights.rest * Math.max(0, weight - shared));
}

// The weight of a word that every second page has: of what is asked, a page has as much in its names or questions.
const minThings = 0.75;

/**
 * Whether a page can be about a question at all. What another field calls something, and what "how do I …" wants to do, must
 * be in its names or questions: that a word stands in its text in passing is not enough.
 */
function isAble({ known, named }: IndexedPage, { units, action }: TextReading, asked: readonly Weighed[]): boolean {
  if (units.some((unit) => unit.kind === 'neighbour' && !isMet(unit, named))) return false;
  const things = asked.filter(({ unit: { kind } }) => kind !== 'everyday' && kind !== 'asking');
  if (metWeight(things, named) < minThings) return false;
  if (action === null) return true;
  const others = units.filter((unit) => unit !== action && unit.kind === 'field');
  return known.some(
    ({ senses }) => isMet(action, senses) && (others.length === 0 || others.some((each) => isMet(each, senses))),
  );
}

function scorePage(page: IndexedPage, asked: readonly Weighed[], english: string): number {
  const [total, sides] = [asked.reduce((sum, { weight }) => sum + weight, 0), sidesOf(english)];
  const alike = page.known
    .filter((known) => !areOpposite(sides, known.sides))
    .map((known) => likenessTo(asked, total, known));
  const [best = 0, second = 0] = alike.sort((a, b) => b - a);
  const sentence = Math.max(0, ...page.sentences.map((senses) => metWeight(asked, senses)));
  const [all, inSentence] = [metWeight(asked, page.all) / total, sentence / total];
  return best + scoreWeights.second * second + all + scoreWeights.sentence * inSentence;
}

// What a program's words count for that are no terms of the field.
const messageShare = 0.4;

/** The pages that can be about a question, best first, those asked for exactly before all others. */
export function rankPages({ pages, weigh }: PageIndex, reading: TextReading): readonly Hit[] {
  const share = (unit: Unit) => (reading.isMessage && unit.kind !== 'field' ? messageShare : 1);
  const asked = reading.units.map((unit) => ({ unit, weight: weigh(unit) * share(unit) }));
  if (asked.every(({ weight }) => weight === 0)) return [];
  const [key, sides] = [keyOf(reading.units), sidesOf(reading.english).join()];
  const hits = pages.flatMap((page) => {
    const same = page.known.filter((known) => known.key === key && known.sides.join() === sides);
    const exactness: Exactness = same.some(({ words }) => words === reading.words) ? 2 : same.length > 0 ? 1 : 0;
    if (exactness === 0 && !isAble(page, reading, asked)) return [];
    return [{ passage: page.passage, score: scorePage(page, asked, reading.english), exactness }];
  });
  return hits.sort((a, b) => b.exactness - a.exactness || b.score - a.score);
}

export function features({ pages, weigh }: PageIndex, reading: TextReading): any {
  const share = (unit: Unit) => (reading.isMessage && unit.kind !== 'field' ? messageShare : 1);
  const asked = reading.units.map((unit) => ({ unit, weight: weigh(unit) * share(unit) }));
  if (asked.every(({ weight }) => weight === 0)) return [];
  const [key, sides] = [keyOf(reading.units), sidesOf(reading.english).join()];
  const total = asked.reduce((sum, { weight }) => sum + weight, 0);
  const sd = sidesOf(reading.english);
  return pages.flatMap((page) => {
    const same = page.known.filter((known) => known.key === key && known.sides.join() === sides);
    const ex = same.some(({ words }) => words === reading.words) ? 2 : same.length > 0 ? 1 : 0;
    const nb = reading.units.some((unit) => unit.kind === 'neighbour' && !isMet(unit, page.named));
    if (nb && ex === 0) return [];
    const things = asked.filter(({ unit: { kind } }) => kind !== 'everyday' && kind !== 'asking');
    const th = metWeight(things, page.named);
    const able = isAble(page, reading, asked);
    const alike = page.known.filter((k) => !areOpposite(sd, k.sides)).map((k) => likenessTo(asked, total, k)).sort((a, b) => b - a);
    const cover = Math.max(0, ...page.known.map((k) => metWeight(asked, k.senses) / total));
    const sent = Math.max(0, ...page.sentences.map((senses) => metWeight(asked, senses))) / total;
    const field = asked.filter(({ unit: { kind } }) => kind === 'field' || kind === 'plain');
    const nameCount = field.filter(({ unit }) => isMet(unit, page.named)).length;
    const t3 = new Set(page.known.slice(0, 2 + page.passage.aliases.length).flatMap((k) => [...k.senses]));
    return [[page.passage.id, ex, able ? 1 : 0, +th.toFixed(3), ...[alike[0] ?? 0, alike[1] ?? 0, alike[2] ?? 0, metWeight(asked, page.all) / total, sent, metWeight(asked, page.named) / total, metWeight(asked, t3) / total, cover].map((v) => +v.toFixed(4)), nameCount]];
  });
}
