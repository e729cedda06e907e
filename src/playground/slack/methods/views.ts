import type { ViewResult } from '../workspace/views.ts';
import { type MethodContext, refuseCall, type WebApiMethod, type WebApiResult } from './index.ts';

function outcome({ workspace, views }: MethodContext, result: ViewResult): WebApiResult {
  if (!result.ok) return refuseCall(result.error, { response_metadata: { messages: result.messages } });
  workspace.notifyListeners({ kind: 'view' });
  return { ok: true, view: { ...result.view, state: { values: views.state(result.view) } } };
}

/** Exchanges the trigger of a call for its person. */
function withTrigger(world: MethodContext, trigger: unknown, run: (user: string) => ViewResult): WebApiResult {
  const exchanged = world.triggers.exchange(trigger);
  return 'error' in exchanged ? refuseCall(exchanged.error) : outcome(world, run(exchanged.user));
}

/** Modals and App Home; they need no scope, only a trigger, or a person who is there. */
export const viewMethods: Readonly<Record<string, WebApiMethod>> = {
  'views.open': {
    scope: null,
    tier: 4,
    run: (world, { trigger_id: trigger, view }) => withTrigger(world, trigger, (user) => world.views.open(user, view)),
  },
  'views.push': {
    scope: null,
    tier: 4,
    run: (world, { trigger_id: trigger, view }) => withTrigger(world, trigger, (user) => world.views.push(user, view)),
  },
  'views.update': {
    scope: null,
    tier: 4,
    run: (world, { view_id: id, external_id: externalId, hash, view }) =>
      outcome(world, world.views.update({ id, externalId, hash }, view)),
  },
  'views.publish': {
    scope: null,
    tier: 4,
    run: (world, { user_id: user, view, hash }) =>
      world.workspace.personas.some(({ id }) => id === user)
        ? outcome(world, world.views.publish(String(user), view, hash))
        : refuseCall('user_not_found'),
  },
};
