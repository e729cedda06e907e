import { type Answer, type HelpAnswer, plainAnswer, type TroubleAnswer } from '../model/answer.ts';
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
import type { ExplainAnswer, NotesAnswer } from '../model/explanation.ts';
import type { CheckReport, Finding, Problem, ProblemStep } from '../model/finding.ts';
import type { PlanAnswer } from '../model/plan.ts';
import type { Reach, ReachAnswer, Side } from '../model/reach.ts';
import type { WalkAnswer } from '../model/walk.ts';
import { cardText } from './card-text.ts';
import { countedLine, groupByTask, receiptLine } from './finding-groups.ts';
import { hintText, quizSheetText } from './hint-quiz.ts';
import type { TerminalStyle } from './style.ts';
import { labelledEntry, wrap } from './wrap.ts';

function network({ cluster }: CheckReport): readonly string[] {
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

function check({ report, summary, explanation }: CheckAnswer, style: TerminalStyle): string {
  const drift = explanation.passages.filter(({ drift: note }) => note !== null);
  return [
    style.strong(`netlab check · ${report.namespace} · ${report.exercise}`),
    summary,
    wrap(receiptLine(report), ''),
    '',
    style.strong('The network of this cluster'),
    ...network(report),
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

function explain({ explanation, yours, remarks = [], card }: ExplainAnswer, style: TerminalStyle): string {
  if (card) return cardText(card, { explanation, yours }, style);
  const passages = explanation.passages.map(({ title, body, sources }) =>
    [
      style.strong(title),
      ...body.map((each) => wrap(each, '  ')),
      style.faint(wrap(`Sources: ${sources.join('; ')}`, '  ')),
    ].join('\n\n'),
  );
  const own = yours.map(({ label, value }) => wrap(`${label}: ${value}.`, '  '));
  const before = remarks.map((each) => wrap(each, ''));
  return `${[...before, ...passages, ...(own.length > 0 ? [[style.strong('On your cluster'), ...own].join('\n')] : [])].join('\n\n')}\n`;
}

function stepText(
  { id, symptom, status, normal, because, todo, nextCommand, outcomes }: ProblemStep,
  style: TerminalStyle,
): string {
  const { sign, words } = stepWords({ status, normal });
  const head = `  ${style.strong(`${sign} ${symptom}`)}  ${style.faint(id)}`;
  if (status === 'ruled-out') return [head, wrap(`${words}: ${because}`, '    ')].join('\n');
  return [
    head,
    wrap(`${words}: ${because}`, '    '),
    `      ${style.faint('$')} ${nextCommand}`,
    ...(todo === null ? [] : [labelledEntry('do', todo)]),
    ...outcomes.map(({ sees, means }) => labelledEntry('if', `${sees} → ${outcomeWords[means]}`)),
  ].join('\n');
}

function walk({ namespace, source, readAt, steps }: WalkAnswer, style: TerminalStyle): string {
  return [
    style.strong(`netlab walk · ${namespace}`),
    wrap(`Read ${readAt} from ${source.kind} ${source.name}. Nothing was changed; each command below only reads.`, ''),
    '',
    steps.map((step) => stepText(step, style)).join('\n\n'),
    '',
  ].join('\n');
}

function notes({ notes: all }: NotesAnswer, style: TerminalStyle): string {
  const each = all.map(({ id, drift, body, sources }) =>
    [
      `${style.strong(drift.where)}  ${style.faint(id)}`,
      wrap(`The exercise: ${drift.exercise}`, '  '),
      wrap(`Newer (${drift.date}): ${body.join(' ')}`, '  '),
      style.faint(wrap(`Sources: ${sources.join('; ')}`, '  ')),
    ].join('\n'),
  );
  return `${[style.strong('Where newer sources say otherwise than the exercise'), ...each].join('\n\n')}\n`;
}

function plan({ words: { title, groups: parts } }: PlanAnswer, style: TerminalStyle): string {
  const blocks = parts.map(({ heading, lines }) =>
    [style.strong(heading), ...lines.map((line) => wrap(line, '  '))].join('\n'),
  );
  return `${[wrap(style.strong(title), ''), ...blocks].join('\n\n')}\n`;
}

function sideText(name: string, { verdict, policies, because }: Side, style: TerminalStyle): string {
  const { sign, words } = verdictWords[verdict];
  return [
    `  ${style.strong(name)}  ${sign} ${words}`,
    wrap(because, '    '),
    ...(policies.length > 0 ? [labelledEntry('policies', policies.join(', '))] : []),
  ].join('\n');
}

function reachText(
  { query, verdict, egress, ingress, notes: remarks, semantics }: Reach,
  style: TerminalStyle,
): string {
  const { sign, words } = verdictWords[verdict];
  return [
    style.strong(`${query.from} → ${query.to}, ${query.protocol} ${query.port}`),
    `${sign} ${style.strong(verdict)}: ${words} (${semanticsWords(semantics)})`,
    '',
    sideText('leaving', egress, style),
    sideText('arriving', ingress, style),
    ...(remarks.length > 0 ? [''] : []),
    ...remarks.map(({ id, message }) => labelledEntry('to know', `${message} (${id})`, '  ')),
  ].join('\n');
}

function reachLine({ query, verdict, egress, ingress }: Reach): string {
  const side = egress.verdict === verdict && verdict !== 'allowed' ? egress : ingress;
  return wrap(
    `${verdictWords[verdict].sign} ${verdict.padEnd(7)} ${query.from} → ${query.to}, ${query.protocol} ${query.port}: ${side.because}`,
    '',
  );
}

function reach({ reaches, batch, source, readAt }: ReachAnswer, style: TerminalStyle): string {
  const read = wrap(
    `Read ${readAt} from ${source.kind} ${source.name}. Policies alone are judged, not whether something listens; nothing was changed.`,
    '',
  );
  const body = batch ? reaches.map(reachLine).join('\n') : reaches.map((each) => reachText(each, style)).join('\n\n');
  return `${body}\n\n${read}\n`;
}

function help({ lines, note }: HelpAnswer, style: TerminalStyle): string {
  const width = Math.max(...lines.map(({ usage }) => usage.length));
  const rows = lines.map(({ usage, purpose }) => `  ${usage.padEnd(width)}  ${purpose}`);
  return [style.strong(note), ...rows, ''].join('\n');
}

function trouble({ message, todo }: TroubleAnswer): string {
  return `${message} ${todo}\n`;
}

/** An answer for a terminal, lines of at most 100 characters. */
export function toText(given: Answer, style: TerminalStyle): string {
  const answer = plainAnswer(given);
  if (answer.kind === 'check') return check(answer, style);
  if (answer.kind === 'explain') return explain(answer, style);
  if (answer.kind === 'walk') return walk(answer, style);
  if (answer.kind === 'notes') return notes(answer, style);
  if (answer.kind === 'plan') return plan(answer, style);
  if (answer.kind === 'reach') return reach(answer, style);
  if (answer.kind === 'hint') return hintText(answer, style);
  if (answer.kind === 'quiz-sheet') return quizSheetText(answer, style);
  if (answer.kind === 'help') return help(answer, style);
  return trouble(answer);
}
