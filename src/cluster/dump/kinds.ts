import { findOwnValue } from '../../model/own-value.ts';
import type { ApiQuery } from '../../model/read.ts';
import { isCiliumPart } from './cilium-elsewhere.ts';
import type { DumpObject } from './dump.ts';

const kinds: Readonly<Record<string, string>> = {
  namespaces: 'Namespace',
  nodes: 'Node',
  pods: 'Pod',
  daemonsets: 'DaemonSet',
  nodenetworkconfigs: 'NodeNetworkConfig',
  configmaps: 'ConfigMap',
  networkpolicies: 'NetworkPolicy',
  ciliumnetworkpolicies: 'CiliumNetworkPolicy',
  ciliumclusterwidenetworkpolicies: 'CiliumClusterwideNetworkPolicy',
  ciliumnodes: 'CiliumNode',
  services: 'Service',
  endpointslices: 'EndpointSlice',
  servicecidrs: 'ServiceCIDR',
  globalnetworkpolicies: 'GlobalNetworkPolicy.projectcalico.org',
};

const clusterScoped = new Set([
  'Namespace',
  'Node',
  'CiliumNode',
  'CiliumClusterwideNetworkPolicy',
  'ServiceCIDR',
  'GlobalNetworkPolicy.projectcalico.org',
]);
const calicoPolicy = 'NetworkPolicy.projectcalico.org';

/** The kind that answers a question; Calico has a NetworkPolicy of its own. */
export function kindOf({ resource, group }: ApiQuery): string {
  return group === 'crd.projectcalico.org' && resource === 'networkpolicies'
    ? calicoPolicy
    : (findOwnValue(kinds, resource) ?? '');
}

/** Kinds that netlab reads, all of whose objects live in a namespace. */
export const namespacedKinds: ReadonlySet<string> = new Set(
  [...Object.values(kinds), calicoPolicy].filter((kind) => !clusterScoped.has(kind)),
);

/**
 * Whether an object is part of the answer to a question. Cilium's own objects count as kube-system's where Cilium runs
 * in another namespace, `ciliumHome`; null where it does not.
 */
export function isAnswer(ask: ApiQuery, object: DumpObject, ciliumHome: string | null): boolean {
  const { kind, namespace, name } = object;
  if (kind !== kindOf(ask) || (ask.name !== null && name !== ask.name)) return false;
  return ask.namespace === null || namespace === ask.namespace || isCiliumPart(object, ciliumHome, ask);
}
