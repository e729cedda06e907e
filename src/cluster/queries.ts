import { findOwnValue } from '../model/own-value.ts';
import type { ApiQuery } from '../model/read.ts';
import type { ReadName } from '../model/snapshot.ts';

const system = 'kube-system';

function list(resource: string, group: string, namespace: string | null): ApiQuery {
  return { verb: 'list', resource, group, namespace, name: null };
}

function configMap(name: string): ApiQuery {
  return { verb: 'get', resource: 'configmaps', group: '', namespace: system, name };
}

/** Every question that a snapshot of `namespace` asks: the one list of what netlab reads. */
export function queriesFor(namespace: string) {
  return {
    ownNamespace: { verb: 'get', resource: 'namespaces', group: '', namespace: null, name: namespace },
    nodes: list('nodes', '', null),
    pods: list('pods', '', namespace),
    systemPods: list('pods', '', system),
    daemonSets: list('daemonsets', 'apps', system),
    calicoDaemonSets: list('daemonsets', 'apps', 'calico-system'),
    nodeNetworkConfigs: list('nodenetworkconfigs', 'acn.azure.com', system),
    networkmonitor: configMap('azure-cni-networkmonitor'),
    ciliumConfig: configMap('cilium-config'),
    ciliumNodes: list('ciliumnodes', 'cilium.io', null),
    masquerade: configMap('azure-ip-masq-agent-config-reconciled'),
    networkPolicies: list('networkpolicies', 'networking.k8s.io', namespace),
    ciliumPolicies: list('ciliumnetworkpolicies', 'cilium.io', namespace),
    ciliumClusterPolicies: list('ciliumclusterwidenetworkpolicies', 'cilium.io', null),
  } as const satisfies { [R in ReadName]: ApiQuery };
}

/** What `reach` asks about one more namespace. */
export function namespaceQueries(namespace: string) {
  return {
    namespace: { verb: 'get', resource: 'namespaces', group: '', namespace: null, name: namespace },
    pods: list('pods', '', namespace),
    networkPolicies: list('networkpolicies', 'networking.k8s.io', namespace),
    ciliumPolicies: list('ciliumnetworkpolicies', 'cilium.io', namespace),
    calicoPolicies: list('networkpolicies', 'crd.projectcalico.org', namespace),
    services: list('services', '', namespace),
    endpointSlices: list('endpointslices', 'discovery.k8s.io', namespace),
  } as const satisfies Readonly<Record<string, ApiQuery>>;
}

/** What `reach` asks about the whole cluster; every Pod and Service only where an address is to be found. */
export const clusterQueries = {
  ciliumClusterPolicies: list('ciliumclusterwidenetworkpolicies', 'cilium.io', null),
  calicoGlobalPolicies: list('globalnetworkpolicies', 'crd.projectcalico.org', null),
  everyPod: list('pods', '', null),
  everyService: list('services', '', null),
  serviceRanges: list('servicecidrs', 'networking.k8s.io', null),
} as const satisfies Readonly<Record<string, ApiQuery>>;

const versions: Readonly<Record<string, string>> = {
  apps: 'v1',
  'acn.azure.com': 'v1alpha',
  'networking.k8s.io': 'v1',
  'cilium.io': 'v2',
};

/** The group of a question and the version in which it is asked. */
export function groupVersionOf({ group, version }: ApiQuery): { readonly group: string; readonly version: string } {
  return { group, version: version ?? findOwnValue(versions, group) ?? 'v1' };
}

/** The URL path of a question. */
export function apiPathOf(ask: ApiQuery): string {
  const { group, namespace, resource, name } = ask;
  const root = group === '' ? '/api/v1' : `/apis/${group}/${groupVersionOf(ask).version}`;
  const scope = namespace === null ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${root}${scope}/${resource}${name === null ? '' : `/${encodeURIComponent(name)}`}`;
}

const customGroups = new Set(['acn.azure.com', 'cilium.io', 'crd.projectcalico.org']);

/** Custom resources: an API server without the definition has no objects of it, which its discovery says. */
export function isCustomResource({ group }: ApiQuery): boolean {
  return customGroups.has(group);
}
