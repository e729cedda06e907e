import type { Finding, Problem, ProblemId, ProblemStep } from '../../model/finding.ts';
import type { ClusterNetwork } from '../../model/network.ts';
import type { ReadName, Snapshot } from '../../model/snapshot.ts';

/** What a row is judged by. */
export type Evidence = {
  readonly snapshot: Snapshot;
  readonly network: ClusterNetwork;
  readonly of: (id: Finding['id']) => Finding;
};

/** A read that a row rests on: the command that makes it, and what each of its outcomes would mean. */
export type Source = {
  readonly read: ReadName;
  readonly command: (namespace: string) => string;
  readonly outcomes: ProblemStep['outcomes'];
};

/** One row of the exercise's table of problems, as data. */
export type Row = {
  readonly id: ProblemId;
  /** What the student sees, in our words. */
  readonly symptom: string;
  readonly normal: boolean;
  /** What to do where the evidence supports it. */
  readonly todo: string;
  readonly judge: (evidence: Evidence) => Pick<Problem, 'status' | 'because'>;
  /** What the row rests on; the first that is not readable is the next command. */
  readonly sources: readonly Source[];
  /** What is left to do once everything is read: a command that shows the verdict, or whom to ask. */
  readonly last: (evidence: Evidence) => Pick<ProblemStep, 'nextCommand' | 'outcomes'>;
};

function isOpen({ snapshot }: Evidence, { read }: Source): boolean {
  const { outcome } = snapshot.reads[read];
  // "Not found" is an answer: nothing more can be read there.
  return outcome !== 'ok' && outcome !== 'not-found';
}

/** A row with its verdict, the next command and what that command would change. */
export function stepOf(row: Row, evidence: Evidence): ProblemStep {
  const judged = row.judge(evidence);
  const open = judged.status === 'cannot-see' ? row.sources.find((source) => isOpen(evidence, source)) : undefined;
  const next = open
    ? { nextCommand: open.command(evidence.snapshot.namespace), outcomes: open.outcomes }
    : row.last(evidence);
  const todo = judged.status === 'supported' ? row.todo : null;
  return { id: row.id, symptom: row.symptom, ...judged, normal: row.normal, todo, ...next };
}
