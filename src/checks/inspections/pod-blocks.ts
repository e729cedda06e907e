import type { NetworkModel } from '../../model/network.ts';
import type { Node, Pod, Reads } from '../../model/snapshot.ts';
import { readyNodes } from '../../network/facts/nodes.ts';
import { podsWithOwnAddress } from '../../network/facts/pods.ts';
import { clusterCidrs, configsByNode, podBlocksOf, wholeRangesOf } from '../../network/facts/ranges.ts';
import { type Cidr, containsBlock, isWithin, overlap } from '../../network/ip/address.ts';

/**
 * The blocks of Pod addresses that one node holds, and the whole ranges that they must lie in ([] where none
 * was read).
 */
export type NodeBlocks = {
  readonly node: string;
  readonly blocks: readonly Cidr[];
  readonly wholeRanges: readonly Cidr[];
};

type BlockReads = Pick<Reads, 'nodeNetworkConfigs' | 'daemonSets'>;

/**
 * Models in which a NodeNetworkConfig rules, and a spec.podCIDR beside or without it is a leftover (aks.md
 * §1.4).
 */
function isRuledByConfigs(model: NetworkModel): boolean {
  return model === 'azure-cni-overlay' || model === 'azure-cni-pod-subnet-static';
}

/** What each Ready node holds: from its NodeNetworkConfig, else from spec.podCIDR where that may rule. */
export function nodeBlocksOf(nodes: readonly Node[], reads: BlockReads, model: NetworkModel): readonly NodeBlocks[] {
  const configs = configsByNode(reads);
  const whole = clusterCidrs(reads);
  return readyNodes(nodes).map((node) => {
    const config = configs.get(node.name);
    const blocks = config === undefined && isRuledByConfigs(model) ? [] : podBlocksOf(node, config);
    return { node: node.name, blocks, wholeRanges: config ? wholeRangesOf(config) : whole };
  });
}

/**
 * Blocks of two different nodes that share an address, in words; each block is named with the widest one
 * before it.
 */
export function findOverlappingBlocks(held: readonly NodeBlocks[]): readonly string[] {
  const all = held.flatMap(({ node, blocks }) => blocks.map((block) => ({ node, block })));
  const sorted = all.sort((a, b) => a.block.family - b.block.family || (a.block.first < b.block.first ? -1 : 1));
  // The blocks that reach furthest, of two different nodes: whatever overlaps an earlier block overlaps one
  // of them.
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

/** Pods with an address outside of their own node's blocks of that family, in words. */
export function findPodsOutsideBlocks(
  lists: readonly (readonly Pod[])[],
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
