import type { Finding, ProblemRow } from './finding.ts';
import type { ClusterNetwork } from './network.ts';
import type { Snapshot } from './snapshot.ts';

/** A snapshot and all that follows from it; made once a request and handed on. */
export type Assessment = {
  readonly snapshot: Snapshot;
  readonly network: ClusterNetwork;
  /** In the order of `findingCodes`; those of one task where only that was asked for. */
  readonly findings: readonly Finding[];
  /** All common problems in the order of `problemIds`, whichever task was asked for. */
  readonly problems: readonly ProblemRow[];
};
