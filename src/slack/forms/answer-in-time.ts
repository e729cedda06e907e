import type { ViewResponseAction } from '@slack/bolt';
import type { View } from '@slack/types';
import { broadcastCallbacks } from '../../blocks/broadcast-forms.ts';
import { rosterFormCallbacks } from '../../blocks/roster-forms.ts';
import { admitCaller } from '../../commands/access/admit.ts';
import { findOwnValue } from '../../model/own-value.ts';
import type { Caller } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import type { SlackContext } from '../context.ts';
import { withTimeout } from '../replies/with-timeout.ts';
import { failureView } from './failure-view.ts';
import { findForm, knownFormName } from './index.ts';
import { resultView } from './result-view.ts';
import { type FormResponse, type SubmittedView, showInstead } from './submission.ts';

/** What is being done while a form's answer takes longer than Slack waits. */
const waitingLines: Readonly<Record<string, string>> = {
  [broadcastCallbacks.preview]: 'Keeping your broadcast…',
  [rosterFormCallbacks.import]: 'Reading the list and looking up who is meant…',
  [rosterFormCallbacks.preview]: 'Changing the roster…',
};

const waitingView = ({ callback_id: form }: SubmittedView): View =>
  resultView(findOwnValue(waitingLines, form) ?? 'One moment…', 'This form shows what came of it.', 'netlab');

/** A response as the view that can still be shown once Slack has been answered. */
function lateView({ response, done = 'Done.' }: FormResponse): View {
  if (response === null || response.response_action === 'clear') return resultView(done, '', 'netlab');
  if (response.response_action === 'errors') return resultView(Object.values(response.errors).join(' '), '');
  return response.view;
}

/** Answers a submitted form. Nothing that came back with it is trusted, and who may is asked before anything else is done. */
async function answerForm(view: SubmittedView, caller: Caller, context: SlackContext): Promise<FormResponse> {
  try {
    const form = findForm(view.callback_id);
    if (form === null) throw new Trouble('stale-form');
    const by = await admitCaller(caller, form.right, form.word, context.lab);
    return await form.handle({ view, caller, by }, context);
  } catch (error) {
    return showInstead(await failureView(error, `form ${knownFormName(view.callback_id)}`, caller, context));
  }
}

/**
 * Answers a submitted form within the time that Slack waits. What takes longer is shown in the same form when it is done:
 * `acknowledge` is called first, so that nothing overtakes it.
 */
export async function answerFormInTime(
  view: SubmittedView,
  caller: Caller,
  context: SlackContext,
  acknowledge: (response: ViewResponseAction | null) => Promise<unknown>,
): Promise<FormResponse> {
  const pending = answerForm(view, caller, context);
  const prompt = await withTimeout(pending, context.promptAnswerTimeoutMs);
  await acknowledge(prompt === null ? { response_action: 'update', view: waitingView(view) } : prompt.response);
  if (prompt !== null) return prompt;
  const late = await pending;
  await context.replies.views
    .update({ view_id: view.id, view: lateView(late) })
    .catch((error: unknown) => context.lab.log(`what came of a form could not be shown: ${String(error)}`));
  return late;
}
