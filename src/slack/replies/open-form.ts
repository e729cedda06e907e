import type { SlackMessage } from '../../blocks/slack-message.ts';
import { firstLineOf } from '../../model/error-line.ts';
import type { SlackContext } from '../context.ts';
import { deliverWithFallbacks } from './delivery.ts';
import { createFormView } from './form-view.ts';
import type { PreparedReply } from './reply.ts';

/** Opens a reply's form; where Slack does not let it, the message that stands in for it is sent instead. */
export async function openForm(
  { form, message }: PreparedReply,
  trigger: string,
  sendInstead: (message: SlackMessage) => Promise<unknown>,
  user: string,
  context: SlackContext,
): Promise<void> {
  if (form === null) return;
  const { lab, replies } = context;
  try {
    await replies.views.open({ trigger_id: trigger, view: createFormView(form, lab.newIdAndTime().id) });
  } catch (error) {
    lab.log(`a form could not be opened: ${firstLineOf(error)}`);
    await deliverWithFallbacks(message, sendInstead, user, context);
  }
}
