import { fetch, type Response } from 'undici';
import type { ApiSession } from './session.ts';

/**
 * One HTTP answer with its body parsed; `body` is undefined where it is no JSON, or too large: then `excess` says so in a
 * sentence without its full stop.
 */
export type ApiResponse = {
  readonly code: number;
  readonly body: unknown;
  readonly retryAfterSeconds: number | null;
  readonly excess: string | null;
};

type ApiRequest = { readonly method: 'GET' | 'POST'; readonly path: string; readonly body: string | null };

function send({ method, path, body }: ApiRequest, { config, login, signal }: ApiSession): Promise<Response> {
  const type = body === null ? {} : { 'Content-Type': 'application/json' };
  return fetch(config.server.replace(/\/$/u, '') + path, {
    method,
    headers: { ...login.headers, ...type, Accept: 'application/json', 'User-Agent': 'netlab' },
    body,
    signal,
    redirect: 'error',
    dispatcher: login.transport,
  });
}

/** The text of a body, with why it was not read whole; leaving the loop ends the connection that would bring the rest. */
async function readText(response: Response, { budget }: ApiSession) {
  const account = budget.openAnswer();
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of response.body ?? []) {
      const excess = account.count(chunk.byteLength);
      if (excess !== null) return { excess, text: '' };
      chunks.push(chunk);
    }
    return { excess: null, text: new TextDecoder().decode(Buffer.concat(chunks)) };
  } finally {
    account.close();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function exchange(request: ApiRequest, session: ApiSession): Promise<ApiResponse> {
  const response = await send(request, session);
  const retryAfterSeconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  const { text, excess } = await readText(response, session);
  return {
    code: response.status,
    body: parse(text),
    retryAfterSeconds: Number.isNaN(retryAfterSeconds) ? null : retryAfterSeconds,
    excess,
  };
}

/** GETs a path of the API server; rejects only when no answer came (connection, deadline, TLS). */
export function getPath(session: ApiSession, path: string): Promise<ApiResponse> {
  return exchange({ method: 'GET', path, body: null }, session);
}

/** POSTs one of the three self-reviews; the guard lets no other POST through. */
export function postSelfReview(session: ApiSession, path: string, body: object): Promise<ApiResponse> {
  return exchange({ method: 'POST', path, body: JSON.stringify(body) }, session);
}
