import { moveConversation } from '../../commands/help-request/ask-instructor.ts';
import { claimMs } from '../../commands/help-request/conversation.ts';
import type { SlackContext } from '../context.ts';
import { carryOn } from './conversation.ts';

/**
 * Looks after conversations: what a restart or an outage left is sent, and what an instructor began to answer long ago is free
 * again. @throws Trouble `store-down`
 */
export async function watchConversations(context: SlackContext): Promise<void> {
  const { lab } = context;
  const { at } = lab.newIdAndTime();
  for (const id of await lab.helpRequests.takeLeft(at)) await carryOn(id, context);
  const before = new Date(Date.parse(at) - claimMs).toISOString();
  for (const { id } of await lab.helpRequests.claimedBefore(before)) {
    await moveConversation(id, { do: 'release' }, lab);
    await carryOn(id, context);
  }
}
