import type { UnreadPart } from './check.ts';
import type { Finding } from './finding.ts';

/** A fault of the lab, not of a student: `id` is the same for everybody whom it hits. */
export type LabFault = {
  readonly id: string;
  /** For how long instructors who were told of it are not told again, in milliseconds. */
  readonly quietMs: number;
};

/**
 * What came of wanting to tell instructors: whoever gets `mine` tells them; else when they were told (ISO), null while
 * somebody else is telling them.
 */
export type FaultClaim = { readonly mine: true } | { readonly mine: false; readonly toldAt: string | null };

/** Which faults instructors were told of, kept without who told them. Every function can throw Trouble `store-down`. */
export type FaultBook = {
  /**
   * Takes it on to tell instructors of a fault: one of several at a time gets it, and again once it is quiet no longer, or the
   * one before reached nobody within minutes. `at` is an ISO time.
   */
  readonly claim: (fault: LabFault, at: string) => Promise<FaultClaim>;
  /** Gives back what could not be told to anybody. */
  readonly release: (ids: readonly string[]) => Promise<void>;
  /** Keeps that an instructor was reached. */
  readonly markTold: (ids: readonly string[], at: string) => Promise<void>;
};

/** After so many milliseconds a claim of which nothing was heard is free again: longer than Slack's pace can hold a message up. */
export const lostClaimMs = 6 * 60_000;

/** What a look found that others have to mend. */
export type LabFaults = {
  readonly unread: readonly UnreadPart[];
  readonly findings: readonly Pick<Finding, 'task' | 'status' | 'observed' | 'nextStep'>[];
  /** The account that netlab reads with; null where it is not known. */
  readonly account: string | null;
};

/** What instructors get: whose look it was, and what it found that others have to mend. `readAt` is an ISO time. */
export type FaultReportAnswer = LabFaults & {
  readonly kind: 'fault-report';
  readonly user: string;
  readonly namespace: string;
  readonly readAt: string;
};

/**
 * What a student hears of it: nothing was found any more; it is being told, by them or by somebody else; or it was told
 * (ISO) before.
 */
export type FaultToldAnswer = {
  readonly kind: 'fault-told';
  readonly state: 'nothing' | 'sending' | 'others' | 'told';
  readonly at: string | null;
  readonly readAt: string;
  readonly namespace: string;
};
