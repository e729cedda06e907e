import type { ToldAnswer, TroubleAnswer } from '../model/answer.ts';
import { boldRun, paragraphBlock, textRun, userRun } from './builders.ts';
import type { SlackMessage } from './slack-message.ts';

/** What was done or asked, in plain sentences; the person whom it is about by name. */
export function sentencesMessage({ about, message, lines }: ToldAnswer): SlackMessage {
  const first = about === null ? [boldRun(message)] : [userRun(about), textRun(' '), boldRun(message)];
  const spoken = about === null ? message : `${about} ${message}`;
  return {
    text: [spoken, ...lines].join('\n'),
    blocks: [paragraphBlock(...first, textRun(lines.map((line) => `\n${line}`).join('')))],
  };
}

/** A refusal: what is wrong, and what to do. */
export function troubleMessage({ message, todo }: TroubleAnswer): SlackMessage {
  return { text: `${message} ${todo}`, blocks: [paragraphBlock(textRun(message), textRun(` ${todo}`))] };
}
