import { closest, distance } from 'fastest-levenshtein';

/**
 * The known word that a misspelt one is nearest to; null when none is near (two edits, so that two swapped letters
 * count; one in short words, three in long ones).
 */
export function nearestWord(word: string, known: readonly string[]): string | null {
  const wanted = word.toLowerCase().slice(0, 100);
  if (known.length === 0 || wanted === '') return null;
  const found = closest(wanted, known);
  const allowed = wanted.length < 4 ? 1 : wanted.length < 9 ? 2 : 3;
  return distance(wanted, found) <= allowed ? found : null;
}

/** How many letters both words begin with. */
function sameStart(a: string, b: string): number {
  const end = [...a].findIndex((letter, index) => letter !== b[index]);
  return end < 0 ? a.length : end;
}

const reverseWord = (word: string) => [...word].reverse().join('');

// Shorter words are too near to others (udp, UDR), and of a shorter one a letter is not exchanged by chance (kubelet, kubenet).
const minTypoLength = 5;
const minExchangeLength = 9;

/**
 * Whether a word is surely another one with a slip of the fingers: the same first letter, and one letter left out, one too
 * many (not at the end, where it makes another word: router), two swapped, or in a long word one exchanged.
 */
export function isTypo(word: string, meant: string): boolean {
  if (Math.min(word.length, meant.length) < minTypoLength || word === meant) return false;
  if (Math.abs(word.length - meant.length) > 1) return false;
  const start = sameStart(word, meant);
  const [rest, wanted] = [word.slice(start), meant.slice(start)];
  const end = Math.min(sameStart(reverseWord(rest), reverseWord(wanted)), rest.length, wanted.length);
  const [typed, right] = [rest.slice(0, rest.length - end), wanted.slice(0, wanted.length - end)];
  if (start === 0) return false;
  if (typed === '') return right.length === 1;
  if (right === '') return typed.length === 1 && end > 0;
  if (typed.length === 1 && right.length === 1) return end > 0 && meant.length >= minExchangeLength;
  return typed.length === 2 && typed === reverseWord(right);
}

const partsOf = (name: string) => name.toLowerCase().split(/[ -]+/u);

// Words of every day that a slip in a name of the lesson would make.
const everyday: readonly string[] = ['latter', 'modes', 'noting', 'serve', 'window'];

/** Whether a name is another one with slips in it: one in a short name, two at most in one of three words and more. */
function isMisspelt(typed: readonly string[], name: readonly string[], taken: ReadonlySet<string>): boolean {
  if (typed.length !== name.length) return false;
  const other = typed
    .map((word, index) => [word, name[index] ?? ''] as const)
    .filter(([word, meant]) => word !== meant);
  if (other.length === 0 || other.length > (name.length < 3 ? 1 : 2)) return false;
  return other.every(([word, meant]) => !taken.has(word) && !everyday.includes(word) && isTypo(word, meant));
}

/** The names that text surely means but for a slip; `taken` are words that are words themselves. */
export function matchMisspeltNames(
  text: string,
  names: readonly string[],
  taken: ReadonlySet<string>,
): readonly string[] {
  const typed = partsOf(text);
  return names.filter((name) => isMisspelt(typed, partsOf(name), taken));
}
