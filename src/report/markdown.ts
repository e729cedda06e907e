import type { Answer, CheckAnswer, ExplainAnswer, HelpAnswer } from '../model/answer.ts';
import type { CheckReport, Finding } from '../model/finding.ts';
import { dataplaneNames, modelNames, ownerNames, policyNames, statusWords } from '../model/names.ts';
import { countedLine, groups, receiptLine } from './groups.ts';

/** Text as Markdown shows it literally: no mark-up, no mention, no table cell can start in it. */
function literal(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|#!@~]/gu, (sign) => (sign === '@' ? '@\u200b' : `\\${sign}`));
}

/** A code span; backticks inside become quotes, since a command of ours has none. */
function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

function network({ cluster }: CheckReport): string {
  const possible = cluster.candidates.map((each) => modelNames[each]).join('; ');
  return [
    `- model: ${modelNames[cluster.model]}${possible === '' ? '' : ` (still possible: ${possible})`}`,
    `- data plane: ${dataplaneNames[cluster.dataplane]}`,
    `- policies: ${policyNames[cluster.policyEngine]}`,
    ...cluster.conflicts.map(({ says }) => `- conflict: ${literal(says)}`),
  ].join('\n');
}

function finding(each: Finding): string {
  const { sign, words } = statusWords[each.status];
  const who = each.owner === null ? '' : ` · next: ${ownerNames[each.owner]}`;
  return [
    `### ${sign} ${each.asks}`,
    `*${words}*${who} · ${code(each.id)}`,
    literal(each.observed),
    [
      `- expected: ${literal(each.expected)}`,
      `- counted: ${literal(countedLine(each)) || 'nothing'}`,
      ...each.evidence.map(({ command, value }) => `- ${code(command)}: ${literal(value)}`),
      `- next: ${literal(each.nextStep)}`,
    ].join('\n'),
  ].join('\n\n');
}

function check({ report, summary, explanation }: CheckAnswer): string {
  const drift = explanation.passages.filter(({ id }) => id.startsWith('drift-'));
  return [
    `# netlab check: ${literal(report.namespace)}`,
    `**${summary}**`,
    literal(receiptLine(report)),
    network(report),
    ...groups(report.findings).flatMap((group) => [`## ${group.title}`, ...group.findings.map(finding)]),
    '## Common problems',
    report.problems.map(({ id, status, because }) => `- ${id}: **${status}**. ${literal(because)}`).join('\n'),
    ...(drift.length > 0 ? ['## Where newer sources differ from the exercise'] : []),
    ...drift.flatMap(({ body }) => body),
  ].join('\n\n');
}

function explain({ explanation, yours }: ExplainAnswer): string {
  const own = yours.map(({ label, value }) => `- ${label}: ${literal(value)}`).join('\n');
  return [
    ...explanation.passages.flatMap(({ title, body, sources }) => [
      `# ${title}`,
      ...body,
      `Sources: ${sources.join('; ')}`,
    ]),
    ...(own === '' ? [] : ['## On your cluster', own]),
  ].join('\n\n');
}

function help({ lines, note }: HelpAnswer): string {
  return [note, lines.map(({ usage, purpose }) => `- ${code(usage)}: ${purpose}`).join('\n')].join('\n\n');
}

/** An answer as Markdown; what comes from a cluster stands there literally. */
export function markdown(answer: Answer): string {
  if (answer.kind === 'check') return `${check(answer)}\n`;
  if (answer.kind === 'explain') return `${explain(answer)}\n`;
  if (answer.kind === 'help') return `${help(answer)}\n`;
  return `${literal(answer.says)} ${literal(answer.todo)}\n`;
}
