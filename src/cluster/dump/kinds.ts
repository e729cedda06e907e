import type { ApiQuery } from '../../model/read.ts';
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
  services: 'Service',
  endpointslices: 'EndpointSlice',
  servicecidrs: 'ServiceCIDR',
  globalnetworkpolicies: 'GlobalNetworkPolicy.projectcalico.org',
};

const clusterScoped = new Set([
  'Namespace',
  'Node',
  'CiliumClusterwideNetworkPolicy',
  'ServiceCIDR',
  'GlobalNetworkPolicy.projectcalico.org',
]);
const calicoPolicy = 'NetworkPolicy.projectcalico.org';

/** The kind that answers a question; Calico has a NetworkPolicy of its own. */
export function kindOf({ resource, group }: ApiQuery): string {
  return group === 'crd.projectcalico.org' && resource === 'networkpolicies' ? calicoPolicy : (kinds[resource] ?? '');
}

/** Kinds that netlab reads, all of whose objects live in a namespace. */
export const namespacedKinds: ReadonlySet<string> = new Set(
  [...Object.values(kinds), calicoPolicy].filter((kind) => !clusterScoped.has(kind)),
);

/** Whether an object is part of the answer to a question. */
export function isAnswer(ask: ApiQuery, { kind, namespace, name }: DumpObject): boolean {
  if (kind !== kindOf(ask) || (ask.name !== null && name !== ask.name)) return false;
  return ask.namespace === null || namespace === ask.namespace;
}
