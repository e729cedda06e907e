import { daleChall } from 'dale-chall';
import { eng } from 'stopword';
import {
  findPhrase,
  findPlainPhrase,
  isAsking,
  isNeighbour,
  isRequest,
  plainVocabulary,
  vocabularyWords,
} from './concepts.ts';
import { isGermanFunctionWord, isGermanWord, translateGerman } from './german.ts';
import { sidesOf } from './opposites.ts';
import { createSpelling } from './spelling.ts';
import { stemEnglish } from './stem.ts';
import { foldText, wordsOf } from './words.ts';

/**
 * How much a unit of a text says by its kind: of the field, what may be said instead of a term (`plain`), of what is asked,
 * of everyday language, or foreign here.
 */
export type UnitKind = 'field' | 'plain' | 'neighbour' | 'asking' | 'lesson' | 'everyday' | 'foreign' | 'number';

/** One thing that a text says: the concepts or the word that it may stand for. */
export type Unit = { readonly senses: readonly string[]; readonly kind: UnitKind };

/** A text as it was understood. */
export type TextReading = {
  /** What it says, each once. */
  readonly units: readonly Unit[];
  /** What "how do I …" wants to do; null where nothing of the kind is asked. */
  readonly action: Unit | null;
  /** Its words as they stand. */
  readonly words: string;
  /** Its words in English, slips corrected. */
  readonly english: string;
  readonly isGerman: boolean;
  /** Whether it is what a program wrote, pasted: words around the fault that nobody chose. */
  readonly isMessage: boolean;
};

/** Reads a text. */
export type Reader = (text: string) => TextReading;

// Words that only hold a sentence together, from a kept list, and what is left of "isn't", "I've".
const functionWords: ReadonlySet<string> = new Set([...eng, ...wordsOf(shortForms())]);

function shortForms(): string {
  const verbs = 'is are was were do does did has have had can could should would will must'.split(' ');
  const negated = verbs.map((verb) => `${verb}nt`);
  return `${negated.join(' ')} doing done being having cant wont dont im ive id ill youre its thats whats theres hows lets not no yes does am may shall us them
    me him her why any`;
}

// Words that everybody knows (Dale and Chall's list): they are no terms of another field.
const everydayStems: ReadonlySet<string> = new Set(daleChall.map((word) => stemEnglish(foldText(word))));

/** Whether more of a text's words are German than English; words that both languages have count for neither. */
function isGermanText(words: readonly string[]): boolean {
  const isEnglish = (word: string) => functionWords.has(word) || everydayStems.has(stemEnglish(word));
  const balance = words.map((word) => Number(isGermanWord(word)) - Number(isEnglish(word)));
  return balance.reduce((sum, each) => sum + each, 0) > 0;
}

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
type Found = { readonly at: number; readonly length: number; readonly units: readonly Unit[] };

function termsIn(stems: readonly string[]): readonly Found[] {
  const found: Found[] = [];
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

function plainIn(stems: readonly string[], isFree: (at: number) => boolean): readonly Found[] {
  const found: Found[] = [];
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
function unitsOf(
  words: readonly string[],
  isLessons: (stem: string) => boolean,
  isFunction: (word: string) => boolean,
  isGerman: boolean,
): readonly Unit[] {
  const stems = words.map(stemEnglish);
  const terms = termsIn(stems);
  const placesOf = (some: readonly Found[]) =>
    new Set(some.flatMap(({ at, length }) => [...Array(length).keys()].map((k) => at + k)));
  const termPlaces = placesOf(terms);
  const plain = plainIn(stems, (at) => !termPlaces.has(at) && !isFunction(words[at] ?? ''));
  const taken = placesOf([...terms, ...plain]);
  const others = words.flatMap((word, at): readonly Found[] => {
    if (taken.has(at) || isFunction(word) || !(word.length > 1 || /\d/u.test(word))) return [];
    const stem = stems[at] ?? '';
    const kind = kindOf(word, stem, isLessons);
    // No dictionary of German is complete: a word that is unknown there is no term of another field.
    return [{ at, length: 1, units: [{ senses: [`=${stem}`], kind: isGerman && kind === 'foreign' ? 'everyday' : kind }] }];
  });
  const all = [...terms, ...plain, ...others].sort((a, b) => a.at - b.at).flatMap(({ units }) => units);
  return [...new Map(all.map((unit) => [unit.senses.join('|'), unit])).values()];
}

// In the order of the pairs of opposites: what stands for the one side and for the other.
const sideSenses = [
  { one: '?different', other: '?same' },
  { one: '?filled', other: '?empty' },
  { one: 'ingress', other: 'egress' },
] as const;

/** Units with "not the same" read as "different", and so each pair of opposites. */
function withSides(units: readonly Unit[], english: string): readonly Unit[] {
  return sidesOf(english).reduce((all: readonly Unit[], side, at) => {
    const pair = sideSenses[at];
    if (side === null || pair === undefined) return all;
    const [meant, not] = [pair[side], pair[side === 'one' ? 'other' : 'one']];
    const right = all.map((unit) => (unit.senses.includes(not) ? { ...unit, senses: [meant] } : unit));
    // "not in the range of" has no word for it; "the difference between" asks for something else.
    const isSaid = right.some(({ senses }) => senses.includes(meant) || senses.includes('?difference'));
    const isOfRanges = right.some(({ senses }) => senses.includes('range') || senses.includes('address'));
    return isSaid || !isOfRanges || !isAsking(meant) ? right : [...right, { senses: [meant], kind: 'asking' }];
  }, units);
}

const fault =
  /error|code=|fail|exceed|unable|could not|timed out|timeout|not found|forbidden|refused|denied|unauthorized/iu;
const programSigns = /[:="\n]|\(\w+\)/u;

const isMessage = (text: string) => fault.test(text) && programSigns.test(text);

const howDoI = /\bhow (?:to|(?:do|can|could|should|would|must) (?:i|we|you|one))\b(.*)$/u;
// "wie kann ich … installieren", "wie installiere ich …", after the words were translated.
const germanVerbLast = /\bhow (?:can|must|soll|sollte) (?:ich|man|wir)\b.* (\S+)$/u;
const germanVerbFirst = /\bhow (\S+(?: \S+)?) (?:ich|man|wir)\b/u;

/** The words from those of an action on, in a question of how something is done. */
function wordsOfAction(english: string): readonly string[] {
  const found = howDoI.exec(english) ?? germanVerbLast.exec(english) ?? germanVerbFirst.exec(english);
  return found?.[1]?.trim().split(' ') ?? [];
}

/** The unit of an action's first word; null where one only wants to see something, which any page may show. */
function actionOf(
  words: readonly string[],
  units: readonly Unit[],
  unitsIn: (words: readonly string[]) => readonly Unit[],
): Unit | null {
  if (unitsIn(words.slice(0, 1)).length === 0) return null;
  const [wanted] = unitsIn(words);
  const action = units.find(({ senses }) => senses.join() === wanted?.senses.join());
  return action === undefined || action.senses.includes('?look') ? null : action;
}

/** The texts of a lesson: those without slips, and questions as students type them. */
export type LessonTexts = { readonly written: readonly string[]; readonly typed: readonly string[] };

/** A reader that knows the words of a lesson beside those of the vocabulary. */
export function createReader({ written, typed }: LessonTexts): Reader {
  const lessonWords = new Set(written.flatMap(wordsOf));
  const known = new Set([...vocabularyWords, ...plainVocabulary, ...lessonWords, ...functionWords, ...daleChall.map(foldText)]);
  const knownStems = new Set([...known].map(stemEnglish));
  const isField = (word: string) => vocabularyWords.has(word) || lessonWords.has(word);
  const isKnown = (word: string) => known.has(word) || knownStems.has(stemEnglish(word));
  const spelling = createSpelling([...vocabularyWords, ...lessonWords, ...functionWords], daleChall.map(foldText));
  const correct = (word: string) => (isKnown(word) || isGermanWord(word) ? word : (spelling(word) ?? word));
  const translate = (text: string) => {
    const words = wordsOf(text);
    const isGerman = isGermanText(words);
    const corrected = new Map([...new Set(words)].map((word) => [word, correct(word)]));
    const right = words.map((word) => corrected.get(word) ?? word);
    return { isGerman, words: translateGerman(right, isGerman ? isField : isKnown, isGerman) };
  };
  // Only of the lesson's own texts: what students type is not kept.
  const translated = new Map(typed.map((each) => [each, translate(each)]));
  const lessonStems = new Set(
    [...lessonWords, ...[...translated.values()].flatMap(({ words }) => words)].map(stemEnglish),
  );
  return (text) => {
    const { isGerman, words } = translated.get(text) ?? translate(text);
    const isFunction = (word: string) => functionWords.has(word) || (isGerman && isGermanFunctionWord(word));
    const unitsIn = (some: readonly string[]) => unitsOf(some, (stem) => lessonStems.has(stem), isFunction, isGerman);
    const english = words.join(' ');
    const units = withSides(unitsIn(words), english);
    const action = actionOf(wordsOfAction(english), units, unitsIn);
    return { units, action, words: wordsOf(text).join(' '), english, isGerman, isMessage: isMessage(text) };
  };
}
