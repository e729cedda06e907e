import type { PoolModel } from './network.ts';

/** A number with the place that it comes from; `date` is a year and a month. */
export type CitedFigure = { readonly value: number; readonly source: string; readonly date: string };

/** Models whose addresses can be planned; a CNI of one's own follows its own rules. */
export type PlannedModel = Exclude<PoolModel, 'byo-cni'>;

/** Nodes that an upgrade adds to each pool for a while: so many, or so many percent of the pool's own, rounded up. */
export type Surge = { readonly unit: 'nodes' | 'percent'; readonly value: number };

/** A node pool that was named. */
export type PoolRequest = { readonly name: string; readonly nodes: number; readonly maxPods: number };

/**
 * What is to be planned: a number of nodes, several pools, or with a subnet and neither of them, how many nodes fit.
 * IPv4 ranges as text.
 */
export type PlanRequest = {
  readonly model: PlannedModel;
  /** Null with pools, and where it is asked what fits. */
  readonly nodes: number | null;
  /** Pods per node, the model's default where null. */
  readonly maxPods: number | null;
  /** Several pools, each with its own size; empty where the cluster is one pool. */
  readonly pools: readonly PoolRequest[];
  /** Null where nobody said it: then the plan is made for the documented defaults. */
  readonly surge: Surge | null;
  /** The nodes' subnet. */
  readonly subnet: string | null;
  /** The Pod CIDR, or for a Pod subnet that subnet. */
  readonly podCidr: string | null;
  readonly serviceCidr: string | null;
  /** Networks that the cluster's must not overlap: peered VNets, networks on premises. */
  readonly peers: readonly string[];
};

/** A range that nodes or Pods get their addresses from. */
export type RangeName = 'node subnet' | 'Pod subnet' | 'Pod CIDR';

/** One range that the cluster needs. */
export type PlannedRange = {
  readonly range: RangeName;
  /** How many addresses are used, and how that was computed. */
  readonly addresses: number;
  readonly formula: string;
  /** Prefix length of the smallest block that holds them, Azure's own addresses included where it is a subnet. */
  readonly prefix: number | null;
};

/** A pool with what an upgrade adds to it. */
export type PlannedPool = {
  /** Null where the cluster is one pool without a name. */
  readonly name: string | null;
  readonly nodes: number;
  readonly maxPods: number;
  readonly surgeNodes: number;
};

/** What is needed of something that ends: a range that was named, the nodes of a cluster, the addresses of a VNet. */
export type PlanNeed = {
  readonly of: RangeName | 'cluster' | 'VNet';
  /** The range that was named; null for a limit. */
  readonly given: string | null;
  readonly formula: string;
  /** Addresses; for the cluster nodes. */
  readonly needed: number;
  readonly room: number;
  readonly fits: boolean;
};

/** The cluster at one moment: as it is, or with the nodes that one surge adds. */
export type PlanStep = {
  /** Null where no upgrade is under way. */
  readonly surge: Surge | null;
  /** Where a surge comes from that nobody said. */
  readonly figure: CitedFigure | null;
  /** Nodes of the cluster: where it was asked what fits, as many as fit with this surge. */
  readonly nodes: number;
  readonly surgeNodes: number;
  readonly nodesInAll: number;
  readonly ranges: readonly PlannedRange[];
  readonly needs: readonly PlanNeed[];
  readonly fits: boolean;
};

/** Whether an upgrade fits into the ranges that were named; `depends` where documented defaults of the surge differ. */
export type UpgradeVerdict = {
  readonly verdict: 'fits' | 'does-not-fit' | 'depends';
  /** Ranges of the model that were not named, and so not compared. */
  readonly unnamed: readonly RangeName[];
};

/** What a range is that was named. */
export type NamedRange = RangeName | 'service CIDR' | 'peered network';

/** What can stand against a plan, by id, with what there is to say of it. */
export type PlanProblemFields = {
  /** With the upgrade; so many fit without one. */
  readonly 'no-node-fits': { readonly capacity: number };
  readonly 'range-too-small': { readonly need: PlanNeed; readonly withoutUpgrade: PlanNeed };
  readonly 'too-many-nodes': { readonly model: PlannedModel; readonly most: number; readonly needed: number };
  readonly 'too-many-addresses': { readonly most: number; readonly needed: number };
  readonly 'pods-per-node': { readonly pool: string | null; readonly maxPods: number };
  readonly 'too-few-pods': { readonly pool: string | null; readonly nodes: number; readonly maxPods: number };
  readonly 'pool-too-large': { readonly pool: string; readonly nodes: number; readonly most: number };
  readonly 'pool-name': { readonly pool: string };
  readonly 'reserved-range': { readonly range: NamedRange; readonly given: string; readonly reserved: string };
  readonly overlap: {
    readonly ranges: readonly [NamedRange, NamedRange];
    readonly given: readonly [string, string];
  };
  readonly 'range-too-wide': { readonly range: NamedRange; readonly given: string; readonly widest: number };
};

/** Something that stands against a plan. */
export type PlanProblem<I extends keyof PlanProblemFields = keyof PlanProblemFields> = {
  [J in I]: { readonly id: J } & PlanProblemFields[J];
}[I];

/** What can be to know beside a plan, by id, with what there is to say of it. */
export type PlanRemarkFields = {
  readonly 'of-model': { readonly model: PlannedModel };
  readonly 'others-in-subnet': { readonly given: string };
  /** A surge that is more than a pool has nodes, so that fewer are added there. */
  readonly 'surge-of-pool': { readonly surge: number };
  readonly 'overlay-pods': { readonly pods: number; readonly most: CitedFigure; readonly other: CitedFigure };
  readonly 'pools-needed': { readonly nodes: number; readonly most: number; readonly pools: number };
  readonly 'windows-server': object;
  readonly 'windows-pods': { readonly advised: number };
  readonly 'exercise-nodes': { readonly most: number };
  readonly cilium: object;
  readonly 'unused-pod-cidr': { readonly given: string };
  /** A range that AKS takes where none was named, and one that was. */
  readonly 'default-overlap': {
    readonly range: NamedRange;
    readonly usual: string;
    readonly other: NamedRange;
    readonly given: string;
  };
  readonly 'default-too-small': { readonly usual: string; readonly serves: number; readonly needed: number };
  /** `whole` are the blocks of the subnet that hold none of Azure's own addresses. */
  readonly 'blocks-at-the-edge': { readonly subnet: string; readonly blocks: number; readonly whole: number };
  /** What full nodes may come to hold; `beyond` is the Pod subnet that was named where it has less. */
  readonly 'batch-ahead': { readonly each: readonly number[]; readonly inAll: number; readonly beyond: string | null };
};

/** Something to know beside a plan. */
export type PlanRemark<I extends keyof PlanRemarkFields = keyof PlanRemarkFields> = {
  [J in I]: { readonly id: J } & PlanRemarkFields[J];
}[I];

/** The answer to a plan. */
export type Plan = {
  readonly request: PlanRequest;
  /** One without a name, or those that were named; `surgeNodes` are those of the first of `upgrades`. */
  readonly pools: readonly PlannedPool[];
  /** Nodes, nodes with those of an upgrade, and Pods if every node is full, an upgrade's left out. */
  readonly nodes: number;
  readonly nodesInAll: number;
  readonly pods: number;
  /** Pods per node; null where pools differ. */
  readonly maxPods: number | null;
  /** Where it was asked what fits: how many nodes at once, and what ends there. */
  readonly capacity: { readonly nodes: number; readonly endsAt: PlanNeed['of'] } | null;
  /** What is needed during an upgrade, by the first of `upgrades`. */
  readonly ranges: readonly PlannedRange[];
  readonly withoutUpgrade: PlanStep;
  /** The upgrade with the surge that was said; where none was, one for each documented default. */
  readonly upgrades: readonly [PlanStep, ...PlanStep[]];
  /** Null where no range was named that could be compared. */
  readonly upgrade: UpgradeVerdict | null;
  /** The exercise's formula for the same cluster, null where it has none. */
  readonly exercise: { readonly formula: string; readonly addresses: number } | null;
  readonly problems: readonly PlanProblem[];
  readonly remarks: readonly PlanRemark[];
  readonly figures: readonly (CitedFigure & { readonly what: string })[];
};

/** A plan in plain sentences under headings; `problems` and `remarks` are those of the plan, in its order. */
export type PlanWords = {
  readonly title: string;
  readonly groups: readonly { readonly heading: string; readonly lines: readonly string[] }[];
  readonly problems: readonly string[];
  readonly remarks: readonly string[];
};

/** The answer to `plan`: the figures, and the same in words. */
export type PlanAnswer = { readonly kind: 'plan'; readonly plan: Plan; readonly words: PlanWords };
