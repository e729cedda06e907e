import type { SlackMessage } from '../../blocks/slack-message.ts';
import { firstLineOf } from '../../model/error-line.ts';
import type { SlackContext } from '../context.ts';
import { retryAfterRateLimit } from '../transport/web-client.ts';
import { withoutUnfurl } from './no-unfurl.ts';
import { sendOrRenewPicture } from './with-picture.ts';

/** How long the direct message that is tried last may wait for Slack's pace, in milliseconds. */
const rateLimitTimeoutMs = 5000;

/** A message without its blocks: what is left when Slack takes no blocks of it. */
const withoutBlocks = ({ text }: SlackMessage): SlackMessage => ({ text, blocks: [] });

/**
 * Hands a message to Slack: as it is, then as text alone, then as a direct message; resolves with whether one of them went. A
 * failure is in the log, since a person who got nothing cannot tell.
 */
export async function deliverWithFallbacks(
  message: SlackMessage,
  send: (message: SlackMessage) => Promise<unknown>,
  user: string,
  context: SlackContext,
): Promise<boolean> {
  const { lab, metrics, replies } = context;
  const postDirectly = () => replies.chat.postMessage({ channel: user, ...withoutUnfurl(message) });
  const attempts = [
    () => sendOrRenewPicture(message, send, context),
    () => send(withoutBlocks(message)),
    () => retryAfterRateLimit(postDirectly, rateLimitTimeoutMs),
  ];
  const faults: string[] = [];
  for (const attempt of attempts) {
    try {
      await attempt();
      if (faults.length > 0) lab.log(`an answer to ${user} needed another way: ${faults.join('; ')}`);
      return true;
    } catch (error) {
      faults.push(firstLineOf(error));
    }
  }
  metrics.undelivered.inc();
  lab.log(`an answer to ${user} could not be delivered: ${faults.join('; ')}`);
  return false;
}
