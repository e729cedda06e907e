import { acknowledged } from '../transport/delivery.ts';
import { fields } from '../validate/fault.ts';
import { tooLarge } from '../validate/views.ts';
import type { State, View, ViewResult } from '../workspace/views.ts';
import { envelope, failed, type Scene, type Shown, viewShape } from './scene.ts';
import { type Errors, refusedInputs, withFiles } from './submissions.ts';

function responseErrors(view: View, errors: unknown): Errors | null {
  const inputs = view.blocks
    .map(fields)
    .filter(({ type }) => type === 'input')
    .map(({ block_id: id }) => String(id));
  const entries = Object.entries(fields(errors));
  const right = entries.length > 0 && entries.every(([id, words]) => inputs.includes(id) && typeof words === 'string');
  return right ? Object.fromEntries(entries.map(([id, words]) => [id, String(words)])) : null;
}

const trouble = 'We had some trouble connecting. Try again?';

function answered(scene: Scene, user: string, view: View, payload: unknown): Shown {
  const { response_action: action, errors, view: next } = fields(payload);
  const changed = (result: ViewResult): Shown => {
    if (result.ok) return { acked: true };
    scene.workspace.refuse(`view_submission: ${result.error}`, result.messages.join('; '));
    return { acked: false, error: trouble };
  };
  if (action === undefined) scene.views.pop(user);
  else if (action === 'clear') scene.views.clear(user);
  else if (action === 'update' && !tooLarge(next)) return changed(scene.views.update({ id: view.id }, next));
  else if (action === 'push' && !tooLarge(next)) return changed(scene.views.push(user, next));
  else {
    const known = action === 'errors' ? responseErrors(view, errors) : null;
    if (known) return { acked: true, errors: known };
    scene.workspace.refuse('view_submission: response_action', JSON.stringify(payload).slice(0, 200));
    return { acked: false, error: trouble };
  }
  return { acked: true };
}

/** Somebody submits the modal on top of theirs. */
export async function submit(scene: Scene, user: string, viewId: string, state: State): Promise<Shown> {
  const view = scene.views.stack(user).at(-1);
  if (view?.id !== viewId) return { acked: false, error: 'no such modal is open' };
  scene.views.typed(view, state);
  const errors = refusedInputs(scene, user, view, scene.views.state(view));
  if (Object.keys(errors).length > 0) return { acked: true, errors };
  scene.views.typed(view, withFiles(scene, user, view, scene.views.state(view)));
  const payload = {
    type: 'view_submission',
    ...envelope(scene, user, 'view'),
    view: viewShape(scene, view),
    response_urls: [],
  };
  const outcome = await acknowledged(scene.deliver('interactive', payload), scene.ackMillis);
  if (!outcome.acked) return { ...failed(scene, outcome, `submission of ${viewId}`), error: trouble };
  const shown = answered(scene, user, view, outcome.payload);
  scene.workspace.changed({ kind: 'view' });
  return shown;
}

/** Somebody closes the modal on top of theirs; its app hears of it if it asked to. */
export async function close(scene: Scene, user: string, viewId: string): Promise<void> {
  const view = scene.views.stack(user).at(-1);
  if (view?.id !== viewId) return;
  scene.views.pop(user);
  scene.workspace.changed({ kind: 'view' });
  if (view.notify_on_close !== true) return;
  const payload = {
    type: 'view_closed',
    ...envelope(scene, user, 'view'),
    view: viewShape(scene, view),
    is_cleared: false,
  };
  await acknowledged(scene.deliver('interactive', payload), scene.ackMillis);
}
