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
import { decideNextStep } from './next-step.ts';

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

/** When each task was understood (ISO), by the student's own answers. */
export type UnderstoodTasks = ReadonlyMap<TaskNumber, string>;

function taskOf(task: TaskNumber, attempts: readonly Attempt[], understood: UnderstoodTasks): TaskProgress {
  const findings = findingCodes.filter((code) => checks[code].task === task).map((code) => findingOf(code, attempts));
  return {
    task,
    findings,
    seen: findings.every(({ last }) => isSettled(last?.status)),
    unseen: unseenOf(findings),
    understood: understood.get(task) ?? null,
  };
}

/** Problems that the newest look which could see them found; the newest attempt stands first. */
function openProblemsOf(attempts: readonly Attempt[]): readonly OpenProblem[] {
  return problemIds.flatMap((id) => {
    const newest = attempts.find(({ problems }) => problems[id] === 'found' || problems[id] === 'not-found');
    return newest?.problems[id] === 'found' ? [{ id, at: newest.at }] : [];
  });
}

/** How far somebody is in the namespace that is theirs now; the newest attempt stands first. */
export function progressOf(
  attempts: readonly Attempt[],
  namespace: string,
  understood: UnderstoodTasks = new Map(),
): Progress {
  const own = attempts.filter((attempt) => attempt.namespace === namespace);
  const each = tasks.map((task) => taskOf(task, own, understood));
  const found = openProblemsOf(own);
  return {
    namespace,
    found,
    tasks: each,
    attempts: own.length,
    elsewhere: attempts.length - own.length,
    next: decideNextStep(each, found, own),
  };
}
