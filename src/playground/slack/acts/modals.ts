import { waitForAcknowledgement } from '../transport/delivery.ts';
import { fieldsOf } from '../validate/fault.ts';
import { isViewTooLarge } from '../validate/views.ts';
import type { EmbeddedView, ViewResult, ViewState } from '../workspace/views.ts';
import {
  type ActResult,
  type InteractionContext,
  interactionEnvelope,
  reportUnacknowledged,
  viewPayload,
} from './interaction.ts';
import { type InputErrors, refusedInputs, withFileObjects } from './submissions.ts';

function responseErrors(view: EmbeddedView, errors: unknown): InputErrors | null {
  const inputs = view.blocks
    .map(fieldsOf)
    .filter(({ type }) => type === 'input')
    .map(({ block_id: id }) => String(id));
  const entries = Object.entries(fieldsOf(errors));
  const right = entries.length > 0 && entries.every(([id, words]) => inputs.includes(id) && typeof words === 'string');
  return right ? Object.fromEntries(entries.map(([id, words]) => [id, String(words)])) : null;
}

const trouble = 'We had some trouble connecting. Try again?';

function applyResponse(context: InteractionContext, user: string, view: EmbeddedView, payload: unknown): ActResult {
  const { response_action: action, errors, view: next } = fieldsOf(payload);
  const changed = (result: ViewResult): ActResult => {
    if (result.ok) return { acked: true };
    context.workspace.refuse(`view_submission: ${result.error}`, result.messages.join('; '));
    return { acked: false, error: trouble };
  };
  if (action === undefined) context.views.pop(user);
  else if (action === 'clear') context.views.clear(user);
  else if (action === 'update' && !isViewTooLarge(next)) return changed(context.views.update({ id: view.id }, next));
  else if (action === 'push' && !isViewTooLarge(next)) return changed(context.views.push(user, next));
  else {
    const known = action === 'errors' ? responseErrors(view, errors) : null;
    if (known) return { acked: true, errors: known };
    context.workspace.refuse('view_submission: response_action', JSON.stringify(payload).slice(0, 200));
    return { acked: false, error: trouble };
  }
  return { acked: true };
}

/** Somebody submits the modal on top of theirs. */
export async function submitModal(
  context: InteractionContext,
  user: string,
  viewId: string,
  state: ViewState,
): Promise<ActResult> {
  const view = context.views.stack(user).at(-1);
  if (view?.id !== viewId) return { acked: false, error: 'no such modal is open' };
  context.views.setState(view, state);
  const errors = refusedInputs(context, user, view, context.views.state(view));
  if (Object.keys(errors).length > 0) return { acked: true, errors };
  context.views.setState(view, withFileObjects(context, user, view, context.views.state(view)));
  const payload = {
    type: 'view_submission',
    ...interactionEnvelope(context, user, 'view'),
    view: viewPayload(context, view),
    response_urls: [],
  };
  const outcome = await waitForAcknowledgement(context.deliver('interactive', payload), context.ackTimeoutMs);
  if (!outcome.acked) return { ...reportUnacknowledged(context, outcome, `submission of ${viewId}`), error: trouble };
  const shown = applyResponse(context, user, view, outcome.payload);
  context.workspace.notifyListeners({ kind: 'view' });
  return shown;
}

/** Somebody closes the modal on top of theirs; its app hears of it if it asked to. */
export async function closeModal(context: InteractionContext, user: string, viewId: string): Promise<void> {
  const view = context.views.stack(user).at(-1);
  if (view?.id !== viewId) return;
  context.views.pop(user);
  context.workspace.notifyListeners({ kind: 'view' });
  if (view.notify_on_close !== true) return;
  const payload = {
    type: 'view_closed',
    ...interactionEnvelope(context, user, 'view'),
    view: viewPayload(context, view),
    is_cleared: false,
  };
  await waitForAcknowledgement(context.deliver('interactive', payload), context.ackTimeoutMs);
}
