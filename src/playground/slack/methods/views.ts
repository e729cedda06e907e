import type { ViewResult } from '../workspace/views.ts';
import { type MethodContext, refuseCall, type WebApiMethod, type WebApiResult } from './method.ts';

function outcome({ workspace, views }: MethodContext, result: ViewResult): WebApiResult {
  if (!result.ok) return refuseCall(result.error, { response_metadata: { messages: result.messages } });
  workspace.notifyListeners({ kind: 'view' });
  return { ok: true, view: { ...result.view, state: { values: views.state(result.view) } } };
}

/** Exchanges the trigger of a call for its person. */
function withTrigger(context: MethodContext, trigger: unknown, run: (user: string) => ViewResult): WebApiResult {
  const exchanged = context.triggers.exchange(trigger);
  return 'error' in exchanged ? refuseCall(exchanged.error) : outcome(context, run(exchanged.user));
}

/** Modals and App Home; they need no scope, only a trigger, or a person who is there. */
export const viewMethods: Readonly<Record<string, WebApiMethod>> = {
  'views.open': {
    scope: null,
    tier: 4,
    run: (context, { trigger_id: trigger, view }) =>
      withTrigger(context, trigger, (user) => context.views.open(user, view)),
  },
  'views.push': {
    scope: null,
    tier: 4,
    run: (context, { trigger_id: trigger, view }) =>
      withTrigger(context, trigger, (user) => context.views.push(user, view)),
  },
  'views.update': {
    scope: null,
    tier: 4,
    run: (context, { view_id: id, external_id: externalId, hash, view }) =>
      outcome(context, context.views.update({ id, externalId, hash }, view)),
  },
  'views.publish': {
    scope: null,
    tier: 4,
    run: (context, { user_id: user, view, hash }) =>
      context.workspace.personas.some(({ id }) => id === user)
        ? outcome(context, context.views.publish(String(user), view, hash))
        : refuseCall('user_not_found'),
  },
};
