import { findOwnValue } from '../../model/own-value.ts';

// With one of these a number is not the answer itself: "not 64", "more than 64".
const negations = /\b(?:not|no|never|more|less|fewer|over|under|above|below|minus|except|half|twice|double)\b/iu;

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
  const last = typed.slice(typed.lastIndexOf('=') + 1);
  return last
    .replaceAll(/(?<=[\d)\s])[x×·](?=[\d(\s])/giu, '*')
    .replaceAll('÷', '/')
    .replaceAll(/[–−]/gu, '-')
    .replaceAll(/(?<![\d\p{L}])\p{L}+(?:['’-]\p{L}+)*(?![\p{L}\d])/gu, ' ')
    .replaceAll(/["“”‘’']/gu, ' ')
    .replace(/[.,;:!?\s]+$/u, '');
}

/**
 * The number that somebody wrote, in English (`1,000` is 1000) or as a sum (`21 + 21 × 30`, `= 651`), with words around it;
 * null for none and for several.
 */
export function readNumber(typed: string): number | null {
  if (typed.length > mostCharacters || negations.test(typed)) return null;
  const tokens = tokensOf(plainSum(typed));
  const read = tokens === null ? null : readLevel(0, tokens);
  return read !== null && read.rest.length === 0 && Number.isFinite(read.value) ? read.value : null;
}
