import { describe, expect, test } from 'vitest';
import { smallestBlockAround } from '../../../src/network/facts/ranges.ts';
import { containsBlock, isWithin, overlap, parseAddress, parseCidr } from '../../../src/network/ip/address.ts';

const at = (text: string) => {
  const found = parseAddress(text);
  if (!found) throw new Error(text);
  return found;
};
const block = (text: string) => {
  const found = parseCidr(text);
  if (!found) throw new Error(text);
  return found;
};

describe('addresses', () => {
  test.each(['10.1', '010.0.0.1', '10.0.0.256', '0x0a000001', 'fe80::1%eth0', '', 'x', '10.0.0.1/24', '1.2.3.4.5'])(
    '%s is none',
    (text) => {
      expect(parseAddress(text)).toBeNull();
    },
  );
  test.each([
    ['10.244.1.17', 4, 0x0af40111n],
    ['::ffff:10.244.1.17', 4, 0x0af40111n],
    ['fd12:3456:789a::1', 6, 0xfd123456789a00000000000000000001n],
    ['0.0.0.0', 4, 0n],
  ] as const)('%s', (text, family, value) => {
    expect(at(text)).toMatchObject({ family, value });
  });
});

describe('blocks', () => {
  test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.0/x', '/8', 'fd00::/129', '10.0.0.0/-1'])('%s is none', (text) =>
    expect(parseCidr(text)).toBeNull(),
  );
  test.each([
    ['10.244.1.7/24', '10.244.1.0/24'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['fd12::ffff/64', 'fd12::/64'],
    ['10.0.0.1/32', '10.0.0.1/32'],
  ])('%s is %s', (text, same) => expect(block(text).text).toBe(same));

  // [address, block, inside]: each pair stands at an edge.
  test.each([
    ['10.244.1.0', '10.244.1.0/24', true],
    ['10.244.1.255', '10.244.1.0/24', true],
    ['10.244.2.0', '10.244.1.0/24', false],
    ['10.244.0.255', '10.244.1.0/24', false],
    ['255.255.255.255', '0.0.0.0/0', true],
    ['::1', '0.0.0.0/0', false],
    ['fd12::1', 'fd12::/16', true],
  ])('%s within %s: %s', (one, all, inside) => expect(isWithin(at(one), block(all))).toBe(inside));

  test.each([
    ['10.0.0.0/24', '10.0.1.0/24', false],
    ['10.0.0.0/23', '10.0.1.0/24', true],
    ['10.0.1.0/24', '10.0.0.0/23', true],
    ['::/0', '0.0.0.0/0', false],
  ])('%s overlaps %s: %s', (a, b, same) => expect(overlap(block(a), block(b))).toBe(same));

  test('covers is one-sided', () => {
    expect([
      containsBlock(block('10.0.0.0/8'), block('10.244.0.0/16')),
      containsBlock(block('10.244.0.0/16'), block('10.0.0.0/8')),
    ]).toEqual([true, false]);
  });
});

describe('the smallest block around addresses', () => {
  test.each([
    [['10.224.0.4', '10.224.0.6'], '10.224.0.4/30'],
    [['10.224.0.4', '10.224.0.5'], '10.224.0.4/31'],
    [['10.224.0.4', '10.225.0.4'], '10.224.0.0/15'],
    [['10.224.0.4', '10.224.0.4'], '10.224.0.4/32'],
    [['fd12::1', 'fd12::2'], 'fd12::/126'],
  ])('%j is %s', (texts, text) => expect(smallestBlockAround(texts.map(at))?.text).toBe(text));

  test('one address alone has none: nothing is known of its subnet', () =>
    expect(smallestBlockAround([at('10.224.0.4')])).toBeNull());
});
