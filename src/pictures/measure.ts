import { boldWidths, extraCharacters, regularWidths, unitsPerEm } from './widths.ts';

/** How a text is set: its size in units of the picture, and its weight. */
export type TextFont = { readonly size: number; readonly bold?: boolean };

const positions = new Map([...extraCharacters].map((sign, i) => [sign, 95 + i]));

function positionOf(character: string): number | undefined {
  const code = character.codePointAt(0) ?? 0;
  return code >= 0x20 && code <= 0x7e ? code - 0x20 : positions.get(character);
}

/** Text without what the font's table lacks: control characters, marks that turn the direction, emoji become `?`. */
export function toDrawableText(text: string): string {
  return [...text.replaceAll(/\s+/gu, ' ')].map((each) => (positionOf(each) === undefined ? '?' : each)).join('');
}

/** The width of a plain text in units of the picture, as the sum of its advances. */
export function textWidth(text: string, { size, bold: heavy = false }: TextFont): number {
  const widths = heavy ? boldWidths : regularWidths;
  const units = [...text].reduce((sum, each) => sum + (widths[positionOf(each) ?? -1] ?? unitsPerEm), 0);
  return (units * size) / unitsPerEm;
}

/** The largest number from 0 to `most` that holds, where all smaller ones hold too. */
export function findLargest(most: number, holds: (n: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A text without its middle, so that it is not wider than `width`: beginnings and ends of names tell most. */
export function shortenMiddle(text: string, width: number, face: TextFont): string {
  const whole = toDrawableText(text);
  if (textWidth(whole, face) <= width) return whole;
  const without = (kept: number) => {
    const head = Math.ceil(kept / 2);
    return `${whole.slice(0, head)}…${whole.slice(whole.length - (kept - head))}`;
  };
  return without(findLargest(whole.length - 1, (kept) => textWidth(without(kept), face) <= width));
}

/** Text in lines, joined as long as they fit: broken before each of `pieces`. */
function joined(pieces: readonly string[], width: number, face: TextFont): readonly string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const longer = `${lines.at(-1) ?? ''}${piece}`;
    if (lines.length > 0 && textWidth(longer.trimEnd(), face) <= width) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines.map((each) => each.trimEnd());
}

// More lines than two addresses of the longest kind need are no addresses.
const mostFolds = 6;

/**
 * Addresses in lines not wider than `width`, broken between them, and after a colon where one alone is wider: IPv6
 * addresses differ in their middle as often as at their ends, so nothing of them is left out.
 */
export function foldAddresses(text: string, width: number, face: TextFont): readonly string[] {
  const whole = toDrawableText(text).trim();
  const words = whole.split(/(?<= )/u);
  const narrow = words.flatMap((word) => (textWidth(word.trimEnd(), face) <= width ? [word] : word.split(/(?<=:)/u)));
  const lines = joined(narrow, width, face);
  const fits = lines.length <= mostFolds && lines.every((each) => textWidth(each, face) <= width);
  return fits ? lines : [shortenMiddle(whole, width, face)];
}

/** A text in lines not wider than `width`; a word that is wider alone loses its middle, what is past `most` lines its end. */
export function wrapText(text: string, width: number, face: TextFont, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of toDrawableText(text).trim().split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer, face) <= width) lines[lines.length - 1] = longer;
    else lines.push(shortenMiddle(word, width, face));
  }
  if (lines.length <= most) return lines;
  const last = lines[most - 1] ?? '';
  const kept = findLargest(last.length, (n) => textWidth(`${last.slice(0, n).trimEnd()} …`, face) <= width);
  return [...lines.slice(0, most - 1), `${last.slice(0, kept).trimEnd()} …`];
}
