/**
 * Every passage that a finding may name as theory or drift: a lesson without one of them would leave a
 * student without words.
 */
export const citedPassages = [
  'annotations',
  'cilium',
  'drift-annotations',
  'drift-cilium-models',
  'drift-model-change',
  'drift-networkmonitor',
  'drift-pod-cidr',
  'drift-range-proof',
  'drift-windows-agents',
  'kube-proxy',
  'networkmonitor',
  'node-addresses',
  'node-subnet',
  'overlay',
  'pod-cidr',
  'private-clusters',
] as const;
