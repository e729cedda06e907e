import type { KnownBlock } from '@slack/types';
import { reportWords, stepWords } from '../model/display-names.ts';
import { type ProblemId, problemIds } from '../model/finding.ts';
import type {
  HelpRequest,
  HelpRequestAnswer,
  HelpRequestsAnswer,
  InstructorReplyAnswer,
  StudentReport,
} from '../model/help-request.ts';
import { formatMinute } from '../model/time.ts';
import {
  boldRun,
  bulletList,
  codeRun,
  contextBlock,
  paragraphBlock,
  quoteBlock,
  type TextRun,
  textRun,
  userRun,
} from './builders.ts';
import { truncateText } from './limits.ts';
import type { SlackMessage } from './slack-message.ts';

function reportRuns({ run, saw, verdict }: StudentReport): readonly TextRun[] {
  const seen =
    saw === null ? ' not sure' : ` “${truncateText(saw, 300)}”${verdict === null ? '' : ` (${reportWords[verdict]})`}`;
  return [codeRun(run), textRun(seen)];
}

type ProblemReports = { readonly title: string; readonly reports: readonly StudentReport[] };

/** What was reported, by problem: first the one that is asked about, even where nothing was reported of it. */
function reportsByProblem({
  request: { problem, evidence },
  titles,
}: Omit<HelpRequestAnswer, 'kind'>): readonly ProblemReports[] {
  const of = (id: ProblemId | undefined) => evidence.reports.filter((each) => each.problem === id);
  const others = problemIds.filter((id) => id !== problem).map((id) => ({ title: titles[id], reports: of(id) }));
  const unnamed = { title: 'Other steps', reports: of(undefined) };
  const more = [...others, unnamed].filter(({ reports }) => reports.length > 0);
  return [{ title: titles[problem], reports: of(problem) }, ...more];
}

function groupBlocks({ title, reports }: ProblemReports): readonly KnownBlock[] {
  if (reports.length === 0) return [paragraphBlock(boldRun(`${title}: they reported nothing yet.`))];
  return [paragraphBlock(boldRun(`${title}: what they reported, step by step`)), bulletList(reports.map(reportRuns))];
}

/** A question with its evidence: who asks, how each problem stood, and what they reported, in its order. */
export function helpRequestBlocks({ request, titles }: Omit<HelpRequestAnswer, 'kind'>): readonly KnownBlock[] {
  const { user, namespace, problem, at, evidence, reply } = request;
  const rows = evidence.rows.map((row): readonly TextRun[] => {
    const { sign, words } = stepWords(row);
    return [boldRun(`${sign} ${titles[row.id]}: ${words}. `), textRun(truncateText(row.because, 600))];
  });
  return [
    paragraphBlock(
      userRun(user),
      boldRun(` asks about: ${titles[problem]}`),
      textRun('\nin '),
      codeRun(namespace),
      textRun(`, ${formatMinute(at)}`),
    ),
    bulletList(rows),
    ...reportsByProblem({ request, titles }).flatMap(groupBlocks),
    contextBlock(`Read at ${evidence.readAt}.`),
    ...(reply === null
      ? []
      : [
          paragraphBlock(boldRun('Answered by '), userRun(reply.by), textRun(`, ${formatMinute(reply.at)}:`)),
          quoteBlock(reply.words),
        ]),
  ];
}

/** A question for instructors. */
export function helpRequestMessage({ request, titles }: HelpRequestAnswer): SlackMessage {
  const { user, namespace, problem, evidence, reply } = request;
  const spoken = [
    `${user} asks about: ${titles[problem]}, in ${namespace}`,
    ...evidence.rows.map((row) => `${titles[row.id]}: ${stepWords(row).words}. ${truncateText(row.because, 300)}`),
    ...reportsByProblem({ request, titles }).flatMap(({ title, reports }) => [
      ...(reports.length > 0 ? [`Reported of: ${title}`] : []),
      ...reports.map(({ run, saw }) => `${run}: ${saw ?? 'not sure'}`),
    ]),
    ...(reply === null ? [] : [`Answered by ${reply.by}: ${reply.words}`]),
  ];
  return { text: spoken.join('\n'), blocks: helpRequestBlocks({ request, titles }) };
}

function lineOf(
  { user, namespace, problem, at }: HelpRequest,
  titles: HelpRequestsAnswer['titles'],
): readonly TextRun[] {
  return [
    userRun(user),
    textRun(' in '),
    codeRun(namespace),
    textRun(`: ${titles[problem]}, since ${formatMinute(at)}`),
  ];
}

/** The questions that nobody answered, the oldest first. */
export function waitingHelpRequestsMessage({ requests, titles, page }: HelpRequestsAnswer): SlackMessage {
  const { earlier, waiting } = page ?? { earlier: 0, waiting: requests.length };
  const title = waiting === 0 ? 'Nobody waits for an answer.' : `${waiting} wait for an answer`;
  const shown = requests.slice(0, 50);
  const later = waiting - earlier - shown.length;
  const spoken = shown.map(({ user, namespace, problem }) => `${user} in ${namespace}: ${titles[problem]}`);
  const more = [
    ...(earlier > 0 ? [contextBlock(`${earlier} come before these.`)] : []),
    ...(later > 0 ? [contextBlock(`${later} more come after these.`)] : []),
  ];
  return {
    text: [title, ...spoken].join('\n'),
    blocks: [
      paragraphBlock(boldRun(title)),
      ...(shown.length > 0 ? [bulletList(shown.map((each) => lineOf(each, titles)))] : []),
      ...more,
    ],
  };
}

/** An instructor's words for the student: as they were written, without any mark-up, and marked as theirs. */
export function instructorReplyMessage({ title, reply: { by, words }, first }: InstructorReplyAnswer): SlackMessage {
  const says = first ? ' answers what you handed over: ' : ' adds to the answer about: ';
  return {
    text: `Your instructor${says}${title}\n${words}`,
    blocks: [
      paragraphBlock(boldRun('Your instructor '), userRun(by), boldRun(`${says}${title}`)),
      quoteBlock(words),
      contextBlock('These are your instructor’s words, not netlab’s.'),
    ],
  };
}
