import type { SlackMessage } from '../../blocks/slack-message.ts';
import type { Answer } from '../../model/answer.ts';
import { firstLineOf } from '../../model/error-line.ts';
import type { AnswerPlace, SlackContext } from '../context.ts';
import { answerMessage } from './answer-message.ts';
import { postToDm } from './post-to-dm.ts';
import { moveWalkMessage } from './walk-message.ts';

/**
 * A step of a walk where it can be found again: asked for in a channel it goes to the direct messages, and the answer says so.
 * Where that fails it stays where it was asked for.
 */
export async function moveWalkToDm(
  message: SlackMessage,
  answer: Answer,
  place: AnswerPlace,
  user: string,
  context: Pick<SlackContext, 'lab' | 'posts'>,
): Promise<SlackMessage> {
  if (answer.kind !== 'walking' || place === 'direct') return message;
  try {
    await moveWalkMessage(user, await postToDm(user, message, context), context);
    return answerMessage({
      kind: 'told',
      about: null,
      message: 'Your walk is under Messages.',
      lines: ['Only you see it there, and you find it again.'],
    });
  } catch (error) {
    context.lab.log(`a walk could not go to the direct messages: ${firstLineOf(error)}`);
    return message;
  }
}
