import type { Node, NodeNetworkConfig, Pod, Reads } from '../../model/snapshot.ts';
import { type Address, addresses, blockAround, type Cidr, cidr, cidrs, within } from '../ip/address.ts';
import { daemonSetNamed } from './cilium.ts';
import { byPool, isInAgentPool, members } from './nodes.ts';

/** The lists of Pods that were read. */
export function podLists({ pods, systemPods }: Pick<Reads, 'pods' | 'systemPods'>): readonly (readonly Pod[])[] {
  return [pods, systemPods].flatMap((read) => (read.outcome === 'ok' ? [read.data] : []));
}

/** The blocks of the masquerade ConfigMap, [] where it could not be read. */
export function masqueraded({ masquerade }: Pick<Reads, 'masquerade'>): readonly Cidr[] {
  if (masquerade.outcome !== 'ok') return [];
  return cidrs((masquerade.data.values.nonMasqueradeCIDRs ?? '').split(' '));
}

/** The NodeNetworkConfig of each node, empty where they could not be read. */
export function configsByNode({ nodeNetworkConfigs: read }: Pick<Reads, 'nodeNetworkConfigs'>) {
  const configs: readonly NodeNetworkConfig[] = read.outcome === 'ok' ? read.data : [];
  return new Map(configs.map((config) => [config.node, config]));
}

function spaceTexts({ containers }: NodeNetworkConfig): readonly string[] {
  return containers.flatMap(({ space, spaceV6 }) => [space, spaceV6]).filter((text) => text !== null);
}

/** The whole ranges that one NodeNetworkConfig names. */
export function spacesOf(config: NodeNetworkConfig): readonly Cidr[] {
  return cidrs([...new Set(spaceTexts(config))]);
}

/** The whole ranges that NodeNetworkConfigs name: the Pod CIDR, or the Pod subnet. */
export function podSpaces(reads: Pick<Reads, 'nodeNetworkConfigs'>): readonly Cidr[] {
  return cidrs([...new Set([...configsByNode(reads).values()].flatMap(spaceTexts))]);
}

/** The Pod CIDR as kube-proxy was told it, [] where it was not. */
export function clusterCidrs({ daemonSets }: Pick<Reads, 'daemonSets'>): readonly Cidr[] {
  return cidrs((daemonSetNamed(daemonSets, 'kube-proxy')?.flags['cluster-cidr'] ?? '').split(','));
}

/** The blocks of one node: what its NodeNetworkConfig assigned, else spec.podCIDRs; [] where neither names any. */
export function blocksOf(node: Node, config: NodeNetworkConfig | undefined): readonly Cidr[] {
  const containers = config?.containers ?? [];
  const texts = containers.flatMap(({ primary, primaryV6, assigned }) => [primary, primaryV6, ...assigned]);
  const assigned = texts.filter((text) => text?.includes('/')).map((text) => cidr(text ?? ''));
  const own = assigned.filter((block) => block !== null);
  // An empty NodeNetworkConfig means that nothing is allocated; a spec.podCIDR beside it is a leftover.
  return config !== undefined ? own : cidrs(node.podCIDRs ?? []);
}

/** The smallest block around addresses of one family: their subnet is at least that large. Null below two. */
export function span(points: readonly Address[]): Cidr | null {
  const [first] = points;
  if (first === undefined || points.length < 2) return null;
  const differing = points.reduce((bits, point) => bits | (point.value ^ first.value), 0n);
  const width = first.family === 4 ? 32 : 128;
  return blockAround(first, width - (differing === 0n ? 0 : differing.toString(2).length));
}

/**
 * Blocks that surely belong to node subnets, without any mask having been read: nodes of one pool share a subnet, so
 * the smallest block around their addresses lies inside it. A lower bound: outside of it nothing is proven. Only AKS's
 * own agent pools have one subnet each by rule; other nodes are left out.
 */
export function nodeSpans(nodes: readonly Node[]): readonly Cidr[] {
  const pools = [...byPool(members(nodes).filter(isInAgentPool)).values()];
  return pools.flatMap((pool) => {
    const points = pool.flatMap(({ internalIPs }) => addresses(internalIPs));
    const families = [points.filter(({ family }) => family === 4), points.filter(({ family }) => family === 6)];
    return families.map(span).filter((block) => block !== null);
  });
}

/**
 * Every address known to be a node's: those of the nodes that were listed, and those that Pods name as their hosts',
 * since a list of nodes may not be whole. Hosts that are no part of the cluster's network are left out.
 */
export function nodePoints(nodes: readonly Node[], lists: readonly (readonly Pod[])[]): readonly Address[] {
  const others = new Set(nodes.filter((node) => !members([node]).includes(node)).map(({ name }) => name));
  const texts = new Set(members(nodes).flatMap(({ internalIPs }) => internalIPs));
  for (const pods of lists) {
    for (const { nodeName, hostIPs } of pods) {
      if (!others.has(nodeName ?? '')) for (const text of hostIPs) texts.add(text);
    }
  }
  return addresses([...texts]);
}

/** The node subnet as the masquerade ConfigMap names it: its smallest block that holds every node; null without one. */
export function nodeSubnet(points: readonly Address[], reads: Pick<Reads, 'masquerade'>): Cidr | null {
  const v4 = points.filter(({ family }) => family === 4);
  const holding = masqueraded(reads).filter((block) => v4.length > 0 && v4.every((point) => within(point, block)));
  return [...holding].sort((a, b) => b.bits - a.bits)[0] ?? null;
}
