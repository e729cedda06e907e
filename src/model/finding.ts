import type { ClusterNetwork } from './network.ts';
import type { Unreadable } from './read.ts';

/** The codes of the inspections, in the order in which they are reported. */
export const findingCodes = [
  'node-addresses',
  'pods-outside-node-range',
  'cilium-agents',
  'kube-proxy-absent',
  'networkmonitor-configmap',
  'node-annotations',
  'pod-cidr-per-node',
  'api-endpoint',
] as const;

/** The code of an inspection: the fact in words. */
export type FindingCode = (typeof findingCodes)[number];

/** A task of the exercise; null for the theory on private clusters. */
export type Task = 1 | 2 | 3 | null;

/** What an inspection came to (surfaces: `status`). */
export type Status = 'pass' | 'differs' | 'fail' | 'not-measurable' | 'blocked' | 'error';

/** Who can move it forward; null on pass and differs. */
export type Owner = 'you' | 'instructor' | 'lab' | 'bot' | null;

/** The command that shows the same, and what netlab saw. */
export type Evidence = { readonly command: string; readonly value: string };

/** What a check concludes; `inspect` adds id, task and question. */
export type Judgement = {
  readonly status: Status;
  readonly owner: Owner;
  readonly observed: string;
  readonly expected: string;
  readonly counted: Readonly<Record<string, number>>;
  readonly excluded: readonly { readonly why: string; readonly count: number }[];
  readonly evidence: readonly Evidence[];
  readonly theory: readonly string[];
  readonly problems: readonly ProblemId[];
  readonly drift: readonly string[];
  readonly nextStep: string;
};

/** One judged inspection. */
export type Finding = { readonly id: FindingCode; readonly task: Task; readonly asks: string } & Judgement;

/** The four rows of the exercise's table of common problems. */
export const problemIds = ['same-range', 'no-cilium-pods', 'no-configmap', 'no-egress'] as const;

/** The id of a common problem. */
export type ProblemId = (typeof problemIds)[number];

/** Whether the evidence speaks for a common problem. */
export type Problem = {
  readonly id: ProblemId;
  readonly status: 'supported' | 'ruled-out' | 'cannot-see';
  readonly because: string;
  readonly nextCommand: string;
};

/**
 * What policies close for Pods: everything outside of the cluster, or only asking for names. `pods` of the `of` that were
 * judged.
 */
export type ClosedEgress = { readonly what: 'everything' | 'names'; readonly pods: number; readonly of: number };

/** A common problem as the checks judge it; its words are the lesson's. */
export type ProblemRow = Problem & {
  /**
   * Whether it is as it should be on such a cluster, once the evidence supports it; else something is wrong.
   */
  readonly normal: boolean;
  /**
   * Commands whose output netlab read itself, and which speak against the problem even where the whole of it
   * stays open.
   */
  readonly denied: readonly string[];
  /** Whether it cannot be seen because a read that it rests on failed or was refused this time. */
  readonly unread: boolean;
  /** What is closed, where that is the problem and the evidence supports it; absent elsewhere. */
  readonly closed?: ClosedEgress;
};

/** A common problem with its symptom, the next read-only command, and what each outcome of it would mean. */
export type ProblemStep = Omit<ProblemRow, 'denied' | 'unread' | 'closed'> & {
  readonly symptom: string;
  /** What to do about it where the evidence supports it, null elsewhere. */
  readonly todo: string | null;
  readonly outcomes: readonly { readonly sees: string; readonly means: Problem['status'] }[];
};

/** One line of the receipt. */
export type ReceiptRead = {
  readonly verb: string;
  readonly resource: string;
  readonly namespace: string | null;
  readonly count: number;
  readonly outcome: 'ok' | Unreadable['outcome'];
};

/** What was read, and that nothing was changed. */
export type Receipt = {
  readonly reads: readonly ReceiptRead[];
  readonly changed: 0;
  readonly as: string | null;
};

/** The whole answer of `check` (JSON `netlab.check/1`). */
export type CheckReport = {
  readonly schema: 'netlab.check/1';
  readonly exercise: string;
  readonly namespace: string;
  readonly source: { readonly kind: 'cluster' | 'dump' | 'snapshot'; readonly name: string };
  readonly readAt: string;
  readonly cluster: ClusterNetwork;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly receipt: Receipt;
};

/** Titles of the common problems. */
export type ProblemTitles = { readonly [P in ProblemId]: string };
