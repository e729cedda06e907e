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
  /** Characters of a message's top-level text before Slack advises against it. */
  text: 4000,
} as const;
