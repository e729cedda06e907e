/** Block Kit's limits (docs.slack.dev, autumn 2026), as the embedded Slack enforces them. */
export const limits = {
  blocks: 50,
  text: 40_000,
  header: 150,
  section: 3000,
  field: 2000,
  fields: 10,
  contextElements: 10,
  actionElements: 25,
  button: 75,
  value: 2000,
  alt: 2000,
  blockId: 255,
  markdown: 12_000,
} as const;
