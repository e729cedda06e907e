import { LRUCache } from 'lru-cache';

/** Answers by key, each with its own time to live; and the requests for those that are on their way. */
export type AnswerCache<T> = {
  /** The answer of a key; null where there is none, or it is too old. */
  readonly find: (key: string) => { readonly value: T } | null;
  /** The request for a key that is under way; null where there is none. */
  readonly pending: (key: string) => Promise<T> | null;
  /**
   * Runs a request and stores its answer for as many milliseconds as `timeToLiveMs` gives; 0 stores nothing.
   */
  readonly ask: (key: string, run: () => Promise<T>, timeToLiveMs: (value: T) => number) => Promise<T>;
};

/**
 * An empty cache of so many answers; beyond that the one that was not used for longest goes. `now` in
 * milliseconds.
 */
export function createAnswerCache<T>(maxAnswers: number, now: () => number): AnswerCache<T> {
  // The library stores an entry through the last millisecond of its time, and takes a start of 0 for none:
  // its clock is ahead of an entry's start by one, and neither is ever 0.
  const stored = new LRUCache<string, { readonly value: T }>({
    max: maxAnswers,
    ttlResolution: 0,
    perf: { now: () => now() + 2 },
  });
  const pending = new Map<string, Promise<T>>();
  return {
    find: (key) => stored.get(key) ?? null,
    pending: (key) => pending.get(key) ?? null,
    async ask(key, run, timeToLiveMs) {
      const request = run();
      pending.set(key, request);
      try {
        const value = await request;
        const ttl = timeToLiveMs(value);
        if (ttl > 0) stored.set(key, { value }, { ttl, start: now() + 1 });
        return value;
      } finally {
        pending.delete(key);
      }
    },
  };
}
