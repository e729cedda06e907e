/** How much of a pasted text is read, in characters and in lines. */
const maxCharacters = 40_000;
const maxLines = 2500;

// Chats, terminals and phones write these in place of what kubectl printed.
const typed: readonly (readonly [RegExp, string])[] = [
  [/\r\n?|[\u2028\u2029]/gu, '\n'],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal
  [/\u001b\[[\d;]{0,20}[A-Za-z]/gu, ''],
  [/[\u200b-\u200f\u2060\ufeff]/gu, ''],
  [/[\u00a0\u2000-\u200a\u202f\u3000]/gu, ' '],
  [/[\u201c-\u201f]/gu, '"'],
  [/[\u2018-\u201b]/gu, "'"],
  [/```[a-z]{0,10}\n|```|^~~~.{0,20}$/gmu, '\n'],
  [/&lt;/gu, '<'],
  [/&gt;/gu, '>'],
  [/&amp;/gu, '&'],
];

/** A line without the blanks at its end. A tab there stays: it stands before an empty column. No pattern, which takes long. */
function trimBlanks(line: string): string {
  let end = line.length;
  while (line.charAt(end - 1) === ' ') end -= 1;
  return line.slice(0, end);
}

/** Without the blanks that all lines begin with. */
function dedent(lines: readonly string[]): readonly string[] {
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const depth = depths.reduce((least, each) => Math.min(least, each), 200);
  return depth === 0 ? lines : lines.map((line) => line.slice(depth));
}

/** A pasted text as the lines that a terminal showed, and whether more was pasted than is read. */
export function straightenLines(text: string): { readonly lines: readonly string[]; readonly cut: boolean } {
  const plain = typed.reduce((found, [from, to]) => found.replace(from, to), text.slice(0, maxCharacters));
  const lines = plain.split('\n').map(trimBlanks);
  const cut = text.length > maxCharacters || lines.length > maxLines;
  // The last line of a text that was cut is half a line.
  return { lines: dedent(cut ? lines.slice(0, maxLines).slice(0, -1) : lines), cut };
}
