import type { SlackContext } from '../context.ts';
import type { PendingRequest } from '../replies/reply.ts';

/** What every listener gets of Bolt for a request. */
export type BoltRequest<A> = { readonly ack: (answer?: A) => Promise<unknown>; readonly context: object };

/** An acknowledgement that is counted until it is given. */
export type TrackedAck<A> = {
  /** Acknowledges with an answer, or with none; `command` labels the metric. @throws what Slack or the link says */
  readonly acknowledge: (answer?: A, command?: string) => Promise<void>;
  /** Counts the request as acknowledged though it never was: there is nothing more to wait for. */
  readonly release: () => void;
};

/** Tracks a request until it is acknowledged: the app's end waits for it, its copies get the same answer, its time is measured. */
export function trackAck<A>(
  kind: PendingRequest['kind'],
  { ack, context: request }: BoltRequest<A>,
  { inFlight, metrics, settleRequest }: SlackContext,
): TrackedAck<A> {
  const [since, release] = [performance.now(), inFlight.trackRequest()];
  return {
    acknowledge: async (answer, command = '') => {
      settleRequest(request, answer);
      await (answer === undefined ? ack() : ack(answer)).finally(release);
      metrics.ack.observe({ kind, command }, (performance.now() - since) / 1000);
    },
    release,
  };
}

/** Acknowledges at once, then works; the work is waited for when netlab ends. */
export async function ackFirst(
  kind: PendingRequest['kind'],
  request: BoltRequest<never>,
  context: SlackContext,
  work: () => Promise<void> = async () => undefined,
): Promise<void> {
  await trackAck(kind, request, context).acknowledge();
  await context.inFlight.trackWork(work());
}
