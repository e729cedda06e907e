import type { SlackMessage } from '../../blocks/slack-message.ts';
import type { SlackContext } from '../context.ts';
import { retryAfterRateLimit } from '../transport/web-client.ts';
import { withoutUnfurl } from './no-unfurl.ts';

/** How long a message beside or instead of an answer may wait for Slack's pace, in milliseconds. */
const rateLimitTimeoutMs = 5000;

/** Posts a message into somebody's direct messages; resolves with Slack's answer. @throws what Slack refuses */
export function postToDm(user: string, message: SlackMessage, { replies }: Pick<SlackContext, 'replies'>) {
  const post = () => replies.chat.postMessage({ channel: user, ...withoutUnfurl(message) });
  return retryAfterRateLimit(post, rateLimitTimeoutMs);
}
