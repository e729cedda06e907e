import type { CheckAnswer } from '../model/check.ts';
import { type CheckOutlook, isNotInDump, statusOrder } from '../model/check-outlook.ts';
import { statusWords } from '../model/display-names.ts';
import type { DocPart } from '../model/doc.ts';
import type { Finding, FindingCode, Status, Task } from '../model/finding.ts';
import { factOf } from './facts.ts';
import { boldRun, paragraphPart, textRun } from './runs.ts';
import type { Shorten } from './short-names.ts';

/** What a task is about most: this finding speaks for it where several came to the same. */
const telling: readonly FindingCode[] = ['pods-outside-node-range', 'cilium-agents', 'pod-cidr-per-node'];

/** Where reads did not come back, the cause is told once; a task only says how much of it stays open. */
function openWords(open: number, all: number): string {
  return open === all ? '' : `, ${open} of ${all} questions`;
}

function speakerOf(findings: readonly Finding[]): Finding | undefined {
  return findings.find(({ id }) => telling.includes(id)) ?? findings[0];
}

/** The status of a task in words, and how much of it that is where the fact is told elsewhere. */
function headOf(task: Task, status: Status, same: number, all: number, lacking: boolean): string {
  const { sign, words } = statusWords[status];
  const name = task === null ? 'Private clusters' : `Task ${task}`;
  const much = status === 'blocked' || status === 'error' || lacking ? openWords(same, all) : '';
  return `${sign} ${name} · ${words}${lacking ? ' (not in the dump)' : ''}${much}`;
}

/**
 * A task with its sign and the one fact that matters: without it where the verdict told it, where the cause of what was not
 * read tells it, and where all is well and something else is to be said.
 */
function taskPart(task: Task, outlook: CheckOutlook, answer: CheckAnswer, shorten: Shorten): readonly DocPart[] {
  const own = outlook.findings.filter((finding) => finding.task === task);
  const status = statusOrder.find((each) => own.some((finding) => finding.status === each));
  if (status === undefined) return [];
  const same = own.filter((finding) => finding.status === status);
  const facts = same.filter((finding) => !isNotInDump(finding, answer));
  const head = boldRun(headOf(task, status, same.length, own.length, facts.length === 0));
  const { state, lead } = outlook;
  const speaker = status === 'pass' || status === 'differs' ? speakerOf(facts) : facts[0];
  const open = outlook.findings.filter((finding) => finding.status === state);
  const isTold = speaker === lead && (state === 'fail' || (state === 'not-measurable' && open.length === 1));
  const isBrief = status === 'pass' && state !== 'pass' && state !== 'differs';
  if (speaker === undefined || isTold || isBrief || status === 'blocked' || status === 'error')
    return [paragraphPart(head)];
  return [paragraphPart(head, textRun(`\n${shorten(factOf(speaker.observed))}`))];
}

/** A line per task, and one for the private clusters where there is something to say. */
export function taskParts(outlook: CheckOutlook, answer: CheckAnswer, shorten: Shorten): readonly DocPart[] {
  return ([1, 2, 3, null] as const).flatMap((task) => taskPart(task, outlook, answer, shorten));
}
