import { RespondError } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import { withPlainFeedback } from '../../blocks/feedback.ts';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import { firstLineOf } from '../../model/error-line.ts';
import type { SlackContext } from '../context.ts';
import { WriteGivenUpError } from '../transport/write-once.ts';
import { postToDm } from './post-to-dm.ts';
import { sendOrRenewPicture } from './with-picture.ts';

/** A message without its blocks: what is left when Slack takes no blocks of it. */
const withoutBlocks = ({ text }: SlackMessage): SlackMessage => ({ text, blocks: [] });

/** Whether Slack may take a message without its blocks: what it refused, it refused for what is in it. */
const isAboutContent = (error: unknown) =>
  error instanceof WebAPIPlatformError || (error instanceof RespondError && error.statusCode < 500);

/**
 * Hands a message to Slack: as it is, then, where it was refused, with other buttons or as text alone, then as a direct message; resolves with
 * whether one of them went. What may have arrived as a direct message is sent no other way; of an answer's own address nobody
 * can see what came of it, so that there it may come twice rather than never. A failure is in the log, since a person who got
 * nothing cannot tell.
 */
export async function deliverWithFallbacks(
  message: SlackMessage,
  send: (message: SlackMessage) => Promise<unknown>,
  user: string,
  context: SlackContext,
): Promise<boolean> {
  const { lab, metrics } = context;
  // Signs whether it helped are new in Slack; where it refuses them, two buttons do.
  const plain = withPlainFeedback(message);
  const ways = [
    { isOther: false, attempt: () => sendOrRenewPicture(message, send, context) },
    ...(plain === null ? [] : [{ isOther: true, attempt: () => send(plain) }]),
    { isOther: true, attempt: () => send(withoutBlocks(message)) },
    { isOther: false, attempt: () => postToDm(user, message.asDirect ?? message, context) },
  ];
  const faults: string[] = [];
  let last: unknown;
  for (const { isOther, attempt } of ways) {
    if (last instanceof WriteGivenUpError) break;
    if (isOther && !isAboutContent(last)) continue;
    try {
      await attempt();
      if (faults.length > 0) lab.log(`an answer to ${user} needed another way: ${faults.join('; ')}`);
      return true;
    } catch (error) {
      last = error;
      faults.push(firstLineOf(error));
    }
  }
  metrics.undelivered.inc();
  lab.log(`an answer to ${user} could not be delivered: ${faults.join('; ')}`);
  return false;
}
