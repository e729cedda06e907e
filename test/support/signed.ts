// Requests of Slack over HTTP, signed by its published rule, written apart from both sides.
import { createHmac } from 'node:crypto';
import type { Running } from './app.ts';

/** A request before it is sent. */
export type Sent = { readonly body: string; readonly headers: Readonly<Record<string, string>> };

/** The media type of commands and clicks. */
export const form = 'application/x-www-form-urlencoded';

/** A signed request; `at` in seconds from now. */
export function signed(body: string, { at = 0, secret = 'playground', type = form } = {}): Sent {
  const stamp = String(Math.floor(Date.now() / 1000) + at);
  const hash = createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex');
  return {
    body,
    headers: { 'content-type': type, 'x-slack-request-timestamp': stamp, 'x-slack-signature': `v0=${hash}` },
  };
}

/** Sends a request to the app. */
export const send = ({ app }: Running, { body, headers }: Sent, path = '/slack/events') =>
  fetch(`http://127.0.0.1:${app.port}${path}`, { method: 'POST', headers, body });
