import { assess } from '../../checks/assess.ts';
import { checkReportOf } from '../../checks/check-report.ts';
import { checkChangesSince, checkSignatureOf, lookTimeOf, type ShownCheck } from '../../checks/check-signature.ts';
import { evidenceTablesOf } from '../../checks/evidence-tables.ts';
import { unreadPartsOf } from '../../checks/unread-parts.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { CheckAnswer } from '../../model/check.ts';
import type { Lab } from '../../model/lab.ts';
import type { TaskNumber } from '../../model/lesson.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import type { Attempt, Progress } from '../../model/progress.ts';
import { Trouble } from '../../model/trouble.ts';
import { resolveNamedNamespace, unassignedNamespaceWarning } from '../access/instructor-target.ts';
import { scopeOf } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { problemTitlesOf } from '../help-request/ask-instructor.ts';
import { lookOf } from '../help-request/look.ts';
import { parseTaskNumber } from '../input/task-number.ts';
import { attemptOf } from '../learning/attempts.ts';
import { standingOf } from '../learning/standing.ts';
import { networkMapOf, withoutReadTime } from '../picture/map.ts';
import { stepsAfterCheck } from './next-steps.ts';

type CheckArguments = { readonly task: TaskNumber | undefined; readonly namespace: string | undefined };

/** Reads `[task] [NAMESPACE]`, in either order. */
function argumentsOf(words: readonly string[]): CheckArguments {
  const tasks = words.map((word) => ({ word, task: parseTaskNumber(word) })).filter(({ word }) => word !== 'task');
  const names = tasks.filter(({ task }) => task === null).map(({ word }) => word);
  const [task, second] = tasks.map((each) => each.task).filter((each) => each !== null);
  if (names.length > 1) throw new Trouble('bad-input', { what: `one namespace at a time, not ${names.length}` });
  if (second !== undefined)
    throw new Trouble('bad-input', { what: 'one task at a time, or no number for all of them' });
  return { task, namespace: names[0] };
}

/**
 * What a check of one's own namespace changes: the progress, and the App Home with the map of what was just read.
 */
function ownNamespaceEffects(
  by: Person,
  task: TaskNumber | undefined,
  assessment: Assessment,
  lab: Lab,
): Pick<Outcome, 'remember' | 'changedHomes' | 'homeMap'> {
  const { snapshot, network } = assessment;
  const map = withoutReadTime(networkMapOf(snapshot, network));
  return {
    remember: attemptOf(by, task, assessment, lab),
    changedHomes: [by.id],
    homeMap: { map, readAt: snapshot.readAt },
  };
}

/** How far somebody is with this look of their own namespace; null for another one, or where that cannot be read. */
async function standingAfter(
  attempt: Attempt | undefined,
  lab: Pick<Lab, 'progress' | 'notebooks' | 'lesson'>,
): Promise<Progress | null> {
  // A terminal keeps nothing about anybody.
  if (attempt === undefined || attempt.user === 'terminal') return null;
  try {
    return await standingOf(attempt.user, attempt.namespace, lab, attempt);
  } catch (error) {
    // The look itself is worth its answer without what the store knows.
    if (error instanceof Trouble) return null;
    throw error;
  }
}

/** What was asked, and the signature of the answer whose button asked. */
type AskedCheck = Pick<CheckAnswer, 'task' | 'remark'> & { readonly since: string | undefined };

/** What changed since an earlier answer, and when its look was; nothing where none can be compared. */
function comparisonWith(since: string | undefined, shown: ShownCheck): Pick<CheckAnswer, 'changes' | 'since'> {
  const changes = since === undefined ? null : checkChangesSince(since, shown);
  const time = since === undefined ? null : lookTimeOf(since);
  return { ...(changes === null ? {} : { changes }), ...(time === null ? {} : { since: time }) };
}

/** The answer to a look; one of a single task shows no problems as its own. */
async function answerOf(assessment: Assessment, { task, remark, since }: AskedCheck, lab: Lab): Promise<CheckAnswer> {
  const { snapshot, findings, problems } = assessment;
  const lesson = lab.lesson();
  const report = checkReportOf(assessment, lesson.id);
  const shown = { report, remark, tables: evidenceTablesOf(snapshot, findings) };
  return {
    kind: 'check',
    task,
    ...shown,
    problems,
    titles: problemTitlesOf(lesson),
    unread: unreadPartsOf(task === null ? assessment : { ...assessment, problems: [] }),
    explanation: await lab.explainFindings(findings),
    ...comparisonWith(since, shown),
  };
}

/** `check [task] [NAMESPACE]`: observe, judge, explain. */
export const check: Command = {
  word: 'check',
  usage: 'check [task]',
  purpose: 'look at the cluster from your namespace and judge what is there; task is 1, 2 or 3',
  // “Check again” shows the same answer anew.
  replaces: ({ since }) => (since === undefined ? null : 'answer'),
  async run({ by, words, since }, lab) {
    const { task, namespace: named } = argumentsOf(words);
    const namespace = scopeOf(by, await resolveNamedNamespace(named, by, lab), lab);
    const assessment = assess(await lab.observe(namespace), task);
    // A look at one task shows no others, so it says too little to go along with a question.
    if (task === undefined) lab.looks.keep(lookOf(assessment));
    const remark = await unassignedNamespaceWarning(namespace, by, lab);
    const answer = await answerOf(assessment, { task: task ?? null, remark, since }, lab);
    const own = namespace === by.namespace ? ownNamespaceEffects(by, task, assessment, lab) : {};
    const standing = await standingAfter(own.remember, lab);
    return {
      answer,
      audit: { did: 'read', what: 'check', namespace, as: assessment.snapshot.as },
      ...own,
      next: stepsAfterCheck(answer, { by, words, standing }, lab.lesson()),
      signature: checkSignatureOf(answer),
    };
  },
};
