import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import { foldAddresses, shortenMiddle, textWidth, toDrawableText, wrapText } from '../../src/pictures/measure.ts';
import { boldWidths, extraCharacters, regularWidths, unitsPerEm } from '../../src/pictures/widths.ts';
import { advancesOf } from '../support/font.ts';

const ascii = Array.from({ length: 95 }, (_, i) => String.fromCodePoint(0x20 + i));
const all = [...ascii, ...extraCharacters];
const faces = [
  ['DejaVuSansCondensed', regularWidths, false],
  ['DejaVuSansCondensed-Bold', boldWidths, true],
] as const;

describe.each(faces)('%s', (name, widths, heavy) => {
  test('the table is the font’s', () => {
    const advance = advancesOf(name);
    expect([...widths]).toEqual(all.map(advance));
    expect(unitsPerEm).toBe(2048);
  });

  test('what is drawn is no wider than what was measured', () => {
    const fontFiles = [fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`))];
    const words = [
      'aks-nodepool1-17143216-vmss000000',
      'efficient office WAVE',
      '10.244.1.17 – fd12:3456::1',
      extraCharacters,
    ];
    const wider = words.filter((text) => {
      const weight = heavy ? ' font-weight="bold"' : '';
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="100"><text x="0" y="50" font-family="DejaVu Sans Condensed" font-size="22"${weight}>${text}</text></svg>`;
      const ink = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles } }).getBBox();
      return ink === undefined || ink.width > textWidth(text, { size: 22, bold: heavy }) + 1;
    });
    expect(wider).toEqual([]);
  });
});

describe('texts and their room', () => {
  const face = { size: 22 };

  test.each([
    ['web-7c9d5b6f4-n0t8k', 'web-7c9d5b6f4-n0t8k'],
    ['a-very-long-name-of-a-deployment-7c9d5b6f4-n0t8k', 'a-very-long-n…9d5b6f4-n0t8k'],
    ['control\u0007 and \u202eright to left', 'control? and ?right to left'],
  ])('%j is shown as %j', (text, shown) => {
    expect(shortenMiddle(text, 300, face)).toBe(shown);
    expect(textWidth(shortenMiddle(text, 300, face), face)).toBeLessThanOrEqual(300);
  });

  test('lines end between words, and what is cut says so', () => {
    expect(wrapText('nothing that was read names the subnet', 200, face, 2)).toEqual([
      'nothing that was',
      'read names the …',
    ]);
    expect(wrapText('short', 200, face, 2)).toEqual(['short']);
  });

  test.each([
    ['fd12::4', ['fd12::4']],
    ['fd12:3456:789a:bcde:f012:3456:789a:bcde', ['fd12:3456:789a:bcde:', 'f012:3456:789a:bcde']],
    ['from fd12::4 to fd12::1:4 and on', ['from fd12::4 to fd12::1:4', 'and on']],
  ])('of the address %j nothing is lost', (text, lines) => {
    expect(foldAddresses(text, 270, face)).toEqual(lines);
  });

  test('what is no address is not drawn without an end', () => {
    expect(foldAddresses('words '.repeat(60), 270, face)).toEqual(['words words…words words']);
  });

  test('every kind of white space is one space', () => {
    expect(toDrawableText('a\n\t b\u00a0c')).toBe('a b c');
  });
});
