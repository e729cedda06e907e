import { message } from '../../blocks/message.ts';
import type { Message } from '../../blocks/slack-message.ts';
import type { Answer } from '../../model/answer.ts';
import { paced } from '../transport/web-client.ts';
import { quiet } from './no-unfurl.ts';
import type { Desk } from './reply.ts';
import type { Place } from './with-picture.ts';

/**
 * A step of a walk where it can be found again: asked for in a channel it goes to the direct messages, and the answer says so.
 * Where that fails it stays where it was asked for.
 */
export async function lasting(
  said: Message,
  answer: Answer,
  place: Place,
  user: string,
  { lab, replies }: Pick<Desk, 'lab' | 'replies'>,
): Promise<Message> {
  if (answer.kind !== 'walking' || place === 'direct') return said;
  try {
    await paced(() => replies.chat.postMessage({ channel: user, ...quiet(said) }), 5000);
    return message({
      kind: 'told',
      about: null,
      says: 'Your walk is under Messages.',
      lines: ['Only you see it there, and you find it again.'],
    });
  } catch (error) {
    lab.note(`a walk could not go to the direct messages: ${error instanceof Error ? error.message : String(error)}`);
    return said;
  }
}
