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

type MessageConversation = { readonly channel: string; readonly channel_type?: string };

/** Whether a message was written to the app itself; some servers leave the type of a conversation out. */
export function isDirectMessage({ channel, channel_type: type }: MessageConversation): boolean {
  return type === 'im' || (type === undefined && channel.startsWith('D'));
}

/** What a message says of its writer's workspace. */
export function teamsOf(event: object): readonly (string | undefined)[] {
  return ['team', 'user_team', 'source_team'].map((key) => {
    const value: unknown = Reflect.get(event, key);
    return typeof value === 'string' ? value : undefined;
  });
}

/** Answers a direct message as if it had been typed after `/netlab`; the command's own name may stand before it. */
export async function handleDirectMessage(
  { caller, channel, text, thread }: MessageRequest,
  context: SlackContext,
): Promise<void> {
  const { user } = caller;
  const parsed = parseCommand(toPlainText(text).replace(/^\s*\/?netlab\b/iu, ''));
  const pending: PendingRequest = { kind: 'message', command: parsed.command, user, since: performance.now() };
  const asked = { user, command: wordsOfCommand(parsed).join(' ') };
  const reply = prepareReply(() => dispatchCommand(parsed, caller, context.lab), asked, context, 'direct');
  const words = () => waitingLineFor(parsed, user, context.lab);
  await answerWithWaitingLine(reply, words, createDmChannel(channel, thread, context), pending, context);
}
