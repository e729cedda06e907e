/** A message as people see it: to one person (`to`), or to everybody in the channel (`*`). */
export type PostedMessage = {
  readonly to: string;
  readonly channel: string;
  readonly from: string;
  readonly ephemeral: boolean;
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly ts: string;
  readonly thread: string | null;
  readonly edited: boolean;
  readonly metadata: unknown;
  /** Ids of the files that came with it. */
  readonly files: readonly string[];
};

/** What somebody wants to have posted. */
export type MessageDraft = Pick<PostedMessage, 'to' | 'channel' | 'from' | 'ephemeral'> & {
  readonly text: unknown;
  readonly blocks: unknown;
  readonly thread?: string | null;
  readonly metadata?: unknown;
  readonly files?: readonly string[];
};

/** Posted, or refused with Slack's error and its reasons. */
export type PostResult =
  | { readonly ok: true; readonly message: PostedMessage }
  | { readonly ok: false; readonly error: string; readonly messages: readonly string[] };
