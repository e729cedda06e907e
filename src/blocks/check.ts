import type { KnownBlock } from '@slack/types';
import type { CheckAnswer, CheckChange } from '../model/check.ts';
import {
  conflictWord,
  dataplaneNames,
  modelNames,
  ownerNames,
  policyNames,
  problemWords,
  statusWords,
} from '../model/display-names.ts';
import type { CheckReport, Finding, Problem } from '../model/finding.ts';
import {
  boldRun,
  bulletList,
  codeRun,
  contextBlock,
  divider,
  headerBlock,
  paragraphBlock,
  type TextRun,
  textRun,
} from './builders.ts';
import { driftBlocks } from './drift.ts';
import { truncateText } from './limits.ts';
import type { SlackMessage } from './slack-message.ts';

function headline({ status, owner, asks }: Finding): string {
  const { sign, words } = statusWords[status];
  return `${sign} ${asks} — ${words}${owner === null ? '' : ` (next: ${ownerNames[owner]})`}`;
}

function detailRuns(finding: Finding): readonly (readonly TextRun[])[] {
  const counted = Object.entries(finding.counted).map(([kind, n]) => `${kind} ${n}`);
  const out = finding.excluded.map(({ why, count }) => `left out: ${count} ${why}`);
  return [
    ...(finding.status === 'pass' ? [] : [[textRun(`Expected: ${finding.expected}`)]]),
    ...(counted.length > 0 ? [[textRun(`Counted: ${[...counted, ...out].join(', ')}`)]] : []),
    ...finding.evidence.map(({ command, value }) => [codeRun(command), textRun(` → ${truncateText(value, 500)}`)]),
    [textRun(`Next: ${finding.nextStep}`)],
  ];
}

function findingBlocks(finding: Finding): readonly KnownBlock[] {
  return [
    paragraphBlock(boldRun(headline(finding)), textRun(`\n${finding.observed}`)),
    bulletList(detailRuns(finding)),
  ];
}

/** A heading where a new task begins. */
function headingBefore({ task }: Finding, previous: Finding | undefined): readonly KnownBlock[] {
  if (previous !== undefined && previous.task === task) return [];
  return [paragraphBlock(boldRun(task === null ? 'Theory: private clusters' : `Task ${task}`))];
}

function networkLine({ cluster }: CheckReport): string {
  const { model, dataplane, policyEngine } = cluster;
  return `Network: ${modelNames[model]} · data plane: ${dataplaneNames[dataplane]} · policies: ${policyNames[policyEngine]}`;
}

/** What the network rests on: the strongest signals, and everything that does not go together. */
function reasonsLine({ cluster: { signals, conflicts } }: CheckReport): string {
  const rests = signals.slice(0, 3).map(({ observed }) => observed);
  const against = conflicts.map((each) => `${conflictWord(each)}: ${each.says}.`);
  return truncateText([rests.length > 0 ? `By: ${rests.join('; ')}.` : '', ...against].join(' ').trim(), 1500);
}

function problemRuns({ id, status, because }: Problem): readonly TextRun[] {
  return [boldRun(id), textRun(` ${status}: ${truncateText(because, 400)}`)];
}

function receiptLine({ receipt: { reads, as }, readAt, namespace }: CheckReport): string {
  const asked = reads.filter(({ verb }) => verb !== 'ignore' && verb !== 'assume').length;
  const assumed = reads.filter(({ verb }) => verb === 'assume').map(({ resource }) => ` ${resource}.`);
  return `Looked from ${namespace} at ${readAt}${as === null ? '' : ` as ${as}`}: ${asked} questions to the API, nothing changed.${assumed.join('')}`;
}

function wordsOfChange(name: string, was: string, is: string, reason: string): string {
  return was === is ? `${name} is still “${is}”, ${reason}` : `${name} was “${was}”, is “${is}”`;
}

function describeChange(change: CheckChange): string {
  switch (change.about) {
    case 'finding':
      return wordsOfChange(change.id, statusWords[change.was].words, statusWords[change.is].words, 'by other values');
    case 'problem': {
      const [was, is] = [problemWords[change.was].words, problemWords[change.is].words];
      return wordsOfChange(change.id, was, is, 'for another reason');
    }
    case 'model':
      return wordsOfChange('the model', modelNames[change.was], modelNames[change.is], '');
    case 'dataplane':
      return wordsOfChange('the data plane', dataplaneNames[change.was], dataplaneNames[change.is], '');
    case 'policyEngine':
      return wordsOfChange('the policy engine', policyNames[change.was], policyNames[change.is], '');
    case 'evidence':
      return 'the network is concluded from other observations';
    case 'remark':
      return 'the remark before the summary is another';
  }
}

/** What changed since the answer whose button asked, in one line. */
function changeLines(changes: readonly CheckChange[] | undefined): readonly string[] {
  if (changes === undefined) return [];
  if (changes.length === 0) return ['Nothing changed since the answer before.'];
  return [`Changed since the answer before: ${changes.map(describeChange).join('; ')}.`];
}

/** The answer to `check`: the network, each finding under its task, the common problems, and what was read. */
export function checkMessage({ report, summary, explanation, changes }: CheckAnswer): SlackMessage {
  const title = `netlab check · ${report.namespace}`;
  const fallback = [
    title,
    summary,
    ...changeLines(changes),
    networkLine(report),
    ...report.findings.map((each) => `${headline(each)}: ${each.observed}`),
  ];
  const blocks = [
    headerBlock(title),
    paragraphBlock(boldRun(summary), textRun(`\n${networkLine(report)}`)),
    ...changeLines(changes).map((each) => paragraphBlock(boldRun(each))),
    ...(reasonsLine(report) === '' ? [] : [contextBlock(reasonsLine(report))]),
    divider,
    ...report.findings.flatMap((finding, index) => [
      ...headingBefore(finding, report.findings[index - 1]),
      ...findingBlocks(finding),
    ]),
    divider,
    paragraphBlock(boldRun('Common problems')),
    bulletList(report.problems.map(problemRuns)),
    ...driftBlocks(explanation.passages),
    contextBlock(receiptLine(report)),
  ];
  return { text: fallback.join('\n'), blocks };
}
