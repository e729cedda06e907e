/** Slack's limits as of autumn 2026 (docs.slack.dev, Block Kit reference); the one place where they stand. */
export const limits = {
  /** Blocks in a message. */
  blocks: 50,
  /** Characters of a header block. */
  header: 150,
  /** Characters of a section's text. */
  section: 3000,
  /** Elements of a context block. */
  context: 10,
  /** Blocks in a modal or an App Home. */
  viewBlocks: 100,
  /** Bytes of a modal as JSON. */
  viewBytes: 250_000,
  /** Buttons in one block, and characters on a button. */
  actions: 25,
  button: 75,
  /** Characters of a button's value. */
  value: 2000,
  /** Characters of an option in a list, of its value, and options in a group. */
  option: 75,
  optionValue: 150,
  options: 100,
  /** Characters of a modal's title and of what stands on its buttons. */
  viewTitle: 24,
  /** Characters of a modal's `private_metadata`. */
  metadata: 3000,
  /** Characters of an image's `alt_text`, and of its title. */
  alt: 2000,
  /** Characters of a message's top-level text before Slack advises against it. */
  text: 4000,
} as const;

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
