import type { ElementClick } from './acts/clicks.ts';
import type { WriteMessage } from './acts/direct-message.ts';
import type { ActResult } from './acts/interaction.ts';
import type { Delivery } from './transport/delivery.ts';
import type { DisconnectReason } from './transport/socket-mode.ts';
import type { PlantedFailure, RecordedCall } from './transport/web-api.ts';
import type { UnknownFields } from './validate/fault.ts';
import type { PostedMessage } from './workspace/message.ts';
import type { EmbeddedView, ViewState } from './workspace/views.ts';

/** A running embedded Slack. */
export type EmbeddedSlack = {
  readonly url: string;
  readonly apiUrl: string;
  readonly messages: readonly PostedMessage[];
  readonly mentions: readonly { readonly by: string; readonly what: string }[];
  readonly refusals: readonly { readonly rule: string; readonly detail: string }[];
  readonly calls: readonly RecordedCall[];
  /** Types `/netlab text` as somebody; `anyway` sends it even for who is not offered commands. */
  readonly command: (user: string, channel: string, text: string, anyway?: 'anyway') => Promise<ActResult>;
  /** Uploads a file as somebody: the file object, which a message or a modal may carry. */
  readonly upload: (
    user: string,
    name: string,
    content: string | Uint8Array,
  ) => UnknownFields & { readonly id: string };
  /** Writes a message as somebody, with files of theirs by id; resolves with whether the app heard of it. */
  readonly write: WriteMessage;
  readonly click: (click: ElementClick) => Promise<ActResult>;
  readonly submit: (user: string, view: string, state: ViewState) => Promise<ActResult>;
  readonly closeView: (user: string, view: string) => Promise<void>;
  /** Opens the Home tab as somebody; resolves with whether the app heard of it. */
  readonly openHome: (user: string) => Promise<boolean>;
  /** Opens the Messages tab as somebody; resolves with whether the app heard of it. */
  readonly openMessages: (user: string) => Promise<boolean>;
  /** Ends somebody's account. */
  readonly deactivate: (user: string) => void;
  readonly modals: (user: string) => readonly EmbeddedView[];
  readonly home: (user: string) => EmbeddedView | null;
  /** Sends anything to the app, as a test of how it takes it. */
  readonly deliver: Delivery;
  /** Resolves with the first message that passes the test, now or later. */
  readonly waitForMessage: (test: (message: PostedMessage) => boolean) => Promise<PostedMessage>;
  readonly openLinkCount: () => number;
  readonly disconnect: (reason: DisconnectReason, all?: boolean) => void;
  /** Sends a frame as it is over one link, as a test of how the app takes it. */
  readonly sendFrame: (frame: string | Uint8Array) => void;
  /** Stops hearing what the app sends over its links. */
  readonly stopReading: () => void;
  /** Uses up every response_url that there is. */
  readonly spendResponseUrls: () => void;
  /** Lets the next calls of a method fail. */
  readonly failing: Map<string, PlantedFailure>;
  readonly close: () => Promise<void>;
};
