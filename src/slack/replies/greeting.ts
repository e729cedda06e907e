import { docMessage } from '../../blocks/message.ts';
import { homeFor } from '../../commands/progress/home.ts';
import { firstLineOf } from '../../model/error-line.ts';
import { greetingDoc } from '../../words/greeting.ts';
import { firstButtons } from '../../words/home.ts';
import type { SlackContext } from '../context.ts';
import { retryAfterRateLimit } from '../transport/web-client.ts';
import { createDmChannel } from './dm-delivery.ts';

/** How long a greeting may wait for Slack's pace, in milliseconds: a whole class may open the app at once. */
const rateLimitTimeoutMs = 60_000;

/** Whether the conversation has any message, by Slack's own memory of it: so nothing is stored of who was greeted. */
async function hasMessages(channel: string, { replies }: SlackContext): Promise<boolean> {
  const read = () => replies.conversations.history({ channel, limit: 1 });
  const { messages = [] } = await retryAfterRateLimit(read, rateLimitTimeoutMs);
  return messages.length > 0;
}

/** Greets; resolves with whether nobody has to look again whether to greet. */
async function greetUnlessKnown(user: string, channel: string, context: SlackContext): Promise<boolean> {
  const { lab, lookUpBelonging } = context;
  if (await hasMessages(channel, context)) return true;
  // What is opened says nothing of the workspace of whoever opens it.
  if ((await lookUpBelonging(user)) !== 'ours') return false;
  const home = await homeFor({ user, outside: false }, lab);
  // Who somebody is could not be looked up: they are greeted the next time.
  if (home.trouble !== null) return false;
  const message = docMessage(greetingDoc(home), { next: firstButtons(home), by: user });
  await createDmChannel(channel, null, context).sendNow(message);
  return true;
}

/**
 * Greets whoever opens the app's messages while there are none, once. Where that cannot be looked up, nobody is greeted: a
 * second greeting is worse than none.
 */
export async function greetOnce(user: string, channel: string, context: SlackContext): Promise<void> {
  const { lab, greetedUsers } = context;
  if (greetedUsers.has(user)) return;
  greetedUsers.add(user);
  try {
    if (!(await greetUnlessKnown(user, channel, context))) greetedUsers.delete(user);
  } catch (error) {
    greetedUsers.delete(user);
    lab.log(`${user} could not be greeted: ${firstLineOf(error)}`);
  }
}
