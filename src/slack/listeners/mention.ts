import { z } from 'zod';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import { dispatchCommand } from '../../commands/dispatch.ts';
import { parseCommand } from '../../commands/parse-command.ts';
import type { Caller } from '../../model/person.ts';
import type { SlackContext } from '../context.ts';
import { deliverWithFallbacks } from '../replies/delivery.ts';
import { postPrivately } from '../replies/post-privately.ts';
import { prepareReply } from '../replies/reply.ts';

/** Somebody named the app in a channel. */
export type MentionRequest = {
  readonly caller: Caller;
  readonly channel: string;
  /** The thread that it stands in; null for none. */
  readonly thread: string | null;
};

// Only what a person wrote: a bot that is answered answers back.
const mentioned = z.object({ channel: z.string(), thread_ts: z.string().nullish(), bot_id: z.undefined().optional() });

/** Where a person named the app; null for every other mention. */
export function readMention(event: unknown): Omit<MentionRequest, 'caller'> | null {
  const found = mentioned.safeParse(event).data;
  return found === undefined ? null : { channel: found.channel, thread: found.thread_ts ?? null };
}

/** Answers a mention with the help, which only the one who wrote it sees; nothing is carried out, and nothing said in public. */
export async function handleMention({ caller, channel, thread }: MentionRequest, context: SlackContext): Promise<void> {
  const { user } = caller;
  const since = performance.now();
  const run = () => dispatchCommand(parseCommand('help'), caller, context.lab);
  const { message } = await prepareReply(run, { user, command: 'help' }, context, { privatelyIn: channel });
  const post = (each: SlackMessage) => postPrivately({ channel, user, thread }, each, context);
  await deliverWithFallbacks(message, post, user, context);
  context.metrics.answer.observe({ kind: 'event', command: 'help' }, (performance.now() - since) / 1000);
}
