import type { ClusterNetwork } from '../../model/network.ts';
import type { NamespacePolicies, PolicySnapshot, Semantics } from '../../model/reach.ts';
import { type LocalDns, localDnsOf } from '../facts/local-dns.ts';
import { type AddressIndex, indexAddresses } from './address-index.ts';
import { type CiliumSwitches, ciliumSwitchesOf } from './cilium-switches.ts';
import { createDirectedPolicyLookup, type DirectedPolicyLookup } from './directed-policies.ts';
import type { PodIdentity } from './endpoint.ts';
import type { UnreadPolicies } from './hiding-reads.ts';
import { createHostFirewallLookup } from './host-firewall.ts';
import { no, type Truth, yes } from './kleene.ts';
import { memoizeByIdentity } from './memoize.ts';
import { indexPods, type PodIndex } from './pod-index.ts';
import { type DirectedPolicy, type Direction, policyNameOf } from './rule.ts';
import { createUnreadLookup, type UnreadLookup } from './unread-policies.ts';

/** A policy that selects an identity, or may. */
export type AppliedPolicy = { readonly policy: DirectedPolicy; readonly selects: Truth };

/** All that decides about one identity in one direction. */
type PoliciesFor = {
  readonly applied: readonly AppliedPolicy[];
  readonly unread: readonly UnreadPolicies[];
  /** Whether some rule names a port instead of its number. */
  readonly namesPort: boolean;
  /** The policies that surely select it, as answers name them, sorted. */
  readonly selecting: readonly string[];
};

/** What `reach` looks up while it answers questions on one snapshot. */
export type PolicyIndex = AddressIndex &
  PodIndex & {
    readonly policySnapshot: PolicySnapshot;
    readonly network: ClusterNetwork;
    readonly localDns: LocalDns;
    /** What cilium-config decides about every policy; counts only where policies are read as Cilium reads them. */
    readonly switches: CiliumSwitches;
    /** Why Cilium’s host firewall may shut a node in one direction; null where it does not. */
    readonly hostFirewall: (direction: Direction) => string | null;
    /** Undefined for a namespace that was not read. */
    readonly namespace: (name: string) => NamespacePolicies | undefined;
    readonly policiesFor: (identity: PodIdentity, direction: Direction, semantics: Semantics) => PoliciesFor;
  };

function namesPort({ policy: { rules } }: AppliedPolicy): boolean {
  return rules.some(({ ports }) => ports?.some(({ port }) => typeof port === 'string'));
}

function policiesFor(applied: readonly AppliedPolicy[], unread: readonly UnreadPolicies[]): PoliciesFor {
  const selecting = applied.filter(({ selects }) => selects === yes).map(({ policy }) => policyNameOf(policy.name));
  return { applied, unread, namesPort: applied.some(namesPort), selecting: [...new Set(selecting)].sort() };
}

function createPoliciesLookup(policiesOf: DirectedPolicyLookup, unreadOf: UnreadLookup): PolicyIndex['policiesFor'] {
  const lookUp = (direction: Direction, semantics: Semantics) =>
    memoizeByIdentity((identity) => {
      const applied = policiesOf(identity.namespace, direction, semantics)
        .map((policy) => ({ policy, selects: policy.selects(identity) }))
        .filter(({ selects }) => selects !== no);
      return policiesFor(applied, unreadOf(identity, direction, semantics));
    });
  const tables = {
    plain: { ingress: lookUp('ingress', 'plain'), egress: lookUp('egress', 'plain') },
    cilium: { ingress: lookUp('ingress', 'cilium'), egress: lookUp('egress', 'cilium') },
  };
  return (identity, direction, semantics) => tables[semantics][direction](identity);
}

/**
 * Makes a snapshot ready for many questions: linear in Pods and policies, and each selector meets each
 * identity once.
 */
export function indexPolicies(policySnapshot: PolicySnapshot, network: ClusterNetwork): PolicyIndex {
  const namespaces = new Map(policySnapshot.namespaces.map((each) => [each.name, each]));
  const switches = ciliumSwitchesOf(policySnapshot.snapshot.reads);
  const policiesOf = createDirectedPolicyLookup(policySnapshot, namespaces, switches);
  const unreadOf = createUnreadLookup(policySnapshot, namespaces, network, switches);
  return {
    policySnapshot,
    network,
    localDns: localDnsOf(policySnapshot.snapshot.reads, network.aks),
    switches,
    hostFirewall: createHostFirewallLookup(policySnapshot, switches),
    namespace: (name) => namespaces.get(name),
    ...indexPods(namespaces),
    ...indexAddresses(policySnapshot),
    policiesFor: createPoliciesLookup(policiesOf, unreadOf),
  };
}
