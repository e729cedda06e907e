import type { Node, Reads } from '../model/snapshot.ts';
import { address } from './address.ts';

/** A virtual node (ACI): it fakes conditions and holds no network of the cluster (aks.md §5.3). */
export function isVirtual({ labels }: Node): boolean {
  return labels.type === 'virtual-kubelet';
}

/** A node that AKS does not manage keeps its own network. */
function isForeign({ labels }: Node): boolean {
  return labels['kubernetes.azure.com/managed'] === 'false';
}

/** The nodes, [] where they could not be read. */
export function nodesOf(reads: Pick<Reads, 'nodes'>): readonly Node[] {
  return reads.nodes.outcome === 'ok' ? reads.nodes.data : [];
}

/** Nodes that belong to the cluster's own network, Ready or not. */
export function members(nodes: readonly Node[]): readonly Node[] {
  return nodes.filter((node) => !isVirtual(node) && !isForeign(node));
}

/** Nodes whose facts count: members that are Ready. */
export function voters(nodes: readonly Node[]): readonly Node[] {
  return members(nodes).filter(({ ready }) => ready === true);
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
export function byPool(nodes: readonly Node[]): ReadonlyMap<string, readonly Node[]> {
  return new Map([...Map.groupBy(nodes, poolOf)].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether text is one of the nodes' addresses, however it is written. */
export function nodeAddressTest(nodes: readonly Node[]): (text: string) => boolean {
  const key = (text: string) => {
    const parsed = address(text);
    return parsed === null ? text : `${parsed.family}:${parsed.value}`;
  };
  const known = new Set(nodes.flatMap(({ internalIPs }) => internalIPs.map(key)));
  return (text) => known.has(key(text));
}
