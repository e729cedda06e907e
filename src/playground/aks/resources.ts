/** A resource type as discovery names it. */
export type ResourceType = {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  /** Custom resources exist only where a scenario installs their group. */
  readonly custom: boolean;
};

function type(
  group: string,
  version: string,
  resource: string,
  kind: string,
  namespaced: boolean,
  shortNames: readonly string[] = [],
  custom = false,
): ResourceType {
  return { group, version, resource, singular: kind.toLowerCase(), kind, namespaced, shortNames, custom };
}

const rbac = 'rbac.authorization.k8s.io';

/** Every resource type that the embedded API server can serve. */
export const resourceTypes: readonly ResourceType[] = [
  type('', 'v1', 'configmaps', 'ConfigMap', true, ['cm']),
  type('', 'v1', 'events', 'Event', true, ['ev']),
  type('', 'v1', 'namespaces', 'Namespace', false, ['ns']),
  type('', 'v1', 'nodes', 'Node', false, ['no']),
  type('', 'v1', 'pods', 'Pod', true, ['po']),
  type('', 'v1', 'secrets', 'Secret', true),
  type('', 'v1', 'services', 'Service', true, ['svc']),
  type('apps', 'v1', 'daemonsets', 'DaemonSet', true, ['ds']),
  type('apps', 'v1', 'deployments', 'Deployment', true, ['deploy']),
  type('discovery.k8s.io', 'v1', 'endpointslices', 'EndpointSlice', true),
  type('networking.k8s.io', 'v1', 'networkpolicies', 'NetworkPolicy', true, ['netpol']),
  type(rbac, 'v1', 'clusterrolebindings', 'ClusterRoleBinding', false),
  type(rbac, 'v1', 'clusterroles', 'ClusterRole', false),
  type(rbac, 'v1', 'rolebindings', 'RoleBinding', true),
  type(rbac, 'v1', 'roles', 'Role', true),
  type('acn.azure.com', 'v1alpha', 'nodenetworkconfigs', 'NodeNetworkConfig', true, ['nnc'], true),
  type('cilium.io', 'v2', 'ciliumclusterwidenetworkpolicies', 'CiliumClusterwideNetworkPolicy', false, ['ccnp'], true),
  type('cilium.io', 'v2', 'ciliumnetworkpolicies', 'CiliumNetworkPolicy', true, ['cnp'], true),
  type('cilium.io', 'v2', 'ciliumnodes', 'CiliumNode', false, ['cn'], true),
];

/** `v1` for the core group, `group/version` for the others. */
export function groupVersion({ group, version }: Pick<ResourceType, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}
