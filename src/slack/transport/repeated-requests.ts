import type { AllMiddlewareArgs, AnyMiddlewareArgs } from '@slack/bolt';
import { RequestDeduplicator } from './deduplicate.ts';
import { findAck } from './listener-arguments.ts';
import type { Metrics } from './metrics.ts';
import { identifyRequest } from './request-identity.ts';

/** How long a request is remembered, so that the same one is not carried out twice: longer than Slack repeats. */
const requestMemoryMs = 15 * 60 * 1000;

/** Where a request's context, Bolt's own and one for each request, keeps how its copies are told of the acknowledgement. */
const settleKey = Symbol('settle');

/** Tells the copies of a request what it is acknowledged with; `request` is its context in Bolt. */
export function settleRequest(request: object, acknowledgement: unknown): void {
  const settle: unknown = Reflect.get(request, settleKey);
  if (typeof settle === 'function') settle(acknowledgement);
}

/** A middleware that lets a request pass once; a copy is acknowledged like the first one, and nothing else is done with it. */
export function skipRepeatedRequests({ duplicates }: Pick<Metrics, 'duplicates'>, log: (line: string) => void) {
  const requests = new RequestDeduplicator(requestMemoryMs);
  return async (listener: AnyMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const key = identifyRequest(listener.body);
    const registered = key === null ? null : requests.register(key);
    if (registered === null || 'settle' in registered) {
      if (registered) Reflect.set(listener.context, settleKey, registered.settle);
      return listener.next();
    }
    duplicates.inc();
    log('slack: a request came twice and was carried out once');
    await findAck(listener)?.(await registered.acknowledgement);
  };
}
