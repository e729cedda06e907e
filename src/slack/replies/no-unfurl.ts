import type { Message } from '../../blocks/slack-message.ts';

/** A message without unfurling: it would make Slack fetch whatever address an answer holds. */
export function quiet({ text, blocks }: Message) {
  return { text, blocks: [...blocks], unfurl_links: false, unfurl_media: false } as const;
}
