/** The first `max` entries, and how many more there are. */
export function some(entries: readonly string[], max = 6): string {
  if (entries.length === 0) return 'none';
  const rest = entries.length - max;
  return rest > 0 ? `${entries.slice(0, max).join(', ')} and ${rest} more` : entries.join(', ');
}

/** `1 Pod`, `2 Pods`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** Names of models as people say them. */
export const modelNames = {
  kubenet: 'kubenet',
  'azure-cni-node-subnet': 'Azure CNI node subnet (traditional)',
  'azure-cni-pod-subnet-dynamic': 'Azure CNI Pod subnet (dynamic)',
  'azure-cni-pod-subnet-static': 'Azure CNI Pod subnet (static block)',
  'azure-cni-overlay': 'Azure CNI Overlay',
  'byo-cni': 'bring-your-own CNI',
  mixed: 'more than one model',
  undetermined: 'not determined',
} as const;
