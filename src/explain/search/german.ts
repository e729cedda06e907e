import { deu } from 'stopword';
import { stemGerman } from './stem.ts';
import { germanEverydayWords } from './vocabulary/german-everyday.ts';
import { germanFieldWords } from './vocabulary/german-field.ts';
import { germanSpokenWords } from './vocabulary/german-spoken.ts';
import { foldText, wordsOf } from './words.ts';

const functionWords: ReadonlySet<string> = new Set(deu.map(foldText));

/** A word without its ending; a function word is marked as a whole one: `sich` is no form of `sicher`. */
const stemOf = (word: string) => (functionWords.has(word) ? `${word}.` : stemGerman(word));
const stemsOf = (text: string) => wordsOf(text).map(stemOf);

type Entry = { readonly stems: readonly string[]; readonly english: string };

const entries: readonly Entry[] = [germanFieldWords, germanEverydayWords, germanSpokenWords]
  .flatMap((table) => Object.entries(table))
  .flatMap(([english, german]) => german.split(', ').map((each) => ({ stems: stemsOf(each), english })))
  .sort((a, b) => b.stems.length - a.stems.length);
const byFirst = Map.groupBy(entries, ({ stems }) => stems[0] ?? '');
const single = new Map(entries.filter(({ stems }) => stems.length === 1).map((each) => [each.stems[0] ?? '', each]));

/** Whether a German word only holds a sentence together. */
export const isGermanFunctionWord = (word: string): boolean => functionWords.has(word);

/** Words that are German for sure or not at all; both languages have some, as "was", "die" and "in". */
export function isGermanWord(word: string): boolean {
  return functionWords.has(word) || single.has(stemOf(word));
}

// The parts of a compound have this many letters at the least.
const minPart = 4;

/** A compound in English, part by part ("Adressbereich"); null where a part is unknown. */
function translateCompound(word: string, isKnown: (word: string) => boolean): string | null {
  for (let at = word.length - minPart; at >= minPart; at--) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    const first = translateWord(head, isKnown) ?? translateWord(head.replace(/(?:s|n|en|es)$/u, ''), isKnown);
    const rest = first === null ? null : (translateWord(tail, isKnown) ?? translateCompound(tail, isKnown));
    if (first !== null && rest !== null) return `${first} ${rest}`;
  }
  return null;
}

function translateWord(word: string, isKnown: (word: string) => boolean): string | null {
  if (word.length < minPart) return null;
  return single.get(stemOf(word))?.english ?? (isKnown(word) ? word : null);
}

const maxCompound = 40;

/**
 * A German text's words in English; those that no dictionary has stay. `isKnown` knows words that are no German ones
 * (`cilium`), also as a part of a compound.
 */
export function translateGerman(
  words: readonly string[],
  isKnown: (word: string) => boolean,
  isGerman: boolean,
): readonly string[] {
  const stems = words.map(stemOf);
  const english: string[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at] ?? '';
    const able = isGerman || !isKnown(word) ? byFirst.get(stems[at] ?? '') : undefined;
    const found = able?.find((each) => each.stems.every((stem, k) => stem === stems[at + k]));
    const isWhole = found !== undefined || isKnown(word) || word.length > maxCompound;
    const compound = isWhole ? null : translateCompound(word, isGerman ? isKnown : () => false);
    english.push(...(found?.english ?? compound ?? word).split(' '));
    at += found?.stems.length ?? 1;
  }
  return english;
}
