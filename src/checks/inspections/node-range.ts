import type { Node, Pod, Reads } from '../../model/snapshot.ts';
import type { Placed } from '../../network/facts/pods.ts';
import {
  blocksOf,
  configsByNode,
  masqueraded,
  nodePoints,
  nodeSpans,
  nodeSubnet,
  podSpaces,
} from '../../network/facts/ranges.ts';
import type { addresses, Cidr } from '../../network/ip/address.ts';
import { type Lookup, lookup } from '../../network/ip/block-lookup.ts';

/** The ranges that addresses are compared with. */
export type Ranges = {
  /** Among ranges that were read as Pod ranges and hold no node. */
  readonly inPods: Lookup;
  /** Among blocks that belong to a node subnet: read, or the smallest around one pool's nodes. */
  readonly inNodes: Lookup;
  /** The node subnet as it was read, null where no mask was read. */
  readonly subnet: Cidr | null;
};

type Used = Pick<Reads, 'nodeNetworkConfigs' | 'masquerade'>;

/** Collects them from everything that names a range. */
export function rangesOf(nodes: readonly Node[], lists: readonly (readonly Pod[])[], reads: Used): Ranges {
  const points = nodePoints(nodes, lists);
  const configs = configsByNode(reads);
  const own = nodes.flatMap((node) => blocksOf(node, configs.get(node.name)));
  const candidates = [...podSpaces(reads), ...own, ...masqueraded(reads)];
  // A block with a node in it is no Pod range; each node falls into few blocks, so they are marked from the nodes' side.
  const holdingNodes = heldIn(candidates, points);
  const subnet = nodeSubnet(points, reads);
  return {
    inPods: lookup(candidates.filter((block) => !holdingNodes.has(block))),
    inNodes: lookup([...(subnet ? [subnet] : []), ...nodeSpans(nodes)]),
    subnet,
  };
}

/** The blocks that hold at least one of the points: O(n log n) over both. */
function heldIn(blocks: readonly Cidr[], points: ReturnType<typeof addresses>): ReadonlySet<Cidr> {
  const sorted = { 4: sortedValues(points, 4), 6: sortedValues(points, 6) };
  return new Set(
    blocks.filter(({ family, first, last }) => {
      const next = firstFrom(sorted[family], first);
      return next !== undefined && next <= last;
    }),
  );
}

function sortedValues(points: ReturnType<typeof addresses>, family: 4 | 6): readonly bigint[] {
  return points
    .filter((point) => point.family === family)
    .map(({ value }) => value)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** The smallest value that is not below `bound`. */
function firstFrom(values: readonly bigint[], bound: bigint): bigint | undefined {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = values[middle];
    if (value !== undefined && value < bound) low = middle + 1;
    else high = middle;
  }
  return values[low];
}

/** Where a Pod lies, seen from the node range. */
export type Side = 'outside' | 'inside' | 'unknown';

/** Where one Pod lies: a range that was read decides; without one, only lying among the nodes is proof. */
export function sideOf({ points }: Placed, { inPods, inNodes, subnet }: Ranges): Side {
  if (points.length === 0) return 'unknown';
  if (points.every((point) => inPods(point) !== undefined)) return 'outside';
  if (points.some((point) => inNodes(point) !== undefined)) return 'inside';
  return subnet !== null ? 'outside' : 'unknown';
}
