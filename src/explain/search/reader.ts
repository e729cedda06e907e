import { daleChall } from 'dale-chall';
import { eng } from 'stopword';
import { findPhrase, isAsking, vocabularyWords } from './concepts.ts';
import { isGermanFunctionWord, isGermanWord, translateGerman } from './german.ts';
import { createSpelling } from './spelling.ts';
import { stemEnglish } from './stem.ts';
import { foldText, wordsOf } from './words.ts';

/** How much a unit of a text says by its kind: of the field, of what is asked, of everyday language, or foreign here. */
export type UnitKind = 'field' | 'asking' | 'lesson' | 'everyday' | 'foreign' | 'number';

/** One thing that a text says: the concepts or the word that it may stand for. */
export type Unit = { readonly senses: readonly string[]; readonly kind: UnitKind };

/** A text as it was understood: its units, each once, its English wording, and whether it is German. */
export type Reading = { readonly units: readonly Unit[]; readonly english: string; readonly isGerman: boolean };

/** Reads a text. */
export type Reader = (text: string) => Reading;

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
  const [german, english] = [isGermanWord, isEnglish].map((is) => words.filter((word) => is(word)));
  const only = (these: readonly string[] = [], those: readonly string[] = []) =>
    these.filter((word) => !those.includes(word)).length;
  return only(german, english) > only(english, german);
}

function kindOf(stem: string, isLessons: (stem: string) => boolean): UnitKind {
  if (/^[\d./]+[x*]*$/u.test(stem)) return 'number';
  if (everydayStems.has(stem)) return 'everyday';
  return isLessons(stem) ? 'lesson' : 'foreign';
}

/** The units of words, each once, in their order. */
function unitsOf(
  words: readonly string[],
  isLessons: (stem: string) => boolean,
  isFunction: (word: string) => boolean,
): readonly Unit[] {
  const stems = words.map(stemEnglish);
  const units = new Map<string, Unit>();
  const add = (senses: readonly string[], kind: UnitKind) => units.set(senses.join('|'), { senses, kind });
  for (let at = 0; at < words.length; ) {
    const [word, stem, phrase] = [words[at] ?? '', stems[at] ?? '', findPhrase(stems, at)];
    at += phrase?.length ?? 1;
    if (phrase) {
      const [heads, parts] = [phrase.senses.map(([head]) => head ?? ''), phrase.senses.flatMap(([, ...rest]) => rest)];
      add(heads, heads.every(isAsking) ? 'asking' : 'field');
      for (const part of parts) add([part], 'field');
    } else if (!isFunction(word) && (word.length > 1 || /\d/u.test(word))) {
      const kind = kindOf(stem, isLessons);
      add([`=${stem}`], kind);
    }
  }
  return [...units.values()];
}

/** The texts of a lesson: those without slips, and questions as students type them. */
export type LessonTexts = { readonly written: readonly string[]; readonly typed: readonly string[] };

/** A reader that knows the words of a lesson beside those of the vocabulary. */
export function createReader({ written, typed }: LessonTexts): Reader {
  const lessonWords = new Set(written.flatMap(wordsOf));
  const known = new Set([...vocabularyWords, ...lessonWords, ...functionWords, ...daleChall.map(foldText)]);
  const knownStems = new Set([...known].map(stemEnglish));
  const isField = (word: string) => vocabularyWords.has(word) || lessonWords.has(word);
  const isKnown = (word: string) => known.has(word) || knownStems.has(stemEnglish(word));
  const spelling = createSpelling([...known]);
  const correct = (word: string) => (isKnown(word) || isGermanWord(word) ? word : (spelling(word) ?? word));
  const translate = (text: string) => {
    const words = wordsOf(text);
    const isGerman = isGermanText(words);
    return { isGerman, words: translateGerman(words.map(correct), isGerman ? isField : isKnown, isGerman) };
  };
  const lessonStems = new Set([...lessonWords, ...typed.flatMap((each) => translate(each).words)].map(stemEnglish));
  return (text) => {
    const { isGerman, words } = translate(text);
    const isFunction = (word: string) => functionWords.has(word) || (isGerman && isGermanFunctionWord(word));
    const units = unitsOf(words, (stem) => lessonStems.has(stem), isFunction);
    return { units, english: words.join(' '), isGerman };
  };
}
