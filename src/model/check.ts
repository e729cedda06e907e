import type { Explanation } from './explanation.ts';
import type {
  CheckReport,
  FindingCode,
  Problem,
  ProblemId,
  ProblemRow,
  ProblemTitles,
  Status,
  Task,
} from './finding.ts';
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
 * rests on is another; `evidence` is the network's, `remark` stands before the verdict.
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

/** What a command of the evidence shows, all of it. */
export type EvidenceTable = {
  readonly command: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** A read that something shown rests on and that did not come back: a cause, however much it leaves open. */
export type UnreadPart = {
  readonly outcome: 'forbidden' | 'failed' | 'not-in-dump';
  /** Verb, resource, name and scope, as `kubectl auth can-i` names them. */
  readonly name: string;
  /** The namespace that was asked in; null at cluster scope. */
  readonly namespace: string | null;
  readonly because: string;
  /** What to do about it. */
  readonly todo: string;
  /** How a read failed that was allowed: no answer, an error, a login that is not taken, an answer that is too large. */
  readonly failure: 'silent' | 'error' | 'login' | 'size' | null;
};

/** The answer to `check`. */
export type CheckAnswer = {
  readonly kind: 'check';
  /** The task that was asked for; null for all of them. */
  readonly task: Task;
  /** A sentence that stands before the verdict; null for none. */
  readonly remark: string | null;
  readonly report: CheckReport;
  readonly explanation: Explanation;
  /** The common problems of the report, with what its JSON does not have. */
  readonly problems: readonly ProblemRow[];
  readonly titles: ProblemTitles;
  /** What the commands of the evidence show where that is a table; none for one whose value says all. */
  readonly tables: readonly EvidenceTable[];
  /** What did not come back of what is shown, each once. */
  readonly unread: readonly UnreadPart[];
  /** What changed since the answer that asked to look again; absent where there was none that can be compared. */
  readonly changes?: readonly CheckChange[];
  /** When that answer's look was (ISO); absent where it is not known. */
  readonly since?: string;
};
