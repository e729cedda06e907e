/**
 * Text as Markdown shows it literally: no mark-up, no mention, no table cell can start in it, and no address in it becomes a
 * link by itself, as GitHub makes of bare ones; nor is `&commat;` read as the sign that it names.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_{}[\]<>|#!@~&]/gu, (sign) => (sign === '@' ? '@\u200b' : `\\${sign}`))
    .replaceAll(/(?<=\b(?:https?|ftp)):(?=\/\/)/giu, '\\:')
    .replaceAll(/(?<=\bwww)\./giu, '\\.');
}

/** A code span; backticks inside become quotes, since a command of ours has none. */
export function codeSpan(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
