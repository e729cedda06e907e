import type { IncomingMessage, ServerResponse } from 'node:http';

const most = 4 << 20;

/** The bytes of a request's body; a body past 4 MiB is cut off with the connection. */
export async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > most) request.destroy();
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

/** The body of a request as text. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  return (await bytesOf(request)).toString('utf8');
}

/** Whether a media type is JSON's, however it is written and whatever stands behind it. */
export function isJsonType(header: string | null | undefined): boolean {
  return /^\s*application\/json\s*(?:;|$)/iu.test(header ?? '');
}

/** Sends JSON. */
export function sendJson(response: ServerResponse, status: number, body: object | string): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
