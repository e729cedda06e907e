import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AksResponse } from './status.ts';

/** The headers that kube-apiserver sends with an answer. */
export function headersOf({ code, body, anonymous }: AksResponse): Record<string, string> {
  const flow = '00000000-0000-0000-0000-000000000000';
  const text = typeof body === 'string' && code === 404;
  return {
    'audit-id': flow,
    'cache-control': 'no-cache, private',
    'content-type': text ? 'text/plain; charset=utf-8' : 'application/json',
    ...(text || code === 403 ? { 'x-content-type-options': 'nosniff' } : {}),
    ...(anonymous ? {} : { 'x-kubernetes-pf-flowschema-uid': flow, 'x-kubernetes-pf-prioritylevel-uid': flow }),
  };
}

/** Sends a whole answer; an object as one line of JSON. */
export function sendResponse(response: ServerResponse, answer: AksResponse): void {
  response.writeHead(answer.code, headersOf(answer));
  response.end(typeof answer.body === 'string' ? answer.body : `${JSON.stringify(answer.body)}\n`);
}

/** Sends the headers of a watch, whose events follow. */
export function openStream(response: ServerResponse): ServerResponse {
  response.writeHead(200, headersOf({ code: 200, body: {} }));
  // A watch without initial events has nothing to write yet, and its client waits for the headers.
  response.flushHeaders();
  return response;
}

/** The body of a request as JSON; undefined where it is none. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}
