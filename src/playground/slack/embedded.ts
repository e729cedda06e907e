import type { Click } from './acts/clicks.ts';
import type { Say } from './acts/direct-message.ts';
import type { Shown } from './acts/scene.ts';
import type { Delivery } from './transport/delivery.ts';
import type { Reason } from './transport/socket-mode.ts';
import type { Answer } from './transport/web-api.ts';
import type { Fields } from './validate/fault.ts';
import type { Seen } from './workspace/message.ts';
import type { State, View } from './workspace/views.ts';

/** A running embedded Slack. */
export type EmbeddedSlack = {
  readonly url: string;
  readonly apiUrl: string;
  readonly messages: readonly Seen[];
  readonly mentions: readonly { readonly by: string; readonly what: string }[];
  readonly refusals: readonly { readonly rule: string; readonly detail: string }[];
  readonly calls: readonly Answer[];
  /** Types `/netlab text` as somebody; `anyway` sends it even for who is not offered commands. */
  readonly command: (user: string, channel: string, text: string, anyway?: 'anyway') => Promise<Shown>;
  /** Uploads a file as somebody: the file object, which a message or a modal may carry. */
  readonly upload: (user: string, name: string, content: string | Uint8Array) => Fields & { readonly id: string };
  /** Writes a message as somebody, with files of theirs by id; resolves with whether the app heard of it. */
  readonly write: Say;
  readonly click: (click: Click) => Promise<Shown>;
  readonly submit: (user: string, view: string, state: State) => Promise<Shown>;
  readonly closeView: (user: string, view: string) => Promise<void>;
  /** Opens the Home tab as somebody; resolves with whether the app heard of it. */
  readonly openHome: (user: string) => Promise<boolean>;
  /** Ends somebody's account. */
  readonly deactivate: (user: string) => void;
  readonly modals: (user: string) => readonly View[];
  readonly home: (user: string) => View | null;
  /** Sends anything to the app, as a test of how it takes it. */
  readonly deliver: Delivery;
  /** Resolves with the first message that passes the test, now or later. */
  readonly seen: (test: (message: Seen) => boolean) => Promise<Seen>;
  readonly linked: () => number;
  readonly disconnect: (reason: Reason, all?: boolean) => void;
  /** Stops hearing what the app sends over its links. */
  readonly deafen: () => void;
  /** Uses up every response_url that there is. */
  readonly spend: () => void;
  /** Lets the next calls of a method fail: an error of the platform, an HTTP status, or silence. */
  readonly failing: Map<string, string | number | 'hang'>;
  readonly close: () => Promise<void>;
};
