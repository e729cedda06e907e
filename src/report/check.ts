import type { CheckAnswer } from '../model/check.ts';
import {
  conflictWord,
  dataplaneNames,
  modelNames,
  ownerNames,
  policyNames,
  statusWords,
} from '../model/display-names.ts';
import type { CheckReport, Finding, Problem } from '../model/finding.ts';
import { countedLine, groupByTask, receiptLine } from './finding-groups.ts';
import { codeSpan, escapeMarkdown, linkUrls } from './markdown-escape.ts';
import type { TerminalStyle } from './style.ts';
import { labelledEntry, wrap } from './wrap.ts';

function networkLines({ cluster }: CheckReport): readonly string[] {
  const { model, dataplane, policyEngine, candidates, conflicts, signals } = cluster;
  const possible =
    candidates.length > 0 ? ` (still possible: ${candidates.map((each) => modelNames[each]).join('; ')})` : '';
  return [
    labelledEntry('model', modelNames[model] + possible, '  '),
    labelledEntry('data', dataplaneNames[dataplane], '  '),
    labelledEntry('policies', policyNames[policyEngine], '  '),
    ...conflicts.map((each) => labelledEntry(conflictWord(each), each.says, '  ')),
    ...signals.map(({ weight, observed, says }) => labelledEntry(weight, `${observed} → ${says}`, '  ')),
  ];
}

function findingText(finding: Finding, style: TerminalStyle): string {
  const { sign, words } = statusWords[finding.status];
  const who = finding.owner === null ? '' : ` · next: ${ownerNames[finding.owner]}`;
  return [
    `  ${style.status(finding.status, `${sign} ${words}`)}${who}  ${style.faint(finding.id)}`,
    wrap(style.strong(finding.asks), '    '),
    wrap(finding.observed, '    '),
    ...(finding.status === 'pass' ? [] : [labelledEntry('expected', finding.expected)]),
    ...(countedLine(finding) === '' ? [] : [labelledEntry('counted', countedLine(finding))]),
    ...finding.evidence.flatMap(({ command, value }) => [
      `      ${style.faint('$')} ${command}`,
      wrap(value, '        '),
    ]),
    labelledEntry('next', finding.nextStep),
    ...(finding.theory[0] === undefined ? [] : [labelledEntry('more', `netlab explain ${finding.theory[0]}`)]),
  ].join('\n');
}

function problemText({ id, status, because }: Problem): string {
  return labelledEntry(status.padEnd(10), `${id}: ${because}`, '  ');
}

/** The answer to `check` for a terminal. */
export function checkText({ report, summary, explanation }: CheckAnswer, style: TerminalStyle): string {
  const drift = explanation.passages.filter(({ drift: note }) => note !== null);
  return [
    style.strong(`netlab check · ${report.namespace} · ${report.exercise}`),
    summary,
    wrap(receiptLine(report), ''),
    '',
    style.strong('The network of this cluster'),
    ...networkLines(report),
    ...groupByTask(report.findings).flatMap(({ title, findings }) => [
      '',
      style.strong(title),
      findings.map((finding) => findingText(finding, style)).join('\n\n'),
    ]),
    '',
    style.strong('Common problems'),
    ...report.problems.map(problemText),
    ...(drift.length > 0 ? ['', style.strong('Where newer sources differ from the exercise')] : []),
    ...drift.map(({ drift: note, body }) =>
      wrap(`The exercise: ${note?.exercise} Newer (${note?.date}): ${body.join(' ')}`, '  '),
    ),
    '',
  ].join('\n');
}

function networkMarkdown({ cluster }: CheckReport): string {
  const possible = cluster.candidates.map((each) => modelNames[each]).join('; ');
  return [
    `- model: ${modelNames[cluster.model]}${possible === '' ? '' : ` (still possible: ${possible})`}`,
    `- data plane: ${dataplaneNames[cluster.dataplane]}`,
    `- policies: ${policyNames[cluster.policyEngine]}`,
    ...cluster.conflicts.map((each) => `- ${conflictWord(each)}: ${escapeMarkdown(each.says)}`),
    ...cluster.signals.map(({ weight, observed, says }) => `- ${weight}: ${escapeMarkdown(`${observed} → ${says}`)}`),
  ].join('\n');
}

function findingMarkdown(each: Finding): string {
  const { sign, words } = statusWords[each.status];
  const who = each.owner === null ? '' : ` · next: ${ownerNames[each.owner]}`;
  return [
    `### ${sign} ${each.asks}`,
    `*${words}*${who} · ${codeSpan(each.id)}`,
    escapeMarkdown(each.observed),
    [
      `- expected: ${escapeMarkdown(each.expected)}`,
      `- counted: ${escapeMarkdown(countedLine(each)) || 'nothing'}`,
      ...each.evidence.map(({ command, value }) => `- ${codeSpan(command)}: ${escapeMarkdown(value)}`),
      `- next: ${escapeMarkdown(each.nextStep)}`,
    ].join('\n'),
  ].join('\n\n');
}

/** The answer to `check` as Markdown. */
export function checkMarkdown({ report, summary, explanation }: CheckAnswer): string {
  const drift = explanation.passages.filter(({ drift: note }) => note !== null);
  return [
    `# netlab check: ${escapeMarkdown(report.namespace)}`,
    `**${summary}**`,
    escapeMarkdown(receiptLine(report)),
    networkMarkdown(report),
    ...groupByTask(report.findings).flatMap((group) => [`## ${group.title}`, ...group.findings.map(findingMarkdown)]),
    '## Common problems',
    report.problems.map(({ id, status, because }) => `- ${id}: **${status}**. ${escapeMarkdown(because)}`).join('\n'),
    ...(drift.length > 0 ? ['## Where newer sources differ from the exercise'] : []),
    ...drift.map(({ drift: note, body }) =>
      linkUrls(`The exercise: ${note?.exercise} Newer (${note?.date}): ${body.join(' ')}`),
    ),
  ].join('\n\n');
}
