import { z } from 'zod';
import { broadcastFields, canCarryPreview } from '../../blocks/broadcast-forms.ts';
import { formView } from '../../blocks/forms.ts';
import { type BroadcastInput, confirmBroadcast, reviewBroadcast } from '../../commands/broadcast/broadcast.ts';
import { writeAudit } from '../replies/audit.ts';
import { type FormEntry, readCarried, type SubmittedView, showFieldErrors, showInstead } from './submission.ts';

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

function readDraft({ state }: SubmittedView): BroadcastInput {
  const { content, own, audience } = state.values;
  return {
    content: content?.[broadcastFields.content]?.selected_option?.value ?? null,
    own: own?.[broadcastFields.own]?.value ?? null,
    audience: audience?.[broadcastFields.audience]?.selected_option?.value ?? null,
  };
}

/** A draft was handed in: its preview, or what is wrong with it. */
export const handleBroadcastDraft: FormEntry['handle'] = async ({ view, caller }, { lab }) => {
  const reviewed = await reviewBroadcast(readDraft(view), caller, lab);
  if ('faults' in reviewed) return showFieldErrors(reviewed.faults);
  if (!canCarryPreview(reviewed.form))
    return showFieldErrors({ [broadcastFields.own]: 'Too long for one message; please shorten it.' });
  // On top of the draft, so that Back leads to what was written.
  const preview = formView(reviewed.form, lab.newIdAndTime().id);
  return { response: { response_action: 'push', view: preview }, announce: null };
};

/** A preview was confirmed: it is sent, or shown again where words or recipients changed meanwhile. */
export const handleBroadcastConfirmation: FormEntry['handle'] = async ({ view, caller }, context) => {
  const confirmed = await confirmBroadcast(readCarried(carried, view), caller, context.lab);
  if ('changed' in confirmed) {
    const note = 'Words or recipients changed since you looked. Nothing was sent; please look again.';
    return showInstead(formView(confirmed.changed, context.lab.newIdAndTime().id, note));
  }
  if ('before' in confirmed) {
    context.lab.log(`broadcast ${confirmed.before} was begun before`);
    const done = 'It was confirmed before, and is not sent a second time.';
    return { response: { response_action: 'clear' }, done, announce: null };
  }
  // It was kept before this is answered: whatever happens to netlab now, somebody is told.
  await writeAudit(confirmed.audit, caller.user, context);
  const done = 'Accepted. It goes out now, or after those before it; a report follows in your direct messages.';
  return { response: { response_action: 'clear' }, done, announce: confirmed.announce };
};
