import type { KnownBlock } from '@slack/types';
import {
  type Answer,
  type CheckAnswer,
  type ExplainAnswer,
  type HelpAnswer,
  isClassAnswer,
  type Next,
  type NotesAnswer,
  type PlanAnswer,
  type ReachAnswer,
  type StatusChange,
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
import { bold, bullets, buttons, code, divider, header, paragraph, type Run, runs, say, small } from './builders.ts';
import { cardMessage, ownBlocks } from './card.ts';
import { cut, escaped } from './escape.ts';
import { hintMessage, sheetMessage } from './hint-quiz.ts';
import { limits } from './limits.ts';
import { classMessage } from './people.ts';
import type { Message } from './slack-message.ts';

function headline({ status, owner, asks }: Finding): string {
  const { sign, words } = statusWords[status];
  return `${sign} ${asks} — ${words}${owner === null ? '' : ` (next: ${ownerNames[owner]})`}`;
}

function details(finding: Finding): readonly (readonly Run[])[] {
  const counted = Object.entries(finding.counted).map(([kind, n]) => `${kind} ${n}`);
  const out = finding.excluded.map(({ why, count }) => `left out: ${count} ${why}`);
  return [
    ...(finding.status === 'pass' ? [] : [[say(`Expected: ${finding.expected}`)]]),
    ...(counted.length > 0 ? [[say(`Counted: ${[...counted, ...out].join(', ')}`)]] : []),
    ...finding.evidence.map(({ command, value }) => [code(command), say(` → ${cut(value, 500)}`)]),
    [say(`Next: ${finding.nextStep}`)],
  ];
}

function findingBlocks(finding: Finding): readonly KnownBlock[] {
  return [paragraph(bold(headline(finding)), say(`\n${finding.observed}`)), bullets(details(finding))];
}

/** A heading where a new task begins. */
function headingBefore({ task }: Finding, previous: Finding | undefined): readonly KnownBlock[] {
  if (previous !== undefined && previous.task === task) return [];
  return [paragraph(bold(task === null ? 'Theory: private clusters' : `Task ${task}`))];
}

function networkLine({ cluster }: CheckReport): string {
  const { model, dataplane, policyEngine } = cluster;
  return `Network: ${modelNames[model]} · data plane: ${dataplaneNames[dataplane]} · policies: ${policyNames[policyEngine]}`;
}

/** What the network rests on: the strongest signals, and everything that does not go together. */
function because({ cluster: { signals, conflicts } }: CheckReport): string {
  const rests = signals.slice(0, 3).map(({ observed }) => observed);
  const against = conflicts.map((each) => `${conflictWord(each)}: ${each.says}.`);
  return cut([rests.length > 0 ? `By: ${rests.join('; ')}.` : '', ...against].join(' ').trim(), 1500);
}

function problemRuns({ id, status, because }: Problem): readonly Run[] {
  return [bold(id), say(` ${status}: ${cut(because, 400)}`)];
}

function receipt({ receipt: { reads, as }, readAt, namespace }: CheckReport): string {
  const asked = reads.filter(({ verb }) => verb !== 'ignore').length;
  return `Looked from ${namespace} at ${readAt}${as === null ? '' : ` as ${as}`}: ${asked} questions to the API, nothing changed.`;
}

/** What changed since the answer whose button asked, in one line. */
function sinceThen(changes: readonly StatusChange[] | undefined): readonly string[] {
  if (changes === undefined) return [];
  if (changes.length === 0) return ['Nothing changed since the answer before.'];
  const each = changes.map(({ id, was, is }) => `${id} was “${statusWords[was].words}”, is “${statusWords[is].words}”`);
  return [`Changed since the answer before: ${each.join('; ')}.`];
}

function check({ report, summary, explanation, changes }: CheckAnswer): Message {
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
    header(title),
    paragraph(bold(summary), say(`\n${networkLine(report)}`)),
    ...sinceThen(changes).map((each) => paragraph(bold(each))),
    ...(because(report) === '' ? [] : [small(because(report))]),
    divider,
    ...report.findings.flatMap((finding, index) => [
      ...headingBefore(finding, report.findings[index - 1]),
      ...findingBlocks(finding),
    ]),
    divider,
    paragraph(bold('Common problems')),
    bullets(report.problems.map(problemRuns)),
    ...(drift.length > 0
      ? [
          paragraph(bold('Newer than the exercise')),
          bullets(
            drift.map(({ drift: note, body }) =>
              runs(`The exercise: ${note?.exercise} Newer (${note?.date}): ${body.join(' ')}`),
            ),
          ),
        ]
      : []),
    small(receipt(report)),
  ];
  return { text: fallback.join('\n'), blocks };
}

function explain({ explanation, yours, remarks = [], card }: ExplainAnswer): Message {
  if (card) return cardMessage(card, { explanation, yours });
  const blocks = explanation.passages.flatMap(({ title, body, sources }) => [
    header(title),
    ...body.map((each) => paragraph(...runs(each))),
    small(`Sources: ${sources.join('; ')}`),
  ]);
  const spoken = explanation.passages.flatMap(({ title, body }) => [title, ...body]);
  const said = yours.map(({ label, value }) => `${label}: ${value}`);
  return {
    text: [...remarks, ...spoken, ...said].join('\n'),
    blocks: [...remarks.map((each) => paragraph(bold(each))), ...blocks, ...ownBlocks(yours)],
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
  const said = paragraph(bold(`${sign} ${symptom}`), say(` (${id})\n${words}: ${cut(because, 800)}`));
  if (status === 'ruled-out') return [said];
  const meant = outcomes.map(({ sees, means }) => [say(`${sees} → ${outcomeWords[means]}`)]);
  const doing = todo === null ? [] : [[say(`Do: ${todo}`)]];
  return [said, bullets([...doing, [say('Next: '), code(nextCommand)], ...meant])];
}

function walk({ namespace, readAt, steps, remarks = [] }: WalkAnswer): Message {
  const title = `netlab walk · ${namespace}`;
  const spoken = steps.map((step) => `${step.symptom}: ${stepWords(step).words}. ${step.because}`);
  const before = remarks.map((each) => paragraph(bold(cut(each, 1500))));
  const read = small(`Looked at ${readAt}, nothing changed.`);
  const blocks = [header(title), ...before, ...steps.flatMap(stepBlocks), read];
  return { text: [title, ...remarks, ...spoken].join('\n'), blocks };
}

function notes({ notes: all }: NotesAnswer): Message {
  const title = 'Newer than the exercise';
  const blocks = all.flatMap(({ drift, body, sources }) => [
    paragraph(bold(drift.where), say(`\nThe exercise: ${drift.exercise}\n`), ...runs(`Newer: ${body.join(' ')}`)),
    small(`${drift.date}. ${sources.join('; ')}`),
  ]);
  const spoken = all.map(({ drift, body }) => `${drift.where}. ${drift.exercise} ${body.join(' ')}`);
  return { text: [title, ...spoken].join('\n'), blocks: [header(title), ...blocks] };
}

function sideBlock(name: string, { verdict, policies, because: why }: Side): KnownBlock {
  const named = policies.length > 0 ? `\nPolicies: ${cut(policies.join(', '), 600)}` : '';
  return paragraph(
    bold(`${verdictWords[verdict].sign} ${name}: ${verdictWords[verdict].words}`),
    say(`\n${cut(why, 1200)}${named}`),
  );
}

function reachBlocks({ query, verdict, egress, ingress, notes: remarks, semantics }: Reach): readonly KnownBlock[] {
  const { sign, words } = verdictWords[verdict];
  return [
    header(`netlab reach · ${verdict}`),
    paragraph(
      bold(`${sign} ${query.from} → ${query.to}, ${query.protocol} ${query.port}: ${words}`),
      say(`\n${semanticsWords(semantics)}`),
    ),
    sideBlock('leaving', egress),
    sideBlock('arriving', ingress),
    ...(remarks.length > 0 ? [bullets(remarks.map(({ says }) => [say(says)]))] : []),
  ];
}

function reach({ reaches, readAt }: ReachAnswer): Message {
  const spoken = reaches.map(
    ({ query, verdict, egress, ingress }) =>
      `${query.from} → ${query.to}, ${query.protocol} ${query.port}: ${verdict}. ${egress.because} ${ingress.because}`,
  );
  const read = small(`Looked at ${readAt}; policies alone are judged, not whether something listens. Nothing changed.`);
  return { text: spoken.join('\n'), blocks: [...reaches.flatMap(reachBlocks), read] };
}

function plan({ words: { title, groups } }: PlanAnswer): Message {
  const blocks = groups.flatMap(({ heading, lines }) => [
    paragraph(bold(heading)),
    bullets(lines.map((line) => [say(line)])),
  ]);
  const spoken = groups.flatMap(({ heading, lines }) => [heading, ...lines]);
  return { text: [title, ...spoken].join('\n'), blocks: [paragraph(bold(title)), ...blocks] };
}

function help({ lines, note }: HelpAnswer): Message {
  const rows = lines.map(({ usage, purpose }) => [code(`/netlab ${usage}`), say(` ${purpose}`)]);
  const spoken = lines.map(({ usage, purpose }) => `/netlab ${usage}: ${purpose}`);
  return { text: [note, ...spoken].join('\n'), blocks: [paragraph(say(note)), bullets(rows)] };
}

function trouble({ says, todo }: TroubleAnswer): Message {
  return { text: `${says} ${todo}`, blocks: [paragraph(say(says), say(` ${todo}`))] };
}

function drawn(answer: Answer): Message {
  if (answer.kind === 'check') return check(answer);
  if (answer.kind === 'explain') return explain(answer);
  if (answer.kind === 'walk') return walk(answer);
  if (answer.kind === 'notes') return notes(answer);
  if (answer.kind === 'plan') return plan(answer);
  if (answer.kind === 'reach') return reach(answer);
  if (answer.kind === 'hint') return hintMessage(answer);
  if (answer.kind === 'quiz-sheet') return sheetMessage(answer);
  if (answer.kind === 'help') return help(answer);
  if (isClassAnswer(answer)) return classMessage(answer);
  return trouble(answer);
}

/** What stands below an answer: steps to take, for whom (`*` for whoever sees it), and the answer's signature. */
export type Offer = { readonly next: readonly Next[]; readonly by: string; readonly was?: string };

function offered({ next, by, was }: Offer): readonly KnownBlock[] {
  const value = (said: string) => JSON.stringify({ say: said, by, ...(was === undefined ? {} : { was }) });
  const fitting = next.filter(({ say: said }) => value(said).length <= limits.value).slice(0, limits.actions);
  return fitting.length === 0 ? [] : [buttons(fitting.map(({ label, say: said }) => ({ label, value: value(said) })))];
}

/** An answer as a Slack message within Slack's limits; nothing in it can mention, link or be marked up. `remarks` stand below it. */
export function message(
  answer: Answer,
  offer: Offer = { next: [], by: '*' },
  remarks: readonly string[] = [],
): Message {
  const { text, blocks } = drawn(answer);
  const below = [...remarks.map((each) => paragraph(bold(each))), ...offered(offer)];
  return {
    // What screen readers hear is cut at its end, so a remark stands before the answer there.
    text: cut(escaped([...remarks, text].join('\n')), limits.text),
    blocks: [...within(blocks, limits.blocks - below.length), ...below],
  };
}

/** At most as many blocks as fit; what does not is said, never dropped in silence. */
function within(blocks: readonly KnownBlock[], most: number): readonly KnownBlock[] {
  if (blocks.length <= most) return blocks;
  const left = blocks.length - most + 1;
  return [...blocks.slice(0, most - 1), small(`${left} more parts do not fit into one message; ask for one task.`)];
}
