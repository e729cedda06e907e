import type { ViewOutput, ViewResponseAction } from '@slack/bolt';
import type { View } from '@slack/types';
import { rosterFormCallbacks } from '../../blocks/roster-forms.ts';
import type { Caller } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import type { SlackContext } from '../context.ts';
import { withTimeout } from '../replies/with-timeout.ts';
import { failureView } from './failure-view.ts';
import { formHandlers } from './index.ts';
import { resultView } from './result-view.ts';
import { type FormResponse, showInstead } from './submission.ts';

/** What is being done while a form's answer takes longer than Slack waits. */
const waitingLines: Readonly<Record<string, string>> = {
  [rosterFormCallbacks.import]: 'Reading the list and looking up who is meant…',
  [rosterFormCallbacks.preview]: 'Changing the roster…',
};

const waitingView = ({ callback_id: form }: ViewOutput): View =>
  resultView(waitingLines[form] ?? 'One moment…', 'This form shows what came of it.', 'netlab');

/** A response as the view that can still be shown once Slack has been answered. */
function lateView(response: ViewResponseAction | null): View {
  if (response === null || response.response_action === 'clear') return resultView('Done.', '', 'netlab');
  if (response.response_action === 'errors') return resultView(Object.values(response.errors).join(' '), '');
  return response.view;
}

/** Answers a submitted form. Nothing that came back with it is trusted: who may do it is asked again, and of whom. */
async function answerForm(view: ViewOutput, caller: Caller, context: SlackContext): Promise<FormResponse> {
  const known = Object.hasOwn(formHandlers, view.callback_id) ? view.callback_id : 'unknown';
  try {
    const handle = formHandlers[known];
    if (handle === undefined) throw new Trouble('stale-button');
    return await handle(view, caller, context);
  } catch (error) {
    return showInstead(await failureView(error, `form ${known}`, caller, context));
  }
}

/**
 * Answers a submitted form within the time that Slack waits. What takes longer is shown in the same form when it is done:
 * `acknowledge` is called first, so that nothing overtakes it.
 */
export async function answerFormInTime(
  view: ViewOutput,
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
    .update({ view_id: view.id, view: lateView(late.response) })
    .catch((error: unknown) => context.lab.log(`what came of a form could not be shown: ${String(error)}`));
  return late;
}
