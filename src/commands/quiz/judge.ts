import type { ExpectedAnswer, NearMiss, NumberSource } from '../../model/quiz.ts';
import { Trouble } from '../../model/trouble.ts';
import { type Address, type Cidr, containsBlock, isWithin, parseAddress, parseCidr } from '../../network/ip/address.ts';
import { nodeBlockPrefix } from '../../network/plan/azure-limits.ts';
import { nodesInPodCidr, rangesOfPools } from '../../network/plan/capacity.ts';
import { isNegated, readNumber } from './read-number.ts';

/** What came of an answer in somebody's own words: whether it holds, the cause where it nearly does, and the steps. */
export type JudgedAnswer = { readonly right: boolean; readonly because: string | null; readonly steps: string | null };

/** A number by its formula, and how it is computed. */
function computeNumber(from: NumberSource): { readonly value: number; readonly steps: string | null } {
  if (from.formula === 'none') return { value: from.value, steps: null };
  if (from.formula === 'node-subnet') {
    const pool = { name: null, nodes: from.nodes, surgeNodes: from.surge, maxPods: from.maxPods };
    const [range] = rangesOfPools('azure-cni-node-subnet', [pool]);
    return { value: range?.addresses ?? 0, steps: range?.formula ?? null };
  }
  const block = parseCidr(from.podCidr);
  const bits = block === null ? 0 : nodeBlockPrefix.value - block.bits;
  return {
    value: block === null ? 0 : nodesInPodCidr(block),
    steps: `2^(${nodeBlockPrefix.value} − ${nodeBlockPrefix.value - bits})`,
  };
}

/** @throws Trouble `bad-input` where what was written is none of what is expected; nothing is counted then */
function refuseUnreadable(what: string, example: string): never {
  throw new Trouble('bad-input', {
    what: `I could not read ${what} in your answer`,
    todo: `Write it alone, like ${example}.`,
  });
}

const causeOf = (near: readonly NearMiss[], fits: (value: string) => boolean): string | null =>
  near.find(({ value }) => fits(value))?.because ?? null;

function judgeNumber(typed: string, from: NumberSource, near: readonly NearMiss[]): JudgedAnswer {
  const { value, steps } = computeNumber(from);
  const said = readNumber(typed) ?? refuseUnreadable('one number', '120, or 20 + 20 × 5');
  const shown = steps === null ? null : `${steps} = ${value.toLocaleString('en')}`;
  if (said === value) return { right: true, because: null, steps: shown };
  return { right: false, because: causeOf(near, (each) => readNumber(each) === said), steps: shown };
}

// More would only cost time.
const mostCharacters = 300;

/** The one word that can be read, without what ends a sentence; null for several, and beside words that deny it. */
function onlyOneOf<T>(typed: string, parse: (word: string) => T | null): T | null {
  if (typed.length > mostCharacters || isNegated(typed)) return null;
  const words = typed.split(/[\s"“”'’(),;|=]+/u).map((word) => word.replace(/[.:!?]+$/u, ''));
  // An address beside a range, or two of them, are no single answer.
  const values = words.filter((word) => parseAddress(word) !== null || parseCidr(word) !== null);
  const [only] = new Set(values).size === 1 ? values : [];
  return only === undefined ? null : parse(only);
}

const lies = (address: Address, range: string) => {
  const block = parseCidr(range);
  return block !== null && isWithin(address, block);
};

function judgeAddress(typed: string, within: string, near: readonly NearMiss[]): JudgedAnswer {
  const said = onlyOneOf(typed, parseAddress) ?? refuseUnreadable('one address', '10.1.2.3');
  const because = causeOf(near, (each) => lies(said, each) && (each.endsWith('/32') || !lies(said, within)));
  if (because !== null) return { right: false, because, steps: null };
  const right = lies(said, within);
  return { right, because: right ? null : `it lies outside of ${within}`, steps: null };
}

const sameBlock = (a: Cidr, b: Cidr) => containsBlock(a, b) && containsBlock(b, a);

function judgeRange(typed: string, value: string, near: readonly NearMiss[]): JudgedAnswer {
  const said = onlyOneOf(typed, parseCidr) ?? refuseUnreadable('one range', '10.1.2.0/24');
  const wanted = parseCidr(value);
  if (wanted !== null && sameBlock(said, wanted)) return { right: true, because: null, steps: null };
  const cause = causeOf(near, (each) => {
    const block = parseCidr(each);
    return block !== null && sameBlock(said, block);
  });
  const [wider, narrower] = wanted === null ? [] : [containsBlock(said, wanted), containsBlock(wanted, said)];
  const size = wider ? 'it is wider than that' : narrower ? 'it is only a part of it' : null;
  return { right: false, because: cause ?? size, steps: null };
}

/**
 * Judges an answer in somebody's own words by its value. Equal values are equal however they are written; a range as an
 * address and its bits alone. @throws Trouble `bad-input` for one that cannot be read, so that nothing is counted
 */
export function judgeOpenAnswer(typed: string, expects: ExpectedAnswer): JudgedAnswer {
  switch (expects.kind) {
    case 'number':
      return judgeNumber(typed, expects.from, expects.near);
    case 'address':
      return judgeAddress(typed, expects.within, expects.near);
    case 'range':
      return judgeRange(typed, expects.value, expects.near);
  }
}
