import type { ClosedEgress, Finding, Problem, ProblemId, ProblemRow } from '../../model/finding.ts';
import type { ClusterNetwork } from '../../model/network.ts';
import type { ReadName, Snapshot } from '../../model/snapshot.ts';

/** What a row is judged by. */
export type ProblemEvidence = {
  readonly snapshot: Snapshot;
  readonly network: ClusterNetwork;
  readonly of: (id: Finding['id']) => Finding;
};

/** A read that a row rests on, and the command that makes it; what its outcomes mean stands in the lesson. */
export type ProblemSource = {
  readonly read: ReadName;
  readonly command: (namespace: string) => string;
  /** Whether it can exist on this cluster; without this, always. */
  readonly when?: (evidence: ProblemEvidence) => boolean;
};

/**
 * What a row comes to. `denies`: reads that speak against it though the row as a whole stays open. `rests`:
 * reads beside its sources that would have settled it. `closed`: what policies close, where that is the problem.
 */
export type ProblemVerdict = Pick<Problem, 'status' | 'because'> & {
  readonly denies?: readonly ReadName[];
  readonly rests?: readonly ReadName[];
  readonly closed?: ClosedEgress;
};

/** One row of the exercise's table of problems: its logic. Its words are the lesson's (`lesson.problems`). */
export type ProblemCheck = {
  readonly id: ProblemId;
  readonly normal: boolean;
  readonly judge: (evidence: ProblemEvidence) => ProblemVerdict;
  /** What the row rests on; the first that is not readable is the next command. */
  readonly sources: readonly ProblemSource[];
  /** What is left to do once everything is read: a command that shows the verdict, or whom to ask. */
  readonly last: (evidence: ProblemEvidence) => string;
};

function isOpen({ snapshot }: ProblemEvidence, { read }: ProblemSource): boolean {
  const { outcome } = snapshot.reads[read];
  // "Not found" is an answer: nothing more can be read there.
  return outcome !== 'ok' && outcome !== 'not-found';
}

/** Whether a row stays open because a read was refused or failed: another look may settle it. */
function isUnread(
  { status, rests = [] }: ProblemVerdict,
  sources: readonly ProblemSource[],
  { snapshot }: ProblemEvidence,
): boolean {
  const names = [...sources.map(({ read }) => read), ...rests];
  const lost = names.some((name) => ['forbidden', 'failed'].includes(snapshot.reads[name].outcome));
  return status === 'cannot-see' && lost;
}

/** A row with its verdict and the command that discriminates next. */
export function judgeProblem(
  { id, normal, judge, sources, last }: ProblemCheck,
  evidence: ProblemEvidence,
): ProblemRow {
  const judged = judge(evidence);
  const { status, because, denies = [], closed } = judged;
  const { namespace } = evidence.snapshot;
  const existing = sources.filter(({ when }) => when?.(evidence) ?? true);
  const open = status === 'cannot-see' ? existing.find((source) => isOpen(evidence, source)) : undefined;
  const denied = existing.filter(({ read }) => denies.includes(read)).map(({ command }) => command(namespace));
  const nextCommand = open ? open.command(namespace) : last(evidence);
  const unread = isUnread(judged, existing, evidence);
  return { id, status, because, nextCommand, normal, denied, unread, ...(closed === undefined ? {} : { closed }) };
}
