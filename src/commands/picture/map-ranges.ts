import type { ClusterNetwork } from '../../model/network.ts';
import type { MapRange, MapSpan } from '../../model/picture.ts';
import type { Reads } from '../../model/snapshot.ts';
import { ciliumPoolRanges } from '../../network/facts/cilium-ipam.ts';
import { clusterNodes, nodesOf } from '../../network/facts/nodes.ts';
import {
  clusterCidrs,
  configsByNode,
  knownNodeAddresses,
  masqueradeNodeSubnet,
  podBlocksOf,
  podLists,
  wholePodRanges,
  wholeRangesOf,
} from '../../network/facts/ranges.ts';
import { type Address, formatAddress } from '../../network/ip/address.ts';

/** The lowest and the highest of addresses, null for none. Where both families occur, IPv4 alone counts. */
export function mapSpanOf(points: readonly Address[]): MapSpan | null {
  const family = points.some((point) => point.family === 4) ? 4 : 6;
  const values = points.filter((point) => point.family === family).map(({ value }) => value);
  const [first, ...rest] = values;
  if (first === undefined) return null;
  const low = rest.reduce((a, b) => (b < a ? b : a), first);
  const high = rest.reduce((a, b) => (b > a ? b : a), first);
  return { from: formatAddress(family, low), to: formatAddress(family, high) };
}

const texts = (blocks: readonly { readonly text: string }[]) => blocks.map(({ text }) => text);

/** The block around the nodes where a source names one, which may be larger than their subnet. */
function blockAroundNodes(reads: Reads): string | null {
  return masqueradeNodeSubnet(knownNodeAddresses(nodesOf(reads), podLists(reads)), reads)?.text ?? null;
}

/**
 * Where the nodes are: the block that a source names; else how far their addresses reach, which is less than their
 * subnet.
 */
function nodeRange(reads: Reads, block: string | null): MapRange {
  if (block !== null)
    return {
      kind: 'node',
      label: 'Nodes: a block that holds them',
      blocks: [block],
      how: 'as the masquerade settings name it; it may be larger than their subnet',
    };
  const span = mapSpanOf(knownNodeAddresses(nodesOf(reads), podLists(reads)));
  const common = { kind: 'node', label: 'Nodes: their addresses' } as const;
  if (span === null) return { ...common, blocks: [], how: 'no node address was seen' };
  const seen = span.from === span.to ? span.from : `${span.from} – ${span.to}`;
  const unnamed = 'nothing that was read names the subnet around them';
  return { ...common, blocks: [seen], how: reads.nodes.outcome === 'ok' ? unnamed : `as Pods name them; ${unnamed}` };
}

/**
 * Where Pods of this model get their addresses. How large that subnet is, no source names: at most a block around it.
 */
function nodeSubnetRange(block: string | null): MapRange {
  if (block === null)
    return { kind: 'pod', label: 'Pods: their range', blocks: [], how: 'the nodes’ subnet, whose size was not seen' };
  const how = 'the nodes’ subnet lies in it: Pods take addresses of that subnet, as this model does';
  return { kind: 'pod', label: 'Pods: a block that holds them', blocks: [block], how };
}

const partialLabel = 'Pods: ranges that were read';

/** Whether these nodes are all that carry Pods of the cluster's own network, as far as nodes and Pods tell. */
function isEach(named: ReadonlySet<string>, reads: Reads): boolean {
  const listed = nodesOf(reads);
  const own = clusterNodes(listed).map(({ name }) => name);
  const others = new Set(listed.map(({ name }) => name)).difference(new Set(own));
  const placed = podLists(reads).flatMap((pods) => pods.flatMap(({ nodeName }) => nodeName ?? []));
  return [...own, ...placed].every((name) => named.has(name) || others.has(name));
}

/**
 * The range that NodeNetworkConfigs name; null where none names any. It is every Pod's only where every node has one.
 */
function configuredPodRange(reads: Reads, { model }: ClusterNetwork): MapRange | null {
  const blocks = texts(wholePodRanges(reads));
  if (blocks.length === 0) return null;
  const named = [...configsByNode(reads)]
    .filter(([, config]) => wholeRangesOf(config).length > 0)
    .map(([name]) => name);
  if (model !== 'mixed' && model !== 'undetermined' && isEach(new Set(named), reads))
    return { kind: 'pod', label: 'Pods: their range', blocks, how: 'as Azure’s NodeNetworkConfigs name it' };
  const how = 'of the nodes whose NodeNetworkConfig was read; Pods of other nodes may lie elsewhere';
  return { kind: 'pod', label: partialLabel, blocks, how };
}

/** The blocks that nodes hold; null where none holds any. */
function heldPodRange(reads: Reads): MapRange | null {
  const configs = configsByNode(reads);
  const own = nodesOf(reads).map((node) => [node.name, texts(podBlocksOf(node, configs.get(node.name)))] as const);
  const holding = own.filter(([, blocks]) => blocks.length > 0);
  if (holding.length === 0) return null;
  const each = isEach(new Set(holding.map(([name]) => name)), reads);
  return {
    kind: 'pod',
    label: each ? 'Pods: their range' : partialLabel,
    blocks: holding.flatMap(([, blocks]) => blocks),
    how: `the nodes’ blocks; the range around them is not named${each ? '' : ', and some nodes hold none'}`,
  };
}

/** Where Pods get their addresses, by the best source that names it. */
function podRange(reads: Reads, network: ClusterNetwork, block: string | null): MapRange {
  if (network.model === 'azure-cni-node-subnet') return nodeSubnetRange(block);
  const named = configuredPodRange(reads, network);
  if (named !== null) return named;
  const common = { kind: 'pod', label: 'Pods: their range' } as const;
  const pool = texts(ciliumPoolRanges(reads));
  if (pool.length > 0) return { ...common, blocks: pool, how: 'as cilium-config names it' };
  const kubeProxyCidrs = texts(clusterCidrs(reads));
  if (kubeProxyCidrs.length > 0) return { ...common, blocks: kubeProxyCidrs, how: 'as kube-proxy was told it' };
  const unread = [reads.nodeNetworkConfigs, reads.daemonSets, reads.nodes].some(({ outcome }) =>
    ['forbidden', 'failed', 'not-in-dump'].includes(outcome),
  );
  return heldPodRange(reads) ?? { ...common, blocks: [], how: unread ? 'not seen: see below' : 'no source names one' };
}

/** Where nodes and Pods get their addresses, each with the source that says so. */
export function mapRanges(reads: Reads, network: ClusterNetwork): readonly MapRange[] {
  const block = blockAroundNodes(reads);
  return [nodeRange(reads, block), podRange(reads, network, block)];
}
