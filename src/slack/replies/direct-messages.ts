import { firstLineOf } from '../../model/error-line.ts';
import type { DirectMessage } from '../../model/outcome.ts';
import type { SlackContext } from '../context.ts';
import { answerMessage } from './answer-message.ts';
import { withoutUnfurl } from './no-unfurl.ts';
import { withTimeout } from './with-timeout.ts';

/**
 * How long one direct message may wait for Slack's pace, in milliseconds: a class that joins at once is more messages to one
 * instructor than Slack takes in a minute.
 */
const rateLimitTimeoutMs = 5 * 60 * 1000;

/** How long an answer waits to learn whether they arrived, in milliseconds; later ones arrive by themselves. */
const arrivalTimeoutMs = 2000;

/** What sending a direct message needs. */
type MessageContext = Pick<SlackContext, 'lab' | 'posts' | 'inFlight'>;

/** Keeps where somebody is written to. The message was sent, so what cannot be kept is only logged. */
async function keepChannel(user: string, channel: string, { lab }: MessageContext): Promise<void> {
  await lab.roster
    .keepChannel(user, channel)
    .catch((error: unknown) => lab.log(`the channel of ${user} could not be kept: ${firstLineOf(error)}`));
}

/** Keeps that an instructor knows of the lab's faults. The message was sent, so what cannot be kept is only logged. */
async function keepFaultsTold(faults: readonly string[], { lab }: MessageContext): Promise<void> {
  await lab.faults
    .markTold(faults, lab.newIdAndTime().at)
    .catch((error: unknown) => lab.log(`that a fault was told could not be kept: ${firstLineOf(error)}`));
}

/** Sends a message to all whom it is for; whether each arrived. What nobody got is free to be told again. */
async function sendToAll(message: DirectMessage, context: MessageContext): Promise<readonly boolean[]> {
  const { to, faults = [] } = message;
  const reached = await Promise.all(to.map((each) => sendDirectMessage(each, message, context)));
  if (faults.length > 0 && !reached.includes(true))
    await context.lab.faults
      .release(faults)
      .catch((error: unknown) => context.lab.log(`a fault that nobody was told stays claimed: ${firstLineOf(error)}`));
  return reached;
}

/** Sends one direct message; whether it arrived. */
async function sendDirectMessage(to: string, sent: DirectMessage, context: MessageContext): Promise<boolean> {
  const { lab, posts } = context;
  const { keepsChannel, faults, answer, next } = sent;
  try {
    const body = withoutUnfurl(answerMessage(answer, { next, by: to }));
    const { channel } = await posts.post({ to, thread: null, body }, rateLimitTimeoutMs);
    if (keepsChannel && channel !== '') await keepChannel(to, channel, context);
    if (faults !== undefined) await keepFaultsTold(faults, context);
    return true;
  } catch (error) {
    lab.log(`a direct message to ${to} failed: ${firstLineOf(error)}`);
    return false;
  }
}

/** Tells whoever caused it that nobody was reached after all; their answer was shown before that was known. */
async function reportUnreached(
  sending: Promise<readonly boolean[]>,
  { unreached }: DirectMessage,
  by: string,
  context: MessageContext,
): Promise<void> {
  if ((await sending).includes(true)) return;
  const answer = { kind: 'told', about: null, message: unreached, lines: [] } as const;
  await sendDirectMessage(by, { to: [by], answer, next: [], keepsChannel: false, unreached: '' }, context);
}

/**
 * Sends direct messages to others; resolves with what to say below the answer where nobody of those who should know could be
 * reached. What is known too late for that, `by` is told in a direct message; null for nobody.
 */
export async function sendDirectMessages(
  messages: readonly DirectMessage[],
  by: string | null,
  context: MessageContext,
  timeoutMs = arrivalTimeoutMs,
): Promise<readonly string[]> {
  const remarks = messages.map(async (message) => {
    const sending = sendToAll(message, context);
    const reached = await withTimeout(context.inFlight.trackWork(sending), timeoutMs);
    if (reached === null && by !== null)
      void context.inFlight.trackWork(reportUnreached(sending, message, by, context));
    return reached === null || reached.includes(true) ? [] : [message.unreached];
  });
  return (await Promise.all(remarks)).flat();
}
