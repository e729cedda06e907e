import type { SlackMessage } from '../../blocks/slack-message.ts';
import type { SlackContext } from '../context.ts';
import { withoutUnfurl } from './no-unfurl.ts';
import type { ReplyChannel } from './reply.ts';
import { moveWalkMessage } from './walk-message.ts';

/** How long an answer may wait for Slack's pace, in milliseconds. */
const rateLimitTimeoutMs = 10_000;

/** Where Slack finds a message again. */
export type MessageAddress = { readonly channel: string; readonly ts: string };

async function updateMessage(address: MessageAddress, message: SlackMessage, context: SlackContext): Promise<void> {
  const { text, blocks, walkOf } = message;
  await context.posts.update(address, { text, blocks }, rateLimitTimeoutMs);
  if (walkOf !== undefined) await moveWalkMessage(walkOf, address, context);
}

/**
 * Sends an answer into somebody's direct messages, where it stays: the waiting line becomes the answer. `to` is the id of a
 * user or of the conversation; `thread` null for none.
 */
export function createDmChannel(to: string, thread: string | null, context: SlackContext): ReplyChannel {
  const { posts, replies } = context;
  const post = async (message: SlackMessage) => {
    const address = await posts.post({ to, thread, body: withoutUnfurl(message) }, rateLimitTimeoutMs);
    if (message.walkOf !== undefined) await moveWalkMessage(message.walkOf, address, context);
  };
  let waitingLine: MessageAddress | null = null;
  return {
    sendNow: post,
    sendWaitingLine: async (line) => {
      const target = { channel: to, ...(thread === null ? {} : { thread_ts: thread }) };
      // Tried once: while Slack is broken it would hold up the answer itself.
      const { channel, ts } = await replies.chat.postMessage({
        ...target,
        ...withoutUnfurl({ text: line, blocks: [] }),
      });
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
