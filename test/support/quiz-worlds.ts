// Clusters that differ in what the quiz asks about.
import * as clusters from './clusters.ts';
import { daemonSet, listOf, pod, snapshotOf } from './objects.ts';

/** A cluster as a list of objects. */
export type Documents = readonly Readonly<Record<string, unknown>>[];
/** The snapshots of a cluster, by the namespace that looks. */
export const on = (documents: readonly unknown[]) => (namespace: string) => snapshotOf(documents, namespace);

/** A cluster with some lists of a kind replaced. */
export const but = (base: Documents, ...lists: Documents): Documents => [
  ...base.filter(({ kind }) => !lists.some((each) => each.kind === kind)),
  ...lists,
];

/** An overlay of whose three Cilium agents some are ready. */
export function withAgents(ready: number): Documents {
  const labels = { 'k8s-app': 'cilium', 'kubernetes.azure.com/managedby': 'aks' };
  const agents = [4, 5, 6].map((last, i) => {
    const address = `172.20.0.${last}`;
    const more = { labels, hostNetwork: true, owner: 'cilium', ready: i < ready };
    return pod('kube-system', `cilium-${i}`, `n${i}`, address, address, more);
  });
  return but(
    clusters.overlayCilium,
    listOf('Pod', agents),
    listOf('DaemonSet', [daemonSet('cilium', 3, { labels, ready }), daemonSet('azure-cns', 3)]),
  );
}
