/** Calls a minute of each tier (docs.slack.dev, "Rate limits"). */
const tiers = { 1: 1, 2: 20, 3: 50, 4: 100, special: 60 } as const;

/** A tier's name; `special` is chat.postMessage's, one a second for each channel. */
export type RateTier = keyof typeof tiers;

type Bucket = { tokens: number; at: number };

/** How long to wait: at once, or whole seconds. */
export type RateDecision = { readonly retryAfter: number | null };

/**
 * Counts calls. `scale` 1 is Slack's own pace, less is stricter, `Infinity` counts nothing. A burst as large as a minute's
 * calls passes (five for a channel); after it calls pass at the tier's pace.
 */
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;
  readonly #scale: number;

  constructor(now: () => number, scale: number) {
    this.#now = now;
    this.#scale = scale;
  }

  /** Counts one call of a method, or says how many seconds to wait. */
  count(key: string, tier: RateTier): RateDecision {
    if (!Number.isFinite(this.#scale)) return { retryAfter: null };
    const perMinute = tiers[tier] * this.#scale;
    const most = Math.max(1, tier === 'special' ? 5 * this.#scale : perMinute);
    const now = this.#now();
    const bucket = this.#buckets.get(key) ?? { tokens: most, at: now };
    const tokens = Math.min(most, bucket.tokens + ((now - bucket.at) / 60_000) * perMinute);
    const enough = tokens >= 1;
    this.#buckets.set(key, { tokens: enough ? tokens - 1 : tokens, at: now });
    return { retryAfter: enough ? null : Math.max(1, Math.ceil(((1 - tokens) / perMinute) * 60)) };
  }
}
