import type { ViewOutput, ViewResponseAction } from '@slack/bolt';
import { z } from 'zod';
import { callbacks, fields, fits, formView } from '../blocks/broadcast.ts';
import { confirm, review, type Typed } from '../commands/broadcast.ts';
import { worded } from '../commands/words.ts';
import type { Announcement } from '../model/broadcast.ts';
import { Trouble } from '../model/trouble.ts';
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

/** What Slack is told about a submitted form; null closes it. `announce` is what is to be sent now. */
export type Submitted = { readonly response: ViewResponseAction | null; readonly announce: Announcement | null };

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

async function draft(view: ViewOutput, user: string, desk: Desk): Promise<Submitted> {
  const reviewed = await review(typedIn(view), user, desk.lab);
  if ('faults' in reviewed) return errors(reviewed.faults);
  if (!fits(reviewed.form)) return errors({ [fields.own]: 'Too long for one message; please shorten it.' });
  // On top of the draft, so that Back leads to what was written.
  const preview = formView(reviewed.form, desk.lab.mint().id);
  return { response: { response_action: 'push', view: preview }, announce: null };
}

async function preview(view: ViewOutput, user: string, desk: Desk): Promise<Submitted> {
  const { id, ...shown } = carried.parse(JSON.parse(view.private_metadata));
  const confirmed = await confirm({ id, ...shown }, user, desk.lab);
  if ('changed' in confirmed) {
    const note = 'Words or recipients changed since you looked. Nothing was sent; please look again.';
    const again = formView(confirmed.changed, desk.lab.mint().id, note);
    return { response: { response_action: 'update', view: again }, announce: null };
  }
  desk.lab.note(`audit: ${confirmed.audit}`);
  return { response: { response_action: 'clear' }, announce: confirmed.announce };
}

/** A refusal or an apology in place of the form. */
function instead(says: string, todo: string): Submitted {
  const view = {
    type: 'modal' as const,
    title: { type: 'plain_text' as const, text: 'Not possible' },
    close: { type: 'plain_text' as const, text: 'Close' },
    blocks: [{ type: 'section' as const, text: { type: 'plain_text' as const, text: `${says} ${todo}` } }],
  };
  return { response: { response_action: 'update', view }, announce: null };
}

/** Answers a submitted form. Nothing that came back with it is trusted: who may do it is asked again, and of whom. */
export async function onSubmit(view: ViewOutput, user: string, desk: Desk): Promise<Submitted> {
  try {
    if (view.callback_id === callbacks.draft) return await draft(view, user, desk);
    if (view.callback_id === callbacks.preview) return await preview(view, user, desk);
    throw new Trouble('stale-button');
  } catch (error) {
    if (error instanceof Trouble) {
      desk.lab.note(`audit: refused: ${user} submitted ${view.callback_id}: ${error.kind}`);
      const { says, todo } = worded(error);
      return instead(says, todo);
    }
    desk.metrics.bugs.inc();
    const id = desk.lab.mint().id.slice(0, 8);
    desk.lab.note(`bug ${id}: ${error instanceof Error ? error.stack : String(error)}`);
    return instead('Something went wrong inside netlab; nothing was sent.', `Its number is ${id}.`);
  }
}
