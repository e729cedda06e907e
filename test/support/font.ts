// The advance widths that a TrueType font names, read from its tables (OpenType: cmap format 12, hhea, hmtx).
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

function tablesOf(font: Buffer): ReadonlyMap<string, number> {
  const count = font.readUInt16BE(4);
  return new Map(
    Array.from({ length: count }, (_, i) => {
      const at = 12 + 16 * i;
      return [font.toString('latin1', at, at + 4), font.readUInt32BE(at + 8)] as const;
    }),
  );
}

function subtableOf(font: Buffer, cmap: number): number {
  const count = font.readUInt16BE(cmap + 2);
  const all = Array.from({ length: count }, (_, i) => cmap + font.readUInt32BE(cmap + 8 + 8 * i));
  return all.find((at) => font.readUInt16BE(at) === 12) ?? Number.NaN;
}

/** How wide a character is in units of the font; null where the font does not have it. */
export function advancesOf(name: string): (character: string) => number | null {
  const font = readFileSync(fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)));
  const tables = tablesOf(font);
  const [hmtx = 0, hhea = 0, cmap = 0] = ['hmtx', 'hhea', 'cmap'].map((table) => tables.get(table) ?? 0);
  const [metrics, map] = [font.readUInt16BE(hhea + 34), subtableOf(font, cmap)];
  return (character) => {
    const code = character.codePointAt(0) ?? 0;
    for (let at = map + 16; at < map + 16 + 12 * font.readUInt32BE(map + 12); at += 12) {
      const [first, last, glyph] = [0, 4, 8].map((offset) => font.readUInt32BE(at + offset));
      if (first === undefined || last === undefined || glyph === undefined || code < first || code > last) continue;
      return font.readUInt16BE(hmtx + 4 * Math.min(glyph + code - first, metrics - 1));
    }
    return null;
  };
}
