import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerCall, type WebApiContext } from '../methods/index.ts';
import type { WebApiResult } from '../methods/method.ts';
import { bodyOf, isJsonType, sendJson } from './body.ts';

/** The text as JSON, or as it is. */
export function parseJsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Arguments of a Web API call: a form whose objects are JSON, or JSON. */
function argumentsOf(request: IncomingMessage, text: string): Record<string, unknown> {
  if (isJsonType(request.headers['content-type'])) return Object(parseJsonOrText(text));
  const pairs = [...new URLSearchParams(text)];
  return Object.fromEntries(pairs.map(([key, value]) => [key, /^[[{]/u.test(value) ? parseJsonOrText(value) : value]));
}

/** A call that came, and what was answered. */
export type RecordedCall = {
  readonly method: string;
  readonly token: string;
  readonly args: object;
  readonly result: WebApiResult;
};

/** The Web API over HTTP: it remembers its calls, and fails where a test planted it. */
export class WebApi {
  readonly calls: RecordedCall[] = [];
  readonly failing = new Map<string, string | number | 'hang'>();
  readonly #context: WebApiContext;

  constructor(context: WebApiContext) {
    this.#context = context;
  }

  /** Answers one call. */
  async handle(request: IncomingMessage, response: ServerResponse, method: string): Promise<void> {
    const args = argumentsOf(request, await bodyOf(request));
    const planted = this.failing.get(method);
    if (planted === 'hang') return;
    if (typeof planted === 'number') return sendJson(response, planted, {});
    const bearer = /^Bearer (.+)$/u.exec(request.headers.authorization ?? '')?.[1];
    const token = bearer ?? String(args.token ?? '');
    const { result, retryAfter } = planted
      ? { result: { ok: false, error: planted }, retryAfter: planted === 'ratelimited' ? 1 : null }
      : answerCall(this.#context, { method, token, args });
    this.calls.push({ method, token, args, result });
    if (result.error !== undefined) this.#context.workspace.refuse(String(result.error), method);
    if (retryAfter !== null) response.setHeader('retry-after', String(retryAfter));
    sendJson(response, retryAfter === null ? 200 : 429, result);
  }
}
