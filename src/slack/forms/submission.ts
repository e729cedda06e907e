import type { ViewOutput, ViewResponseAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Announcement } from '../../model/broadcast.ts';
import type { Caller } from '../../model/person.ts';
import type { SlackContext } from '../context.ts';

/** What Slack is told about a submitted form, and what follows. */
export type FormResponse = {
  /** Null closes the form. */
  readonly response: ViewResponseAction | null;
  /** A broadcast to send now; null for none. */
  readonly announce: Announcement | null;
  /** Work that Slack is not made to wait for. */
  readonly later?: () => Promise<unknown>;
};

/** Handles one kind of form. @throws Trouble, which is shown in place of the form */
export type FormHandler = (view: ViewOutput, caller: Caller, context: SlackContext) => Promise<FormResponse>;

/** Shows another view in place of the form. */
export function showInstead(view: ModalView, later?: () => Promise<unknown>): FormResponse {
  return { response: { response_action: 'update', view }, announce: null, ...(later ? { later } : {}) };
}

/** Shows errors below the fields of the form, by the id of their block; empty ones are left out. */
export function showFieldErrors(errors: Readonly<Partial<Record<string, string>>>): FormResponse {
  const shown = Object.entries(errors).flatMap(([field, words]) => (words ? [[field, words] as const] : []));
  return { response: { response_action: 'errors', errors: Object.fromEntries(shown) }, announce: null };
}
