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

/** How a call does not come to its end: an HTTP status, silence, or a connection that breaks. */
type BrokenAnswer = number | 'hang' | 'reset';

/** How calls of a method fail: by an error of the platform, broken before they are carried out, or after it. */
export type PlantedFailure = string | BrokenAnswer | { readonly carriedOut: BrokenAnswer };

function answerBroken(request: IncomingMessage, response: ServerResponse, how: BrokenAnswer): void {
  if (how === 'reset') request.socket.destroy();
  else if (how !== 'hang') sendJson(response, how, {});
}

/** The Web API over HTTP: it remembers its calls, and fails where a test planted it. */
export class WebApi {
  readonly calls: RecordedCall[] = [];
  readonly failing = new Map<string, PlantedFailure>();
  readonly #context: WebApiContext;

  constructor(context: WebApiContext) {
    this.#context = context;
  }

  /** Answers one call. */
  async handle(request: IncomingMessage, response: ServerResponse, method: string): Promise<void> {
    const args = argumentsOf(request, await bodyOf(request));
    const planted = this.failing.get(method);
    if (planted === 'hang' || planted === 'reset' || typeof planted === 'number')
      return answerBroken(request, response, planted);
    const bearer = /^Bearer (.+)$/u.exec(request.headers.authorization ?? '')?.[1];
    const token = bearer ?? String(args.token ?? '');
    const { result, retryAfter } =
      typeof planted === 'string'
        ? { result: { ok: false, error: planted }, retryAfter: planted === 'ratelimited' ? 1 : null }
        : answerCall(this.#context, { method, token, args });
    this.calls.push({ method, token, args, result });
    if (result.error !== undefined) this.#context.workspace.refuse(String(result.error), method);
    if (typeof planted === 'object') return answerBroken(request, response, planted.carriedOut);
    if (retryAfter !== null) response.setHeader('retry-after', String(retryAfter));
    sendJson(response, retryAfter === null ? 200 : 429, result);
  }
}
