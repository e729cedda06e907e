import { closest, distance } from 'fastest-levenshtein';

/** The known word that a misspelt one is nearest to; null when none is near (two edits, so that two swapped letters count; one in short words, three in long ones). */
export function nearest(word: string, known: readonly string[]): string | null {
  const wanted = word.toLowerCase().slice(0, 100);
  if (known.length === 0 || wanted === '') return null;
  const found = closest(wanted, known);
  const allowed = wanted.length < 4 ? 1 : wanted.length < 9 ? 2 : 3;
  return distance(wanted, found) <= allowed ? found : null;
}
