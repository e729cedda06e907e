// Word processors, chats and phones write these in place of what a keyboard has.
const typed: readonly (readonly [RegExp, string])[] = [
  [/\r\n?|[\u2028\u2029]/gu, '\n'],
  [/[\u200b-\u200f\u2060\ufeff]/gu, ''],
  [/[\u00a0\u2000-\u200a\u202f\u3000]/gu, ' '],
  [/[\u201c-\u201f\u00ab\u00bb]/gu, '"'],
  [/[\u2018-\u201b]/gu, "'"],
  // A line of dashes parts documents; a dash before a blank begins an item.
  [/^[\u2012-\u2015-]{1,3}[ \t]*$/gmu, '---'],
  [/^( *)[\u2012-\u2015\u2022](?= )/gmu, '$1-'],
];

const fence = /^[ \t]*(?:```|~~~).*$/mu;

/** What stands between the first fence of Markdown and the next one; all of a text without any. */
function insideFences(text: string): string {
  const [before = '', inside, ...others] = text.split(fence);
  if (inside === undefined) return before;
  // One fence alone was cut off from the other: the objects stand on its longer side.
  return others.length === 0 && before.length > inside.length ? before : inside;
}

/** Text as people paste it, without fences of Markdown, curly quotes, hard blanks and long dashes. */
export function straightenPastedText(text: string): string {
  const plain = typed.reduce((found, [from, to]) => found.replace(from, to), text);
  return insideFences(plain);
}
