import type { DaemonSet, Pod, Reads } from '../model/snapshot.ts';

/** Whose Cilium runs in kube-system: Azure's, somebody's own, one whose owner cannot be told, none, or not visible. */
export type CiliumOwner = 'azure' | 'self' | 'unknown' | 'none' | 'unseen';

/** The kube-system DaemonSet of exactly this name, undefined where it was not seen. */
export function daemonSetNamed(daemonSets: Reads['daemonSets'], name: string): DaemonSet | undefined {
  return daemonSets.outcome === 'ok' ? daemonSets.data.find((each) => each.name === name) : undefined;
}

/**
 * Whether a DaemonSet is proven to be absent. An empty list proves nothing: an AKS kube-system always runs DaemonSets.
 * Of an untyped `List` only kube-proxy and Cilium may be called absent.
 */
export function provenAbsent(read: Reads['daemonSets'], name: string): boolean {
  if (read.outcome !== 'ok' || read.data.length === 0 || read.absence === 'unproven') return false;
  if (read.absence === 'agents' && name !== 'kube-proxy' && name !== 'cilium') return false;
  return !read.data.some((each) => each.name === name && each.desired !== 0);
}

/** The Cilium agents among the Pods of kube-system: the label that the exercise names, or the DaemonSet as owner. */
export function ciliumPods(systemPods: readonly Pod[]): readonly Pod[] {
  return systemPods.filter(({ labels, owner }) => labels['k8s-app'] === 'cilium' || owner === 'DaemonSet/cilium');
}

const azureRouter = '169.254.23.0';

function byConfig({ ciliumConfig: read }: Pick<Reads, 'ciliumConfig'>): boolean | null {
  if (read.outcome !== 'ok') return null;
  const { ipam, 'local-router-ipv4': router, 'cni-chaining-mode': chaining } = read.data.values;
  if (ipam === undefined) return null;
  if (chaining !== undefined && chaining !== 'none') return false;
  // delegated-plugin alone is not Azure's alone; the router address is (aks.md §1.6).
  return ipam === 'delegated-plugin' && router === azureRouter;
}

/** Whose Cilium it is: the configuration decides, else AKS's `managedby` label; a node label alone never does. */
export function ciliumOwner(reads: Pick<Reads, 'daemonSets' | 'ciliumConfig'>, pods: readonly Pod[]): CiliumOwner {
  const set = daemonSetNamed(reads.daemonSets, 'cilium');
  if (set ? set.desired === 0 : pods.length === 0) return provenAbsent(reads.daemonSets, 'cilium') ? 'none' : 'unseen';
  const configured = byConfig(reads);
  const labelled = [set, ...pods].some((each) => each?.labels['kubernetes.azure.com/managedby'] === 'aks');
  if (configured === true || (configured === null && labelled)) return 'azure';
  if (configured === false) return labelled ? 'unknown' : 'self';
  return 'unknown';
}

/** Whose Cilium it is, from all that was read. */
export function ownerOf(reads: Pick<Reads, 'daemonSets' | 'ciliumConfig' | 'systemPods'>): CiliumOwner {
  return ciliumOwner(reads, reads.systemPods.outcome === 'ok' ? ciliumPods(reads.systemPods.data) : []);
}
