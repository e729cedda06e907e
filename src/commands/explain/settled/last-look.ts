import { checks } from '../../../checks/index.ts';
import { statusOrder } from '../../../model/check-outlook.ts';
import { statusWords } from '../../../model/display-names.ts';
import type { Finding, Status } from '../../../model/finding.ts';
import type { TaskNumber } from '../../../model/lesson.ts';
import type { Attempt } from '../../../model/progress.ts';

const isSettled = (status: Status | undefined): boolean => status === 'pass' || status === 'differs';

/**
 * That the last check found something which the new look does not, as a sentence; null where there was none, or it was right
 * or is as it was. The newest attempt stands first.
 */
export function describeLastLook(
  attempts: readonly Attempt[],
  namespace: string,
  task: TaskNumber | null,
  findings: readonly Finding[],
): string | null {
  const last = attempts.find(
    (each) => each.namespace === namespace && (task === null || each.task === null || each.task === task),
  );
  const open = findings.filter(({ id }) => last?.statuses[id] !== undefined && !isSettled(last.statuses[id]));
  const over = open.filter(({ status }) => isSettled(status));
  if (over.length === 0 || over.length < open.length) return null;
  const was = statusOrder.find((status) => over.some(({ id }) => last?.statuses[id] === status));
  const first = over.find(({ id }) => last?.statuses[id] === was);
  if (was === undefined || first === undefined) return null;
  const of = checks[first.id].task;
  return `Your last check said “${statusWords[was].words}”${of === null ? '' : ` in task ${of}`}; now that is over.`;
}
