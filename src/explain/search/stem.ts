import { LRUCache } from 'lru-cache';

// A lesson has a few thousand words, and each is met many times.
const stems = new LRUCache<string, string>({ max: 10_000 });

function cutEnglish(word: string): string {
  if (/\d/u.test(word) || word.length < 4) return word;
  const single = word
    .replace(/ies$/u, 'y')
    .replace(/(?<=s|x|z|ch|sh)es$/u, '')
    .replace(/(?<![suis])s$/u, '');
  const base = single
    .replace(/(?<=[a-z]{4})ly$/u, '')
    .replace(/(?<=[a-z]{2}([bdgmnprt]))\1(?:ing|ed)$/u, '')
    .replace(/(?<=[a-z]{3})(?:ing|ed)$/u, '')
    .replace(/(?<=[a-z]{4})(?:ment|ation|ion)$/u, '');
  return base.replace(/(?<=[a-z]{4})e$/u, '').replace(/(?<=[a-z]{3})i$/u, 'y');
}

/** An English word without its ending: `addresses` and `address`, `retired` and `retires` are one. */
export function stemEnglish(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = cutEnglish(word);
  stems.set(word, stem);
  return stem;
}

/** A German word without its endings: `Adressen` and `Adresse`, `andere` and `anderem` are one. */
export function stemGerman(word: string): string {
  if (word.length < 5) return word;
  return word.replace(/(?<=[a-z]{4})(?:ern|em|er|en|es|e|s|n)$/u, '').replace(/(?<=[a-z]{4})(?:e|n|er)$/u, '');
}
