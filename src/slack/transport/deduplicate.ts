import { pauseFor } from './timing.ts';

/** A request that came first; `settle` takes what it was acknowledged with, for those that come again. */
export type FirstRequest = { readonly settle: (acknowledgement: unknown) => void };

/** A request that came before: what the first one was acknowledged with, undefined where it never was. */
export type RepeatedRequest = { readonly acknowledgement: Promise<unknown> };

/** `until` is the end of its time, on the clock that the deduplicator was given. */
type RequestEntry = { readonly until: number; readonly acknowledgement: Promise<unknown> };

/** How long a repetition waits for the first one's acknowledgement, in milliseconds: as long as Slack does. */
const acknowledgementTimeoutMs = 2800;

/**
 * Carries a request out once, however often it comes: over several links at the same time, or again because Slack heard
 * no acknowledgement. Every copy is acknowledged with the first one's words, so whichever Slack listens to has the answer.
 */
export class RequestDeduplicator {
  readonly #entries = new Map<string, RequestEntry>();
  readonly #memoryMs: number;
  readonly #now: () => number;

  constructor(memoryMs: number, now: () => number = () => performance.now()) {
    this.#memoryMs = memoryMs;
    this.#now = now;
  }

  /** Registers a request by a key that no other request has. */
  register(key: string): FirstRequest | RepeatedRequest {
    const now = this.#now();
    // Keys stand in the order of their ends, so the first that still counts ends the search.
    for (const [old, { until }] of this.#entries) {
      if (until > now) break;
      this.#entries.delete(old);
    }
    const known = this.#entries.get(key);
    if (known)
      return {
        acknowledgement: Promise.race([
          known.acknowledgement,
          pauseFor(acknowledgementTimeoutMs).then(() => undefined),
        ]),
      };
    const { promise: acknowledgement, resolve: settle } = Promise.withResolvers<unknown>();
    this.#entries.set(key, { until: now + this.#memoryMs, acknowledgement });
    return { settle };
  }
}
