import { daleChall } from 'dale-chall';
import { isAsking, plainVocabulary, vocabularyWords } from './concepts.ts';
import { isGermanFunctionWord, isGermanWord, translateGerman } from './german.ts';
import { sidesOf } from './opposites.ts';
import { createSpelling } from './spelling.ts';
import { stemEnglish } from './stem.ts';
import { everydayStems, functionWords, type Unit, unitsOf } from './units.ts';
import { foldText, wordsOf } from './words.ts';

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
export type TextReader = (text: string) => TextReading;

/** Whether more of a text's words are German than English; words that both languages have count for neither. */
function isGermanText(words: readonly string[]): boolean {
  const isEnglish = (word: string) => functionWords.has(word) || everydayStems.has(stemEnglish(word));
  const balance = words.map((word) => Number(isGermanWord(word)) - Number(isEnglish(word)));
  return balance.reduce((sum, each) => sum + each, 0) > 0;
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

const tableHead = /^[\s\S]*?\bNAME\s+(?:READY|STATUS)(?:\s+[A-Z-]{2,})+/u;

const faultyStates = /Pending|ContainerCreating|\w+BackOff|ErrImagePull|Terminating|NotReady|Evicted/gu;

/** A text without the rows of a table but for what went wrong in them: what they hold is known to whoever pasted it, its columns say what it is. */
function withoutRows(text: string): string {
  const head = tableHead.exec(text)?.[0];
  if (head === undefined) return text;
  return [head, ...new Set(text.slice(head.length).match(faultyStates))].join(' ');
}

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
export function createReader({ written, typed }: LessonTexts): TextReader {
  const lessonWords = new Set(written.flatMap(wordsOf));
  const known = new Set([
    ...vocabularyWords,
    ...plainVocabulary,
    ...lessonWords,
    ...functionWords,
    ...daleChall.map(foldText),
  ]);
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
  return (whole) => {
    const text = withoutRows(whole);
    const { isGerman, words } = translated.get(text) ?? translate(text);
    const isFunction = (word: string) => functionWords.has(word) || (isGerman && isGermanFunctionWord(word));
    const unitsIn = (some: readonly string[]) => unitsOf(some, (stem) => lessonStems.has(stem), isFunction, isGerman);
    const english = words.join(' ');
    const units = withSides(unitsIn(words), english);
    const action = actionOf(wordsOfAction(english), units, unitsIn);
    return { units, action, words: wordsOf(text).join(' '), english, isGerman, isMessage: isMessage(text) };
  };
}
