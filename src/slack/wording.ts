import { message } from '../blocks/message.ts';
import type { Message } from '../blocks/said.ts';
import type { Desk, Reply } from './talk.ts';

/**
 * A paragraph in AI wording below an answer, if that was handed over and if there comes one. Nobody waits for it: the answer
 * is whole without it, and what goes wrong with it is nothing that a student needs to know.
 */
export function wordBelow(
  reply: Promise<Reply>,
  delivered: boolean,
  send: (message: Message) => Promise<unknown>,
  user: string,
  { lab }: Pick<Desk, 'lab'>,
): void {
  const worded = async () => {
    const { situation } = await reply;
    if (situation === null || !delivered) return;
    if (situation.chosen) lab.delivered('choice');
    const wording = await lab.word(situation, user);
    if (wording === null) return;
    await send(message({ kind: 'wording', wording, about: situation.about }, { next: [], by: user }));
    lab.delivered('paragraph');
  };
  worded().catch(() => lab.note('a paragraph in AI wording could not be sent'));
}
