import type { Node, Reads } from '../../model/snapshot.ts';
import { ciliumOwnerOf } from './cilium.ts';
import { nodesOf } from './nodes.ts';
import { configsByNode } from './ranges.ts';

// The zones of AKS in Azure's public, US Government and China clouds (Microsoft Learn, private endpoint DNS
// zones).
const zones = ['.azmk8s.io', '.cx.aks.containerservice.azure.us', '.cx.prod.service.azk8s.cn'];

/** Whether a host name lies in one of the zones in which AKS names API servers. */
export function isAksHost(host: string): boolean {
  return zones.some((zone) => host.toLowerCase().endsWith(zone));
}

// ebpf-dataplane is stamped by any Karpenter (aks.md §1.7), so it does not count.
function isOwnLabel(key: string): boolean {
  return key.startsWith('kubernetes.azure.com/') && key !== 'kubernetes.azure.com/ebpf-dataplane';
}

/**
 * A node of AKS Engine, AKS’s predecessor for clusters of one's own: it sets the same label on nodes that it names k8s-…
 * (on Windows 1234k8s000), and the value is no resource group that AKS made (Azure/aks-engine, node names and labels).
 */
function isEngineNode({ labels, name }: Node): boolean {
  const group = labels['kubernetes.azure.com/cluster'];
  return group !== undefined && !/^mc_/iu.test(group) && /^(?:k8s-|\d{4}k8s)/u.test(name);
}

/**
 * AKS by its own labels, or by its node names on Azure; null where an object shows neither labels nor a
 * provider.
 */
function isAksNode({ labels, name, provider }: Node): boolean | null {
  const keys = Object.keys(labels);
  if (keys.some(isOwnLabel) || (provider === 'azure' && /^aks[a-z0-9-]+$/u.test(name))) return true;
  return keys.length === 0 && provider === null ? null : false;
}

/** Whether this is AKS: by its nodes; without them by what only AKS has; null where nothing tells. */
export function isAks(reads: Reads, apiHost: string | null): boolean | null {
  if (nodesOf(reads).some(isEngineNode)) return false;
  const nodes = nodesOf(reads).map(isAksNode);
  const otherwise = configsByNode(reads).size > 0 || ciliumOwnerOf(reads) === 'azure' || isAksHost(apiHost ?? '');
  if (nodes.includes(true)) return true;
  if (nodes.includes(false)) return false;
  return otherwise ? true : null;
}
