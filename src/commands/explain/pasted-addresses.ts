import type { PastedReading, PodSides } from '../../model/pasted.ts';
import { type Address, blockAround, parseAddresses } from '../../network/ip/address.ts';

// The first two numbers of an address: what people compare. Of IPv6, what a subnet has.
const comparedBits = { 4: 16, 6: 64 } as const;

const startOf = (point: Address): string => blockAround(point, comparedBits[point.family]).text;

/** Node addresses that a reading shows. */
export function nodeAddressesIn(reading: PastedReading): readonly string[] {
  return reading.kind === 'nodes' ? reading.nodes.flatMap(({ addresses }) => addresses) : [];
}

const podAddressesIn = (reading: PastedReading): readonly string[] =>
  reading.kind === 'pods' ? reading.pods.flatMap(({ ip }) => ip ?? []) : [];

/** How Pods' addresses begin beside those of nodes; null where there are none to compare. It proves no model. */
export function comparePods(reading: PastedReading, nodes: readonly string[]): PodSides | null {
  const points = parseAddresses(podAddressesIn(reading));
  if (points.length === 0 || nodes.length === 0) return null;
  const own = points.filter(({ text }) => !nodes.includes(text));
  const starts = new Set(parseAddresses(nodes).map(startOf));
  const alike = own.filter((point) => starts.has(startOf(point))).length;
  return { alike, apart: own.length - alike, nodes: points.length - own.length };
}

/** The lowest and the highest address of a reading: of nodes, of Pods but for those that have a node's; null without any. */
export function spanOf(reading: PastedReading, nodes: readonly string[]): readonly [string, string] | null {
  const pods = podAddressesIn(reading).filter((each) => !nodes.includes(each));
  const points = parseAddresses([...nodeAddressesIn(reading), ...pods]);
  const family = points.some((each) => each.family === 4) ? 4 : 6;
  const sorted = points
    .filter((each) => each.family === family)
    .toSorted((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
  const [first, last] = [sorted[0], sorted.at(-1)];
  return first === undefined || last === undefined ? null : [first.text, last.text];
}
