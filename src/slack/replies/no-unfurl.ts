import type { SlackMessage } from '../../blocks/slack-message.ts';

/** A message without unfurling: it would make Slack fetch whatever address an answer holds. */
export function withoutUnfurl({ text, blocks }: SlackMessage) {
  return { text, blocks: [...blocks], unfurl_links: false, unfurl_media: false } as const;
}
