import { findOwnValue } from '../../model/own-value.ts';

// With one of these a value is not the answer itself: "not 64", "isn't 64", "nicht 64".
const negations =
  /(?<!\p{L})(?:not|no|never|cannot|without|except|excluding|wrong|nicht|nie|niemals|ohne|außer|ausser|falsch|kein\p{L}*)(?!\p{L})|n['’]t(?!\p{L})|(?<!\p{L})(?:isnt|arent|wasnt|dont|doesnt|cant|wont)(?!\p{L})/iu;

// With one of these a number is not the amount itself: "more than 64", "at most 64", "64 million".
const amounts =
  /(?<!\p{L})(?:more|less|fewer|over|under|above|below|minus|half|twice|double|triple|times|most|least|maximum|max|minimum|min|about|around|approximately|approx|almost|nearly|roughly|up|until|between|beyond|exceeds?|dozens?|hundreds?|thousands?|millions?|billions?|percent|mehr|weniger|unter|über|ueber|mindestens|höchstens|hoechstens|maximal|minimal|bis|etwa|ungefähr|ungefaehr|ca|circa|fast|rund|halb|halbe|doppelt|mal|zwischen|hundert|tausend|million(?:en)?|milliarden?|prozent)(?!\p{L})/iu;

// `1.024` is a thousand and more in German, and one and a little in English.
const twoReadings = /(?<![\d.,])\d{1,3}\.\d{3}(?!\d|\.\d)/u;

/** Whether words beside a value say that it is not so. */
export const isNegated = (typed: string): boolean => negations.test(typed);

const tokenForm = /\s*(?:(?<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?<sign>[-+*/^()]))/uy;

/** The numbers and signs of a sum; null for anything else. */
function tokensOf(text: string): readonly string[] | null {
  const found: string[] = [];
  tokenForm.lastIndex = 0;
  while (tokenForm.lastIndex < text.trimEnd().length) {
    const groups = tokenForm.exec(text)?.groups;
    if (groups === undefined) return null;
    found.push((groups.number ?? groups.sign ?? '').replaceAll(',', ''));
  }
  return found;
}

type ReadTerm = { readonly value: number; readonly rest: readonly string[] } | null;
type Join = (a: number, b: number) => number;

const levels: readonly Readonly<Record<string, Join>>[] = [
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => a / b },
  { '^': (a, b) => a ** b },
];

function readOne([first = '', ...rest]: readonly string[]): ReadTerm {
  if (first !== '(') return /^\d/u.test(first) ? { value: Number(first), rest } : null;
  const inner = readLevel(0, rest);
  return inner?.rest[0] === ')' ? { value: inner.value, rest: inner.rest.slice(1) } : null;
}

/** Reads terms of a level from left to right: sums of products of powers. */
function readLevel(level: number, tokens: readonly string[]): ReadTerm {
  const joins = levels[level];
  if (joins === undefined) return readOne(tokens);
  let left = readLevel(level + 1, tokens);
  while (left !== null) {
    const [sign = '', ...rest] = left.rest;
    const join = findOwnValue(joins, sign);
    if (join === undefined) return left;
    const right = readLevel(level + 1, rest);
    left = right && { value: join(left.value, right.value), rest: right.rest };
  }
  return null;
}

// So long a sum answers no question; more would only cost time.
const mostCharacters = 200;

/** Signs as people write them, as the ones that are read; words beside the numbers are left out. */
function plainSum(typed: string): string {
  return typed
    .replaceAll(/(?<=[\d)\s])[x×·](?=[\d(\s])/giu, '*')
    .replaceAll('÷', '/')
    .replaceAll(/[–−]/gu, '-')
    .replaceAll(/(?<![\d\p{L}])\p{L}+(?:['’-]\p{L}+)*(?![\p{L}\d])/gu, ' ')
    .replaceAll(/["“”‘’']/gu, ' ')
    .replace(/[.,;:!?\s]+$/u, '');
}

function readSide(side: string): number | null {
  const tokens = tokensOf(plainSum(side));
  const read = tokens === null ? null : readLevel(0, tokens);
  return read !== null && read.rest.length === 0 && Number.isFinite(read.value) ? read.value : null;
}

// What stands on a side of `=` and is a name: “x = 651”, “= 651 addresses”.
const hasNumber = /\p{N}/u;

/**
 * The number that somebody wrote, in English (`1,000` is 1000) or as a sum (`21 + 21 × 30`, `= 651`), with words around it;
 * null for none, for several, and for a sum that does not come to what stands behind its `=`.
 */
export function readNumber(typed: string): number | null {
  if (typed.length > mostCharacters || isNegated(typed) || amounts.test(typed) || twoReadings.test(typed)) return null;
  const sides = typed.split('=').filter((side) => hasNumber.test(side));
  const [first = null, ...others] = sides.map(readSide);
  return others.every((each) => each === first) ? first : null;
}
