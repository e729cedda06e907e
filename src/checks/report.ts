import type { CheckReport, Task } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { detect } from '../network/detect.ts';
import { inspect } from './inspect.ts';
import { problemsOf } from './problems.ts';
import { receiptOf } from './receipt.ts';

/** Everything `check` says about a snapshot; with `task`, only that task's findings. */
export function reportOn(snapshot: Snapshot, exercise: string, task?: Exclude<Task, null>): CheckReport {
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
    problems: problemsOf(snapshot, all),
    receipt: receiptOf(snapshot),
  };
}
