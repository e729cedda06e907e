import type { ServerResponse } from 'node:http';

/** A failure that a test plants: an answer of its own, no answer at all, or one that breaks off in the middle. */
export type AksFault = {
  readonly match: (request: { readonly method: string; readonly path: string }) => boolean;
  readonly answer:
    | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
    | 'hang'
    | 'cut';
};

/** Fails as planted. Returns the HTTP status that was sent, 0 where nothing is ever sent. */
export function sendFault(response: ServerResponse, { answer }: AksFault): number {
  if (answer === 'hang') return 0;
  if (answer === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"kind":"NodeList","apiVersion":"v1","meta', () => response.destroy());
    return 200;
  }
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(answer.body ?? '');
  return answer.status;
}
