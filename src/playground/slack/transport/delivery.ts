/** What Slack sends to an app, as Socket Mode names it. */
export type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api';

/** Which repetition of an event this is, counted from 1, and Slack's reason for it. */
export type DeliveryRetry = { readonly number: number; readonly reason: string };

/** Sends to the app; resolves with the acknowledgement's payload, rejects with Slack's error. */
export type Delivery = (kind: DeliveryKind, payload: object, retry?: DeliveryRetry) => Promise<unknown>;

/** What became of something that was sent. */
export type DeliveryOutcome =
  | { readonly acked: true; readonly payload: unknown }
  | { readonly acked: false; readonly error: string };

/** Waits for an acknowledgement; without one in time the error is `operation_timeout`. Never rejects. */
export async function waitForAcknowledgement(sent: Promise<unknown>, timeoutMs: number): Promise<DeliveryOutcome> {
  const { promise: late, resolve } = Promise.withResolvers<DeliveryOutcome>();
  const timer = setTimeout(() => resolve({ acked: false, error: 'operation_timeout' }), timeoutMs);
  const acked = sent.then(
    (payload): DeliveryOutcome => ({ acked: true, payload }),
    (error: unknown): DeliveryOutcome => ({
      acked: false,
      error: error instanceof Error ? error.message : 'dispatch_failed',
    }),
  );
  const outcome = await Promise.race([acked, late]);
  clearTimeout(timer);
  return outcome;
}
