/** Label keys and values. */
export type Labels = Readonly<Record<string, string>>;

/** The label keys that checks read; every other label stays outside a snapshot (aks.md §1.2, §1.6). */
export const keptLabels: readonly string[] = [
  'agentpool',
  'app.kubernetes.io/managed-by',
  'beta.kubernetes.io/os',
  'component',
  'k8s-app',
  'helm.toolkit.fluxcd.io/name',
  'karpenter.sh/nodepool',
  'kubernetes.azure.com/agentpool',
  'kubernetes.azure.com/azure-cni-overlay',
  'kubernetes.azure.com/cluster',
  'kubernetes.azure.com/ebpf-dataplane',
  'kubernetes.azure.com/managed',
  'kubernetes.azure.com/managedby',
  'kubernetes.azure.com/network-policy',
  'kubernetes.azure.com/podnetwork-subnet',
  'kubernetes.azure.com/podnetwork-type',
  'kubernetes.azure.com/podv6network-type',
  'kubernetes.io/os',
  'type',
];
