import type { ModelChoice } from '../../model/sentence-choice.ts';
import { createAnswerCache } from './answer-cache.ts';
import type { TutorCounters } from './counters.ts';
import type { TutorEndpoint } from './endpoint.ts';
import { type AskTutor, limitRequests } from './limited-requests.ts';
import { createRateLimiter, type TutorLimits } from './rate-limit.ts';

/**
 * The answer of a key: from the cache, from a request that is under way, or from `run` where the limits allow
 * a new one. Null where the model named nothing, it failed, or it was not to be asked.
 */
export type AnswerOnce = (
  key: string,
  user: string,
  run: (ask: AskTutor) => Promise<ModelChoice | null>,
) => Promise<ModelChoice | null>;

type AnswerOptions = {
  readonly limits: TutorLimits;
  readonly replyTimeoutMs: number;
  /** Milliseconds. */
  readonly now: () => number;
};

const weekMs = 7 * 24 * 60 * 60_000;
const hourMs = 60 * 60_000;
const maxAnswers = 1000;

/** Answers of a model behind an endpoint, each asked for once: within the limits, and counted. */
export function limitAnswers(
  endpoint: TutorEndpoint,
  counters: TutorCounters,
  { limits, replyTimeoutMs, now }: AnswerOptions,
): AnswerOnce {
  const limiter = createRateLimiter(limits, now);
  const cache = createAnswerCache<ModelChoice | null>(maxAnswers, now);
  const context = { endpoint, limiter, counters, replyTimeoutMs };

  return async (key, user, run) => {
    const underWay = cache.pending(key);
    const joined = underWay ? await underWay : null;
    const found = cache.find(key);
    if (found) {
      counters.add('cached');
      return found.value;
    }
    // What came of nothing is not asked for again by everybody who waited for it.
    if (underWay) return joined;
    const permit = limiter.admit(user);
    if (typeof permit === 'string') {
      counters.add('refused', permit);
      return null;
    }
    const { ask, hasFailed } = limitRequests(permit, context);
    // That a model had nothing to name is stored for a while; what came of a failure is not.
    const timeToLiveMs = (value: ModelChoice | null) => (value === null ? (hasFailed() ? 0 : hourMs) : weekMs);
    return cache.ask(key, () => run(ask).finally(permit.end), timeToLiveMs);
  };
}
