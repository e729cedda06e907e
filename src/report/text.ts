import {
  type Answer,
  type CheckAnswer,
  type ExplainAnswer,
  type HelpAnswer,
  type NotesAnswer,
  type PlanAnswer,
  plainAnswer,
  type ReachAnswer,
  type TroubleAnswer,
  type WalkAnswer,
} from '../model/answer.ts';
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
import type { CheckReport, Finding, Problem, ProblemStep } from '../model/finding.ts';
import type { Reach, Side } from '../model/reach.ts';
import { cardText } from './card-text.ts';
import { countedLine, groups, receiptLine } from './finding-groups.ts';
import { hintText, sheetText } from './hint-quiz.ts';
import type { Style } from './style.ts';
import { entry, wrap } from './wrap.ts';

function network({ cluster }: CheckReport): readonly string[] {
  const { model, dataplane, policyEngine, candidates, conflicts, signals } = cluster;
  const possible =
    candidates.length > 0 ? ` (still possible: ${candidates.map((each) => modelNames[each]).join('; ')})` : '';
  return [
    entry('model', modelNames[model] + possible, '  '),
    entry('data', dataplaneNames[dataplane], '  '),
    entry('policies', policyNames[policyEngine], '  '),
    ...conflicts.map((each) => entry(conflictWord(each), each.says, '  ')),
    ...signals.map(({ weight, observed, says }) => entry(weight, `${observed} → ${says}`, '  ')),
  ];
}

function findingText(finding: Finding, style: Style): string {
  const { sign, words } = statusWords[finding.status];
  const who = finding.owner === null ? '' : ` · next: ${ownerNames[finding.owner]}`;
  return [
    `  ${style.status(finding.status, `${sign} ${words}`)}${who}  ${style.faint(finding.id)}`,
    wrap(style.strong(finding.asks), '    '),
    wrap(finding.observed, '    '),
    ...(finding.status === 'pass' ? [] : [entry('expected', finding.expected)]),
    ...(countedLine(finding) === '' ? [] : [entry('counted', countedLine(finding))]),
    ...finding.evidence.flatMap(({ command, value }) => [
      `      ${style.faint('$')} ${command}`,
      wrap(value, '        '),
    ]),
    entry('next', finding.nextStep),
    ...(finding.theory[0] === undefined ? [] : [entry('more', `netlab explain ${finding.theory[0]}`)]),
  ].join('\n');
}

function problemText({ id, status, because }: Problem): string {
  return entry(status.padEnd(10), `${id}: ${because}`, '  ');
}

function check({ report, summary, explanation }: CheckAnswer, style: Style): string {
  const drift = explanation.passages.filter(({ drift: note }) => note !== null);
  return [
    style.strong(`netlab check · ${report.namespace} · ${report.exercise}`),
    summary,
    wrap(receiptLine(report), ''),
    '',
    style.strong('The network of this cluster'),
    ...network(report),
    ...groups(report.findings).flatMap(({ title, findings }) => [
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

function explain({ explanation, yours, remarks = [], card }: ExplainAnswer, style: Style): string {
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
  style: Style,
): string {
  const { sign, words } = stepWords({ status, normal });
  const head = `  ${style.strong(`${sign} ${symptom}`)}  ${style.faint(id)}`;
  if (status === 'ruled-out') return [head, wrap(`${words}: ${because}`, '    ')].join('\n');
  return [
    head,
    wrap(`${words}: ${because}`, '    '),
    `      ${style.faint('$')} ${nextCommand}`,
    ...(todo === null ? [] : [entry('do', todo)]),
    ...outcomes.map(({ sees, means }) => entry('if', `${sees} → ${outcomeWords[means]}`)),
  ].join('\n');
}

function walk({ namespace, source, readAt, steps }: WalkAnswer, style: Style): string {
  return [
    style.strong(`netlab walk · ${namespace}`),
    wrap(`Read ${readAt} from ${source.kind} ${source.name}. Nothing was changed; each command below only reads.`, ''),
    '',
    steps.map((step) => stepText(step, style)).join('\n\n'),
    '',
  ].join('\n');
}

function notes({ notes: all }: NotesAnswer, style: Style): string {
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

function plan({ words: { title, groups: parts } }: PlanAnswer, style: Style): string {
  const blocks = parts.map(({ heading, lines }) =>
    [style.strong(heading), ...lines.map((line) => wrap(line, '  '))].join('\n'),
  );
  return `${[wrap(style.strong(title), ''), ...blocks].join('\n\n')}\n`;
}

function sideText(name: string, { verdict, policies, because }: Side, style: Style): string {
  const { sign, words } = verdictWords[verdict];
  return [
    `  ${style.strong(name)}  ${sign} ${words}`,
    wrap(because, '    '),
    ...(policies.length > 0 ? [entry('policies', policies.join(', '))] : []),
  ].join('\n');
}

function reachText({ query, verdict, egress, ingress, notes: remarks, semantics }: Reach, style: Style): string {
  const { sign, words } = verdictWords[verdict];
  return [
    style.strong(`${query.from} → ${query.to}, ${query.protocol} ${query.port}`),
    `${sign} ${style.strong(verdict)}: ${words} (${semanticsWords(semantics)})`,
    '',
    sideText('leaving', egress, style),
    sideText('arriving', ingress, style),
    ...(remarks.length > 0 ? [''] : []),
    ...remarks.map(({ id, says }) => entry('to know', `${says} (${id})`, '  ')),
  ].join('\n');
}

function reachLine({ query, verdict, egress, ingress }: Reach): string {
  const side = egress.verdict === verdict && verdict !== 'allowed' ? egress : ingress;
  return wrap(
    `${verdictWords[verdict].sign} ${verdict.padEnd(7)} ${query.from} → ${query.to}, ${query.protocol} ${query.port}: ${side.because}`,
    '',
  );
}

function reach({ reaches, batch, source, readAt }: ReachAnswer, style: Style): string {
  const read = wrap(
    `Read ${readAt} from ${source.kind} ${source.name}. Policies alone are judged, not whether something listens; nothing was changed.`,
    '',
  );
  const body = batch ? reaches.map(reachLine).join('\n') : reaches.map((each) => reachText(each, style)).join('\n\n');
  return `${body}\n\n${read}\n`;
}

function help({ lines, note }: HelpAnswer, style: Style): string {
  const width = Math.max(...lines.map(({ usage }) => usage.length));
  const rows = lines.map(({ usage, purpose }) => `  ${usage.padEnd(width)}  ${purpose}`);
  return [style.strong(note), ...rows, ''].join('\n');
}

function trouble({ says, todo }: TroubleAnswer): string {
  return `${says} ${todo}\n`;
}

/** An answer for a terminal, lines of at most 100 characters. */
export function text(given: Answer, style: Style): string {
  const answer = plainAnswer(given);
  if (answer.kind === 'check') return check(answer, style);
  if (answer.kind === 'explain') return explain(answer, style);
  if (answer.kind === 'walk') return walk(answer, style);
  if (answer.kind === 'notes') return notes(answer, style);
  if (answer.kind === 'plan') return plan(answer, style);
  if (answer.kind === 'reach') return reach(answer, style);
  if (answer.kind === 'hint') return hintText(answer, style);
  if (answer.kind === 'quiz-sheet') return sheetText(answer, style);
  if (answer.kind === 'help') return help(answer, style);
  return trouble(answer);
}
