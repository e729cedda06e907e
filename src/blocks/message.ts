import type { KnownBlock } from '@slack/types';
import { type Answer, type HelpAnswer, isClassAnswer, type TroubleAnswer } from '../model/answer.ts';
import type { CheckAnswer, StatusChange } from '../model/check.ts';
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
import type { Next } from '../model/outcome.ts';
import type { PlanAnswer } from '../model/plan.ts';
import type { Reach, ReachAnswer, Side } from '../model/reach.ts';
import type { WalkAnswer } from '../model/walk.ts';
import {
  boldRun,
  bulletList,
  buttonRow,
  codeRun,
  contextBlock,
  divider,
  headerBlock,
  paragraphBlock,
  parseRuns,
  type TextRun,
  textRun,
} from './builders.ts';
import { cardMessage, ownValueBlocks } from './card.ts';
import { hintMessage, quizSheetMessage } from './hint-quiz.ts';
import { escapeMrkdwn, limits, truncateText } from './limits.ts';
import { classMessage } from './people.ts';
import type { SlackMessage } from './slack-message.ts';

function headline({ status, owner, asks }: Finding): string {
  const { sign, words } = statusWords[status];
  return `${sign} ${asks} — ${words}${owner === null ? '' : ` (next: ${ownerNames[owner]})`}`;
}

function details(finding: Finding): readonly (readonly TextRun[])[] {
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
  return [paragraphBlock(boldRun(headline(finding)), textRun(`\n${finding.observed}`)), bulletList(details(finding))];
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
function because({ cluster: { signals, conflicts } }: CheckReport): string {
  const rests = signals.slice(0, 3).map(({ observed }) => observed);
  const against = conflicts.map((each) => `${conflictWord(each)}: ${each.says}.`);
  return truncateText([rests.length > 0 ? `By: ${rests.join('; ')}.` : '', ...against].join(' ').trim(), 1500);
}

function problemRuns({ id, status, because }: Problem): readonly TextRun[] {
  return [boldRun(id), textRun(` ${status}: ${truncateText(because, 400)}`)];
}

function receipt({ receipt: { reads, as }, readAt, namespace }: CheckReport): string {
  const asked = reads.filter(({ verb }) => verb !== 'ignore' && verb !== 'assume').length;
  return `Looked from ${namespace} at ${readAt}${as === null ? '' : ` as ${as}`}: ${asked} questions to the API, nothing changed.`;
}

/** What changed since the answer whose button asked, in one line. */
function sinceThen(changes: readonly StatusChange[] | undefined): readonly string[] {
  if (changes === undefined) return [];
  if (changes.length === 0) return ['Nothing changed since the answer before.'];
  const each = changes.map(({ id, was, is }) => `${id} was “${statusWords[was].words}”, is “${statusWords[is].words}”`);
  return [`Changed since the answer before: ${each.join('; ')}.`];
}

function check({ report, summary, explanation, changes }: CheckAnswer): SlackMessage {
  const drift = explanation.passages.filter(({ drift: note }) => note !== null);
  const title = `netlab check · ${report.namespace}`;
  const fallback = [
    title,
    summary,
    ...sinceThen(changes),
    networkLine(report),
    ...report.findings.map((each) => `${headline(each)}: ${each.observed}`),
  ];
  const blocks = [
    headerBlock(title),
    paragraphBlock(boldRun(summary), textRun(`\n${networkLine(report)}`)),
    ...sinceThen(changes).map((each) => paragraphBlock(boldRun(each))),
    ...(because(report) === '' ? [] : [contextBlock(because(report))]),
    divider,
    ...report.findings.flatMap((finding, index) => [
      ...headingBefore(finding, report.findings[index - 1]),
      ...findingBlocks(finding),
    ]),
    divider,
    paragraphBlock(boldRun('Common problems')),
    bulletList(report.problems.map(problemRuns)),
    ...(drift.length > 0
      ? [
          paragraphBlock(boldRun('Newer than the exercise')),
          bulletList(
            drift.map(({ drift: note, body }) =>
              parseRuns(`The exercise: ${note?.exercise} Newer (${note?.date}): ${body.join(' ')}`),
            ),
          ),
        ]
      : []),
    contextBlock(receipt(report)),
  ];
  return { text: fallback.join('\n'), blocks };
}

function explain({ explanation, yours, remarks = [], card }: ExplainAnswer): SlackMessage {
  if (card) return cardMessage(card, { explanation, yours });
  const blocks = explanation.passages.flatMap(({ title, body, sources }) => [
    headerBlock(title),
    ...body.map((each) => paragraphBlock(...parseRuns(each))),
    contextBlock(`Sources: ${sources.join('; ')}`),
  ]);
  const spoken = explanation.passages.flatMap(({ title, body }) => [title, ...body]);
  const said = yours.map(({ label, value }) => `${label}: ${value}`);
  return {
    text: [...remarks, ...spoken, ...said].join('\n'),
    blocks: [...remarks.map((each) => paragraphBlock(boldRun(each))), ...blocks, ...ownValueBlocks(yours)],
  };
}

function stepBlocks({
  id,
  symptom,
  status,
  normal,
  because,
  todo,
  nextCommand,
  outcomes,
}: ProblemStep): readonly KnownBlock[] {
  const { sign, words } = stepWords({ status, normal });
  const said = paragraphBlock(
    boldRun(`${sign} ${symptom}`),
    textRun(` (${id})\n${words}: ${truncateText(because, 800)}`),
  );
  if (status === 'ruled-out') return [said];
  const meant = outcomes.map(({ sees, means }) => [textRun(`${sees} → ${outcomeWords[means]}`)]);
  const doing = todo === null ? [] : [[textRun(`Do: ${todo}`)]];
  return [said, bulletList([...doing, [textRun('Next: '), codeRun(nextCommand)], ...meant])];
}

function walk({ namespace, readAt, steps, remarks = [] }: WalkAnswer): SlackMessage {
  const title = `netlab walk · ${namespace}`;
  const spoken = steps.map((step) => `${step.symptom}: ${stepWords(step).words}. ${step.because}`);
  const before = remarks.map((each) => paragraphBlock(boldRun(truncateText(each, 1500))));
  const read = contextBlock(`Looked at ${readAt}, nothing changed.`);
  const blocks = [headerBlock(title), ...before, ...steps.flatMap(stepBlocks), read];
  return { text: [title, ...remarks, ...spoken].join('\n'), blocks };
}

function notes({ notes: all }: NotesAnswer): SlackMessage {
  const title = 'Newer than the exercise';
  const blocks = all.flatMap(({ drift, body, sources }) => [
    paragraphBlock(
      boldRun(drift.where),
      textRun(`\nThe exercise: ${drift.exercise}\n`),
      ...parseRuns(`Newer: ${body.join(' ')}`),
    ),
    contextBlock(`${drift.date}. ${sources.join('; ')}`),
  ]);
  const spoken = all.map(({ drift, body }) => `${drift.where}. ${drift.exercise} ${body.join(' ')}`);
  return { text: [title, ...spoken].join('\n'), blocks: [headerBlock(title), ...blocks] };
}

function sideBlock(name: string, { verdict, policies, because: why }: Side): KnownBlock {
  const named = policies.length > 0 ? `\nPolicies: ${truncateText(policies.join(', '), 600)}` : '';
  return paragraphBlock(
    boldRun(`${verdictWords[verdict].sign} ${name}: ${verdictWords[verdict].words}`),
    textRun(`\n${truncateText(why, 1200)}${named}`),
  );
}

function reachBlocks({ query, verdict, egress, ingress, notes: remarks, semantics }: Reach): readonly KnownBlock[] {
  const { sign, words } = verdictWords[verdict];
  return [
    headerBlock(`netlab reach · ${verdict}`),
    paragraphBlock(
      boldRun(`${sign} ${query.from} → ${query.to}, ${query.protocol} ${query.port}: ${words}`),
      textRun(`\n${semanticsWords(semantics)}`),
    ),
    sideBlock('leaving', egress),
    sideBlock('arriving', ingress),
    ...(remarks.length > 0 ? [bulletList(remarks.map(({ message }) => [textRun(message)]))] : []),
  ];
}

function reach({ reaches, readAt }: ReachAnswer): SlackMessage {
  const spoken = reaches.map(
    ({ query, verdict, egress, ingress }) =>
      `${query.from} → ${query.to}, ${query.protocol} ${query.port}: ${verdict}. ${egress.because} ${ingress.because}`,
  );
  const read = contextBlock(
    `Looked at ${readAt}; policies alone are judged, not whether something listens. Nothing changed.`,
  );
  return { text: spoken.join('\n'), blocks: [...reaches.flatMap(reachBlocks), read] };
}

function plan({ words: { title, groups } }: PlanAnswer): SlackMessage {
  const blocks = groups.flatMap(({ heading, lines }) => [
    paragraphBlock(boldRun(heading)),
    bulletList(lines.map((line) => [textRun(line)])),
  ]);
  const spoken = groups.flatMap(({ heading, lines }) => [heading, ...lines]);
  return { text: [title, ...spoken].join('\n'), blocks: [paragraphBlock(boldRun(title)), ...blocks] };
}

function help({ lines, note }: HelpAnswer): SlackMessage {
  const rows = lines.map(({ usage, purpose }) => [codeRun(`/netlab ${usage}`), textRun(` ${purpose}`)]);
  const spoken = lines.map(({ usage, purpose }) => `/netlab ${usage}: ${purpose}`);
  return { text: [note, ...spoken].join('\n'), blocks: [paragraphBlock(textRun(note)), bulletList(rows)] };
}

function trouble({ message, todo }: TroubleAnswer): SlackMessage {
  return { text: `${message} ${todo}`, blocks: [paragraphBlock(textRun(message), textRun(` ${todo}`))] };
}

function drawn(answer: Answer): SlackMessage {
  if (answer.kind === 'check') return check(answer);
  if (answer.kind === 'explain') return explain(answer);
  if (answer.kind === 'walk') return walk(answer);
  if (answer.kind === 'notes') return notes(answer);
  if (answer.kind === 'plan') return plan(answer);
  if (answer.kind === 'reach') return reach(answer);
  if (answer.kind === 'hint') return hintMessage(answer);
  if (answer.kind === 'quiz-sheet') return quizSheetMessage(answer);
  if (answer.kind === 'help') return help(answer);
  if (isClassAnswer(answer)) return classMessage(answer);
  return trouble(answer);
}

/** What stands below an answer: steps to take, for whom (`*` for whoever sees it), and the answer's signature. */
export type AnswerButtons = { readonly next: readonly Next[]; readonly by: string; readonly was?: string };

function offered({ next, by, was }: AnswerButtons): readonly KnownBlock[] {
  const value = (said: string) => JSON.stringify({ say: said, by, ...(was === undefined ? {} : { was }) });
  const fitting = next.filter(({ command: said }) => value(said).length <= limits.value).slice(0, limits.actions);
  return fitting.length === 0
    ? []
    : [buttonRow(fitting.map(({ label, command: said }) => ({ label, value: value(said) })))];
}

/** An answer as a Slack message within Slack's limits; nothing in it can mention, link or be marked up. `remarks` stand below it. */
export function answerMessage(
  answer: Answer,
  offer: AnswerButtons = { next: [], by: '*' },
  remarks: readonly string[] = [],
): SlackMessage {
  const { text, blocks } = drawn(answer);
  const below = [...remarks.map((each) => paragraphBlock(boldRun(each))), ...offered(offer)];
  return {
    // What screen readers hear is cut at its end, so a remark stands before the answer there.
    text: truncateText(escapeMrkdwn([...remarks, text].join('\n')), limits.text),
    blocks: [...within(blocks, limits.blocks - below.length), ...below],
  };
}

/** At most as many blocks as fit; what does not is said, never dropped in silence. */
function within(blocks: readonly KnownBlock[], most: number): readonly KnownBlock[] {
  if (blocks.length <= most) return blocks;
  const left = blocks.length - most + 1;
  return [
    ...blocks.slice(0, most - 1),
    contextBlock(`${left} more parts do not fit into one message; ask for one task.`),
  ];
}
