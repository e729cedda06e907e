// CIDR arithmetic against a slow reference that enumerates every address of a small space.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smallestBlockAround } from '../../src/network/facts/ranges.ts';
import {
  blockAround,
  type Cidr,
  containsBlock,
  formatAddress,
  isWithin,
  overlap,
  parseAddress,
  parseAddresses,
  parseCidr,
  parseCidrs,
} from '../../src/network/ip/address.ts';
import { createBlockLookup } from '../../src/network/ip/block-lookup.ts';

// Spaces of 256 addresses: the last byte of an IPv4 and of an IPv6 address.
const spaces = {
  4: { text: (i: number) => `172.20.3.${i}`, bits: 32 },
  6: { text: (i: number) => `fd00:1::${i.toString(16)}`, bits: 128 },
} as const;
const families = fc.constantFrom(4, 6);
const blocks = fc.record({ base: fc.nat(255), wide: fc.integer({ min: 0, max: 8 }) });
type Block = { readonly base: number; readonly wide: number };

const textOf = (family: 4 | 6, { base, wide }: Block) => `${spaces[family].text(base)}/${spaces[family].bits - wide}`;

/** The addresses of a block, one by one: those that share all but the last `wide` bits with its base. */
function enumerate({ base, wide }: Block): ReadonlySet<number> {
  const size = 2 ** wide;
  return new Set(
    Array.from({ length: 256 }, (_, i) => i).filter((i) => Math.floor(i / size) === Math.floor(base / size)),
  );
}

function parsed(family: 4 | 6, block: Block): Cidr {
  const found = parseCidr(textOf(family, block));
  if (found === null) throw new Error(textOf(family, block));
  return found;
}

describe('blocks against their enumeration', () => {
  test('within', () => {
    fc.assert(
      fc.property(families, blocks, fc.nat(255), (family, block, i) => {
        const point = parseAddress(spaces[family].text(i));
        expect(point && isWithin(point, parsed(family, block))).toBe(enumerate(block).has(i));
      }),
    );
  });

  test('overlap and covers', () => {
    fc.assert(
      fc.property(families, blocks, blocks, (family, a, b) => {
        const [one, two] = [enumerate(a), enumerate(b)];
        expect(overlap(parsed(family, a), parsed(family, b))).toBe([...one].some((i) => two.has(i)));
        expect(containsBlock(parsed(family, a), parsed(family, b))).toBe([...two].every((i) => one.has(i)));
      }),
    );
  });

  test('never across families', () => {
    fc.assert(
      fc.property(blocks, blocks, (a, b) => {
        expect([overlap(parsed(4, a), parsed(6, b)), containsBlock(parsed(6, a), parsed(4, b))]).toEqual([
          false,
          false,
        ]);
      }),
    );
  });

  test('the span is the smallest block around its addresses', () => {
    fc.assert(
      fc.property(families, fc.uniqueArray(fc.nat(255), { minLength: 2, maxLength: 6 }), (family, points) => {
        const found = smallestBlockAround(parseAddresses(points.map((i) => spaces[family].text(i))));
        const wide = Array.from({ length: 9 }, (_, i) => i).find((each) => {
          const around = enumerate({ base: points[0] ?? 0, wide: each });
          return points.every((i) => around.has(i));
        });
        expect(found?.bits).toBe(spaces[family].bits - (wide ?? Number.NaN));
        expect(
          parseAddresses(points.map((i) => spaces[family].text(i))).every((point) => found && isWithin(point, found)),
        ).toBe(true);
      }),
    );
  });

  test('lookup finds the widest block, as a search through all of them does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(families, blocks), { maxLength: 12 }),
        families,
        fc.nat(255),
        (given, family, i) => {
          const all = parseCidrs(given.map(([each, block]) => textOf(each, block)));
          const point = parseAddress(spaces[family].text(i));
          if (point === null) throw new Error('no address');
          const slow = all.filter((block) => isWithin(point, block)).sort((a, b) => a.bits - b.bits)[0];
          expect(createBlockLookup(all)(point)?.text).toBe(slow?.text);
        },
      ),
    );
  });

  test('text and value are two forms of one address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const point = parseAddress(text);
        if (point === null) throw new Error(text);
        const again = parseAddress(formatAddress(point.family, point.value));
        expect(again && [again.family, again.value]).toEqual([point.family, point.value]);
        expect(blockAround(point, point.family === 4 ? 32 : 128).first).toBe(point.value);
      }),
    );
  });

  test('an IPv4 address is the number that its four parts spell', () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)), (parts) => {
        const value = parts.reduce((sum, part) => sum * 256 + part, 0);
        expect(parseAddress(parts.join('.'))?.value).toBe(BigInt(value));
      }),
    );
  });
});
