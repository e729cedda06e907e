import type { AllMiddlewareArgs, AnyMiddlewareArgs } from '@slack/bolt';
import type { Caller } from '../../model/person.ts';
import type { SlackContext } from '../context.ts';
import { readSlackRequest } from '../transport/slack-request.ts';
import { turnAway } from './turn-away.ts';

/** Where a request's context, Bolt's own and one for each request, keeps who is asking. */
const callerKey = Symbol('caller');

/**
 * Who is behind a request that the gate let through; `request` is its context in Bolt. It is the one way to learn it, so that
 * a listener without a gate before it finds nobody. @throws Error where the gate let nobody through
 */
export function callerOf(request: object): Caller {
  const user: unknown = Reflect.get(request, callerKey);
  if (typeof user !== 'string') throw new Error('a request came past the gate');
  return { user, outside: false };
}

/**
 * The gate before every listener. Only people of netlab's own workspace come through: whoever belongs to another one is here
 * through a shared channel (Slack Connect), or works in another workspace of the same organisation; and a request that names
 * no workspace for its person is nobody's. They are answered here, and no listener hears of them.
 */
export function createGate(context: SlackContext) {
  return async (listener: AnyMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const request = readSlackRequest(listener.body);
    // An event that nobody is behind, such as a changed message, asks for nothing.
    if (request === null || request.user === null) return;
    const belonging = context.judgeBelonging(request.teams);
    if (belonging !== 'ours') return context.inFlight.trackWork(turnAway(listener, request, belonging, context));
    Reflect.set(listener.context, callerKey, request.user);
    return listener.next();
  };
}
