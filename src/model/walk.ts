import type { ProblemRow, ProblemStep } from './finding.ts';
import type { Snapshot } from './snapshot.ts';

/** The answer to `walk`: the rows of the table of problems, all or the one that was asked for. */
export type WalkAnswer = {
  readonly kind: 'walk';
  readonly namespace: string;
  readonly source: Snapshot['source'];
  readonly readAt: string;
  readonly steps: readonly ProblemStep[];
  /** Sentences that are shown before the rows; absent for none. */
  readonly remarks?: readonly string[];
};

/** Where somebody is in a walk: one problem as it stands, and a command to run or what it came to. */
export type WalkStepAnswer = {
  readonly kind: 'walking';
  readonly namespace: string;
  readonly readAt: string;
  /** What happened since the step before, in sentences. */
  readonly remarks: readonly string[];
  readonly title: string;
  readonly row: Pick<ProblemRow, 'id' | 'status' | 'normal' | 'because'>;
  readonly headline: string;
  readonly lines: readonly string[];
  /** The command to run, and what it may show; null where none is left to run. */
  readonly command: { readonly run: string; readonly sees: readonly string[] } | null;
};
