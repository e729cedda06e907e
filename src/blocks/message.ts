import type { KnownBlock } from '@slack/types';
import type { Answer } from '../model/answer.ts';
import type { Next } from '../model/outcome.ts';
import { boldRun, buttonRow, contextBlock, paragraphBlock } from './builders.ts';
import { checkMessage } from './check.ts';
import { explainMessage } from './explain.ts';
import { helpMessage } from './help.ts';
import { helpRequestMessage, instructorReplyMessage, waitingHelpRequestsMessage } from './help-request.ts';
import { hintMessage } from './hint.ts';
import { escapeMrkdwn, limits, truncateText } from './limits.ts';
import { notesMessage } from './notes.ts';
import { planMessage } from './plan.ts';
import { privacyMessage } from './privacy.ts';
import { progressMessage } from './progress.ts';
import { quizMessage, quizSheetMessage } from './quiz.ts';
import { reachMessage } from './reach.ts';
import { copyMessage, rosterMessage } from './roster.ts';
import { sentencesMessage, troubleMessage } from './sentences.ts';
import type { SlackMessage } from './slack-message.ts';
import { walkMessage, walkStepMessage } from './walk.ts';

/** Each kind of answer has its writer. */
const writers: { readonly [K in Answer['kind']]: (answer: Extract<Answer, { readonly kind: K }>) => SlackMessage } = {
  check: checkMessage,
  explain: explainMessage,
  walk: walkMessage,
  notes: notesMessage,
  plan: planMessage,
  reach: reachMessage,
  hint: hintMessage,
  'quiz-sheet': quizSheetMessage,
  help: helpMessage,
  trouble: troubleMessage,
  quiz: quizMessage,
  told: sentencesMessage,
  progress: progressMessage,
  roster: rosterMessage,
  copy: copyMessage,
  privacy: privacyMessage,
  walking: walkStepMessage,
  question: helpRequestMessage,
  questions: waitingHelpRequestsMessage,
  reply: instructorReplyMessage,
};

function writeMessage<K extends Answer['kind']>(kind: K, answer: Extract<Answer, { readonly kind: K }>): SlackMessage {
  return writers[kind](answer);
}

/** What stands below an answer: steps to take, for whom (`*` for whoever sees it), and the answer's signature. */
export type AnswerButtons = { readonly next: readonly Next[]; readonly by: string; readonly was?: string };

function nextStepButtons({ next, by, was }: AnswerButtons): readonly KnownBlock[] {
  const value = (command: string) => JSON.stringify({ say: command, by, ...(was === undefined ? {} : { was }) });
  const fitting = next.filter(({ command }) => value(command).length <= limits.value).slice(0, limits.actions);
  return fitting.length === 0
    ? []
    : [buttonRow(fitting.map(({ label, command }) => ({ label, value: value(command) })))];
}

/** At most as many blocks as fit; the last one says how many are left out. */
function cutToLimit(blocks: readonly KnownBlock[], most: number): readonly KnownBlock[] {
  if (blocks.length <= most) return blocks;
  const left = blocks.length - most + 1;
  return [
    ...blocks.slice(0, most - 1),
    contextBlock(`${left} more parts do not fit into one message; ask for one task.`),
  ];
}

/**
 * An answer as a message within Slack's limits; nothing in it can mention, link or be marked up. `remarks` stand below
 * the answer, and the buttons below them.
 */
export function answerMessage(
  answer: Answer,
  offer: AnswerButtons = { next: [], by: '*' },
  remarks: readonly string[] = [],
): SlackMessage {
  const { text, blocks } = writeMessage(answer.kind, answer);
  const below = [...remarks.map((each) => paragraphBlock(boldRun(each))), ...nextStepButtons(offer)];
  return {
    // What screen readers hear is cut at its end, so a remark stands before the answer there.
    text: truncateText(escapeMrkdwn([...remarks, text].join('\n')), limits.text),
    blocks: [...cutToLimit(blocks, limits.blocks - below.length), ...below],
  };
}
