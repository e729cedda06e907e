import type { PortMatch, Protocol } from '../../model/policy.ts';
import type { Cidr } from '../ip/address.ts';
import type { ConnectionEndpoint, PodIdentity } from './endpoint.ts';
import type { Truth } from './kleene.ts';

/** A question about Pods by their labels, answered once for each identity. */
export type PodsPeer = { readonly kind: 'pods'; readonly matches: (identity: PodIdentity) => Truth };

/** Whether an address block may mean Pods and nodes of the cluster, beside addresses outside of it. */
export type BlockMeaning = { readonly pods: boolean; readonly nodes: boolean };

/** An address block. */
export type BlockPeer = {
  readonly kind: 'block';
  readonly within: Cidr;
  readonly except: readonly Cidr[];
  readonly pods: Truth;
  readonly nodes: Truth;
};

/** One of Cilium's entities. */
export type EntityPeer = { readonly kind: 'entity'; readonly entity: string };

/** A peer that is named and not judged: it may be an address outside, or with `anyone` anything. */
export type UnjudgedPeer = { readonly kind: 'unjudged'; readonly what: string; readonly anyone: boolean };

/** Whom a rule names. */
export type Peer = PodsPeer | BlockPeer | EntityPeer | UnjudgedPeer;

/** A policy, as far as an answer names it. */
export type PolicyName = { readonly kind: string; readonly namespace: string; readonly name: string };

/** A policy as answers name it: `Kind/NAMESPACE/NAME`, without the namespace for one of the whole cluster. */
export function policyNameOf({ kind, namespace, name }: PolicyName): string {
  return namespace === '' ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}

/** One rule in the one form that every kind of policy is turned into. */
export type NormalizedRule = {
  /** Its place in the policy's list, from 1. */
  readonly place: number;
  /** Null for every peer. */
  readonly peers: readonly Peer[] | null;
  /** Null for every port of every protocol. */
  readonly ports: readonly PortMatch[] | null;
  readonly deny: boolean;
  readonly l7: boolean;
  /** What may narrow the rule and is not judged; null without. */
  readonly narrowed: string | null;
};

/** One direction of one policy. */
export type DirectedPolicy = {
  readonly name: PolicyName;
  readonly selects: (identity: PodIdentity) => Truth;
  /** Whether what no rule allows is denied. */
  readonly denies: Truth;
  readonly rules: readonly NormalizedRule[];
};

/** A direction, seen from the Pod that a policy selects. */
export type Direction = 'ingress' | 'egress';

/** What travels. */
export type Traffic = { readonly port: number; readonly protocol: Protocol; readonly to: ConnectionEndpoint };
