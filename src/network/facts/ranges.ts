import type { Node, NodeNetworkConfig, Pod, Reads } from '../../model/snapshot.ts';
import {
  type Address,
  blockAround,
  type Cidr,
  isWithin,
  parseAddresses,
  parseCidr,
  parseCidrs,
} from '../ip/address.ts';
import { daemonSetNamed } from './cilium.ts';
import { clusterNodes, groupByPool, isInAgentPool } from './nodes.ts';
import { objectsOf } from './objects.ts';

/** The lists of Pods that were read. */
export function podLists({ pods, systemPods }: Pick<Reads, 'pods' | 'systemPods'>): readonly (readonly Pod[])[] {
  return [pods, systemPods].flatMap((read) => (read.outcome === 'ok' ? [read.data] : []));
}

/** The blocks of the masquerade ConfigMap, [] where it could not be read. */
export function nonMasqueradeBlocks({ masquerade }: Pick<Reads, 'masquerade'>): readonly Cidr[] {
  if (masquerade.outcome !== 'ok') return [];
  return parseCidrs((masquerade.data.values.nonMasqueradeCIDRs ?? '').split(' '));
}

/** The NodeNetworkConfig of each node, empty where they could not be read. */
export function configsByNode({ nodeNetworkConfigs: read }: Pick<Reads, 'nodeNetworkConfigs'>) {
  return new Map(objectsOf(read).map((config) => [config.node, config]));
}

function spaceTexts({ containers }: NodeNetworkConfig): readonly string[] {
  return containers.flatMap(({ space, spaceV6 }) => [space, spaceV6]).filter((text) => text !== null);
}

/** The whole ranges that one NodeNetworkConfig names. */
export function wholeRangesOf(config: NodeNetworkConfig): readonly Cidr[] {
  return parseCidrs([...new Set(spaceTexts(config))]);
}

/** The whole ranges that NodeNetworkConfigs name: the Pod CIDR, or the Pod subnet. */
export function wholePodRanges(reads: Pick<Reads, 'nodeNetworkConfigs'>): readonly Cidr[] {
  return parseCidrs([...new Set([...configsByNode(reads).values()].flatMap(spaceTexts))]);
}

/** The Pod CIDR as kube-proxy's --cluster-cidr has it, [] without that flag. */
export function clusterCidrs({ daemonSets }: Pick<Reads, 'daemonSets'>): readonly Cidr[] {
  return parseCidrs((daemonSetNamed(daemonSets, 'kube-proxy')?.flags?.['cluster-cidr'] ?? '').split(','));
}

/**
 * The blocks of one node: what its NodeNetworkConfig assigned, else spec.podCIDRs; [] where neither names
 * any.
 */
export function podBlocksOf(node: Node, config: NodeNetworkConfig | undefined): readonly Cidr[] {
  const containers = config?.containers ?? [];
  const texts = containers.flatMap(({ primary, primaryV6, assigned }) => [primary, primaryV6, ...assigned]);
  const assigned = texts.filter((text) => text?.includes('/')).map((text) => parseCidr(text ?? ''));
  const own = assigned.filter((block) => block !== null);
  // An empty NodeNetworkConfig means that nothing is allocated; a spec.podCIDR beside it is a leftover.
  return config !== undefined ? own : parseCidrs(node.podCIDRs ?? []);
}

/** The smallest block around addresses of one family: their subnet is at least that large. Null below two. */
export function smallestBlockAround(points: readonly Address[]): Cidr | null {
  const [first] = points;
  if (first === undefined || points.length < 2) return null;
  const differing = points.reduce((bits, point) => bits | (point.value ^ first.value), 0n);
  const width = first.family === 4 ? 32 : 128;
  return blockAround(first, width - (differing === 0n ? 0 : differing.toString(2).length));
}

/**
 * Blocks that surely belong to node subnets, without any mask having been read: nodes of one pool share a
 * subnet, so the smallest block around their addresses lies inside it. A lower bound: outside of it nothing
 * is proven. Only AKS's own agent pools have one subnet each by rule; other nodes are left out.
 */
export function knownNodeBlocks(nodes: readonly Node[]): readonly Cidr[] {
  const pools = [...groupByPool(clusterNodes(nodes).filter(isInAgentPool)).values()];
  return pools.flatMap(blocksAround);
}

/** The smallest block around the addresses of one family each. */
function blocksAround(nodes: readonly Node[]): readonly Cidr[] {
  const points = nodes.flatMap(({ internalIPs }) => parseAddresses(internalIPs));
  const families = [points.filter(({ family }) => family === 4), points.filter(({ family }) => family === 6)];
  return families.map(smallestBlockAround).filter((block) => block !== null);
}

/**
 * Blocks that may belong to node subnets: where some node shows no agent pool of AKS's, all may share one subnet.
 * Inside of them nothing is proven either way; [] where every pool is known.
 */
export function possibleNodeBlocks(nodes: readonly Node[]): readonly Cidr[] {
  const own = clusterNodes(nodes);
  return own.every(isInAgentPool) ? [] : blocksAround(own);
}

/**
 * Every address known to be a node's: those of the nodes that were listed, and those that Pods name as their
 * hosts', since a list of nodes may not be whole. Hosts that are no part of the cluster's network are left
 * out.
 */
export function knownNodeAddresses(nodes: readonly Node[], lists: readonly (readonly Pod[])[]): readonly Address[] {
  const others = new Set(nodes.filter((node) => !clusterNodes([node]).includes(node)).map(({ name }) => name));
  const texts = new Set(clusterNodes(nodes).flatMap(({ internalIPs }) => internalIPs));
  for (const pods of lists) {
    for (const { nodeName, hostIPs } of pods) {
      if (!others.has(nodeName ?? '')) for (const text of hostIPs) texts.add(text);
    }
  }
  return parseAddresses([...texts]);
}

/**
 * The node subnet as the masquerade ConfigMap names it: its smallest block that holds every node; null
 * without one.
 */
export function masqueradeNodeSubnet(points: readonly Address[], reads: Pick<Reads, 'masquerade'>): Cidr | null {
  const v4 = points.filter(({ family }) => family === 4);
  const holding = nonMasqueradeBlocks(reads).filter(
    (block) => v4.length > 0 && v4.every((point) => isWithin(point, block)),
  );
  return [...holding].sort((a, b) => b.bits - a.bits)[0] ?? null;
}
