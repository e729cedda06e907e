import type { Status } from '../model/finding.ts';
import type { Progress, ProgressAnswer, TaskProgress } from '../model/progress.ts';

const isSettled = (status: Status): boolean => status === 'pass' || status === 'differs';
const isUnjudged = (status: Status): boolean => status === 'blocked' || status === 'error';

/** Whether what keeps a task open is only what could not be read: no failing of whoever asks. */
function isOnlyUnseen({ findings, done }: TaskProgress): boolean {
  const open = findings.filter(({ last }) => last === null || !isSettled(last.status));
  return !done && open.every(({ last }) => last !== null && isUnjudged(last.status));
}

/** `task 2`, `tasks 1 and 3`. */
function namesOf(tasks: readonly TaskProgress[]): string {
  const numbers = tasks.map(({ task }) => String(task));
  const last = numbers.pop() ?? '';
  return numbers.length === 0 ? `task ${last}` : `tasks ${numbers.join(', ')} and ${last}`;
}

const countDone = (done: number, all: number): string => `${done} of ${all} tasks are done`;

function taskVerdict(task: TaskProgress): string {
  const name = `task ${task.task}`;
  if (task.done)
    return task.unseen === null ? `Yes: ${name} is done.` : `Yes, when I could last see it: ${name} was done.`;
  if (isOnlyUnseen(task)) return `I cannot tell, because I could not see all of ${name}. That is not your doing.`;
  const fresh = task.findings.every(({ last }) => last === null);
  return fresh ? `Not yet: ${name} is not looked at so far.` : `Not yet: ${name} is not done.`;
}

function allVerdict({ tasks }: Progress): string {
  const open = tasks.filter(({ done }) => !done);
  if (open.length === 0) {
    const all = 'all three tasks';
    return tasks.some(({ unseen }) => unseen !== null)
      ? `Yes, when I could last see them: ${all} were done.`
      : `Yes: ${all} are done.`;
  }
  const done = countDone(tasks.length - open.length, tasks.length);
  if (open.every(isOnlyUnseen))
    return `I cannot tell for ${namesOf(open)}, because I could not see all of it: ${done}.`;
  return `Not yet: ${done}.`;
}

function leftVerdict({ tasks, found }: Progress): string {
  const open = tasks.filter(({ done }) => !done);
  if (open.length > 0) return `What is left: ${namesOf(open)}.`;
  return found.length > 0
    ? 'All your tasks are done; a common problem is left.'
    : 'No task is left: all three are done.';
}

/** How far somebody is, as the answer to what they asked. */
export function progressVerdict(progress: Progress, asked: ProgressAnswer['asked']): string {
  const { tasks } = progress;
  const done = tasks.filter((each) => each.done).length;
  if (asked === undefined)
    return done === tasks.length ? 'All your tasks are done.' : `${countDone(done, tasks.length)}.`;
  const one = tasks.find(({ task }) => task === asked.task);
  if (one !== undefined) return taskVerdict(one);
  return asked.about === 'done' ? allVerdict(progress) : leftVerdict(progress);
}
