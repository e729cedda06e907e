import { createHmac } from 'node:crypto';

/** Slack's signature of a request: `v0=` and the HMAC-SHA256 of version, time and body. */
export function signature(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** POSTs a slash command to the app, signed; resolves with the body. @throws Error dispatch_failed unless it answers 200 */
export async function deliverByHttp(
  requestUrl: string,
  secret: string,
  payload: Readonly<Record<string, string>>,
  now: number,
): Promise<unknown> {
  const body = new URLSearchParams(payload).toString();
  const timestamp = Math.floor(now / 1000);
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signature(secret, timestamp, body),
  };
  const response = await fetch(requestUrl, { method: 'POST', headers, body });
  const text = await response.text();
  if (response.status !== 200) throw new Error('dispatch_failed');
  return response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
}
