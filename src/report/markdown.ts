import { type Answer, type HelpAnswer, plainAnswer } from '../model/answer.ts';
import type { CheckAnswer } from '../model/check.ts';
import {
  conflictWord,
  dataplaneNames,
  modelNames,
  outcomeWords,
  ownerNames,
  policyNames,
  semanticsWords,
  statusWords,
  stepWords,
  verdictWords,
} from '../model/display-names.ts';
import type { ExplainAnswer, NotesAnswer, ShownCard } from '../model/explanation.ts';
import type { CheckReport, Finding, ProblemStep } from '../model/finding.ts';
import type { PlanAnswer } from '../model/plan.ts';
import type { Reach, ReachAnswer, Side } from '../model/reach.ts';
import type { WalkAnswer } from '../model/walk.ts';
import { countedLine, groupByTask, receiptLine, sourcesOf } from './finding-groups.ts';
import { hintMarkdown, quizSheetMarkdown } from './hint-quiz.ts';
import { codeSpan, escapeMarkdown } from './markdown-escape.ts';

function network({ cluster }: CheckReport): string {
  const possible = cluster.candidates.map((each) => modelNames[each]).join('; ');
  return [
    `- model: ${modelNames[cluster.model]}${possible === '' ? '' : ` (still possible: ${possible})`}`,
    `- data plane: ${dataplaneNames[cluster.dataplane]}`,
    `- policies: ${policyNames[cluster.policyEngine]}`,
    ...cluster.conflicts.map((each) => `- ${conflictWord(each)}: ${escapeMarkdown(each.says)}`),
    ...cluster.signals.map(({ weight, observed, says }) => `- ${weight}: ${escapeMarkdown(`${observed} → ${says}`)}`),
  ].join('\n');
}

function finding(each: Finding): string {
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

function check({ report, summary, explanation }: CheckAnswer): string {
  const drift = explanation.passages.filter(({ drift: note }) => note !== null);
  return [
    `# netlab check: ${escapeMarkdown(report.namespace)}`,
    `**${summary}**`,
    escapeMarkdown(receiptLine(report)),
    network(report),
    ...groupByTask(report.findings).flatMap((group) => [`## ${group.title}`, ...group.findings.map(finding)]),
    '## Common problems',
    report.problems.map(({ id, status, because }) => `- ${id}: **${status}**. ${escapeMarkdown(because)}`).join('\n'),
    ...(drift.length > 0 ? ['## Where newer sources differ from the exercise'] : []),
    ...drift.map(({ drift: note, body }) => `The exercise: ${note?.exercise} Newer (${note?.date}): ${body.join(' ')}`),
  ].join('\n\n');
}

function shownCard(
  card: ShownCard,
  { explanation: { passages }, yours }: Pick<ExplainAnswer, 'explanation' | 'yours'>,
): string {
  const { sign, words } = statusWords[card.status];
  const who = card.owner === null ? '' : ` · next: ${ownerNames[card.owner]}`;
  const notes = passages.flatMap(({ drift, body }) => (drift === null ? [] : [{ drift, body }]));
  return [
    `# ${sign} ${card.asks}`,
    `*${words}*${who} · ${codeSpan(card.id)}`,
    escapeMarkdown(card.observed),
    ...(card.command === null ? [] : [codeSpan(card.command)]),
    card.concept,
    card.why,
    `**Next:** ${card.next}`,
    `**Ask yourself:** ${card.ask}`,
    ...(yours.length === 0 ? [] : ['## On your cluster', ownValues(yours)]),
    ...notes.map(({ drift, body }) => `The exercise: ${drift.exercise} Newer (${drift.date}): ${body.join(' ')}`),
    `Sources: ${sourcesOf(passages).join('; ')}`,
  ].join('\n\n');
}

function ownValues(yours: ExplainAnswer['yours']): string {
  return yours.map(({ label, value }) => `- ${label}: ${escapeMarkdown(value)}`).join('\n');
}

function explain({ explanation, yours, remarks = [], card }: ExplainAnswer): string {
  if (card) return shownCard(card, { explanation, yours });
  const own = ownValues(yours);
  return [
    ...remarks,
    ...explanation.passages.flatMap(({ title, body, sources }) => [
      `# ${title}`,
      ...body,
      `Sources: ${sources.join('; ')}`,
    ]),
    ...(own === '' ? [] : ['## On your cluster', own]),
  ].join('\n\n');
}

function step({ id, symptom, status, normal, because, todo, nextCommand, outcomes }: ProblemStep): string {
  const { sign, words } = stepWords({ status, normal });
  const lines = [`- **${words}**: ${escapeMarkdown(because)}`];
  if (status !== 'ruled-out') {
    if (todo !== null) lines.push(`- do: ${escapeMarkdown(todo)}`);
    lines.push(`- next: ${codeSpan(nextCommand)}`);
    lines.push(...outcomes.map(({ sees, means }) => `  - if you see ${escapeMarkdown(sees)}: ${outcomeWords[means]}`));
  }
  return [`## ${sign} ${escapeMarkdown(symptom)}`, codeSpan(id), lines.join('\n')].join('\n\n');
}

function walk({ namespace, source, readAt, steps }: WalkAnswer): string {
  const read = escapeMarkdown(`Read ${readAt} from ${source.kind} ${source.name}; nothing was changed.`);
  return [`# netlab walk: ${escapeMarkdown(namespace)}`, read, ...steps.map(step)].join('\n\n');
}

function notes({ notes: all }: NotesAnswer): string {
  const each = all.flatMap(({ drift, body, sources }) => [
    `## ${drift.where}`,
    `The exercise: ${drift.exercise}`,
    `Newer (${drift.date}): ${body.join(' ')}`,
    `Sources: ${sources.join('; ')}`,
  ]);
  return ['# Where newer sources say otherwise than the exercise', ...each].join('\n\n');
}

function plan({ words: { title, groups: parts } }: PlanAnswer): string {
  const list = (lines: readonly string[]) => lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n');
  return [`# ${escapeMarkdown(title)}`, ...parts.flatMap(({ heading, lines }) => [`## ${heading}`, list(lines)])].join(
    '\n\n',
  );
}

function side(name: string, { verdict, policies, because }: Side): string {
  const named = policies.length > 0 ? ` Policies: ${policies.map(codeSpan).join(', ')}.` : '';
  return `- **${name}: ${verdict}.** ${escapeMarkdown(because)}${named}`;
}

function reached({ query, verdict, egress, ingress, notes: remarks, semantics }: Reach): string {
  const { sign, words } = verdictWords[verdict];
  return [
    `# ${sign} ${escapeMarkdown(`${query.from} → ${query.to}, ${query.protocol} ${query.port}`)}: ${verdict}`,
    `${words}, ${semanticsWords(semantics)}.`,
    [
      side('leaving', egress),
      side('arriving', ingress),
      ...remarks.map(({ id, message }) => `- ${codeSpan(id)} ${message}`),
    ].join('\n'),
  ].join('\n\n');
}

function reach({ reaches, source, readAt }: ReachAnswer): string {
  const read = escapeMarkdown(
    `Read ${readAt} from ${source.kind} ${source.name}; policies alone are judged, nothing was changed.`,
  );
  return [...reaches.map(reached), read].join('\n\n');
}

function help({ lines, note }: HelpAnswer): string {
  return [note, lines.map(({ usage, purpose }) => `- ${codeSpan(usage)}: ${purpose}`).join('\n')].join('\n\n');
}

/** An answer as Markdown; what comes from a cluster stands there literally. */
export function toMarkdown(given: Answer): string {
  const answer = plainAnswer(given);
  if (answer.kind === 'check') return `${check(answer)}\n`;
  if (answer.kind === 'explain') return `${explain(answer)}\n`;
  if (answer.kind === 'walk') return `${walk(answer)}\n`;
  if (answer.kind === 'notes') return `${notes(answer)}\n`;
  if (answer.kind === 'plan') return `${plan(answer)}\n`;
  if (answer.kind === 'reach') return `${reach(answer)}\n`;
  if (answer.kind === 'hint') return `${hintMarkdown(answer)}\n`;
  if (answer.kind === 'quiz-sheet') return `${quizSheetMarkdown(answer)}\n`;
  if (answer.kind === 'help') return `${help(answer)}\n`;
  return `${escapeMarkdown(answer.message)} ${escapeMarkdown(answer.todo)}\n`;
}
