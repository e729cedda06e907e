import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { networkMapOf } from '../../src/commands/picture/map.ts';
import { modelPanels } from '../../src/commands/picture/model-panels.ts';
import type { Picture } from '../../src/model/picture.ts';
import { detect } from '../../src/network/detect/detect.ts';
import { altOf, svgOf } from '../../src/pictures/draw.ts';
import { crowd } from '../support/maps.ts';
import { bars, maps } from '../support/pictures.ts';
import { boxesOf, collisions, heightOf, textsOf } from '../support/svg.ts';

function crowded(nodes: number, pods: number): Picture {
  const snapshot = crowd(nodes, pods);
  return networkMapOf(snapshot, detect(snapshot));
}

const drawn: readonly (readonly [string, Picture, number])[] = [
  ['3 nodes', crowded(3, 4), 1400],
  ['6 nodes', crowded(6, 18), 1500],
  ['12 nodes', crowded(12, 5), 1600],
  ['60 nodes', crowded(60, 0), 1600],
  ['1,000 nodes', crowded(1000, 400), 1700],
  ['the models', modelPanels('azure-cni-overlay', '2026-11-24'), 1400],
];

describe.each(drawn)('%s', (_, picture, most) => {
  const svg = svgOf(picture, 'light');

  test('no text overlaps another, crosses a border or leaves the picture', () => {
    expect(textsOf(svg).length).toBeGreaterThan(10);
    expect(collisions(svg)).toEqual([]);
  });

  test('is no higher than Slack can show, and no text is smaller than 10 pixels at 480', () => {
    expect(heightOf(svg)).toBeLessThanOrEqual(most);
    expect(Math.min(...textsOf(svg).map(({ size }) => (size * 480) / 1000))).toBeGreaterThanOrEqual(10);
  });

  test('the dark picture has the same texts at the same places', () => {
    const dark = svgOf(picture, 'dark');
    expect([textsOf(dark), boxesOf(dark)]).toEqual([textsOf(svg), boxesOf(svg)]);
    expect(dark).not.toBe(svg);
  });
});

describe('whatever the names are', () => {
  test.each([
    ['maps', maps],
    ['plans', bars],
  ] as const)('%s are XML, within one height, without collisions, and told within the limit', (_, pictures) => {
    fc.assert(
      fc.property(pictures as fc.Arbitrary<Picture>, (picture) => {
        const svg = svgOf(picture, 'light');
        expect(() => new Resvg(svg, { font: { loadSystemFonts: false } })).not.toThrow();
        expect(collisions(svg)).toEqual([]);
        expect(heightOf(svg)).toBeLessThanOrEqual(2400);
        for (const limit of [2000, 1000]) expect(altOf(picture, limit).length).toBeLessThanOrEqual(limit);
        expect(altOf(picture)).toMatch(/^[\x20-\x7e’“”…·–×→✓✗]*$/u);
      }),
      { numRuns: 150 },
    );
  });

  test('a planted collision is named', () => {
    const svg = svgOf(crowded(3, 4), 'light');
    expect(collisions(svg.replace(/<text/u, '<text x="1" y="60" font-size="22">planted</text><text')).join()).toContain(
      'planted',
    );
  });
});
