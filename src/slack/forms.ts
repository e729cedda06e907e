import type { ViewOutput, ViewResponseAction } from '@slack/bolt';
import { z } from 'zod';
import { answerCallback } from '../blocks/answer-form.ts';
import { callbacks, fields, fits, formView } from '../blocks/broadcast.ts';
import { rosterCallbacks } from '../blocks/roster-forms.ts';
import { refusal } from '../commands/authority.ts';
import { confirm, review, type Typed } from '../commands/broadcast.ts';
import { worded } from '../commands/words.ts';
import type { Announcement } from '../model/broadcast.ts';
import type { Caller } from '../model/person.ts';
import { Trouble } from '../model/trouble.ts';
import { onAnswer } from './answers.ts';
import { audited } from './effects.ts';
import { onImport, onImportConfirmed } from './import.ts';
import { insteadView } from './instead.ts';
import type { Desk } from './talk.ts';

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

/** What Slack is told about a submitted form; null closes it. `announce` is what is to be sent now, `later` what is still to come. */
export type Submitted = {
  readonly response: ViewResponseAction | null;
  readonly announce: Announcement | null;
  readonly later?: Promise<unknown>;
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
};

/** What went wrong with a form, in its place: a refusal, which is audited, or an apology. */
async function failed(error: unknown, form: string, caller: Caller, desk: Desk): Promise<Submitted> {
  const show = (says: string, todo: string): Submitted => ({
    response: { response_action: 'update', view: insteadView(says, todo) },
    announce: null,
  });
  if (error instanceof Trouble) {
    const audit = refusal(error, form);
    if (audit) await audited(audit, caller.user, desk);
    const { says, todo } = worded(error);
    return show(says, todo);
  }
  desk.metrics.bugs.inc();
  const id = desk.lab.mint().id.slice(0, 8);
  desk.lab.note(`bug ${id}: ${error instanceof Error ? error.stack : String(error)}`);
  return show('Something went wrong inside netlab; nothing was done.', `Its number is ${id}.`);
}

/** Answers a submitted form. Nothing that came back with it is trusted: who may do it is asked again, and of whom. */
export async function onSubmit(view: ViewOutput, caller: Caller, desk: Desk): Promise<Submitted> {
  const known = Object.hasOwn(forms, view.callback_id) ? view.callback_id : 'unknown';
  try {
    const answer = forms[known];
    if (answer === undefined) throw new Trouble('stale-button');
    return await answer(view, caller, desk);
  } catch (error) {
    return failed(error, `form ${known}`, caller, desk);
  }
}
