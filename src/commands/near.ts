import { closest, distance } from 'fastest-levenshtein';

/** The known word that a misspelt one is nearest to; null when none is near (two swapped letters count as two edits; at most three). */
export function nearest(word: string, known: readonly string[]): string | null {
  const wanted = word.toLowerCase().slice(0, 100);
  if (known.length === 0 || wanted === '') return null;
  const found = closest(wanted, known);
  const allowed = Math.min(3, Math.max(1, Math.floor((wanted.length + 1) / 3)));
  return distance(wanted, found) <= allowed ? found : null;
}
