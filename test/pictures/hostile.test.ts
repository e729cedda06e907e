import { Resvg } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import { networkMapOf } from '../../src/commands/picture/map.ts';
import { detect } from '../../src/network/detect/detect.ts';
import { altOf, svgOf } from '../../src/pictures/draw.ts';
import { nodeAt, podOn, snapshotWith } from '../support/maps.ts';
import { hostile } from '../support/pictures.ts';
import { textsOf } from '../support/svg.ts';

function drawnWith(name: string): { readonly svg: string; readonly alt: string } {
  const node = nodeAt(0, { name });
  const snapshot = { ...snapshotWith([node], [podOn(node, 1, { name })]), namespace: name };
  const map = networkMapOf(snapshot, detect(snapshot));
  return { svg: svgOf(map, 'light'), alt: altOf(map) };
}

describe.each(hostile)('a cluster whose names are %j', (name) => {
  const { svg, alt } = drawnWith(name);
  const usual = drawnWith('web').svg;

  test('adds no element and leaves the picture XML', () => {
    const tags = (text: string) => [...new Set([...text.matchAll(/<([a-z]+)/gu)].map(([, tag]) => tag))].sort();
    expect(tags(svg)).toEqual(tags(usual));
    expect(() => new Resvg(svg, { font: { loadSystemFonts: false } })).not.toThrow();
    expect(textsOf(svg).length).toBe(textsOf(usual).length);
  });

  test('puts nothing invisible into the picture or its words', () => {
    expect(svg).toMatch(/^[\x20-\x7e\n’“”…·–×→✓✗]*$/u);
    expect(alt).toMatch(/^[\x20-\x7e’“”…·–×→✓✗]*$/u);
  });
});
