import type { Node, Pod, Reads } from '../../model/snapshot.ts';
import { ciliumBlocksByNode, ciliumPoolRanges } from '../../network/facts/cilium-ipam.ts';
import { clusterNodes } from '../../network/facts/nodes.ts';
import type { AddressedPod } from '../../network/facts/pods.ts';
import {
  configsByNode,
  knownNodeAddresses,
  knownNodeBlocks,
  masqueradeNodeSubnet,
  nonMasqueradeBlocks,
  podBlocksOf,
  possibleNodeBlocks,
  wholePodRanges,
} from '../../network/facts/ranges.ts';
import type { Address, Cidr, parseAddresses } from '../../network/ip/address.ts';
import { type BlockLookup, createBlockLookup } from '../../network/ip/block-lookup.ts';

/** The ranges that addresses are compared with. */
export type ComparedRanges = {
  /** Among ranges that were read as Pod ranges and hold no node. */
  readonly inPods: BlockLookup;
  /** Among blocks that belong to a node subnet: read, or the smallest around one pool's nodes. */
  readonly inNodes: BlockLookup;
  /** The node subnet as it was read, null where no mask was read. */
  readonly subnet: Cidr | null;
  /** Whether an address may be among the nodes' for all that was read of them. */
  readonly mayBeNodes: (point: Address) => boolean;
};

/** What names ranges. */
export type RangeReads = Pick<
  Reads,
  'nodeNetworkConfigs' | 'masquerade' | 'daemonSets' | 'systemPods' | 'ciliumConfig' | 'ciliumNodes'
>;

/** Where the addresses of some node, or its pool, were not read, what lies between the nodes may be among them. */
function possibleNodeTest(nodes: readonly Node[]): ComparedRanges['mayBeNodes'] {
  if (clusterNodes(nodes).some(({ internalIPsWhole }) => !internalIPsWhole)) return () => true;
  const among = createBlockLookup(possibleNodeBlocks(nodes));
  return (point) => among(point) !== undefined;
}

/** Collects them from everything that names a range. */
export function collectRanges(
  nodes: readonly Node[],
  lists: readonly (readonly Pod[])[],
  reads: RangeReads,
): ComparedRanges {
  const points = knownNodeAddresses(nodes, lists);
  const configs = configsByNode(reads);
  const own = nodes.flatMap((node) => podBlocksOf(node, configs.get(node.name)));
  const cilium = [...ciliumPoolRanges(reads), ...[...ciliumBlocksByNode(reads).values()].flat()];
  const candidates = [...wholePodRanges(reads), ...cilium, ...own, ...nonMasqueradeBlocks(reads)];
  // A block with a node in it is no Pod range; each node falls into few blocks, so they are marked from the
  // nodes' side.
  const holdingNodes = heldIn(candidates, points);
  const subnet = masqueradeNodeSubnet(points, reads);
  return {
    inPods: createBlockLookup(candidates.filter((block) => !holdingNodes.has(block))),
    inNodes: createBlockLookup([...(subnet ? [subnet] : []), ...knownNodeBlocks(nodes)]),
    subnet,
    mayBeNodes: possibleNodeTest(nodes),
  };
}

/** The blocks that hold at least one of the points: O(n log n) over both. */
function heldIn(blocks: readonly Cidr[], points: ReturnType<typeof parseAddresses>): ReadonlySet<Cidr> {
  const sorted = { 4: sortedValues(points, 4), 6: sortedValues(points, 6) };
  return new Set(
    blocks.filter(({ family, first, last }) => {
      const next = firstFrom(sorted[family], first);
      return next !== undefined && next <= last;
    }),
  );
}

function sortedValues(points: ReturnType<typeof parseAddresses>, family: 4 | 6): readonly bigint[] {
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
export type NodeRangeSide = 'outside' | 'inside' | 'unknown';

/** Where one Pod lies: a range that was read decides; without one, only lying among the nodes is proof. */
export function nodeRangeSideOf({ points }: AddressedPod, { inPods, inNodes, subnet }: ComparedRanges): NodeRangeSide {
  if (points.length === 0) return 'unknown';
  if (points.every((point) => inPods(point) !== undefined)) return 'outside';
  if (points.some((point) => inNodes(point) !== undefined)) return 'inside';
  return subnet !== null ? 'outside' : 'unknown';
}
