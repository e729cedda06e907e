import type { Assessment } from '../model/assessment.ts';
import type { TaskNumber } from '../model/lesson.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { detect } from '../network/detect/detect.ts';
import { inspect } from './inspect.ts';
import { judgeProblems } from './problems/index.ts';

/**
 * All that follows from a snapshot; with `task`, only that task's findings. A request calls it once and hands
 * the result on, so that everything in its answer rests on the same detection.
 */
export function assess(snapshot: Snapshot, task?: TaskNumber): Assessment {
  const network = detect(snapshot);
  const all = inspect(snapshot, network);
  const findings = task === undefined ? all : all.filter((finding) => finding.task === task);
  return { snapshot, network, findings, problems: judgeProblems(snapshot, network, all) };
}
