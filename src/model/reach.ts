import type { CalicoPolicy, CiliumPolicy, NetworkPolicy, Protocol, UnjudgedPolicy } from './policy.ts';
import type { Read } from './read.ts';
import type { EndpointSlice, Namespace, Pod, Service, ServiceRange, Snapshot } from './snapshot.ts';

/** One namespace with what decides about its traffic. */
export type NamespacePolicies = {
  readonly name: string;
  readonly namespace: Read<Namespace>;
  readonly pods: Read<readonly Pod[]>;
  readonly networkPolicies: Read<readonly NetworkPolicy[]>;
  readonly ciliumPolicies: Read<readonly CiliumPolicy[]>;
  readonly calicoPolicies: Read<readonly CalicoPolicy[]>;
  readonly services: Read<readonly Service[]>;
  readonly endpointSlices: Read<readonly EndpointSlice[]>;
};

/**
 * Everything that answers to `reach` rest on: one snapshot for the cluster's network, and the namespaces
 * around it.
 */
export type PolicySnapshot = {
  readonly snapshot: Snapshot;
  readonly namespaces: readonly NamespacePolicies[];
  readonly ciliumClusterPolicies: Read<readonly CiliumPolicy[]>;
  readonly calicoGlobalPolicies: Read<readonly CalicoPolicy[]>;
  /** Policies of kinds that are not judged, a list for each such kind that the cluster has. */
  readonly unjudgedPolicies: readonly Read<readonly UnjudgedPolicy[]>[];
  /** Whether every Pod of the cluster is in some space, so that an address without a Pod is nobody's. */
  readonly hasEveryPod: boolean;
  /** Services were saved namespace by namespace: other namespaces may have more. Absent: not so. */
  readonly hasServicesInPieces?: boolean;
  /** The Services of the whole cluster, or why not: an address may be one of theirs. */
  readonly services: Read<readonly Service[]>;
  /** The ranges that Services get addresses from, or why they are not known. */
  readonly serviceRanges: Read<readonly ServiceRange[]>;
};

/** Policies that are not applied yet; those of the whole cluster have the namespace `''`. */
export type ProposedPolicies = {
  readonly networkPolicies: readonly NetworkPolicy[];
  readonly ciliumPolicies: readonly CiliumPolicy[];
  /** Whether one of them named no namespace, and was given the one that was asked about. */
  readonly placed: boolean;
};

/** What a question needs to have read. */
export type SurveyRequest = { readonly namespaces: readonly string[]; readonly addresses: readonly string[] };

/**
 * One question: `from` is NAMESPACE/POD or an address, so is `to`, which may also be NAMESPACE/svc/NAME; `port` is a
 * number or the name of a container port, of a Service one of its own ports.
 */
export type ReachQuery = {
  readonly from: string;
  readonly to: string;
  readonly port: number | string;
  readonly protocol: Protocol;
};

/** Which rules of reading policies apply. */
export type Semantics = 'plain' | 'cilium';

/** An answer about traffic. */
export type Verdict = 'allowed' | 'denied' | 'unknown';

/** What the policies of one end say. */
export type Side = {
  readonly verdict: Verdict;
  /** The policies that select this end in this direction, as `Kind/namespace/name`. */
  readonly policies: readonly string[];
  readonly because: string;
};

/** Something to know beside an answer. */
export type Remark = { readonly id: string; readonly message: string };

/** One Pod behind a Service, or an address, with the port that a connection to the Service comes to. */
export type Backend = { readonly to: string; readonly port: number; readonly verdict: Verdict };

/** The answer to one question. */
export type Reach = {
  readonly query: ReachQuery;
  readonly verdict: Verdict;
  readonly egress: Side;
  readonly ingress: Side;
  readonly notes: readonly Remark[];
  /** The namespaces of the Pods at both ends, null for what is no Pod. */
  readonly homes: { readonly from: string | null; readonly to: string | null };
  /** What is behind the Service that was asked for; absent for what is no Service. */
  readonly backends?: readonly Backend[];
  /** How the policies were read; both where the data plane is not known. */
  readonly semantics: readonly Semantics[];
};

/** A connection whose verdict another one takes the place of; `to` is NAMESPACE/POD, an address, or `dns`. */
export type VerdictChange = ReachQuery & { readonly without: Verdict; readonly with: Verdict };

/** What policies that are not applied yet would change. */
export type PolicyTrial = {
  /** The policies, as `Kind/namespace/name`. */
  readonly policies: readonly string[];
  /** Those of them that take the place of one of the same name. */
  readonly replaced: readonly string[];
  /** The namespace that those count in which name none; null where each names its own. */
  readonly placedIn: string | null;
  /** The answers without them, in the order of the questions. */
  readonly without: readonly Reach[];
  /** The namespaces whose Pods' connections were compared. */
  readonly namespaces: readonly string[];
  readonly changes: readonly VerdictChange[];
  /** How many connections were compared, and how many of them are unknown either way. */
  readonly compared: number;
  readonly untold: number;
  /** Why connections were left out, in sentences without their full stop. */
  readonly leftOut: readonly string[];
};

/** The answer to `reach`: one question, or with `batch` a list of them. */
export type ReachAnswer = {
  readonly kind: 'reach';
  readonly reaches: readonly Reach[];
  readonly batch: boolean;
  readonly source: Snapshot['source'];
  readonly readAt: string;
  /** Where policies were tried: `reaches` are the answers with them. */
  readonly trial?: PolicyTrial;
};
