import type { ClusterNetwork } from '../model/network.ts';
import type { MapRange } from '../model/picture.ts';
import type { Reads } from '../model/snapshot.ts';
import { format } from '../network/address.ts';
import {
  blocksOf,
  clusterCidrs,
  configsByNode,
  nodePoints,
  nodeSubnet,
  podLists,
  podSpaces,
} from '../network/ranges.ts';
import { nodesOf } from '../network/voters.ts';

/** The nodes' subnet where a source names it; else how far their addresses reach, which is less. */
function nodeRange(reads: Reads): MapRange {
  const points = nodePoints(nodesOf(reads), podLists(reads));
  const subnet = nodeSubnet(points, reads);
  const common = { kind: 'node', label: 'Nodes: their subnet' } as const;
  if (subnet) return { ...common, blocks: [subnet.text], how: 'as the masquerade settings name it' };
  const [first, ...rest] = points.filter(({ family }) => family === 4);
  if (first === undefined) return { ...common, blocks: [], how: 'no node address was seen' };
  const values = [first, ...rest].map(({ value }) => value);
  const [low, high] = values.reduce(([a, b], v) => [v < a ? v : a, v > b ? v : b] as const, [
    first.value,
    first.value,
  ] as const);
  const seen = low === high ? `${first.text} was seen` : `${format(4, low)} to ${format(4, high)} were seen`;
  return { ...common, blocks: [], how: `${seen}; nothing in the cluster names the subnet around them` };
}

const sameSubnet = 'the nodes’ subnet: Pods take addresses of it, as this model does';

/** Where Pods get their addresses, by the best source that names it. */
function podRange(reads: Reads, { model }: ClusterNetwork, own: MapRange): MapRange {
  const common = { kind: 'pod', label: 'Pods: their range' } as const;
  const texts = (blocks: readonly { readonly text: string }[]) => blocks.map(({ text }) => text);
  if (model === 'azure-cni-node-subnet') return { ...common, blocks: own.blocks, how: sameSubnet };
  const spaces = texts(podSpaces(reads));
  if (spaces.length > 0) return { ...common, blocks: spaces, how: 'as Azure’s NodeNetworkConfigs name it' };
  const told = texts(clusterCidrs(reads));
  if (told.length > 0) return { ...common, blocks: told, how: 'as kube-proxy was told it' };
  const configs = configsByNode(reads);
  const blocks = texts(nodesOf(reads).flatMap((node) => blocksOf(node, configs.get(node.name))));
  if (blocks.length > 0) return { ...common, blocks, how: 'the nodes’ blocks; the range around them is not named' };
  const unread = [reads.nodeNetworkConfigs, reads.daemonSets, reads.nodes].some(({ outcome }) =>
    ['forbidden', 'failed', 'not-in-dump'].includes(outcome),
  );
  return { ...common, blocks: [], how: unread ? 'not seen: see below' : 'no source names one' };
}

/** Where nodes and Pods get their addresses, each with the source that says so. */
export function mapRanges(reads: Reads, network: ClusterNetwork): readonly MapRange[] {
  const nodes = nodeRange(reads);
  return [nodes, podRange(reads, network, nodes)];
}
