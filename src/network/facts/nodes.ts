import type { Node, Reads } from '../../model/snapshot.ts';
import { type Address, parseAddresses } from '../ip/address.ts';
import { objectsOf } from './objects.ts';

/** A virtual node (ACI): it fakes conditions and holds no network of the cluster (aks.md §5.3). */
export function isVirtualNode({ labels, name }: Node): boolean {
  return labels.type === 'virtual-kubelet' || name.startsWith('virtual-node-aci');
}

/** A node that AKS does not manage keeps its own network. */
function isForeign({ labels }: Node): boolean {
  return labels['kubernetes.azure.com/managed'] === 'false';
}

/** The nodes, [] where they could not be read. */
export function nodesOf(reads: Pick<Reads, 'nodes'>): readonly Node[] {
  return objectsOf(reads.nodes);
}

/** Nodes that belong to the cluster's own network, Ready or not. */
export function clusterNodes(nodes: readonly Node[]): readonly Node[] {
  return nodes.filter((node) => !isVirtualNode(node) && !isForeign(node));
}

/** Nodes whose facts count: members that are Ready. */
export function readyNodes(nodes: readonly Node[]): readonly Node[] {
  return clusterNodes(nodes).filter(({ ready }) => ready === true);
}

/** Members that are Ready, or may be: their readiness did not come with them. */
export function possiblyReadyNodes(nodes: readonly Node[]): readonly Node[] {
  return clusterNodes(nodes).filter(({ ready }) => ready !== false);
}

/** Members that are known not to be Ready, where there is no other; [] where one is Ready or may be. */
export function nodesOfIdleCluster(nodes: readonly Node[]): readonly Node[] {
  return possiblyReadyNodes(nodes).length > 0 ? [] : clusterNodes(nodes);
}

/** Who reports a node's network as set up, by the reason of condition NetworkUnavailable; null where nobody does. */
export function networkSetterOf({ networkUnavailable, networkReason }: Node): string | null {
  return networkUnavailable === false ? networkReason : null;
}

/** How many nodes are left out of what counts, by reason; `readyToo` where only Ready nodes count. */
export function countExcludedNodes(
  nodes: readonly Node[],
  readyToo: boolean,
): readonly { why: string; count: number }[] {
  const why = (node: Node): string | null => {
    if (isVirtualNode(node)) return 'virtual node (its Pods lie in a network of their own)';
    if (isForeign(node)) return 'node that AKS does not manage';
    if (!readyToo || node.ready === true) return null;
    return node.ready === null ? 'node whose readiness was not read' : 'node that is not Ready';
  };
  const groups = [...Map.groupBy(nodes, why)];
  return groups.flatMap(([reason, group]) => (reason === null ? [] : [{ why: reason, count: group.length }]));
}

/** The node pool's name: AKS's label, Karpenter's, or `(no pool)`. */
export function poolOf({ labels }: Node): string {
  const named = labels['kubernetes.azure.com/agentpool'] || labels.agentpool || labels['karpenter.sh/nodepool'];
  return named || '(no pool)';
}

/** Whether AKS itself put the node into an agent pool. */
export function isInAgentPool({ labels }: Node): boolean {
  return Boolean(labels['kubernetes.azure.com/agentpool'] || labels.agentpool);
}

/** Nodes by pool, pools in the order of their names. */
export function groupByPool(nodes: readonly Node[]): ReadonlyMap<string, readonly Node[]> {
  return new Map([...Map.groupBy(nodes, poolOf)].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether an address is one of the nodes' own. */
export function nodeAddressTest(nodes: readonly Node[]): (point: Address) => boolean {
  const points = nodes.flatMap(({ internalIPs }) => parseAddresses(internalIPs));
  const known = { 4: new Set<bigint>(), 6: new Set<bigint>() };
  for (const { family, value } of points) known[family].add(value);
  return ({ family, value }) => known[family].has(value);
}
