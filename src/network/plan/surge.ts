import type { PlannedPool, Surge } from '../../model/plan.ts';

/**
 * Nodes that an upgrade adds to a pool. A part of a node is a whole one; more than the pool has are never added, since
 * no more can be replaced.
 */
export function countSurgeNodes({ unit, value }: Surge, nodes: number): number {
  return Math.min(nodes, unit === 'nodes' ? value : Math.ceil((nodes * value) / 100));
}

/** The pools with what a surge adds to each; null adds nothing. */
export function addSurge(
  pools: readonly Omit<PlannedPool, 'surgeNodes'>[],
  surge: Surge | null,
): readonly PlannedPool[] {
  return pools.map((pool) => ({ ...pool, surgeNodes: surge === null ? 0 : countSurgeNodes(surge, pool.nodes) }));
}

/** The most nodes that stay within so many, those of an upgrade included. */
export function mostWithSurge(capacity: number, surge: Surge): number {
  let [fits, tooMany] = [0, capacity + 1];
  // More nodes never need a smaller surge, so halving finds the last that fits.
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (middle + countSurgeNodes(surge, middle) <= capacity) fits = middle;
    else tooMany = middle;
  }
  return fits;
}
