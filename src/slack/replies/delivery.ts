import type { SlackMessage } from '../../blocks/slack-message.ts';
import { firstLineOf } from '../../model/error-line.ts';
import type { SlackContext } from '../context.ts';
import { postToDm } from './post-to-dm.ts';
import { sendOrRenewPicture } from './with-picture.ts';

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
  const { lab, metrics } = context;
  const attempts = [
    () => sendOrRenewPicture(message, send, context),
    () => send(withoutBlocks(message)),
    () => postToDm(user, message.asDirect ?? message, context),
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
