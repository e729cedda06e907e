import { createHmac } from 'node:crypto';
import { isJsonType } from './body.ts';
import type { DeliveryKind, DeliveryRetry } from './delivery.ts';

/** Slack's signature of a request: `v0=` and the HMAC-SHA256 of version, time and body. */
export function signRequest(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** The body of a request and its media type: commands are forms, clicks a form with JSON inside, events JSON. */
export function encodePayload(kind: DeliveryKind, payload: object): { readonly body: string; readonly type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' };
  const form =
    kind === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
  return { body: new URLSearchParams(form).toString(), type: 'application/x-www-form-urlencoded' };
}

/** POSTs to the app, signed; resolves with the body. @throws Error dispatch_failed unless it answers 2xx */
export async function deliverByHttp(
  requestUrl: string,
  secret: string,
  kind: DeliveryKind,
  payload: object,
  now: number,
  retry?: DeliveryRetry,
): Promise<unknown> {
  const { body, type } = encodePayload(kind, payload);
  const timestamp = Math.floor(now / 1000);
  const headers = {
    'content-type': type,
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signRequest(secret, timestamp, body),
    ...(retry ? { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason } : {}),
  };
  const response = await fetch(requestUrl, { method: 'POST', headers, body }).catch(() => null);
  if (response === null || !response.ok) throw new Error('dispatch_failed');
  const text = await response.text();
  return isJsonType(response.headers.get('content-type')) ? JSON.parse(text) : text;
}
