/** Slack's way to write what somebody typed, back to plain text: mentions, channels, links and escapes. */
export function toPlainText(text: string): string {
  return text
    .replaceAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/gu, '@$1')
    .replaceAll(/<#([A-Z0-9]+)\|?([^>]*)>/gu, (_, id: string, name: string) => `#${name || id}`)
    .replaceAll(/<([^>|]+)\|([^>]*)>/gu, '$2')
    .replaceAll(/<([^>]+)>/gu, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
