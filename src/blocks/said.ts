import type { KnownBlock } from '@slack/types';

/** A message for Slack; `text` is what screen readers and notifications get, so it carries the answer too. */
export type Message = { readonly text: string; readonly blocks: readonly KnownBlock[] };
