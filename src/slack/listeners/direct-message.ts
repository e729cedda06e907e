import { z } from 'zod';
import { dispatchCommand } from '../../commands/dispatch.ts';
import { parseCommand, wordsOfCommand } from '../../commands/parse-command.ts';
import { waitingLineFor } from '../../commands/waiting-line.ts';
import type { Caller } from '../../model/person.ts';
import type { SlackContext } from '../context.ts';
import { createDmChannel } from '../replies/dm-delivery.ts';
import { type PendingRequest, prepareReply } from '../replies/reply.ts';
import { answerWithWaitingLine } from '../replies/waiting-line.ts';
import { toPlainText } from './plain-text.ts';

/** A message that somebody wrote to the app. */
export type MessageRequest = {
  readonly caller: Caller;
  readonly channel: string;
  readonly text: string;
  /** The thread that it stands in; null for none. */
  readonly thread: string | null;
};

const written = z.object({
  channel: z.string(),
  channel_type: z.string().optional(),
  text: z.string().default(''),
  thread_ts: z.string().nullish(),
  // Only what a person wrote: no edits, no joins, no other app.
  subtype: z.undefined().optional(),
  bot_id: z.undefined().optional(),
});

/** What a person wrote to the app itself; null for every other message. Some servers leave the type of a conversation out. */
export function readWrittenMessage(event: unknown): Omit<MessageRequest, 'caller'> | null {
  const found = written.safeParse(event).data;
  if (found === undefined) return null;
  const { channel, channel_type: type, text, thread_ts: thread = null } = found;
  const isDirect = type === 'im' || (type === undefined && channel.startsWith('D'));
  return isDirect ? { channel, text, thread } : null;
}

/** Answers a direct message as if it had been typed after `/netlab`; the command's own name may stand before it. */
export async function handleDirectMessage(
  { caller, channel, text, thread }: MessageRequest,
  context: SlackContext,
): Promise<void> {
  const { user } = caller;
  context.posts.rememberChannel(user, channel);
  const parsed = parseCommand(toPlainText(text).replace(/^\s*\/?netlab\b/iu, ''));
  const pending: PendingRequest = { kind: 'message', command: parsed.command, user, since: performance.now() };
  const asked = { user, command: wordsOfCommand(parsed).join(' ') };
  const reply = prepareReply(() => dispatchCommand(parsed, caller, context.lab), asked, context, 'direct');
  const words = () => waitingLineFor(parsed, user, context.lab);
  await answerWithWaitingLine(reply, words, createDmChannel(channel, thread, context), pending, context);
}
