/** Text as Markdown shows it literally: no mark-up, no mention, no table cell can start in it. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|#!@~]/gu, (sign) => (sign === '@' ? '@\u200b' : `\\${sign}`));
}

/** A code span; backticks inside become quotes, since a command of ours has none. */
export function codeSpan(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
