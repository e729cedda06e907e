import type { KnownBlock } from '@slack/types';
import type { QuestionAnswer, QuestionsAnswer, ReplyAnswer, WalkingAnswer } from '../model/answer.ts';
import { reportWords, stepWords } from '../model/display-names.ts';
import { type ProblemId, problemIds } from '../model/finding.ts';
import type { Question, Reported } from '../model/help-request.ts';
import {
  bold,
  bullets,
  code,
  header,
  minute,
  paragraph,
  person,
  quoted,
  type Run,
  runs,
  say,
  small,
} from './builders.ts';
import { cut } from './escape.ts';
import type { Message } from './slack-message.ts';

/** A step of a walk: what happened, how the problem stands, and a command to run or what it came to. */
export function walkingMessage({
  namespace,
  readAt,
  remarks,
  title,
  row,
  headline,
  lines,
  command,
}: WalkingAnswer): Message {
  const { sign, words } = stepWords(row);
  const top = `netlab walk · ${namespace}`;
  const seen = `${words}: ${row.because}`;
  const run =
    command === null ? [] : [`$ ${command.run}`, ...command.sees.map((each, index) => `${index + 1}. ${each}`)];
  return {
    text: [top, ...remarks, `${title}: ${seen}`, headline, ...lines, ...run].join('\n'),
    blocks: [
      header(top),
      ...remarks.map((each) => paragraph(bold(cut(each, 1500)))),
      paragraph(bold(`${sign} ${title}`), say(` (${row.id})\n${cut(seen, 1500)}`)),
      paragraph(bold(headline)),
      ...(command === null ? [] : [paragraph(code(command.run))]),
      ...(command === null ? [] : [paragraph(say('It may show:')), bullets(command.sees.map((each) => [say(each)]))]),
      ...lines.map((each) => paragraph(...runs(each))),
      small(`I looked at ${minute(readAt)}, and only read.${command === null ? '' : ' The command only reads, too.'}`),
    ],
  };
}

function reportRuns({ run, saw, verdict }: Reported): readonly Run[] {
  const seen =
    saw === null ? ' not sure' : ` “${cut(saw, 300)}”${verdict === null ? '' : ` (${reportWords[verdict]})`}`;
  return [code(run), say(seen)];
}

type Group = { readonly title: string; readonly reports: readonly Reported[] };

/** What was reported, by problem: the one that is asked about first, even where nothing was reported of it. */
function groupsOf({ question: { problem, evidence }, titles }: Omit<QuestionAnswer, 'kind'>): readonly Group[] {
  const of = (id: ProblemId | undefined) => evidence.reports.filter((each) => each.problem === id);
  const others = problemIds.filter((id) => id !== problem).map((id) => ({ title: titles[id], reports: of(id) }));
  const unnamed = { title: 'Other steps', reports: of(undefined) };
  const more = [...others, unnamed].filter(({ reports }) => reports.length > 0);
  return [{ title: titles[problem], reports: of(problem) }, ...more];
}

function groupBlocks({ title, reports }: Group): readonly KnownBlock[] {
  if (reports.length === 0) return [paragraph(bold(`${title}: they reported nothing yet.`))];
  return [paragraph(bold(`${title}: what they reported, step by step`)), bullets(reports.map(reportRuns))];
}

/** A question with its evidence: who asks, how each problem stood, and what they reported, in its order. */
export function questionBlocks({ question, titles }: Omit<QuestionAnswer, 'kind'>): readonly KnownBlock[] {
  const { user, namespace, problem, at, evidence, reply } = question;
  const rows = evidence.rows.map((row): readonly Run[] => {
    const { sign, words } = stepWords(row);
    return [bold(`${sign} ${titles[row.id]}: ${words}. `), say(cut(row.because, 600))];
  });
  return [
    paragraph(
      person(user),
      bold(` asks about: ${titles[problem]}`),
      say('\nin '),
      code(namespace),
      say(`, ${minute(at)}`),
    ),
    bullets(rows),
    ...groupsOf({ question, titles }).flatMap(groupBlocks),
    small(`Read at ${evidence.readAt}.`),
    ...(reply === null
      ? []
      : [paragraph(bold('Answered by '), person(reply.by), say(`, ${minute(reply.at)}:`)), quoted(reply.words)]),
  ];
}

/** A question for instructors. */
export function questionMessage({ question, titles }: QuestionAnswer): Message {
  const { user, namespace, problem, evidence, reply } = question;
  const spoken = [
    `${user} asks about: ${titles[problem]}, in ${namespace}`,
    ...evidence.rows.map((row) => `${titles[row.id]}: ${stepWords(row).words}. ${cut(row.because, 300)}`),
    ...groupsOf({ question, titles }).flatMap(({ title, reports }) => [
      ...(reports.length > 0 ? [`Reported of: ${title}`] : []),
      ...reports.map(({ run, saw }) => `${run}: ${saw ?? 'not sure'}`),
    ]),
    ...(reply === null ? [] : [`Answered by ${reply.by}: ${reply.words}`]),
  ];
  return { text: spoken.join('\n'), blocks: questionBlocks({ question, titles }) };
}

function lineOf({ user, namespace, problem, at }: Question, titles: QuestionsAnswer['titles']): readonly Run[] {
  return [person(user), say(' in '), code(namespace), say(`: ${titles[problem]}, since ${minute(at)}`)];
}

/** The questions that nobody answered, the oldest first. */
export function questionsMessage({ questions, titles, page }: QuestionsAnswer): Message {
  const { earlier, waiting } = page ?? { earlier: 0, waiting: questions.length };
  const title = waiting === 0 ? 'Nobody waits for an answer.' : `${waiting} wait for an answer`;
  const shown = questions.slice(0, 50);
  const later = waiting - earlier - shown.length;
  const spoken = shown.map(({ user, namespace, problem }) => `${user} in ${namespace}: ${titles[problem]}`);
  const more = [
    ...(earlier > 0 ? [small(`${earlier} come before these.`)] : []),
    ...(later > 0 ? [small(`${later} more come after these.`)] : []),
  ];
  return {
    text: [title, ...spoken].join('\n'),
    blocks: [
      paragraph(bold(title)),
      ...(shown.length > 0 ? [bullets(shown.map((each) => lineOf(each, titles)))] : []),
      ...more,
    ],
  };
}

/** An instructor's words for the student: as they were written, without any mark-up, and marked as theirs. */
export function replyMessage({ title, reply: { by, words }, first }: ReplyAnswer): Message {
  const says = first ? ' answers what you handed over: ' : ' adds to the answer about: ';
  return {
    text: `Your instructor${says}${title}\n${words}`,
    blocks: [
      paragraph(bold('Your instructor '), person(by), bold(`${says}${title}`)),
      quoted(words),
      small('These are your instructor’s words, not netlab’s.'),
    ],
  };
}
