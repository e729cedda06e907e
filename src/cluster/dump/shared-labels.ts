import type { DumpObject } from './dump.ts';

/**
 * Labels that AKS puts on every DaemonSet (and ConfigMap) of its own in kube-system, so that sharing one is no sign of
 * `-l`, each with its source. Only these are left out of the comparison.
 */
const commonLabels: Readonly<Record<string, string>> = {
  'kubernetes.azure.com/managedby=aks': 'on every DaemonSet of AKS today; VijayRod/demo, k8s-kube-proxy.md',
  'addonmanager.kubernetes.io/mode=Reconcile': 'kubernetes/kubernetes, cluster/addons/addon-manager/README.md',
  'addonmanager.kubernetes.io/mode=EnsureExists': 'kubernetes/kubernetes, cluster/addons/addon-manager/README.md',
  'kubernetes.io/cluster-service=true': 'the older mark of the addon manager, in the same README',
};

/** Whether all of some objects carry one label that `-l` may have selected them by; one object shares with itself. */
export function shareSelectingLabel(found: readonly DumpObject[]): boolean {
  const [first, ...rest] = found;
  const candidates = [...(first?.labels ?? [])].filter((label) => !Object.hasOwn(commonLabels, label));
  return candidates.some((label) => rest.every(({ labels }) => labels.has(label)));
}
