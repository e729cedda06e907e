import type { RateTier } from '../transport/rates.ts';
import type { FileStore } from '../workspace/files.ts';
import type { Triggers } from '../workspace/triggers.ts';
import type { Views } from '../workspace/views.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** One call of the Web API as it came in. */
export type WebApiCall = {
  readonly method: string;
  readonly token: string;
  readonly args: Readonly<Record<string, unknown>>;
};

/** The body of an answer: `error` is Slack's name of the error, absent where `ok` is true. */
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
  /** The URL of the server, known once it listens. */
  readonly base: () => string;
};

/** One method of the Web API. */
export type WebApiMethod = {
  /** The scope that the bot token needs; null where none is needed. */
  readonly scope: string | null;
  readonly tier: RateTier;
  /** The argument by which calls are counted separately: chat.postMessage counts by channel. */
  readonly per?: string;
  readonly run: (context: MethodContext, args: WebApiCall['args']) => WebApiResult;
};

/** An answer with `ok: false`; `rest` is what Slack sends beside the error's name. */
export const refuseCall = (error: string, rest: object = {}): WebApiResult => ({ ok: false, error, ...rest });
