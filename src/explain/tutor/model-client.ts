import OpenAI from 'openai';
import { limitResponseSize } from './capped-fetch.ts';

/** How to reach a model; `fetch` is handed in by tests. */
export type TutorEndpointConfig = {
  readonly apiKey: string;
  readonly baseURL: string;
  readonly model: string;
  /** For everything that one answer needs: no request may take longer. */
  readonly replyTimeoutMs: number;
  readonly fetch?: typeof globalThis.fetch;
};

/** More than any answer of ours needs, in bytes. */
const maxResponseBytes = 256 * 1024;

/**
 * A fetch that sends these headers and no others, whatever the library adds of its own or of the environment.
 */
function withOwnHeaders(
  apiKey: string,
  fetch: typeof globalThis.fetch,
  countRequest: () => void,
): typeof globalThis.fetch {
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    'user-agent': 'netlab',
    authorization: `Bearer ${apiKey}`,
  };
  return (input, init) => {
    countRequest();
    return fetch(input, { ...init, headers });
  };
}

/** The library's client for one endpoint; `countRequest` is called for each request that goes out. */
export function createModelClient(
  { apiKey, baseURL, replyTimeoutMs, fetch = globalThis.fetch }: TutorEndpointConfig,
  countRequest: () => void,
): OpenAI {
  // Everything is set: what is left out, the library fills from other environment variables, the key
  // included. It repeats nothing by itself, since what is repeated has to be counted.
  const fixed = { organization: null, project: null, adminAPIKey: null, logLevel: 'off', maxRetries: 0 } as const;
  return new OpenAI({
    ...fixed,
    apiKey,
    baseURL,
    timeout: replyTimeoutMs,
    fetchOptions: { redirect: 'error' },
    fetch: limitResponseSize(maxResponseBytes, withOwnHeaders(apiKey, fetch, countRequest)),
  });
}
