import type { ViewResponseAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { RequiredRole } from '../../commands/access/admit.ts';
import type { Announcement } from '../../model/broadcast.ts';
import { findOwnValue } from '../../model/own-value.ts';
import type { Caller, Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import type { SlackContext } from '../context.ts';

const option = z.object({ value: z.string() }).nullish().catch(null);

const field = z.object({
  value: z.string().nullish().catch(null),
  selected_option: option,
  selected_options: z.array(z.unknown()).catch([]),
  files: z.array(z.unknown()).catch([]),
});

// It came back from Slack, but as old, and from as other a netlab, as may be: what does not fit is not there, never a bug.
const submitted = z.object({
  id: z.string().catch(''),
  callback_id: z.string().catch(''),
  private_metadata: z.string().catch(''),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), field)) }).catch({ values: {} }),
});

/** A form as it was handed in: its name, what netlab gave it to carry, and its fields by block and by action. */
export type SubmittedView = z.infer<typeof submitted>;

/** Reads a submitted view of Slack. */
export function readSubmittedView(view: unknown): SubmittedView {
  return submitted.parse(view);
}

/** One field, whose block is named as it is; empty where it is not there. */
export function fieldOf({ state }: SubmittedView, name: string): z.infer<typeof field> {
  return (
    findOwnValue(findOwnValue(state.values, name) ?? {}, name) ?? {
      value: null,
      selected_option: null,
      selected_options: [],
      files: [],
    }
  );
}

/** Whether a box is ticked. */
export function isTicked(view: SubmittedView, name: string): boolean {
  return fieldOf(view, name).selected_options.length > 0;
}

/** What a form carried as JSON. @throws Trouble `stale-form` for anything that this netlab did not write */
export function readCarried<T>(schema: z.ZodType<T>, { private_metadata: text }: SubmittedView): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Trouble('stale-form', {}, { cause });
  }
}

/** What Slack is told about a submitted form, and what follows. */
export type FormResponse = {
  /** Null closes the form. */
  readonly response: ViewResponseAction | null;
  /** What is said in place of “Done.” where the form has to show it, since the answer came too late to close it. */
  readonly done?: string;
  /** A broadcast to send now, which is kept already; null for none. */
  readonly announce: Announcement | null;
  /** Work that Slack is not made to wait for. */
  readonly later?: () => Promise<unknown>;
};

/** A form that somebody handed in who may; `by` is who they are. */
export type Submission = { readonly view: SubmittedView; readonly caller: Caller; readonly by: Person };

/** One kind of form: who may hand it in, the command that it belongs to, and what is done then. */
export type FormEntry = {
  readonly right: RequiredRole;
  readonly word: string;
  /** Nothing of it runs before the right was asked for. @throws Trouble, which is shown in place of the form */
  readonly handle: (submission: Submission, context: SlackContext) => Promise<FormResponse>;
};

/** Shows another view in place of the form. */
export function showInstead(view: ModalView, later?: () => Promise<unknown>): FormResponse {
  return { response: { response_action: 'update', view }, announce: null, ...(later ? { later } : {}) };
}

/** Shows errors below the fields of the form, by the id of their block; empty ones are left out. */
export function showFieldErrors(errors: Readonly<Partial<Record<string, string>>>): FormResponse {
  const shown = Object.entries(errors).flatMap(([field, words]) => (words ? [[field, words] as const] : []));
  return { response: { response_action: 'errors', errors: Object.fromEntries(shown) }, announce: null };
}
