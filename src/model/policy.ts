import type { Labels } from './kubernetes-labels.ts';

/** An API label selector; keys as written. */
export type LabelSelector = {
  readonly matchLabels: Labels;
  readonly matchExpressions: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values: readonly string[];
  }[];
};

/** The transport protocols that policies know. */
export const protocols = ['TCP', 'UDP', 'SCTP'] as const;

/** A transport protocol. */
export type Protocol = (typeof protocols)[number];

/**
 * Ports that a rule opens: all of a protocol without `port`, a number, a range up to `endPort`, or a name.
 */
export type PortMatch = {
  /** `TCP`, `UDP`, `SCTP`, or Cilium's `ANY`; another word matches nothing. */
  readonly protocol: string;
  readonly port: number | string | null;
  readonly endPort: number | null;
};

/** An address block without some blocks inside it, as text. */
export type IpBlock = { readonly cidr: string; readonly except: readonly string[] };

/** A peer of a NetworkPolicy's rule; a missing selector is null, which is not the same as an empty one. */
export type PolicyPeer = {
  readonly block: IpBlock | null;
  readonly pods: LabelSelector | null;
  readonly namespaces: LabelSelector | null;
};

/** A rule of a NetworkPolicy; without peers every peer, without ports every port. */
export type PolicyRule = { readonly peers: readonly PolicyPeer[]; readonly ports: readonly PortMatch[] };

/** networking.k8s.io/v1 NetworkPolicy with the API's default for policyTypes. */
export type NetworkPolicy = {
  readonly namespace: string;
  readonly name: string;
  readonly selects: LabelSelector;
  readonly types: readonly string[];
  readonly ingress: readonly PolicyRule[];
  readonly egress: readonly PolicyRule[];
};

/** The members of a Cilium rule that are named and not judged. */
export type UnjudgedMember = 'fqdns' | 'services' | 'nodes' | 'groups' | 'cidrGroups' | 'requires';

/** A rule of a CiliumNetworkPolicy at L3 and L4. */
export type CiliumRule = {
  readonly endpoints: readonly LabelSelector[];
  readonly entities: readonly string[];
  readonly blocks: readonly IpBlock[];
  readonly unjudged: readonly UnjudgedMember[];
  /** Names in toFQDNs, as written. */
  readonly names: readonly string[];
  /** A list of peers stands there and is empty, which releases of Cilium read differently. */
  readonly emptyPeers: boolean;
  /** Null without `toPorts`. */
  readonly ports: readonly PortMatch[] | null;
  readonly icmp: boolean;
  readonly l7: boolean;
};

/** One spec of a CiliumNetworkPolicy; `selects` is null for one that selects nodes. */
export type CiliumSpec = {
  readonly selects: LabelSelector | null;
  readonly ingress: readonly CiliumRule[];
  readonly ingressDeny: readonly CiliumRule[];
  readonly egress: readonly CiliumRule[];
  readonly egressDeny: readonly CiliumRule[];
  /** Whether what is not allowed is denied, by direction (enableDefaultDeny, with its default). */
  readonly denies: { readonly ingress: boolean; readonly egress: boolean };
};

/** cilium.io/v2 CiliumNetworkPolicy, or CiliumClusterwideNetworkPolicy with namespace `''`. */
export type CiliumPolicy = { readonly namespace: string; readonly name: string; readonly specs: readonly CiliumSpec[] };

/** The Pods that a policy of the group policy.networking.k8s.io selects; a missing selector is null. */
export type PolicySubject = { readonly namespaces: LabelSelector | null; readonly pods: LabelSelector | null };

/** A policy of a kind that is not judged: AdminNetworkPolicy and its like. */
export type UnjudgedPolicy = {
  readonly kind: string;
  /** `''` for one of the whole cluster. */
  readonly namespace: string;
  readonly name: string;
  /** Null where the form of the kind is not known: then it may select every Pod where it stands. */
  readonly subject: PolicySubject | null;
  /** The directions in which it may decide. */
  readonly directions: readonly ('ingress' | 'egress')[];
};

/** A Calico policy: only whom it selects; namespace `''` for a GlobalNetworkPolicy. */
export type CalicoPolicy = {
  readonly namespace: string;
  readonly name: string;
  readonly selector: string;
  readonly namespaceSelector: string;
};
