import type { Explanation } from './explanation.ts';
import type { CheckReport, FindingCode, Status } from './finding.ts';

/** A finding whose status is not what it was in an earlier answer. */
export type StatusChange = { readonly id: FindingCode; readonly was: Status; readonly is: Status };

/** The answer to `check`. */
export type CheckAnswer = {
  readonly kind: 'check';
  /** How many findings came to what, in one line. */
  readonly summary: string;
  readonly report: CheckReport;
  readonly explanation: Explanation;
  /** What changed since the answer that asked to look again; absent where there was none. */
  readonly changes?: readonly StatusChange[];
};
