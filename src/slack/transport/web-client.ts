import { WebAPIRateLimitedError, WebClient, type WebClientOptions } from '@slack/web-api';
import { isAnswerAddress } from './slack-address.ts';
import { pauseFor } from './timing.ts';

/** Everything that one call to Slack may take, in milliseconds. */
const callTimeoutMs = 10_000;

/**
 * fetch for the library, which goes to Slack alone: an answer, which may hold a namespace and what runs in it, follows no
 * redirect, and no `response_url` that leads elsewhere. It ends in time: Bolt's own `respond` has no time-out.
 */
export function createSlackFetch(apiUrl: string | null): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!isAnswerAddress(url, apiUrl)) throw new TypeError(`${url.origin} is no address of Slack’s`);
    const signal = init?.signal ?? AbortSignal.timeout(callTimeoutMs);
    return fetch(input, { ...init, redirect: 'error', signal });
  };
}

/**
 * Options for Bolt and for a Socket Mode link, a fresh object for each: both write into theirs. Retries are set, or a
 * link would make them 100 for every listener; no headers, they would carry one token into the other's calls.
 */
export function clientOptions(apiUrl: string | null): WebClientOptions {
  const common = { timeout: callTimeoutMs, retryConfig: { retries: 2 }, fetch: createSlackFetch(apiUrl) };
  return apiUrl === null ? common : { ...common, slackApiUrl: apiUrl };
}

/**
 * A client of its own queue for writing. A repeated write would be a second message, so nothing is repeated by itself, and
 * a pause that Slack asks of one method does not hold up the others.
 */
export function createWriteClient(token: string, apiUrl: string | null, logger: WebClientOptions['logger']): WebClient {
  return new WebClient(token, {
    ...clientOptions(apiUrl),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    ...(logger ? { logger } : {}),
  });
}

/**
 * Calls Slack, and again after the pause that it asks for: a refused call was not carried out, so repeating it is safe.
 * @throws what the call throws, once the pauses would take longer than `timeoutMs` altogether
 */
export async function retryAfterRateLimit<T>(
  call: () => Promise<T>,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<T> {
  let leftMs = timeoutMs;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError)) throw error;
      const pauseMs = error.retryAfter * 1000;
      leftMs -= pauseMs;
      if (leftMs < 0 || !(await pauseFor(pauseMs, signal))) throw error;
    }
  }
}

/** Calls a method of Slack by its name; the pauses that Slack asks for may take `timeoutMs` altogether. @throws what the call throws */
export type CallSlack = (
  method: string,
  parameters: Readonly<Record<string, unknown>>,
  timeoutMs: number,
) => Promise<unknown>;

/** How a client calls methods that Slack may ask to wait with. */
export function createSlackCall(client: WebClient): CallSlack {
  return (method, parameters, timeoutMs) => retryAfterRateLimit(() => client.apiCall(method, parameters), timeoutMs);
}
