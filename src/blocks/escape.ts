/** Escapes what Slack reads as control characters in `text` and mrkdwn, so that no mention or link can start. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Cuts text to `max` characters at a code point, with an ellipsis that says so. */
export function truncateText(text: string, max: number): string {
  if (text.length <= max) return text;
  const short = text.slice(0, max - 1);
  // Never leave half of a surrogate pair or of an escape (`&am`) behind.
  return `${short.replace(/(?:[\uD800-\uDBFF]|&[a-z]{0,3})$/u, '')}…`;
}
