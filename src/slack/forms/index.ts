import type { ViewOutput, ViewResponseAction } from '@slack/bolt';
import type { View } from '@slack/types';
import { z } from 'zod';
import { answerCallback } from '../../blocks/answer-form.ts';
import { callbacks, fields, fits, formView } from '../../blocks/broadcast.ts';
import { guessForm } from '../../blocks/hint-quiz.ts';
import { rosterCallbacks } from '../../blocks/roster-forms.ts';
import { confirm, review, type Typed } from '../../commands/broadcast/broadcast.ts';
import type { Announcement } from '../../model/broadcast.ts';
import type { Caller } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { audited } from '../replies/effects.ts';
import { type Desk, orLate } from '../replies/reply.ts';
import { onAnswer } from './answer.ts';
import { unable } from './failure-view.ts';
import { onGuess } from './guess.ts';
import { insteadView } from './result-view.ts';
import { onImport, onImportConfirmed } from './roster-import.ts';

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
export type Submitted = {
  readonly response: ViewResponseAction | null;
  readonly announce: Announcement | null;
  readonly later?: () => Promise<unknown>;
};

function typedIn({ state }: ViewOutput): Typed {
  const { content, own, audience } = state.values;
  return {
    content: content?.[fields.content]?.selected_option?.value ?? null,
    own: own?.[fields.own]?.value ?? null,
    audience: audience?.[fields.audience]?.selected_option?.value ?? null,
  };
}

const errors = (faults: Partial<Record<string, string>>): Submitted => {
  const told = Object.entries(faults).flatMap(([field, words]) => (words ? [[field, words] as const] : []));
  return { response: { response_action: 'errors', errors: Object.fromEntries(told) }, announce: null };
};

async function draft(view: ViewOutput, caller: Caller, desk: Desk): Promise<Submitted> {
  const reviewed = await review(typedIn(view), caller, desk.lab);
  if ('faults' in reviewed) return errors(reviewed.faults);
  if (!fits(reviewed.form)) return errors({ [fields.own]: 'Too long for one message; please shorten it.' });
  // On top of the draft, so that Back leads to what was written.
  const preview = formView(reviewed.form, desk.lab.mint().id);
  return { response: { response_action: 'push', view: preview }, announce: null };
}

async function preview(view: ViewOutput, caller: Caller, desk: Desk): Promise<Submitted> {
  const { id, ...shown } = carried.parse(JSON.parse(view.private_metadata));
  const confirmed = await confirm({ id, ...shown }, caller, desk.lab);
  if ('changed' in confirmed) {
    const note = 'Words or recipients changed since you looked. Nothing was sent; please look again.';
    const again = formView(confirmed.changed, desk.lab.mint().id, note);
    return { response: { response_action: 'update', view: again }, announce: null };
  }
  await audited(confirmed.audit, caller.user, desk);
  return { response: { response_action: 'clear' }, announce: confirmed.announce };
}

const forms: Readonly<Record<string, (view: ViewOutput, caller: Caller, desk: Desk) => Promise<Submitted>>> = {
  [callbacks.draft]: draft,
  [callbacks.preview]: preview,
  [answerCallback]: onAnswer,
  [rosterCallbacks.import]: onImport,
  [rosterCallbacks.preview]: onImportConfirmed,
  [guessForm.callback]: onGuess,
};

/** What is being done while a form's answer takes longer than Slack waits. */
const meanwhile: Readonly<Record<string, string>> = {
  [rosterCallbacks.import]: 'Reading the list and looking up who is meant…',
  [rosterCallbacks.preview]: 'Changing the roster…',
};

const working = ({ callback_id: form }: ViewOutput): View =>
  insteadView(meanwhile[form] ?? 'One moment…', 'This form shows what came of it.', 'netlab');

/** A response as the view that can still be shown once Slack has been answered. */
function viewOf(response: ViewResponseAction | null): View {
  if (response === null || response.response_action === 'clear') return insteadView('Done.', '', 'netlab');
  if (response.response_action === 'errors') return insteadView(Object.values(response.errors).join(' '), '');
  return response.view;
}

/**
 * Answers a submitted form within the time that Slack waits. What takes longer is shown in the same form when it is done:
 * `acknowledge` is called first, so that nothing overtakes it.
 */
export async function inTime(
  view: ViewOutput,
  caller: Caller,
  desk: Desk,
  acknowledge: (response: ViewResponseAction | null) => Promise<unknown>,
): Promise<Submitted> {
  const pending = onSubmit(view, caller, desk);
  const quick = await orLate(pending, desk.patience);
  await acknowledge(quick === null ? { response_action: 'update', view: working(view) } : quick.response);
  if (quick !== null) return quick;
  const late = await pending;
  await desk.replies.views
    .update({ view_id: view.id, view: viewOf(late.response) })
    .catch((error: unknown) => desk.lab.note(`what came of a form could not be shown: ${String(error)}`));
  return late;
}

/** Answers a submitted form. Nothing that came back with it is trusted: who may do it is asked again, and of whom. */
export async function onSubmit(view: ViewOutput, caller: Caller, desk: Desk): Promise<Submitted> {
  const known = Object.hasOwn(forms, view.callback_id) ? view.callback_id : 'unknown';
  try {
    const answer = forms[known];
    if (answer === undefined) throw new Trouble('stale-button');
    return await answer(view, caller, desk);
  } catch (error) {
    const view = await unable(error, `form ${known}`, caller, desk);
    return { response: { response_action: 'update', view }, announce: null };
  }
}
