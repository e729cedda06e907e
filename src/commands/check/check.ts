import { assess } from '../../checks/assess.ts';
import { checkReportOf } from '../../checks/check-report.ts';
import { checkChangesSince, checkSignatureOf } from '../../checks/check-signature.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { CheckReport, Finding } from '../../model/finding.ts';
import type { Lab } from '../../model/lab.ts';
import type { TaskNumber } from '../../model/lesson.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { resolveNamedNamespace, unassignedNamespaceWarning } from '../access/instructor-target.ts';
import { scopeOf } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { parseTaskNumber } from '../input/task-number.ts';
import { networkMapOf, withoutReadTime } from '../picture/map.ts';
import { attemptOf } from '../progress/compute.ts';
import { summarizeFindings } from './summary.ts';

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

/** Whether somebody else has to make a finding visible. */
function isForOthers({ status, owner }: Finding): boolean {
  return (status === 'blocked' || status === 'error') && owner !== 'you';
}

/**
 * The way to the instructor, who gets a walk with its evidence: the first problem of such findings that could not be
 * seen.
 */
function toInstructor({ findings, problems }: CheckReport): readonly Next[] {
  const named = findings.filter(isForOthers).flatMap((each) => each.problems);
  const unseen = problems.find(({ id, status }) => status === 'cannot-see' && named.includes(id));
  return unseen ? [{ label: `Walk through ${unseen.id}`, command: `walk ${unseen.id}` }] : [];
}

/** What to do after a check: look again, the problems, and what the first findings mean that are not as expected. */
function nextOf(report: CheckReport, words: readonly string[], own: boolean): readonly Next[] {
  const { findings } = report;
  const open = findings.filter(({ status }) => status !== 'pass');
  const [stuck] = open.filter(({ status }) => status !== 'differs').flatMap(({ task }) => task ?? []);
  return [
    { label: 'Check again', command: ['check', ...words].join(' ') },
    ...(own ? [{ label: 'Common problems', command: 'walk' }] : []),
    ...(own ? toInstructor(report) : []),
    ...(own && stuck !== undefined ? [{ label: `Hint for task ${stuck}`, command: `hint ${stuck}` }] : []),
    ...(own && open.length < findings.length ? [{ label: 'Quiz', command: 'quiz' }] : []),
    ...open.slice(0, 3).map(({ id }) => ({ label: `Explain ${id}`, command: `explain ${id}` })),
  ];
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

/** `check [task] [NAMESPACE]`: observe, judge, explain. */
export const check: Command = {
  word: 'check',
  usage: 'check [task]',
  purpose: 'look at the cluster from your namespace and judge what is there; task is 1, 2 or 3',
  // “Check again” shows the same answer anew.
  replaces: ({ since }) => (since === undefined ? null : 'answer'),
  async run({ by, words, since }, lab) {
    const args = argumentsOf(words);
    const namespace = scopeOf(by, await resolveNamedNamespace(args.namespace, by, lab), lab);
    const snapshot = await lab.observe(namespace);
    const assessment = assess(snapshot, args.task);
    const report = checkReportOf(assessment, lab.lesson().id);
    const explanation = await lab.explainFindings(report.findings);
    const remark = await unassignedNamespaceWarning(namespace, by, lab);
    const summary = summarizeFindings(report.findings, report.problems);
    const shown = { report, remark };
    const changes = since === undefined ? null : checkChangesSince(since, shown);
    return {
      answer: {
        kind: 'check',
        summary: remark === null ? summary : `${remark} ${summary}`,
        report,
        explanation,
        ...(changes === null ? {} : { changes }),
      },
      audit: { did: 'read', what: 'check', namespace, as: snapshot.as },
      ...(namespace === by.namespace ? ownNamespaceEffects(by, args.task, assessment, lab) : {}),
      next: nextOf(report, words, namespace === by.namespace),
      signature: checkSignatureOf(shown),
    };
  },
};
