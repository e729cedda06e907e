/** Whether two words differ by one letter left out, two swapped, or (in a long one) one exchanged. */
function isOneSlip(typed: string, meant: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === meant[at]) at++;
  if (typed.length === meant.length) {
    if (typed.slice(at + 1) === meant.slice(at + 1)) return typed.length >= minExchange;
    return typed[at] === meant[at + 1] && typed[at + 1] === meant[at] && typed.slice(at + 2) === meant.slice(at + 2);
  }
  const [short, long] = typed.length < meant.length ? [typed, meant] : [meant, typed];
  if (long.length - short.length !== 1 || short.length < minInsert || meant.length <= minInsert) return false;
  return long.slice(0, at) + long.slice(at + 1) === short;
}

// One exchanged letter makes another word of a short one (kubelet, kubenet), one left out does not of four and more.
const minExchange = 8;
const minInsert = 3;
const minLength = 3;
const maxLength = 30;

/** The parts of a slip of two: the word with one letter less, so that a second slip is found in what is left. */
function isTwoSlips(typed: string, meant: string): boolean {
  if (Math.min(typed.length, meant.length) < minExchange) return false;
  // Two slips leave the beginning or the end as it was.
  if (typed.slice(0, 3) !== meant.slice(0, 3) && typed.slice(-3) !== meant.slice(-3)) return false;
  for (let at = 1; at < typed.length; at++) if (isOneSlip(typed.slice(0, at) + typed.slice(at + 1), meant)) return true;
  for (let at = 1; at < meant.length; at++) if (isOneSlip(typed, meant.slice(0, at) + meant.slice(at + 1))) return true;
  return false;
}

/** Finds the known word that a misspelt one is; null where none is near. */
export type Spelling = (word: string) => string | null;

// Of a word of every day that is as short, too many are one letter away.
const minEveryday = 5;

type Buckets = ReadonlyMap<string, readonly string[]>;

function bucketsOf(words: readonly string[], min: number): Buckets {
  const able = [...new Set(words)].filter(
    (word) => word.length >= min && word.length <= maxLength && /^[a-z]+$/u.test(word),
  );
  return Map.groupBy(able, (word) => word.slice(0, 1));
}

/** The word that a slip leads to; null where there is none. Two slips are looked for only where one does not explain it. */
function findNear(word: string, buckets: Buckets): string | null {
  const near = buckets.get(word.slice(0, 1)) ?? [];
  const one = near.find((each) => Math.abs(each.length - word.length) <= 1 && isOneSlip(word, each));
  return one ?? near.find((each) => Math.abs(each.length - word.length) <= 2 && isTwoSlips(word, each)) ?? null;
}

/** Makes the known words ready: those of the field are looked for first, then those of every day. */
export function createSpelling(field: readonly string[], everyday: readonly string[]): Spelling {
  const [first, then] = [bucketsOf(field, minLength), bucketsOf(everyday, minEveryday)];
  return (word) => {
    if (word.length < minLength || word.length > maxLength || !/^[a-z]+$/u.test(word)) return null;
    return findNear(word, first) ?? findNear(word, then);
  };
}
