import { describe, expect, test } from 'vitest';
import { networkMapOf } from '../../src/commands/picture/map.ts';
import { detect } from '../../src/network/detect/detect.ts';
import { svgOf } from '../../src/pictures/draw.ts';
import { renderPng } from '../../src/pictures/png.ts';
import { crowd } from '../support/maps.ts';

const snapshot = crowd(3, 4);
const svg = svgOf(networkMapOf(snapshot, detect(snapshot)), 'light');

/** Width and height from the header of a PNG. */
function sizeOf(image: Uint8Array): readonly number[] {
  const view = new DataView(image.buffer, image.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

describe('a PNG', () => {
  test('is the same, byte for byte, each time', async () => {
    const [one, two] = await Promise.all([renderPng(svg), renderPng(svg)]);
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
    expect([...one.slice(1, 4)]).toEqual([...'PNG'].map((letter) => letter.charCodeAt(0)));
    expect(sizeOf(one)[0]).toBe(1200);
  });

  test('has the texts on it: without them it is much smaller', async () => {
    const [whole, empty] = await Promise.all([renderPng(svg), renderPng(svg.replaceAll(/<text.*?<\/text>/gu, ''))]);
    expect(sizeOf(whole)).toEqual(sizeOf(empty));
    expect(whole.length).toBeGreaterThan(3 * empty.length);
  });
});
