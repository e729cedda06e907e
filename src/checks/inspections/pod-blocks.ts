import type { NetworkModel } from '../../model/network.ts';
import type { Node, NodeNetworkConfig, Pod, Reads } from '../../model/snapshot.ts';
import { daemonSetNamed, isAgentProvenAbsent } from '../../network/facts/cilium.ts';
import { ciliumBlocksByNode, ciliumPoolRanges, ownCiliumIpam } from '../../network/facts/cilium-ipam.ts';
import { readyNodes } from '../../network/facts/nodes.ts';
import { type AddressedPod, podsWithOwnAddress } from '../../network/facts/pods.ts';
import { clusterCidrs, configsByNode, podBlocksOf, wholeRangesOf } from '../../network/facts/ranges.ts';
import { type Address, type Cidr, containsBlock, isWithin, overlap } from '../../network/ip/address.ts';

/**
 * The blocks of Pod addresses that one node holds, and the whole ranges that they must lie in ([] where none was
 * read). `rangeUnread`: such a range is named somewhere, and that did not come with what was read.
 */
export type NodeBlocks = {
  readonly node: string;
  readonly blocks: readonly Cidr[];
  readonly wholeRanges: readonly Cidr[];
  readonly rangeUnread: boolean;
};

/** What names blocks and ranges. */
export type BlockReads = Pick<
  Reads,
  'nodeNetworkConfigs' | 'daemonSets' | 'systemPods' | 'ciliumConfig' | 'ciliumNodes'
>;

/** Models in which a NodeNetworkConfig rules, and a spec.podCIDR beside or without it is a leftover (aks.md §1.4). */
function isRuledByConfigs(model: NetworkModel): boolean {
  return model === 'azure-cni-overlay' || model === 'azure-cni-pod-subnet-static';
}

/** Whether kube-proxy, which is told the whole range, is or may be there and its arguments did not come with it. */
function isClusterCidrUnread(reads: BlockReads): boolean {
  if (reads.daemonSets.outcome !== 'ok') return false;
  const set = daemonSetNamed(reads.daemonSets, 'kube-proxy');
  return set === undefined ? !isAgentProvenAbsent(reads, 'kube-proxy') : set.flags === null;
}

function withinConfig(node: Node, config: NodeNetworkConfig): Omit<NodeBlocks, 'node'> {
  const [blocks, wholeRanges] = [podBlocksOf(node, config), wholeRangesOf(config)];
  const rangeUnread = blocks.some(({ family }) => !wholeRanges.some((range) => range.family === family));
  return { blocks, wholeRanges, rangeUnread };
}

/** What a Cilium that hands out addresses by `ipam` gave to each node. */
function poolBlocks(reads: BlockReads, ipam: string): (node: Node) => Omit<NodeBlocks, 'node'> {
  const named = ciliumBlocksByNode(reads);
  const wholeRanges = ciliumPoolRanges(reads);
  const pooled = ipam.startsWith('cluster-pool');
  return (node) => {
    const blocks = named.get(node.name) ?? (ipam === 'kubernetes' ? podBlocksOf(node, undefined) : []);
    const rangeUnread = pooled && blocks.some(({ family }) => !wholeRanges.some((range) => range.family === family));
    return { blocks, wholeRanges, rangeUnread };
  };
}

/** What each Ready node holds: from its NodeNetworkConfig or CiliumNode, else from spec.podCIDR where that may rule. */
export function nodeBlocksOf(nodes: readonly Node[], reads: BlockReads, model: NetworkModel): readonly NodeBlocks[] {
  const configs = configsByNode(reads);
  const ipam = ownCiliumIpam(reads);
  const inPool = ipam === null ? null : poolBlocks(reads, ipam);
  const fromSpec = { wholeRanges: clusterCidrs(reads), rangeUnread: isClusterCidrUnread(reads) };
  return readyNodes(nodes).map((node) => {
    const config = configs.get(node.name);
    if (config !== undefined) return { node: node.name, ...withinConfig(node, config) };
    if (inPool !== null) return { node: node.name, ...inPool(node) };
    const blocks = isRuledByConfigs(model) ? [] : podBlocksOf(node, undefined);
    return { node: node.name, blocks, ...fromSpec };
  });
}

/** Blocks of two different nodes that share an address, in words; each block is named with the widest one before it. */
export function findOverlappingBlocks(held: readonly NodeBlocks[]): readonly string[] {
  const all = held.flatMap(({ node, blocks }) => blocks.map((block) => ({ node, block })));
  const sorted = all.sort((a, b) => a.block.family - b.block.family || (a.block.first < b.block.first ? -1 : 1));
  // The blocks that reach furthest, of two different nodes: whatever overlaps an earlier block overlaps one of them.
  let reach: readonly (typeof all)[number][] = [];
  return sorted.flatMap((each) => {
    const hit = reach.find(({ node, block }) => node !== each.node && overlap(block, each.block));
    reach = furthest([...reach, each]);
    return hit ? [`${hit.node} ${hit.block.text} and ${each.node} ${each.block.text}`] : [];
  });
}

function furthest<T extends { readonly node: string; readonly block: Cidr }>(blocks: readonly T[]): readonly T[] {
  const sorted = [...blocks].sort((a, b) => b.block.family - a.block.family || (a.block.last > b.block.last ? -1 : 1));
  const first = sorted[0];
  const second = sorted.find(({ node }) => node !== first?.node);
  return [first, second].filter((each) => each !== undefined);
}

/** Blocks outside of the whole range that they must lie in, in words. */
export function findBlocksOutsideRange(held: readonly NodeBlocks[]): readonly string[] {
  return held.flatMap(({ node, blocks, wholeRanges }) => {
    const out = blocks.filter((block) => {
      const own = wholeRanges.filter(({ family }) => family === block.family);
      return own.length > 0 && !own.some((space) => containsBlock(space, block));
    });
    return out.map(({ text }) => `${node} ${text}`);
  });
}

type PodLists = readonly (readonly Pod[])[];

/** Pods with an address outside of their own node's blocks of that family, in words. */
export function findPodsOutsideBlocks(
  lists: PodLists,
  nodes: readonly Node[],
  held: readonly NodeBlocks[],
): readonly string[] {
  const byNode = new Map(held.map((each) => [each.node, each.blocks]));
  const found: string[] = [];
  for (const pods of lists) {
    for (const { pod, points } of podsWithOwnAddress(pods, nodes).pods) {
      const own = byNode.get(pod.nodeName ?? '') ?? [];
      for (const point of points) {
        const out = own.some(({ family }) => family === point.family) && !own.some((block) => isWithin(point, block));
        if (out) found.push(`${pod.name} ${point.text} on ${pod.nodeName}`);
      }
    }
  }
  return found;
}

const covers = (blocks: readonly Cidr[], point: Address): boolean =>
  blocks.some(({ family }) => family === point.family);

/** Whether a Pod's addresses can all be compared with its node's blocks; true for one on a node that is not judged. */
function isComparable({ pod, points }: AddressedPod, byNode: ReadonlyMap<string, readonly Cidr[]>): boolean {
  const own = pod.nodeName === null ? [] : byNode.get(pod.nodeName);
  if (own === undefined) return true;
  for (const point of points) if (!covers(own, point)) return false;
  return pod.ipsWhole || own.every((block) => points.some(({ family }) => family === block.family));
}

/** Pods that may lie outside of their node's blocks: their node, an address or a block of its family was not read. */
export function findPodsNotComparable(
  lists: PodLists,
  nodes: readonly Node[],
  held: readonly NodeBlocks[],
): readonly string[] {
  const byNode = new Map(held.map((each) => [each.node, each.blocks]));
  const found: string[] = [];
  for (const list of lists) {
    const { pods, unread } = podsWithOwnAddress(list, nodes);
    for (const each of pods) if (!isComparable(each, byNode)) found.push(each.pod.name);
    for (const { name } of unread) found.push(name);
  }
  return found;
}
