import type { Status } from '../model/finding.ts';
import type { Progress, ProgressAnswer, TaskProgress } from '../model/progress.ts';

const isSettled = (status: Status): boolean => status === 'pass' || status === 'differs';
const isUnjudged = (status: Status): boolean => status === 'blocked' || status === 'error';

/** Whether what keeps a task open is only what could not be read: no failing of whoever asks. */
function isOnlyUnseen({ findings, seen }: TaskProgress): boolean {
  const open = findings.filter(({ last }) => last === null || !isSettled(last.status));
  return !seen && open.every(({ last }) => last !== null && isUnjudged(last.status));
}

/** `task 2`, `tasks 1 and 3`. */
function namesOf(tasks: readonly TaskProgress[]): string {
  const numbers = tasks.map(({ task }) => String(task));
  const last = numbers.pop() ?? '';
  return numbers.length === 0 ? `task ${last}` : `tasks ${numbers.join(', ')} and ${last}`;
}

/** Whether a task is done: seen by a check, and understood by an answer of the student's own. */
export const isTaskDone = ({ seen, understood }: TaskProgress): boolean => seen && understood !== null;

const countSeen = (tasks: readonly TaskProgress[]): string => {
  const seen = tasks.filter((each) => each.seen).length;
  return `${seen} of ${tasks.length} tasks ${seen === 1 ? 'is' : 'are'} seen`;
};

const countUnderstood = (tasks: readonly TaskProgress[]): string =>
  `${tasks.filter(({ understood }) => understood !== null).length} understood`;

function taskVerdict(task: TaskProgress): string {
  const name = `task ${task.task}`;
  if (task.seen && task.understood === null && task.unseen === null)
    return `T${name.slice(1)} is seen: a check found it right. It is not yet understood.`;
  if (task.seen)
    return task.unseen === null
      ? `Yes: ${name} is done.`
      : `Yes, when I could last see it: ${name} was as it should be.`;
  if (isOnlyUnseen(task)) return `I cannot tell, because I could not see all of ${name}. That is not your doing.`;
  const fresh = task.findings.every(({ last }) => last === null);
  return fresh ? `Not yet: ${name} is not looked at so far.` : `Not yet: ${name} is not as it should be.`;
}

function allVerdict({ tasks }: Progress): string {
  const open = tasks.filter(({ seen }) => !seen);
  if (open.length === 0) {
    const all = 'all three tasks';
    if (tasks.some(({ unseen }) => unseen !== null))
      return `Yes, when I could last see them: ${all} were as they should be.`;
    return tasks.every(isTaskDone) ? `Yes: ${all} are done.` : `All three tasks are seen, ${countUnderstood(tasks)}.`;
  }
  if (open.every(isOnlyUnseen))
    return `I cannot tell for ${namesOf(open)}, because I could not see all of it: ${countSeen(tasks)}.`;
  return `Not yet: ${countSeen(tasks)}, ${countUnderstood(tasks)}.`;
}

function leftVerdict({ tasks, found }: Progress): string {
  const open = tasks.filter(({ seen }) => !seen);
  if (open.length > 0) return `What is left: ${namesOf(open)}.`;
  if (found.length > 0) return 'All your tasks are seen; a common problem is left.';
  const asked = tasks.filter(({ understood }) => understood === null);
  return asked.length > 0 ? `What is left: a question on ${namesOf(asked)}.` : 'No task is left: all three are done.';
}

/** How far somebody is, as the answer to what they asked. */
export function progressVerdict(progress: Progress, asked: ProgressAnswer['asked']): string {
  const { tasks } = progress;
  if (asked === undefined)
    return tasks.every(isTaskDone)
      ? 'All your tasks are done: seen and understood.'
      : `${countSeen(tasks)}, ${countUnderstood(tasks)}.`;
  const one = tasks.find(({ task }) => task === asked.task);
  if (one !== undefined) return taskVerdict(one);
  return asked.about === 'done' ? allVerdict(progress) : leftVerdict(progress);
}
