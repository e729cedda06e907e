import type { CheckReport, Finding, ProblemRow, Task } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { detect } from '../network/detect/detect.ts';
import { inspect } from './inspect.ts';
import { judgeProblems, reportProblems } from './problems/index.ts';
import { receiptOf } from './receipt.ts';

/** Everything `check` says about a snapshot; with `task`, only that task's findings. */
export function assessSnapshot(snapshot: Snapshot, exercise: string, task?: Exclude<Task, null>): CheckReport {
  const cluster = detect(snapshot);
  const all = inspect(snapshot, cluster);
  const { namespace, source, readAt } = snapshot;
  return {
    schema: 'netlab.check/1',
    exercise,
    namespace,
    source,
    readAt,
    cluster,
    findings: task === undefined ? all : all.filter((finding) => finding.task === task),
    problems: reportProblems(snapshot, cluster, all),
    receipt: receiptOf(snapshot),
  };
}

/** The rows of the exercise's table of problems, judged on a snapshot, and the findings beside them. */
export function assessProblems(snapshot: Snapshot): {
  readonly rows: readonly ProblemRow[];
  readonly findings: readonly Finding[];
} {
  const cluster = detect(snapshot);
  const findings = inspect(snapshot, cluster);
  return { rows: judgeProblems(snapshot, cluster, findings), findings };
}
