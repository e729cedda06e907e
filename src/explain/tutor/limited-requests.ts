import type { TutorReply, TutorRequest } from './completion.ts';
import type { TutorCounters } from './counters.ts';
import type { RequestGate, TutorEndpoint } from './endpoint.ts';
import type { RateLimiter, RequestPermit, UnsentReason } from './rate-limit.ts';

/** Asks the model, within the deadline and the limits. */
export type AskTutor = (request: Omit<TutorRequest, 'signal'>) => Promise<TutorReply>;

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
  let waitedMs = 0;
  const record = async (run: () => Promise<TutorReply>, turnMs: number) => {
    waitedMs += turnMs;
    const reply = await run();
    // An endpoint that was left too little time did not fail.
    if (!reply.ok && reply.why === 'timeout' && waitedMs * 2 >= replyTimeoutMs) return unsent('queue');
    // That a server does not know a form says nothing about how it is.
    if (reply.ok || reply.why !== 'schema') limiter.ended(isReply(reply));
    return reply;
  };
  return (run) => permit.during((turnMs) => record(run, turnMs), unsent, signal);
}

/** What requests go through. */
type RequestContext = {
  readonly endpoint: TutorEndpoint;
  readonly limiter: RateLimiter;
  readonly counters: TutorCounters;
  readonly replyTimeoutMs: number;
};

/** Requests of one answer, none after the deadline, which begins now; and whether one of them failed. */
export function limitRequests(
  permit: RequestPermit,
  { endpoint, limiter, counters, replyTimeoutMs }: RequestContext,
): { readonly ask: AskTutor; readonly hasFailed: () => boolean } {
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
