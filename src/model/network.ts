/** The eight names of the IPAM axis (surfaces: `cluster.model`). */
export type NetworkModel =
  | 'kubenet'
  | 'azure-cni-node-subnet'
  | 'azure-cni-pod-subnet-dynamic'
  | 'azure-cni-pod-subnet-static'
  | 'azure-cni-overlay'
  | 'byo-cni'
  | 'mixed'
  | 'undetermined';

/** A model that one node pool can have. */
export type PoolModel = Exclude<NetworkModel, 'mixed' | 'undetermined'>;

/** Who routes Service traffic. */
export type Dataplane = 'azure-cilium' | 'self-managed-cilium' | 'kube-proxy' | 'none' | 'undetermined';

/** Who enforces NetworkPolicies. */
export type PolicyEngine = 'azure-npm' | 'calico' | 'cilium' | 'none' | 'undetermined';

/** How much a signal may decide. */
export type Weight = 'decisive' | 'strong' | 'medium' | 'weak';

/** One observation that a conclusion rests on. */
export type Signal = {
  readonly id: string;
  readonly observed: string;
  readonly says: string;
  readonly weight: Weight;
};

/** What a cluster's network is, with the evidence (the `cluster` object of `netlab.check/1`). */
export type ClusterNetwork = {
  readonly aks: boolean | null;
  readonly model: NetworkModel;
  readonly dataplane: Dataplane;
  readonly policyEngine: PolicyEngine;
  readonly dualStack: boolean | null;
  readonly windows: boolean | null;
  readonly virtualNodes: boolean | null;
  readonly candidates: readonly PoolModel[];
  readonly pools: readonly {
    readonly name: string;
    readonly model: NetworkModel;
    readonly nodes: number;
    readonly ready: number;
  }[];
  readonly signals: readonly Signal[];
  readonly conflicts: readonly { readonly id: string; readonly says: string }[];
};
