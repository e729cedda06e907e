import type { RateLimiter, RateTier } from '../transport/rates.ts';
import type { FileStore } from '../workspace/files.ts';
import type { Triggers } from '../workspace/triggers.ts';
import type { Views } from '../workspace/views.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { peopleMethods } from './people.ts';
import { viewMethods } from './views.ts';

/** One call of the Web API as it came in. */
export type WebApiCall = {
  readonly method: string;
  readonly token: string;
  readonly args: Readonly<Record<string, unknown>>;
};

/** What the Web API answers: `ok`, or an error with what it says about it. */
export type WebApiResult = { readonly ok: boolean; readonly error?: string } & Readonly<Record<string, unknown>>;

/** What the methods work on. */
export type MethodContext = {
  readonly workspace: Workspace;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly files: FileStore;
  readonly scopes: readonly string[];
  /** User groups and who is in them; null where the plan has none. */
  readonly groups: Readonly<Record<string, readonly string[]>> | null;
  readonly base: () => string;
};

/** One method: the scope that it needs, its tier, and what it does. */
export type WebApiMethod = {
  readonly scope: string | null;
  readonly tier: RateTier;
  /** What is counted apart from other calls of the method: chat.postMessage counts by channel. */
  readonly per?: string;
  readonly run: (world: MethodContext, args: WebApiCall['args']) => WebApiResult;
};

/** What the API needs to know of the rest. */
export type WebApiContext = MethodContext & {
  readonly botToken: string;
  readonly appToken: string;
  readonly rates: RateLimiter;
  readonly link: () => string;
};

/** A refusal. */
export const refuseCall = (error: string, rest: object = {}): WebApiResult => ({ ok: false, error, ...rest });

const methods: Readonly<Record<string, WebApiMethod>> = {
  ...peopleMethods,
  ...chatMethods,
  ...viewMethods,
  ...conversationMethods,
  ...fileMethods,
};

/** An answer, or how many seconds to wait before asking again (HTTP 429). */
export type WebApiAnswer = { readonly result: WebApiResult; readonly retryAfter: number | null };

/** Answers one call by Slack's rules: token, method, scope, pace, arguments. */
export function answerCall(around: WebApiContext, { method, token, args }: WebApiCall): WebApiAnswer {
  const plain = (result: WebApiResult): WebApiAnswer => ({ result, retryAfter: null });
  if (token === '') return plain(refuseCall('not_authed'));
  if (method === 'apps.connections.open') {
    if (token === around.appToken) return plain({ ok: true, url: around.link() });
    return plain(refuseCall(token.startsWith('xoxb-') ? 'not_allowed_token_type' : 'invalid_auth'));
  }
  if (token !== around.botToken) return plain(refuseCall('invalid_auth'));
  const found = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (found === undefined) return plain(refuseCall('unknown_method'));
  const key = found.per === undefined ? method : `${method} ${String(args[found.per])}`;
  const { retryAfter } = around.rates.count(key, found.tier);
  if (retryAfter !== null) return { result: refuseCall('ratelimited'), retryAfter };
  const { scope } = found;
  if (scope !== null && !around.scopes.includes(scope))
    return plain(refuseCall('missing_scope', { needed: scope, provided: around.scopes.join(',') }));
  return plain(found.run(around, args));
}
