import type { SlackMessage } from '../../blocks/slack-message.ts';
import type { SlackContext } from '../context.ts';
import type { PostedAddress } from '../transport/direct-posts.ts';
import { withoutUnfurl } from './no-unfurl.ts';

/** How long a message beside or instead of an answer may wait for Slack's pace, in milliseconds. */
const rateLimitTimeoutMs = 5000;

/** Posts a message into somebody's direct messages; resolves with where it is. @throws what Slack refuses, WriteGivenUpError */
export function postToDm(
  user: string,
  message: SlackMessage,
  { posts }: Pick<SlackContext, 'posts'>,
): Promise<PostedAddress> {
  return posts.post({ to: user, thread: null, body: withoutUnfurl(message) }, rateLimitTimeoutMs);
}
