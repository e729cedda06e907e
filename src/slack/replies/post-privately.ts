import type { SlackMessage } from '../../blocks/slack-message.ts';
import type { SlackContext } from '../context.ts';
import { retryAfterRateLimit } from '../transport/web-client.ts';

/** How long a private message may wait for Slack's pace, in milliseconds. */
const rateLimitTimeoutMs = 10_000;

/** A conversation, and whoever alone is to see something there; `thread` null outside of one. */
export type PrivatePlace = { readonly channel: string; readonly user: string; readonly thread: string | null };

/**
 * Posts a message that one person alone sees, without a request of theirs to answer. It is gone when they reload.
 * @throws what Slack refuses
 */
export function postPrivately(
  { channel, user, thread }: PrivatePlace,
  { text, blocks }: SlackMessage,
  { replies }: Pick<SlackContext, 'replies'>,
): Promise<unknown> {
  const target = { channel, user, ...(thread === null ? {} : { thread_ts: thread }) };
  const post = () => replies.chat.postEphemeral({ ...target, text, blocks: [...blocks] });
  return retryAfterRateLimit(post, rateLimitTimeoutMs);
}
