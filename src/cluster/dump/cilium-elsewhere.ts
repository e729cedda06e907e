import type { ApiQuery } from '../../model/read.ts';
import type { Dump, DumpObject } from './dump.ts';

const isCiliumSet = ({ kind, name }: DumpObject) => kind === 'DaemonSet' && name === 'cilium';

/** Whether a ConfigMap says how Cilium hands out addresses, as every installation of Cilium does. */
function isCiliumConfig({ kind, name, value }: DumpObject): boolean {
  if (kind !== 'ConfigMap' || name !== 'cilium-config') return false;
  const data = typeof value === 'object' && value !== null && 'data' in value ? value.data : undefined;
  return typeof data === 'object' && data !== null && 'ipam' in data;
}

/**
 * The namespace in which Cilium runs where it is not kube-system: the only one with its DaemonSet and its ConfigMap.
 * Null where kube-system has one, where none has both, and where several have.
 */
export function ciliumNamespaceIn({ objects }: Dump): string | null {
  const homes = new Set(objects.filter(isCiliumSet).map(({ namespace }) => namespace));
  if (homes.has('kube-system')) return null;
  const configured = new Set(objects.filter(isCiliumConfig).map(({ namespace }) => namespace));
  const [home, second] = homes.intersection(configured);
  return second === undefined ? (home ?? null) : null;
}

/** Whether some namespace holds a DaemonSet of Cilium's that is not known to be the cluster's: it may be, or be a leftover. */
export function isCiliumUnplaced(dump: Dump): boolean {
  const homes = dump.objects.filter(isCiliumSet).map(({ namespace }) => namespace);
  return homes.length > 0 && !homes.includes('kube-system') && ciliumNamespaceIn(dump) === null;
}

function isAgentPod({ kind, labels }: DumpObject): boolean {
  return kind === 'Pod' && labels.has('k8s-app=cilium');
}

/** Whether an object of that namespace belongs to the answer about kube-system: agents are asked about there. */
export function isCiliumPart(object: DumpObject, home: string | null, { namespace }: ApiQuery): boolean {
  if (home === null || namespace !== 'kube-system' || object.namespace !== home) return false;
  return isCiliumSet(object) || isAgentPod(object) || (object.kind === 'ConfigMap' && object.name === 'cilium-config');
}
