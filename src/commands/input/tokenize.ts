/**
 * Splits a text into words. Signs that cannot be seen, quotes (curly or straight) and dashes before a word are dropped:
 * phones put them in, and rewrite `--` to a long dash.
 */
export function splitWords(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replaceAll(/[“”„‟"«»]/gu, ' ')
    .replaceAll(/[‘’‚‛]/gu, "'")
    .split(/\s+/u)
    .map((word) => word.replace(/^[-–—]+/u, ''))
    .filter((word) => word !== '');
}
