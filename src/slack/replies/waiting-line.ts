import type { SlackContext } from '../context.ts';
import { deliverWithFallbacks } from './delivery.ts';
import { forgetPerson } from './forget-person.ts';
import type { PendingRequest, PreparedReply, ReplyChannel } from './reply.ts';
import { withTimeout } from './with-timeout.ts';

/** An answer that is ready by then needs no waiting line; Slack gives up on an acknowledgement after 3 s. */
export const promptAnswerTimeoutMs = 1500;

/** How long the words of a waiting line may take, in milliseconds. */
const wordsTimeoutMs = 200;

/** Sends the waiting line. Whose namespace is read is said where that is known at once: a slow database must not hold it up. */
async function sendWaitingLine(
  words: () => Promise<string>,
  channel: ReplyChannel,
  { lab }: SlackContext,
): Promise<void> {
  const line = (await withTimeout(words(), wordsTimeoutMs)) ?? 'One moment…';
  await channel.sendWaitingLine(line).catch((error: unknown) => lab.log(`a waiting line was lost: ${String(error)}`));
}

/**
 * The two steps of an answer: itself when it is ready in time, else a waiting line, and the answer after it. A language model's
 * choice counts as shown once it was delivered.
 */
export async function answerWithWaitingLine(
  pending: Promise<PreparedReply>,
  words: () => Promise<string>,
  channel: ReplyChannel,
  { kind, command, user, since }: PendingRequest,
  context: SlackContext,
): Promise<void> {
  const prompt = await withTimeout(pending, context.promptAnswerTimeoutMs);
  if (prompt === null) await sendWaitingLine(words, channel, context);
  const { message, chosen, forgets } = prompt ?? (await pending);
  const send = prompt === null ? channel.sendLater : channel.sendNow;
  const delivered = await deliverWithFallbacks(message, send, user, context);
  if (delivered && chosen) context.lab.countShownChoice();
  // The answer itself went to their conversation, which was remembered again.
  if (forgets) forgetPerson(user, context);
  else context.answeredUsers.set(user, context.lab.newIdAndTime().at);
  context.metrics.answer.observe({ kind, command }, (performance.now() - since) / 1000);
}
