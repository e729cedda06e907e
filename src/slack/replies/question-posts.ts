import { withConversationState } from '../../blocks/conversation-state.ts';
import { questionOffers } from '../../commands/help-request/line-message.ts';
import type { ConversationPost } from '../../model/conversation.ts';
import { firstLineOf } from '../../model/error-line.ts';
import type { HelpRequest } from '../../model/help-request.ts';
import { conversationStateLine } from '../../words/conversation.ts';
import type { SlackContext } from '../context.ts';

/** How long an update may wait for Slack's pace, in milliseconds. */
const rateLimitTimeoutMs = 60_000;

async function refreshQuestion(
  request: HelpRequest,
  { channel, ts, person }: ConversationPost,
  { posts }: SlackContext,
): Promise<void> {
  const shown = await posts.readFirst(channel, ts);
  if (shown === null) return;
  const message = withConversationState(shown, conversationStateLine(request), questionOffers(request), person);
  if (message !== null) await posts.update({ channel, ts }, message, rateLimitTimeoutMs);
}

/**
 * Shows every instructor who got a question how it stands now. What fails is in the log alone: whoever answers is asked again
 * by the form.
 */
export async function refreshQuestions(
  request: HelpRequest,
  all: readonly ConversationPost[],
  context: SlackContext,
): Promise<void> {
  await Promise.all(
    all.map((post) =>
      refreshQuestion(request, post, context).catch((error: unknown) =>
        context.lab.log(`a question of ${post.person} could not be shown anew: ${firstLineOf(error)}`),
      ),
    ),
  );
}
