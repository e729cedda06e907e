import { type AnswerButtons, docMessage } from '../../blocks/message.ts';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import type { Answer } from '../../model/answer.ts';
import { answerDoc } from '../../words/index.ts';

/** An answer as a message; `remarks` stand below it, and the buttons below them. */
export function answerMessage(
  answer: Answer,
  offer: AnswerButtons = { next: [], by: '*' },
  remarks: readonly string[] = [],
): SlackMessage {
  return docMessage(answerDoc(answer, 'slack'), offer, remarks);
}
