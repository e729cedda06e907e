import { checks } from '../../checks/index.ts';
import { statusSignatureOf } from '../../checks/status-signature.ts';
import type { Assessment } from '../../model/assessment.ts';
import {
  type Finding,
  type FindingCode,
  findingCodes,
  type ProblemRow,
  problemIds,
  type Status,
} from '../../model/finding.ts';
import type { Lab } from '../../model/lab.ts';
import type { TaskNumber } from '../../model/lesson.ts';
import type { Person } from '../../model/person.ts';
import type {
  Attempt,
  FindingProgress,
  OpenProblem,
  ProblemLook,
  Progress,
  TaskProgress,
} from '../../model/progress.ts';

const tasks = [1, 2, 3] as const;

const urgent: readonly Status[] = ['fail', 'error', 'blocked', 'not-measurable'];

/** What the most urgent finding of each task asks to do next. */
function nextStepsOf(findings: readonly Finding[]): Attempt['next'] {
  const open = urgent.flatMap((status) => findings.filter((finding) => finding.status === status));
  const steps = tasks.flatMap((task) => {
    const first = open.find((finding) => finding.task === task);
    return first ? [[task, first.nextStep] as const] : [];
  });
  return Object.fromEntries(steps);
}

function problemLookOf({ status, unread }: ProblemRow): ProblemLook {
  if (status === 'supported') return 'found';
  return unread ? 'unseen' : 'not-found';
}

/** How a look saw the problems that mean that something is wrong. */
function problemLooksOf(rows: readonly ProblemRow[]): Attempt['problems'] {
  return Object.fromEntries(rows.filter(({ normal }) => !normal).map((row) => [row.id, problemLookOf(row)]));
}

/** A check of one's own namespace as it is remembered. */
export function attemptOf(
  { id: user }: Person,
  task: Attempt['task'] | undefined,
  { snapshot, findings, problems }: Assessment,
  { lesson, edition }: Pick<Lab, 'lesson' | 'edition'>,
): Attempt {
  return {
    user,
    namespace: snapshot.namespace,
    at: snapshot.readAt,
    task: task ?? null,
    statuses: Object.fromEntries(findings.map(({ id, status }) => [id, status])),
    problems: problemLooksOf(problems),
    signature: statusSignatureOf(findings),
    lesson: `${lesson().id}@${edition}`,
    next: nextStepsOf(findings),
  };
}

const isSettled = (status: Status | undefined) => status === 'pass' || status === 'differs';

/** A status that judges nothing: a permission or an outage, which is nobody's doing and undoes nothing. */
export const isUnjudged = (status: Status) => status === 'blocked' || status === 'error';

function findingOf(id: FindingCode, attempts: readonly Attempt[]): FindingProgress {
  const readings = attempts.flatMap(({ at, statuses }) => (statuses[id] ? [{ at, status: statuses[id] }] : []));
  const judged = readings.find(({ status }) => !isUnjudged(status)) ?? null;
  const [newest = null] = readings;
  const unseenReadings = judged === null ? [] : readings.slice(0, readings.indexOf(judged));
  const since = unseenReadings.at(-1)?.at;
  return {
    id,
    asks: checks[id].asks,
    last: judged ?? newest,
    unseen: newest === null || since === undefined ? null : { ...newest, since },
  };
}

function unseenOf(findings: readonly FindingProgress[]): TaskProgress['unseen'] {
  const unseenTimes = findings.flatMap(({ last, unseen }) =>
    last === null || unseen === null ? [] : [{ seen: last.at, since: unseen.since }],
  );
  const seen = unseenTimes.map((each) => each.seen).toSorted();
  const since = unseenTimes.map((each) => each.since).toSorted();
  return seen.length === 0 ? null : { seen: seen.at(-1) ?? '', since: since[0] ?? '' };
}

/** What is said where every task is done: also that the newest look could not see all of them. */
export function describeAllDone(tasks: readonly TaskProgress[]): string {
  const unseenTasks = tasks.filter(({ unseen }) => unseen !== null).map(({ task }) => task);
  if (unseenTasks.length === 0) return 'All three tasks are done.';
  return `All three tasks were done when I could see them, but the newest look could not see task ${unseenTasks.join(', ')}. Your instructor can tell why.`;
}

function taskOf(task: TaskNumber, attempts: readonly Attempt[]): TaskProgress {
  const findings = findingCodes.filter((code) => checks[code].task === task).map((code) => findingOf(code, attempts));
  return { task, findings, done: findings.every(({ last }) => isSettled(last?.status)), unseen: unseenOf(findings) };
}

/** What is left to do: the way out of a problem first, then the first task that is not done. */
function nextOf(
  all: readonly TaskProgress[],
  [problem]: readonly OpenProblem[],
  attempts: readonly Attempt[],
): Progress['next'] {
  if (problem !== undefined)
    return { message: 'Find out what causes the problem.', label: 'Find the cause', command: `walk ${problem.id}` };
  const open = all.find(({ done }) => !done);
  if (open === undefined)
    return {
      message: `${describeAllDone(all)} The common problems are left.`,
      label: 'Problems',
      command: 'walk',
    };
  const { task, findings } = open;
  const last = attempts.find((attempt) => attempt.task === null || attempt.task === task);
  const fresh = findings.every((finding) => finding.last === null);
  const message = fresh ? `Task ${task} is not looked at yet.` : (last?.next[task] ?? 'Look at it again.');
  return { message, label: `Check task ${task}`, command: `check ${task}` };
}

/** Problems that the newest look which could see them found; the newest attempt stands first. */
function openProblemsOf(attempts: readonly Attempt[]): readonly OpenProblem[] {
  return problemIds.flatMap((id) => {
    const newest = attempts.find(({ problems }) => problems[id] === 'found' || problems[id] === 'not-found');
    return newest?.problems[id] === 'found' ? [{ id, at: newest.at }] : [];
  });
}

/** How far somebody is in the namespace that is theirs now; the newest attempt stands first. */
export function progressOf(attempts: readonly Attempt[], namespace: string): Progress {
  const own = attempts.filter((attempt) => attempt.namespace === namespace);
  const each = tasks.map((task) => taskOf(task, own));
  const found = openProblemsOf(own);
  return {
    namespace,
    found,
    tasks: each,
    attempts: own.length,
    elsewhere: attempts.length - own.length,
    next: nextOf(each, found, own),
  };
}
