import { findOwnValue } from '../../own-value.ts';
import type { RateLimiter } from '../transport/rates.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { type MethodContext, refuseCall, type WebApiCall, type WebApiMethod, type WebApiResult } from './method.ts';
import { peopleMethods } from './people.ts';
import { viewMethods } from './views.ts';

/** What a call is judged by, beyond what the methods themselves work on. */
export type WebApiContext = MethodContext & {
  readonly botToken: string;
  readonly appToken: string;
  readonly rates: RateLimiter;
  /** The WebSocket URL that `apps.connections.open` answers. */
  readonly link: () => string;
};

const methods: Readonly<Record<string, WebApiMethod>> = {
  ...peopleMethods,
  ...chatMethods,
  ...viewMethods,
  ...conversationMethods,
  ...fileMethods,
};

/** An answer; `retryAfter` is in seconds, null unless it is sent with HTTP 429. */
export type WebApiAnswer = { readonly result: WebApiResult; readonly retryAfter: number | null };

/** Answers one call, judged in Slack's order: token, method, rate limit, scope, arguments. */
export function answerCall(context: WebApiContext, { method, token, args }: WebApiCall): WebApiAnswer {
  const plain = (result: WebApiResult): WebApiAnswer => ({ result, retryAfter: null });
  if (token === '') return plain(refuseCall('not_authed'));
  if (method === 'apps.connections.open') {
    if (token === context.appToken) return plain({ ok: true, url: context.link() });
    return plain(refuseCall(token.startsWith('xoxb-') ? 'not_allowed_token_type' : 'invalid_auth'));
  }
  if (token !== context.botToken) return plain(refuseCall('invalid_auth'));
  const found = findOwnValue(methods, method);
  if (found === undefined) return plain(refuseCall('unknown_method'));
  const key = found.per === undefined ? method : `${method} ${String(findOwnValue(args, found.per))}`;
  const { retryAfter } = context.rates.count(key, found.tier);
  if (retryAfter !== null) return { result: refuseCall('ratelimited'), retryAfter };
  const { scope } = found;
  if (scope !== null && !context.scopes.includes(scope))
    return plain(refuseCall('missing_scope', { needed: scope, provided: context.scopes.join(',') }));
  return plain(found.run(context, args));
}
