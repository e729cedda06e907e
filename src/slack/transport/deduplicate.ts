import { pause } from './web-client.ts';

/** A request that came first: what its acknowledgement carried is told here, for those that come again. */
export type First = { readonly settle: (acknowledgement: unknown) => void };

/** A request that came before: what the first one's acknowledgement carried, undefined where it never came. */
export type Again = { readonly acknowledgement: Promise<unknown> };

type Entry = { readonly until: number; readonly acknowledgement: Promise<unknown> };

/** How long a repetition waits for the first one's acknowledgement, in milliseconds: as long as Slack does. */
const patience = 2800;

/**
 * Carries a request out once, however often it comes: over several links at the same time, or again because Slack heard
 * no acknowledgement. Every copy is acknowledged with the first one's words, so whichever Slack listens to has the answer.
 */
export class Once {
  readonly #entries = new Map<string, Entry>();
  readonly #millis: number;
  readonly #now: () => number;

  constructor(millis: number, now: () => number = () => performance.now()) {
    this.#millis = millis;
    this.#now = now;
  }

  /** Counts a request by what tells it from others. */
  count(key: string): First | Again {
    const now = this.#now();
    // Keys stand in the order of their ends, so the first that still counts ends the search.
    for (const [old, { until }] of this.#entries) {
      if (until > now) break;
      this.#entries.delete(old);
    }
    const known = this.#entries.get(key);
    if (known) return { acknowledgement: Promise.race([known.acknowledgement, pause(patience).then(() => undefined)]) };
    const { promise: acknowledgement, resolve: settle } = Promise.withResolvers<unknown>();
    this.#entries.set(key, { until: now + this.#millis, acknowledgement });
    return { settle };
  }
}
