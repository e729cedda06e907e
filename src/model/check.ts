import type { Explanation } from './explanation.ts';
import type { CheckReport, FindingCode, Problem, ProblemId, Status } from './finding.ts';
import type { ClusterNetwork } from './network.ts';

/** A finding whose status is not what it was in an earlier answer. */
export type StatusChange = { readonly id: FindingCode; readonly was: Status; readonly is: Status };

type AxisChange<A extends 'model' | 'dataplane' | 'policyEngine'> = {
  readonly about: A;
  readonly was: ClusterNetwork[A];
  readonly is: ClusterNetwork[A];
};

/**
 * Something that an answer to `check` shows otherwise than an earlier one. Where `was` equals `is`, only what the verdict
 * rests on is another; `evidence` is the network's, `remark` stands before the summary.
 */
export type CheckChange =
  | ({ readonly about: 'finding' } & StatusChange)
  | {
      readonly about: 'problem';
      readonly id: ProblemId;
      readonly was: Problem['status'];
      readonly is: Problem['status'];
    }
  | AxisChange<'model'>
  | AxisChange<'dataplane'>
  | AxisChange<'policyEngine'>
  | { readonly about: 'evidence' | 'remark' };

/** The answer to `check`. */
export type CheckAnswer = {
  readonly kind: 'check';
  /** How many findings came to what, in one line. */
  readonly summary: string;
  readonly report: CheckReport;
  readonly explanation: Explanation;
  /** What changed since the answer that asked to look again; absent where there was none that can be compared. */
  readonly changes?: readonly CheckChange[];
};
