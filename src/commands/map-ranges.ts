import type { ClusterNetwork } from '../model/network.ts';
import type { MapRange } from '../model/picture.ts';
import type { Reads } from '../model/snapshot.ts';
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
import { spanOf } from './map-span.ts';

/** The nodes' subnet where a source names it; else how far their addresses reach, which is less. */
function nodeRange(reads: Reads): MapRange {
  const points = nodePoints(nodesOf(reads), podLists(reads));
  const subnet = nodeSubnet(points, reads);
  if (subnet)
    return {
      kind: 'node',
      label: 'Nodes: their subnet',
      blocks: [subnet.text],
      how: 'as the masquerade settings name it',
    };
  const span = spanOf(points);
  const common = { kind: 'node', label: 'Nodes: their addresses' } as const;
  if (span === null) return { ...common, blocks: [], how: 'no node address was seen' };
  const seen = span.from === span.to ? span.from : `${span.from} – ${span.to}`;
  const unnamed = 'nothing that was read names the subnet around them';
  return { ...common, blocks: [seen], how: reads.nodes.outcome === 'ok' ? unnamed : `as Pods name them; ${unnamed}` };
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
