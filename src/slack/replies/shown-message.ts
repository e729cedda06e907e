import { type AnswerButtons, docMessage } from '../../blocks/message.ts';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import { withGoesLine } from '../../words/kept.ts';
import type { ShownAnswer } from '../transport/kept-answers.ts';

/** Who asked for what: the command that gives the same answer anew. */
export type Asked = { readonly user: string; readonly command: string };

/** What stands below an answer, now or when it is shown once more; `thanks` stands in place of the question whether it helped. */
function buttonsOf(
  { doc: _, remarks: __, ...offer }: ShownAnswer,
  id: string,
  { user, command }: Asked,
  thanks?: string,
) {
  const buttons: AnswerButtons = { ...offer, by: user, details: { id, command } };
  return thanks === undefined ? buttons : { ...buttons, thanks };
}

/** An answer as a message where it stays. */
export function keptMessage(shown: ShownAnswer, id: string, asked: Asked, thanks?: string): SlackMessage {
  return docMessage(shown.doc, buttonsOf(shown, id, asked, thanks), shown.remarks);
}

/** An answer as a message that goes on reload: it says so, and can be kept. */
export function passingMessage(shown: ShownAnswer, id: string, asked: Asked, thanks?: string): SlackMessage {
  const buttons = { ...buttonsOf(shown, id, asked, thanks), keep: { id, command: asked.command } };
  const asDirect = keptMessage(shown, id, asked, thanks);
  return { ...docMessage(withGoesLine(shown.doc), buttons, shown.remarks), asDirect };
}
