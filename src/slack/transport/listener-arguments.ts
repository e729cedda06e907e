import type { RespondFn } from '@slack/bolt';

/** The acknowledgement among what Bolt gives a middleware; null for an event, which Bolt acknowledges itself. */
export function findAck(listenerArguments: object): ((answer?: unknown) => Promise<unknown>) | null {
  const ack: unknown = Reflect.get(listenerArguments, 'ack');
  return typeof ack === 'function' ? async (answer) => ack(answer) : null;
}

/** How to answer where a request came from; null where it brought no address for that. */
export function findRespond(listenerArguments: object): RespondFn | null {
  const respond: unknown = Reflect.get(listenerArguments, 'respond');
  return typeof respond === 'function' ? async (message) => respond(message) : null;
}
