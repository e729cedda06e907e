import type { Passage } from '../../model/lesson.ts';
import { areOpposite, sidesOf } from './opposites.ts';
import { type IndexedPage, type KnownText, keyOf, type PageIndex } from './page-index.ts';
import type { TextReading } from './reader.ts';
import type { Unit } from './units.ts';

/**
 * How exactly a page has a question: 2 word for word, 1 in other words of just the same concepts (its name among them), 0 not
 * at all.
 */
export type Exactness = 0 | 1 | 2;

/** A page that fits a question, how well, and how exactly it has it. */
export type Hit = {
  readonly passage: Passage;
  readonly score: number;
  readonly exactness: Exactness;
  /** How like the question is to the nearest one that the page has; 1 where it says just the same. */
  readonly likeness: number;
  /** How many of the question's terms are in the page's names and questions, and what they weigh; what else it says is let out. */
  readonly terms: number;
  readonly termWeight: number;
  /** Whether it has a term of the question, or just what is asked, beside words of every day. */
  readonly isAnchored: boolean;
};

type Weighed = { readonly unit: Unit; readonly weight: number };

/**
 * What the parts of a score count for. Of a known question's rest, which nobody asked, more than of what was asked and is
 * not in it: a short question is no half of a long one. The values are those that find most of the lesson's own questions
 * with each left out.
 */
export const scoreWeights = { rest: 1.2, second: 0.5, sentence: 0.6, otherSubject: 0.3, noAction: 0.15 };

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

const thingsIn = (asked: readonly Weighed[]) =>
  asked.filter(({ unit: { kind } }) => kind !== 'everyday' && kind !== 'asking');

const isEveryday = ({ kind }: Unit) => kind === 'plain' || kind === 'everyday';

const isTerm = ({ unit: { kind } }: Weighed) => kind === 'field' || kind === 'plain';

/**
 * Whether a page can be about a question at all. What another field calls something must be in its names or questions: that
 * a word stands in its text in passing is not enough.
 */
function isAble({ named }: IndexedPage, { units }: TextReading, asked: readonly Weighed[]): boolean {
  if (units.some((unit) => unit.kind === 'neighbour' && !isMet(unit, named))) return false;
  return metWeight(thingsIn(asked), named) >= minThings;
}

/** Whether a page tells of what "how do I …" wants to do, and to what. */
function hasAction({ known }: IndexedPage, { units, action }: TextReading): boolean {
  if (action === null) return true;
  const others = units.filter((unit) => unit !== action && unit.kind === 'field');
  return known.some(
    ({ senses }) => isMet(action, senses) && (others.length === 0 || others.some((each) => isMet(each, senses))),
  );
}

// What a page is about or not: whoever names one of these does not ask for the page of another.
const subjects: readonly string[] =
  'overlay|kubenet|node+subnet|pod+subnet|cilium|private+cluster|calico|local dns|windows'.split('|');

/** Whether a question names some of them, and a page's title only others. */
function isOfOther({ known: [title] }: IndexedPage, asked: readonly Weighed[]): boolean {
  const terms = asked.filter(({ unit: { kind } }) => kind === 'field').flatMap(({ unit: { senses } }) => senses);
  const named = subjects.filter((each) => terms.includes(each));
  const own = subjects.filter((each) => title?.senses.has(each));
  return named.length > 0 && own.length > 0 && !own.some((each) => named.includes(each));
}

function scorePage(
  page: IndexedPage,
  asked: readonly Weighed[],
  reading: TextReading,
): Omit<Hit, 'passage' | 'exactness'> {
  const [total, sides] = [asked.reduce((sum, { weight }) => sum + weight, 0), sidesOf(reading.english)];
  const alike = page.known
    .filter((known) => !areOpposite(sides, known.sides))
    .map((known) => likenessTo(asked, total, known));
  const [best = 0, second = 0] = alike.sort((a, b) => b - a);
  const sentence = Math.max(0, ...page.sentences.map((senses) => metWeight(asked, senses)));
  const other = isOfOther(page, asked) ? scoreWeights.otherSubject : 0;
  const lack = other + (hasAction(page, reading) ? 0 : scoreWeights.noAction);
  const [all, inSentence] = [metWeight(asked, page.all) / total, sentence / total];
  return {
    score: best + scoreWeights.second * second + all + scoreWeights.sentence * inSentence - lack,
    likeness: best,
    terms: asked.filter((each) => isTerm(each) && isMet(each.unit, page.named)).length,
    isAnchored: asked.some(({ unit }) => !isEveryday(unit) && isMet(unit, page.named)),
    termWeight: metWeight(thingsIn(asked), page.named),
  };
}

// What a program's words count for that are no terms of the field.
const messageShare = 0.4;

/** The pages that can be about a question, best first, those asked for exactly before all others. */
export function rankPages({ pages, weigh }: PageIndex, reading: TextReading): readonly Hit[] {
  const share = (unit: Unit) => (reading.isMessage && unit.kind !== 'field' ? messageShare : 1);
  const asked = reading.units.map((unit) => ({ unit, weight: weigh(unit) * share(unit) }));
  if (asked.every(({ weight }) => weight === 0)) return [];
  const [key, sides] = [keyOf(reading.units), sidesOf(reading.english).join()];
  // Of what a text only asks and not of what, no page has just the same.
  const isOfThing = reading.units.some(({ kind }) => kind !== 'asking');
  const hits = pages.flatMap((page) => {
    const same = page.known.filter((known) => known.key === key && known.sides.join() === sides);
    const exactness: Exactness = same.some(({ words }) => words === reading.words)
      ? 2
      : same.length > 0 && isOfThing
        ? 1
        : 0;
    if (exactness === 0 && !isAble(page, reading, asked)) return [];
    return [{ passage: page.passage, exactness, ...scorePage(page, asked, reading) }];
  });
  return hits.sort((a, b) => b.exactness - a.exactness || b.score - a.score);
}
