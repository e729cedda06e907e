import { fetch, type Response } from 'undici';
import type { ApiSession } from './session.ts';

// Three times the largest page that was seen (500 nodes of AKS). Compressed answers count as what they become.
const maxAnswerMb = 32;

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

/** The text of a body; leaving the loop gives the rest of one that is too large back to the connection unread. */
async function readText(
  response: Response,
  session: ApiSession,
): Promise<Pick<ApiResponse, 'excess'> & { text: string }> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    const excess =
      session.countBytes(chunk.byteLength) ??
      (bytes > maxAnswerMb * 1_000_000 ? `the answer was larger than ${maxAnswerMb} MB` : null);
    if (excess !== null) return { excess, text: '' };
    chunks.push(chunk);
  }
  return { excess: null, text: new TextDecoder().decode(Buffer.concat(chunks)) };
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
