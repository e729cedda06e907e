import type { ContextActionsBlock, KnownBlock } from '@slack/types';
import { buttonRow, plainTextObject } from './builders.ts';
import { limits } from './limits.ts';
import type { SlackMessage } from './slack-message.ts';

/** What is asked whether it helped: its name as `explain` takes it, and the answer that it stands in. */
export type FeedbackOffer = {
  readonly on: string;
  /** Under which id the answer is kept, and the command that gives it anew. */
  readonly kept: { readonly id: string; readonly command: string };
};

const feedbackActionId = 'say:feedback';
const labels = { yes: 'This helped', no: 'This did not help' } as const;

/** The two signs below a page or a card; null where what they carry is longer than Slack takes. */
export function feedbackBlock({ on, kept }: FeedbackOffer, by: string): ContextActionsBlock | null {
  const value = (said: string) => JSON.stringify({ say: `helped ${said} ${on}`, by, helped: kept });
  if (value('yes').length > limits.value) return null;
  const sign = (said: 'yes' | 'no') => ({
    text: plainTextObject(labels[said], limits.button),
    accessibility_label: labels[said],
    value: value(said),
  });
  const element = {
    type: 'feedback_buttons' as const,
    action_id: feedbackActionId,
    positive_button: sign('yes'),
    negative_button: sign('no'),
  };
  return { type: 'context_actions', elements: [element] };
}

/** A block with plain buttons in place of the signs. */
function plainButtons(block: KnownBlock): readonly KnownBlock[] {
  if (block.type !== 'context_actions') return [block];
  return block.elements.flatMap((each) => {
    if (each.type !== 'feedback_buttons') return [];
    const { positive_button: yes, negative_button: no } = each;
    return [buttonRow([yes, no].map(({ text, value }) => ({ label: text.text, value })))];
  });
}

/** The message with plain buttons, for where Slack does not take the signs; null where it has none. */
export function withPlainFeedback(message: SlackMessage): SlackMessage | null {
  const { blocks } = message;
  if (!blocks.some(({ type }) => type === 'context_actions')) return null;
  return { ...message, blocks: blocks.flatMap(plainButtons) };
}
