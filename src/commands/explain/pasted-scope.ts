import type { PastedReading } from '../../model/pasted.ts';

/** A reading without what is of other students, how many Pods of theirs it held, and whether it is all theirs. */
export type ScopedReading = { readonly reading: PastedReading; readonly others: number; readonly isForeign: boolean };

const everybodys: readonly string[] = ['kube-system', 'default', '*'];

// What AKS, Cilium and the exercise call their ConfigMaps; another name may be somebody's own.
const knownConfigMaps: readonly string[] = [
  'azure-cni-networkmonitor',
  'azure-ip-masq-agent-config',
  'azure-ip-masq-agent-config-reconciled',
  'cilium-config',
  'coredns',
  'kube-proxy',
];

const knownName = (name: string | null): string | null =>
  name !== null && knownConfigMaps.includes(name) ? name : null;

/** Whether a namespace is somebody else's, as far as the text names one. */
export function isForeignNamespace(namespace: string | null, own: string | null): boolean {
  return namespace !== null && namespace !== own && !everybodys.includes(namespace);
}

/** A reading without names of other namespaces and what is in them. */
function withoutOthers(reading: PastedReading, own: string | null, isForeign: boolean): PastedReading {
  switch (reading.kind) {
    case 'pods': {
      const pods = isForeign ? [] : reading.pods.filter(({ namespace }) => !isForeignNamespace(namespace, own));
      return { ...reading, pods, namespace: isForeign ? null : reading.namespace };
    }
    case 'none':
      return { ...reading, namespace: isForeign ? null : reading.namespace };
    case 'refusal':
      return { ...reading, name: knownName(reading.name), namespace: isForeign ? null : reading.namespace };
    case 'configmap':
      return { ...reading, name: knownName(reading.name) };
    default:
      return reading;
  }
}

/**
 * A reading as it may be shown to somebody whose namespace is `own`: a list of all namespaces holds everybody's, and theirs is
 * counted and nothing else.
 */
export function scopeReading(reading: PastedReading, own: string | null): ScopedReading {
  const isForeign = 'namespace' in reading && isForeignNamespace(reading.namespace, own);
  const scoped = withoutOthers(reading, own, isForeign);
  const count = (each: PastedReading) => (each.kind === 'pods' ? each.pods.length : 0);
  return { reading: scoped, others: count(reading) - count(scoped), isForeign };
}
