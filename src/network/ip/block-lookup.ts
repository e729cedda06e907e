import type { Address, Cidr } from './address.ts';

/** Finds the widest of some blocks that holds an address. */
export type BlockLookup = (point: Address) => Cidr | undefined;

/**
 * Two blocks are nested or apart, never half overlapping, so the widest ones in order are all that is needed.
 */
function widest(blocks: readonly Cidr[], family: 4 | 6): readonly Cidr[] {
  const own = blocks.filter((block) => block.family === family);
  const sorted = own.sort((a, b) => (a.first === b.first ? a.bits - b.bits : a.first < b.first ? -1 : 1));
  const kept: Cidr[] = [];
  for (const block of sorted) {
    const before = kept.at(-1);
    if (before === undefined || before.last < block.first) kept.push(block);
  }
  return kept;
}

function search(blocks: readonly Cidr[], value: bigint): Cidr | undefined {
  let low = 0;
  let high = blocks.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const block = blocks[middle];
    if (block === undefined) return undefined;
    if (value < block.first) high = middle - 1;
    else if (value > block.last) low = middle + 1;
    else return block;
  }
  return undefined;
}

/** Prepares blocks for many questions: O(n log n) once, O(log n) for each address. */
export function createBlockLookup(blocks: readonly Cidr[]): BlockLookup {
  const table = { 4: widest(blocks, 4), 6: widest(blocks, 6) };
  return ({ family, value }) => search(table[family], value);
}
