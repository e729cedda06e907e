import type { PoolModel } from './network.ts';

/** A number with the place that it comes from; `date` is a year and a month. */
export type CitedFigure = { readonly value: number; readonly source: string; readonly date: string };

/**
 * What is to be planned: a number of nodes, or with a subnet and no nodes, how many fit. IPv4 ranges as text.
 */
export type PlanRequest = {
  readonly model: Exclude<PoolModel, 'byo-cni'>;
  readonly nodes: number | null;
  /** Pods per node, the model's default where null. */
  readonly maxPods: number | null;
  /** Nodes that an upgrade adds for a while. */
  readonly surge: number;
  /** The nodes' subnet. */
  readonly subnet: string | null;
  readonly podCidr: string | null;
  readonly serviceCidr: string | null;
  /** Networks that the cluster's must not overlap: peered VNets, networks on premises. */
  readonly peers: readonly string[];
};

/** One range that the cluster needs. */
export type PlannedRange = {
  readonly range: 'node subnet' | 'Pod subnet' | 'Pod CIDR';
  /** How many addresses are used, and how that was computed. */
  readonly addresses: number;
  readonly formula: string;
  /**
   * Prefix length of the smallest block that holds them, Azure's own addresses included where it is a subnet.
   */
  readonly prefix: number | null;
};

/** The answer to a plan. */
export type Plan = {
  readonly request: PlanRequest;
  /** Nodes, and nodes with those of an upgrade; in the reverse case how many fit. */
  readonly nodes: number;
  readonly nodesInAll: number;
  readonly maxPods: number;
  readonly ranges: readonly PlannedRange[];
  /** The exercise's formula for the same cluster, null where it has none. */
  readonly exercise: { readonly formula: string; readonly addresses: number } | null;
  /** What does not fit, overlaps or passes a limit, each in one sentence. */
  readonly problems: readonly string[];
  readonly remarks: readonly string[];
  readonly figures: readonly (CitedFigure & { readonly what: string })[];
};

/** A plan in plain sentences under headings. */
export type PlanWords = {
  readonly title: string;
  readonly groups: readonly { readonly heading: string; readonly lines: readonly string[] }[];
};

/** The answer to `plan`: the figures, and the same in words. */
export type PlanAnswer = { readonly kind: 'plan'; readonly plan: Plan; readonly words: PlanWords };
