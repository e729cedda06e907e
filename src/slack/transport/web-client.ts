import { WebAPIRateLimitedError, WebClient, type WebClientOptions } from '@slack/web-api';

/** Everything that one call to Slack may take, in milliseconds. */
const callTimeoutMs = 10_000;

/** fetch with an end: Bolt's own `respond` has neither time-out nor retry. */
const fetchWithTimeout: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(callTimeoutMs) });

/**
 * Options for Bolt and for a Socket Mode link, a fresh object for each: both write into theirs. Retries are set, or a
 * link would make them 100 for every listener; no headers, they would carry one token into the other's calls.
 */
export function clientOptions(apiUrl: string | null): WebClientOptions {
  const common = { timeout: callTimeoutMs, retryConfig: { retries: 2 }, fetch: fetchWithTimeout };
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

/** Waits for milliseconds; ends early, with false, when the signal fires. */
export function pauseFor(millis: number, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve(false);
    const done = (slept: boolean) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      resolve(slept);
    };
    const stop = () => done(false);
    const timer = setTimeout(() => done(true), millis);
    signal?.addEventListener('abort', stop);
  });
}

/**
 * Calls Slack, and again after the pause that it asks for: a refused call was not carried out, so repeating it is safe.
 * @throws what the call throws, once `patience` milliseconds of pauses are used up
 */
export async function retryAfterRateLimit<T>(
  call: () => Promise<T>,
  patience: number,
  signal?: AbortSignal,
): Promise<T> {
  let left = patience;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError)) throw error;
      const wait = error.retryAfter * 1000;
      left -= wait;
      if (left < 0 || !(await pauseFor(wait, signal))) throw error;
    }
  }
}
