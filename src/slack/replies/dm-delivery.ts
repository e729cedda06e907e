import type { SlackMessage } from '../../blocks/slack-message.ts';
import type { SlackContext } from '../context.ts';
import { retryAfterRateLimit } from '../transport/web-client.ts';
import { withoutUnfurl } from './no-unfurl.ts';
import type { ReplyChannel } from './reply.ts';

/** How long an answer may wait for Slack's pace, in milliseconds. */
const rateLimitTimeoutMs = 10_000;

/** Where Slack finds a message again. */
export type MessageAddress = { readonly channel: string; readonly ts: string };

function updateMessage(
  address: MessageAddress,
  { text, blocks }: SlackMessage,
  { replies }: SlackContext,
): Promise<unknown> {
  return retryAfterRateLimit(() => replies.chat.update({ ...address, text, blocks: [...blocks] }), rateLimitTimeoutMs);
}

/**
 * Sends an answer into somebody's direct messages, where it stays: the waiting line becomes the answer. `to` is the id of a
 * user or of the conversation; `thread` null for none.
 */
export function createDmChannel(to: string, thread: string | null, context: SlackContext): ReplyChannel {
  const target = { channel: to, ...(thread === null ? {} : { thread_ts: thread }) };
  const post = (message: SlackMessage) =>
    retryAfterRateLimit(
      () => context.replies.chat.postMessage({ ...target, ...withoutUnfurl(message) }),
      rateLimitTimeoutMs,
    );
  let waitingLine: MessageAddress | null = null;
  return {
    sendNow: post,
    sendWaitingLine: async (line) => {
      const { channel, ts } = await post({ text: line, blocks: [] });
      waitingLine = channel && ts ? { channel, ts } : null;
    },
    sendLater: (message) => (waitingLine === null ? post(message) : updateMessage(waitingLine, message, context)),
  };
}

/** Changes a message of the app's own into the answer; it stays as it is until there is one. */
export function createUpdatingChannel(address: MessageAddress, context: SlackContext): ReplyChannel {
  const update = (message: SlackMessage) => updateMessage(address, message, context);
  return { sendNow: update, sendWaitingLine: async () => undefined, sendLater: update };
}
