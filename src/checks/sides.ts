import type { Node, Pod, Reads } from '../model/snapshot.ts';
import { type Address, addresses, type Cidr, within } from '../network/address.ts';
import { blocksOf, configsByNode, masqueraded, nodeSpans, nodeSubnet, podSpaces } from '../network/ranges.ts';
import { members } from '../network/voters.ts';

/** The ranges that addresses are compared with. */
export type Ranges = {
  /** Ranges that were read as Pod ranges and hold no node. */
  readonly pods: readonly Cidr[];
  /** Blocks that belong to a node subnet: read, or the smallest around one pool's nodes. */
  readonly nodes: readonly Cidr[];
  /** The node subnet as it was read, null where no mask was read. */
  readonly subnet: Cidr | null;
};

/** Collects them from everything that names a range. */
export function rangesOf(nodes: readonly Node[], reads: Pick<Reads, 'nodeNetworkConfigs' | 'masquerade'>): Ranges {
  const points = members(nodes).flatMap(({ internalIPs }) => addresses(internalIPs));
  const configs = configsByNode(reads);
  const own = nodes.flatMap((node) => blocksOf(node, configs.get(node.name)));
  const candidates = [...podSpaces(reads), ...own, ...masqueraded(reads)];
  const apart = candidates.filter((block) => !points.some((point) => within(point, block)));
  const subnet = nodeSubnet(nodes, reads);
  return { pods: apart, nodes: [...(subnet ? [subnet] : []), ...nodeSpans(nodes)], subnet };
}

function inAny(point: Address, blocks: readonly Cidr[]): Cidr | undefined {
  return blocks.find((block) => within(point, block));
}

/** Where a Pod lies, seen from the node range. */
export type Side = 'outside' | 'inside' | 'unknown';

/** Where one Pod lies: a range that was read decides; without one, only lying among the nodes is proof. */
export function sideOf({ ips }: Pod, ranges: Ranges): Side {
  const points = addresses(ips);
  if (points.length === 0) return 'unknown';
  if (points.every((point) => inAny(point, ranges.pods))) return 'outside';
  if (points.some((point) => inAny(point, ranges.nodes))) return 'inside';
  return ranges.subnet !== null ? 'outside' : 'unknown';
}
