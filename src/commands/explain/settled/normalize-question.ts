import { findOwnValue } from '../../../model/own-value.ts';

const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

// What stands before a question and is none: a greeting, a word that joins on, or a wish to be told.
const openings =
  /^(?:(?:hey|hi|hello|hallo|ok|okay|so|and|but|well|please|bitte|sorry|netlab|und|aber|na|quick question|kurze frage)[,:!]? |(?:can|could) you (?:please )?tell me(?:,|:)? (?=(?:what|which|how|is|are|do|does|did|have|am)\b))+/u;
// What may stand anywhere in one and changes nothing.
const fillers =
  /(?<= |^)(?:currently|actually|really|still|already|just|right now|(?<!you are )now|yet|eigentlich|denn|gerade|wirklich|ueberhaupt|(?<!(?:du bist|ab) )jetzt|schon|noch|bereits|even|exactly|mal)(?= |$)/gu;
const endings = /[ ,]+(?:please|bitte|thanks|thank you|danke|today|then|at the moment|im moment|so far|by the way)$/u;

/** A question as its grammar reads it: one line in lower case, without umlauts, punctuation at its end, and words that only join it on. */
export function normalizeQuestion(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replaceAll(/[äöüß]/gu, (letter) => findOwnValue(umlauts, letter) ?? letter)
    .replaceAll(/[‘’ʼ`´]/gu, "'")
    .replaceAll(/["“”„«»*]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(openings, '')
    .replace(/[\s?!.,;:…]+$/u, '')
    .replaceAll(fillers, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return plain.replace(endings, '').replaceAll(/\bcannot\b/gu, 'can not');
}
