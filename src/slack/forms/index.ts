import type { ViewOutput, ViewResponseAction } from '@slack/bolt';
import type { View } from '@slack/types';
import { z } from 'zod';
import { instructorReplyCallback } from '../../blocks/answer-form.ts';
import { broadcastCallbacks, broadcastFields, canCarryPreview, formView } from '../../blocks/broadcast.ts';
import { guessFormIds } from '../../blocks/hint-quiz.ts';
import { rosterFormCallbacks } from '../../blocks/roster-forms.ts';
import { type BroadcastInput, confirmBroadcast, reviewBroadcast } from '../../commands/broadcast/broadcast.ts';
import type { Announcement } from '../../model/broadcast.ts';
import type { Caller } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { writeAudit } from '../replies/effects.ts';
import { type SlackContext, withTimeout } from '../replies/reply.ts';
import { handleInstructorReply } from './answer.ts';
import { failureView } from './failure-view.ts';
import { handleGuess } from './guess.ts';
import { resultView } from './result-view.ts';
import { handleImportConfirmation, handleRosterImport } from './roster-import.ts';

const carried = z.object({
  id: z.string().min(1).max(64),
  signature: z.string(),
  draft: z.object({
    task: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
    hint: z.string().nullable(),
    own: z.string(),
    audience: z.enum(['channel', 'roster']),
  }),
});

/** What Slack is told about a submitted form; null closes it. `announce` is what is to be sent now, `later` what is to be done after that. */
export type FormResponse = {
  readonly response: ViewResponseAction | null;
  readonly announce: Announcement | null;
  readonly later?: () => Promise<unknown>;
};

function typedIn({ state }: ViewOutput): BroadcastInput {
  const { content, own, audience } = state.values;
  return {
    content: content?.[broadcastFields.content]?.selected_option?.value ?? null,
    own: own?.[broadcastFields.own]?.value ?? null,
    audience: audience?.[broadcastFields.audience]?.selected_option?.value ?? null,
  };
}

const errors = (faults: Partial<Record<string, string>>): FormResponse => {
  const told = Object.entries(faults).flatMap(([field, words]) => (words ? [[field, words] as const] : []));
  return { response: { response_action: 'errors', errors: Object.fromEntries(told) }, announce: null };
};

async function draft(view: ViewOutput, caller: Caller, desk: SlackContext): Promise<FormResponse> {
  const reviewed = await reviewBroadcast(typedIn(view), caller, desk.lab);
  if ('faults' in reviewed) return errors(reviewed.faults);
  if (!canCarryPreview(reviewed.form))
    return errors({ [broadcastFields.own]: 'Too long for one message; please shorten it.' });
  // On top of the draft, so that Back leads to what was written.
  const preview = formView(reviewed.form, desk.lab.newIdAndTime().id);
  return { response: { response_action: 'push', view: preview }, announce: null };
}

async function preview(view: ViewOutput, caller: Caller, desk: SlackContext): Promise<FormResponse> {
  const { id, ...shown } = carried.parse(JSON.parse(view.private_metadata));
  const confirmed = await confirmBroadcast({ id, ...shown }, caller, desk.lab);
  if ('changed' in confirmed) {
    const note = 'Words or recipients changed since you looked. Nothing was sent; please look again.';
    const again = formView(confirmed.changed, desk.lab.newIdAndTime().id, note);
    return { response: { response_action: 'update', view: again }, announce: null };
  }
  await writeAudit(confirmed.audit, caller.user, desk);
  return { response: { response_action: 'clear' }, announce: confirmed.announce };
}

const forms: Readonly<Record<string, (view: ViewOutput, caller: Caller, desk: SlackContext) => Promise<FormResponse>>> =
  {
    [broadcastCallbacks.draft]: draft,
    [broadcastCallbacks.preview]: preview,
    [instructorReplyCallback]: handleInstructorReply,
    [rosterFormCallbacks.import]: handleRosterImport,
    [rosterFormCallbacks.preview]: handleImportConfirmation,
    [guessFormIds.callback]: handleGuess,
  };

/** What is being done while a form's answer takes longer than Slack waits. */
const meanwhile: Readonly<Record<string, string>> = {
  [rosterFormCallbacks.import]: 'Reading the list and looking up who is meant…',
  [rosterFormCallbacks.preview]: 'Changing the roster…',
};

const working = ({ callback_id: form }: ViewOutput): View =>
  resultView(meanwhile[form] ?? 'One moment…', 'This form shows what came of it.', 'netlab');

/** A response as the view that can still be shown once Slack has been answered. */
function viewOf(response: ViewResponseAction | null): View {
  if (response === null || response.response_action === 'clear') return resultView('Done.', '', 'netlab');
  if (response.response_action === 'errors') return resultView(Object.values(response.errors).join(' '), '');
  return response.view;
}

/**
 * Answers a submitted form within the time that Slack waits. What takes longer is shown in the same form when it is done:
 * `acknowledge` is called first, so that nothing overtakes it.
 */
export async function answerFormInTime(
  view: ViewOutput,
  caller: Caller,
  desk: SlackContext,
  acknowledge: (response: ViewResponseAction | null) => Promise<unknown>,
): Promise<FormResponse> {
  const pending = answerForm(view, caller, desk);
  const quick = await withTimeout(pending, desk.promptAnswerTimeoutMs);
  await acknowledge(quick === null ? { response_action: 'update', view: working(view) } : quick.response);
  if (quick !== null) return quick;
  const late = await pending;
  await desk.replies.views
    .update({ view_id: view.id, view: viewOf(late.response) })
    .catch((error: unknown) => desk.lab.log(`what came of a form could not be shown: ${String(error)}`));
  return late;
}

/** Answers a submitted form. Nothing that came back with it is trusted: who may do it is asked again, and of whom. */
export async function answerForm(view: ViewOutput, caller: Caller, desk: SlackContext): Promise<FormResponse> {
  const known = Object.hasOwn(forms, view.callback_id) ? view.callback_id : 'unknown';
  try {
    const answer = forms[known];
    if (answer === undefined) throw new Trouble('stale-button');
    return await answer(view, caller, desk);
  } catch (error) {
    const view = await failureView(error, `form ${known}`, caller, desk);
    return { response: { response_action: 'update', view }, announce: null };
  }
}
