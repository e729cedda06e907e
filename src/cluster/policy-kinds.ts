import type { ApiQuery } from '../model/read.ts';

// The kinds of policies that netlab judges, or reads to know whom they select; `extensions` served NetworkPolicy until 1.16.
const known = new Set([
  'networkpolicies.networking.k8s.io',
  'networkpolicies.extensions',
  'ciliumnetworkpolicies.cilium.io',
  'ciliumclusterwidenetworkpolicies.cilium.io',
  'networkpolicies.crd.projectcalico.org',
  'globalnetworkpolicies.crd.projectcalico.org',
  'networkpolicies.projectcalico.org',
  'globalnetworkpolicies.projectcalico.org',
]);

// Calico only reports what a staged policy would do (docs.tigera.io, Staged network policies).
const staged = /^staged[a-z]*\.(?:crd\.)?projectcalico\.org$/u;

/** The group of AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy (sigs.k8s.io/network-policy-api). */
export const networkPolicyApiGroup = 'policy.networking.k8s.io';

/** A kind that a server serves, by the plural that its path has. */
export type PolicyKind = {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
};

/** Whether a kind is one of policies that netlab does not know: by its plural, or because it stands in the group of such. */
export function isUnjudgedPolicyKind({ group, resource }: Pick<PolicyKind, 'group' | 'resource'>): boolean {
  const name = `${resource}.${group}`;
  if (known.has(name) || staged.test(name) || resource.includes('/')) return false;
  return resource.endsWith('networkpolicies') || group === networkPolicyApiGroup;
}

/** The plural of a kind of policies, as its definition would spell it. */
export function pluralOf(kind: string): string {
  const plain = kind.toLowerCase();
  return plain.endsWith('y') ? `${plain.slice(0, -1)}ies` : `${plain}s`;
}

/** The questions for all policies of a kind: one for the cluster, or one for each namespace. */
export function policyQueriesFor(kind: PolicyKind, namespaces: readonly string[]): readonly ApiQuery[] {
  const { group, version, resource } = kind;
  const list = (namespace: string | null): ApiQuery => ({
    verb: 'list',
    resource,
    group,
    version,
    namespace,
    name: null,
  });
  return kind.namespaced ? namespaces.map(list) : [list(null)];
}
