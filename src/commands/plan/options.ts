import { findOwnValue } from '../../model/own-value.ts';
import type { PlanRequest, PoolRequest, Surge } from '../../model/plan.ts';
import { Trouble } from '../../model/trouble.ts';
import { parseCidr } from '../../network/ip/address.ts';

/** The words of `plan` as a partial request: what was not said is not there. */
export type PlanOptions = Partial<Omit<PlanRequest, 'model'>>;

type Option = keyof PlanOptions;
/** An option as it was said, and the words after it. */
type Said = { readonly word: string; readonly options: PlanOptions; readonly rest: readonly string[] };

/** The refusal of words that make no plan. */
export function refusePlan(what: string): Trouble {
  return new Trouble('bad-input', { what });
}

const mostDigits = 6;
const mostPools = 100;

function readCount(name: string, text: string | undefined): number {
  if (text !== undefined && /^\d+$/u.test(text) && text.length <= mostDigits) return Number(text);
  throw refusePlan(`${name} needs a whole number, not “${text?.slice(0, 40) ?? 'nothing'}”`);
}

function readRange(name: string, text: string | undefined): string {
  const block = parseCidr(text ?? '');
  if (block?.family === 4) return block.text;
  throw refusePlan(`${name} needs an IPv4 range such as 10.0.0.0/16, not “${text?.slice(0, 40) ?? 'nothing'}”`);
}

/** Reads `2` or `33%`; a per cent sign may stand by itself. */
function readSurge(text: string | undefined): Surge {
  const [, digits, percent] = /^(\d{1,6})\s*(%?)$/u.exec(text ?? '') ?? [];
  const value = Number(digits);
  if (digits !== undefined && percent === '') return { unit: 'nodes', value };
  if (digits !== undefined && value >= 1 && value <= 100) return { unit: 'percent', value };
  throw refusePlan(
    `surge needs a number of nodes such as 2, or a part of a pool from 1% to 100%, not “${text?.slice(0, 40) ?? 'nothing'}”`,
  );
}

// Many would say `pool web 10 nodes 30 pods`.
function skipWord(words: readonly string[], ...skipped: readonly string[]): readonly string[] {
  return skipped.includes(words[0] ?? '') ? words.slice(1) : words;
}

/** Reads `web 10 30` or `web:10:30`: a name, its nodes, and the Pods of each. */
function readPool(words: readonly string[]): { readonly pool: PoolRequest; readonly rest: readonly string[] } {
  const parts = words[0]?.split(':') ?? [];
  const joined = parts.length > 1;
  const [name = '', nodes, ...after] = joined ? [...parts, ...words.slice(1)] : words;
  const [pods, ...rest] = joined ? after : skipWord(after, 'nodes', 'node');
  const example = 'pool web 10 30, or pool web:10:30 (the name, its nodes, Pods per node)';
  if (!/^[a-z0-9][a-z0-9._-]{0,39}$/u.test(name) || (joined && parts.length !== 3))
    throw refusePlan(`a pool is said as ${example}, not “${words.slice(0, 1).join('').slice(0, 40) || 'nothing'}”`);
  const pool = { name, nodes: readCount(`pool ${name}`, nodes), maxPods: readCount(`pool ${name}`, pods) };
  if (pool.nodes === 0) throw refusePlan(`pool ${name} needs at least one node`);
  return { pool, rest: joined ? rest : skipWord(rest, 'pods', 'pod') };
}

const counts: Readonly<Record<string, 'nodes' | 'maxPods'>> = {
  nodes: 'nodes',
  node: 'nodes',
  pods: 'maxPods',
  'max-pods': 'maxPods',
};
const ranges: Readonly<Record<string, 'subnet' | 'podCidr' | 'serviceCidr'>> = {
  subnet: 'subnet',
  'pod-cidr': 'podCidr',
  'service-cidr': 'serviceCidr',
};

/** Reads the option that the words begin with; null where they begin with none. */
function readNamed([word = '', ...after]: readonly string[]): Said | null {
  const [value, ...rest] = after;
  const count = findOwnValue(counts, word);
  if (count !== undefined) return { word, options: { [count]: readCount(word, value) }, rest };
  const range = findOwnValue(ranges, word);
  if (range !== undefined) return { word, options: { [range]: readRange(word, value) }, rest };
  if (word === 'peer') return { word, options: { peers: [readRange(word, value)] }, rest };
  if (word === 'surge') return { word, options: { surge: readSurge(value) }, rest };
  if (word !== 'pool') return null;
  const read = readPool(after);
  return { word, options: { pools: [read.pool] }, rest: read.rest };
}

/** Reads the next option: `nodes 50`, or a number and then its word, `50 nodes`. */
function readNext(words: readonly string[]): Said {
  const [first = '', second = '', ...rest] = words;
  const swapped = /^\d+%?$/u.test(first) && (second === 'surge' || findOwnValue(counts, second) !== undefined);
  const said = readNamed(swapped ? [second, first, ...rest] : words);
  if (said !== null) return said;
  throw refusePlan(`“${first.slice(0, 40)}” is no part of a plan; say for example: plan overlay 50 nodes 110 pods`);
}

/** Options that may be said more than once, each time for another pool or network. */
const many: readonly Option[] = ['pools', 'peers'];

function join(earlier: PlanOptions, { word, options }: Said): PlanOptions {
  const again = Object.keys(options).find((key) => Object.hasOwn(earlier, key) && !many.some((each) => each === key));
  if (again !== undefined)
    throw refusePlan(
      `${word} is said twice, and I would have to guess which counts; say it once (several pools: pool web 10 30 pool db 3 110)`,
    );
  const pools = [...(earlier.pools ?? []), ...(options.pools ?? [])];
  const twice = pools.find(({ name }, i) => pools.findIndex((other) => other.name === name) < i);
  if (twice) throw refusePlan(`there are two pools called ${twice.name}; each pool has a name of its own`);
  if (pools.length > mostPools) throw refusePlan(`a cluster has at most ${mostPools} pools`);
  const peers = [...(earlier.peers ?? []), ...(options.peers ?? [])];
  return {
    ...earlier,
    ...options,
    ...(pools.length > 0 ? { pools } : {}),
    ...(peers.length > 0 ? { peers } : {}),
  };
}

/** A per cent sign by itself belongs to the number before it. */
function joinPercent(words: readonly string[]): readonly string[] {
  return words.flatMap((word, i) => {
    if (word === '%' || word === 'percent') return /^\d+$/u.test(words[i - 1] ?? '') ? [] : [word];
    return /^\d+$/u.test(word) && ['%', 'percent'].includes(words[i + 1] ?? '') ? [`${word}%`] : [word];
  });
}

/**
 * Reads `nodes 50`, `50 nodes`, `pool web 10 30`, `subnet 10.0.0.0/24`, … in any order. What may be said once is refused
 * the second time. @throws Trouble `bad-input`
 */
export function readPlanOptions(words: readonly string[]): PlanOptions {
  let options: PlanOptions = {};
  let rest = joinPercent(words.map((word) => word.toLowerCase()));
  // Each turn takes at least one word.
  while (rest.length > 0) {
    const said = readNext(rest);
    options = join(options, said);
    rest = said.rest;
  }
  return options;
}
