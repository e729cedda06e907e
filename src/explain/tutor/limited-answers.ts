import type { Explanation } from '../../model/answer.ts';
import { createAnswerCache } from './answer-cache.ts';
import type { TutorReply, TutorRequest } from './completion.ts';
import type { TutorCounters } from './counters.ts';
import type { RequestGate, TutorEndpoint } from './endpoint.ts';
import {
  createRateLimiter,
  type RateLimiter,
  type RequestPermit,
  type TutorLimits,
  type UnsentReason,
} from './rate-limit.ts';

/** Asks the model, within the deadline and the limits. */
export type AskTutor = (request: Omit<TutorRequest, 'signal'>) => Promise<TutorReply>;

/**
 * The answer of a key: from the cache, from a request that is under way, or from `run` where the limits allow
 * a new one. Null where the model named nothing, it failed, or it was not to be asked.
 */
export type AnswerOnce = (
  key: string,
  user: string,
  run: (ask: AskTutor) => Promise<Explanation | null>,
) => Promise<Explanation | null>;

type AnswerOptions = {
  readonly limits: TutorLimits;
  readonly replyTimeoutMs: number;
  /** Milliseconds. */
  readonly now: () => number;
};

const weekMs = 7 * 24 * 60 * 60_000;
const hourMs = 60 * 60_000;
const maxAnswers = 1000;

const unsent = (why: UnsentReason): TutorReply => ({ ok: false, why });

function isUnsent(why: string): why is UnsentReason {
  return ['queue', 'day', 'resting'].includes(why);
}

/** Whether a model answered, be it that it does not want to. */
function isReply(reply: TutorReply): boolean {
  return reply.ok || reply.why === 'refusal' || reply.why === 'filter';
}

/** A gate for the requests of one answer: each is limited, and how it ended is recorded. */
function gateOf(permit: RequestPermit, limiter: RateLimiter, signal: AbortSignal, replyTimeoutMs: number): RequestGate {
  let waited = 0;
  const record = async (run: () => Promise<TutorReply>, waitedMs: number) => {
    waited += waitedMs;
    const reply = await run();
    // An endpoint that was left too little time did not fail.
    if (!reply.ok && reply.why === 'timeout' && waited * 2 >= replyTimeoutMs) return unsent('queue');
    // That a server does not know a form says nothing about how it is.
    if (reply.ok || reply.why !== 'schema') limiter.ended(isReply(reply));
    return reply;
  };
  return (run) => permit.during((waitedMs) => record(run, waitedMs), unsent, signal);
}

/** Answers of a model behind an endpoint, each asked for once: within the limits, and counted. */
export function limitAnswers(
  endpoint: TutorEndpoint,
  counters: TutorCounters,
  { limits, replyTimeoutMs, now }: AnswerOptions,
): AnswerOnce {
  const limiter = createRateLimiter(limits, now);
  const cache = createAnswerCache<Explanation | null>(maxAnswers, now);

  /** Requests of one answer, none after the deadline; and whether one of them failed. */
  function asker(permit: RequestPermit): { readonly ask: AskTutor; readonly hasFailed: () => boolean } {
    const signal = AbortSignal.timeout(replyTimeoutMs);
    const gate = gateOf(permit, limiter, signal, replyTimeoutMs);
    let failed = false;
    const ask: AskTutor = async (request) => {
      const reply = await endpoint.ask({ ...request, signal }, gate);
      if (!isReply(reply)) failed = true;
      if (!reply.ok) counters.add(isUnsent(reply.why) ? 'refused' : 'failures', reply.why);
      return reply;
    };
    return { ask, hasFailed: () => failed };
  }

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
    const { ask, hasFailed } = asker(permit);
    // That a model had nothing to name is stored for a while; what came of a failure is not.
    const timeToLiveMs = (value: Explanation | null) => (value === null ? (hasFailed() ? 0 : hourMs) : weekMs);
    return cache.ask(key, () => run(ask).finally(permit.end), timeToLiveMs);
  };
}
