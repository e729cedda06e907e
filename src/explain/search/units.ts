import { daleChall } from 'dale-chall';
import { eng } from 'stopword';
import { findPhrase, findPlainPhrase, isAsking, isNeighbour, isRequest } from './concepts.ts';
import { stemEnglish } from './stem.ts';
import { foldText, wordsOf } from './words.ts';

/**
 * How much a unit of a text says by its kind: of the field, what may be said instead of a term (`plain`), of what is asked,
 * of everyday language, or foreign here.
 */
export type UnitKind = 'field' | 'plain' | 'neighbour' | 'asking' | 'lesson' | 'everyday' | 'foreign' | 'number';

/** One thing that a text says: the concepts or the word that it may stand for. */
export type Unit = { readonly senses: readonly string[]; readonly kind: UnitKind };

/** Words that only hold a sentence together, from a kept list, and what is left of "isn't", "I've". */
export const functionWords: ReadonlySet<string> = new Set([...eng, ...wordsOf(shortForms())]);

function shortForms(): string {
  const verbs = 'is are was were do does did has have had can could should would will must'.split(' ');
  const negated = verbs.map((verb) => `${verb}nt`);
  return `${negated.join(' ')} doing done being having cant wont dont im ive id ill youre its thats whats theres hows lets not no yes does am may shall us them
    me him her why any`;
}

/** Words that everybody knows (Dale and Chall's list): they are no terms of another field. */
export const everydayStems: ReadonlySet<string> = new Set(daleChall.map((word) => stemEnglish(foldText(word))));

function kindOf(word: string, stem: string, isLessons: (stem: string) => boolean): UnitKind {
  if (/^[\d./]+[x*\d.]*$/u.test(word)) return 'number';
  // An adverb is no term: it says how, or how sure somebody is.
  if (everydayStems.has(stem) || /[a-z]{4}ly$/u.test(word)) return 'everyday';
  return isLessons(stem) ? 'lesson' : 'foreign';
}

function kindOfConcepts(heads: readonly string[]): UnitKind {
  if (heads.every(isAsking)) return 'asking';
  return heads.every((head) => isNeighbour(head)) ? 'neighbour' : 'field';
}

/** Where a text's phrases begin and end; a phrase of plain words may hold terms, which then count too. */
type FoundPhrase = { readonly at: number; readonly length: number; readonly units: readonly Unit[] };

function termsIn(stems: readonly string[]): readonly FoundPhrase[] {
  const found: FoundPhrase[] = [];
  for (let at = 0; at < stems.length; ) {
    const phrase = findPhrase(stems, at);
    if (phrase !== null) {
      const [heads, parts] = [phrase.senses.map(([head]) => head ?? ''), phrase.senses.flatMap(([, ...rest]) => rest)];
      const head: readonly Unit[] = heads.some(isRequest) ? [] : [{ senses: heads, kind: kindOfConcepts(heads) }];
      found.push({ at, length: phrase.length, units: [...head, ...parts.map((part) => fieldUnit(part))] });
    }
    at += phrase?.length ?? 1;
  }
  return found;
}

const fieldUnit = (concept: string): Unit => ({ senses: [concept], kind: 'field' });

function plainIn(stems: readonly string[], isFree: (at: number) => boolean): readonly FoundPhrase[] {
  const found: FoundPhrase[] = [];
  for (let at = 0; at < stems.length; ) {
    const phrase = findPlainPhrase(stems, at);
    const places = [...Array(phrase?.length ?? 0).keys()].map((k) => at + k);
    const isNew = phrase !== null && places.some(isFree);
    if (isNew) {
      const senses = phrase.senses.map(([head]) => head ?? '');
      const itself = phrase.length === 1 ? [`=${stems[at]}`] : [];
      found.push({ at, length: phrase.length, units: [{ senses: [...itself, ...senses], kind: 'plain' }] });
    }
    at += isNew ? phrase.length : 1;
  }
  return found;
}

/** The units of words, each once, in their order. */
export function unitsOf(
  words: readonly string[],
  isLessons: (stem: string) => boolean,
  isFunction: (word: string) => boolean,
  isGerman: boolean,
): readonly Unit[] {
  const stems = words.map(stemEnglish);
  const terms = termsIn(stems);
  const placesOf = (some: readonly FoundPhrase[]) =>
    new Set(some.flatMap(({ at, length }) => [...Array(length).keys()].map((k) => at + k)));
  const termPlaces = placesOf(terms);
  const plain = plainIn(stems, (at) => !termPlaces.has(at) && !isFunction(words[at] ?? ''));
  const taken = placesOf([...terms, ...plain]);
  const others = words.flatMap((word, at): readonly FoundPhrase[] => {
    if (taken.has(at) || isFunction(word) || !(word.length > 1 || /\d/u.test(word))) return [];
    const stem = stems[at] ?? '';
    const kind = kindOf(word, stem, isLessons);
    // No dictionary of German is complete: a word that is unknown there is no term of another field.
    return [
      { at, length: 1, units: [{ senses: [`=${stem}`], kind: isGerman && kind === 'foreign' ? 'everyday' : kind }] },
    ];
  });
  const all = [...terms, ...plain, ...others].sort((a, b) => a.at - b.at).flatMap(({ units }) => units);
  return [...new Map(all.map((unit) => [unit.senses.join('|'), unit])).values()];
}
