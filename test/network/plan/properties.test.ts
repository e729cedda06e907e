import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlannedModel, PoolRequest, Surge } from '../../../src/model/plan.ts';
import { percentOf, plannedModels, planOf, surgeOf } from '../../support/plans.ts';

const surges: fc.Arbitrary<Surge> = fc.oneof(
  fc.integer({ min: 0, max: 9 }).map(surgeOf),
  fc.integer({ min: 1, max: 100 }).map(percentOf),
);
const sizes = fc.record({
  model: fc.constantFrom(...plannedModels),
  nodes: fc.integer({ min: 1, max: 190 }),
  maxPods: fc.integer({ min: 10, max: 250 }),
  surge: surges,
});
const pools = fc.record({
  model: fc.constantFrom(...plannedModels),
  surge: surges,
  pools: fc
    .array(fc.record({ nodes: fc.integer({ min: 1, max: 40 }), maxPods: fc.integer({ min: 10, max: 250 }) }), {
      ...{ minLength: 1, maxLength: 4 },
    })
    .map((all): readonly PoolRequest[] => all.map((pool, i) => ({ ...pool, name: `pool${i}` }))),
});

// The documented sums once more, written without the code that is tested: nodes one by one.
function nodesDuring(nodes: number, { unit, value }: Surge): number {
  const wanted =
    unit === 'nodes' ? value : Array.from({ length: nodes }, (_, i) => i).filter((i) => i * 100 < nodes * value).length;
  return nodes + (wanted > nodes ? nodes : wanted);
}

function podAddresses(model: PlannedModel, maxPods: number): number {
  if (model === 'kubenet' || model === 'azure-cni-overlay') return 256;
  if (model === 'azure-cni-node-subnet') return maxPods;
  const kept = model === 'azure-cni-pod-subnet-static' ? 1 : 0;
  let blocks = 1;
  while (16 * blocks - kept < maxPods) blocks += 1;
  return 16 * blocks;
}

/** What the nodes' subnet and, where there is one, the Pods' range must hold. */
function demandOf(model: PlannedModel, all: readonly PoolRequest[], surge: Surge): readonly [number, number] {
  let [own, pods] = [0, 0];
  for (const { nodes, maxPods } of all) {
    const during = nodesDuring(nodes, surge);
    own += model === 'azure-cni-node-subnet' ? during * (1 + maxPods) : during;
    pods += model === 'azure-cni-node-subnet' ? 0 : during * podAddresses(model, maxPods);
  }
  return [own, pods];
}

const block = (prefix: number | null | undefined) => (typeof prefix === 'number' ? `10.0.0.0/${prefix}` : null);
const roomOf = (model: PlannedModel, prefix: number) =>
  model === 'kubenet' || model === 'azure-cni-overlay' ? 2 ** (32 - prefix) : Math.max(0, 2 ** (32 - prefix) - 5);

describe('forward and back', () => {
  test('what a plan asks for holds the nodes; one prefix less does not', () => {
    fc.assert(
      fc.property(sizes, ({ model, nodes, ...size }) => {
        const { ranges, problems } = planOf(model, { nodes, ...size });
        // Past a VNet's own limit no subnet is large enough.
        fc.pre(!problems.some(({ id }) => id === 'too-many-addresses'));
        const [own, pods] = ranges;
        const back = (shrink: number) =>
          planOf(model, {
            ...size,
            subnet: block(own && own.prefix !== null ? own.prefix + shrink : null),
            podCidr: block(pods && pods.prefix !== null ? pods.prefix + shrink : null),
          });
        expect(back(0).nodes).toBeGreaterThanOrEqual(nodes);
        // A /29 is the smallest subnet there is, so it may hold more than was asked for.
        if (own?.prefix !== 29) expect(back(1).nodes).toBeLessThan(nodes);
      }),
    );
  });

  test('as many nodes as are said to fit, fit by the documented sums, and one more does not', () => {
    const asked = fc.record({
      ...{ model: fc.constantFrom(...plannedModels), maxPods: fc.integer({ min: 10, max: 250 }), surge: surges },
      ...{ subnet: fc.integer({ min: 16, max: 29 }), pods: fc.integer({ min: 12, max: 26 }) },
    });
    fc.assert(
      fc.property(asked, ({ model, maxPods, surge, subnet, pods }) => {
        const made = planOf(model, { maxPods, surge, subnet: `10.0.0.0/${subnet}`, podCidr: `11.0.0.0/${pods}` });
        const most = model === 'kubenet' ? 400 : 5000;
        const fits = (nodes: number) => {
          const [own, ofPods] = demandOf(model, [{ name: 'all', nodes, maxPods }], surge);
          const inVnet =
            model === 'azure-cni-node-subnet' || model === 'azure-cni-pod-subnet-dynamic' ? own + ofPods : 0;
          const inPods = model === 'azure-cni-node-subnet' || ofPods <= roomOf(model, pods);
          return own <= 2 ** (32 - subnet) - 5 && inPods && inVnet <= 65_536 && nodesDuring(nodes, surge) <= most;
        };
        expect([made.nodes === 0 || fits(made.nodes), fits(made.nodes + 1)]).toEqual([true, false]);
        // The same size asked for forward agrees with both.
        const forward = (nodes: number) =>
          planOf(model, { nodes, maxPods, surge, subnet: `10.0.0.0/${subnet}`, podCidr: `11.0.0.0/${pods}` }).upgrade;
        expect(forward(made.nodes + 1)?.verdict).toBe('does-not-fit');
        if (made.nodes > 0) expect(forward(made.nodes)?.verdict).toBe('fits');
      }),
    );
  });
});

describe('several pools', () => {
  test('need the sum of what each needs during its upgrade', () => {
    fc.assert(
      fc.property(pools, ({ model, surge, pools: all }) => {
        const made = planOf(model, { pools: all, surge });
        const [own, ofPods] = demandOf(model, all, surge);
        expect(made.ranges.map(({ addresses }) => addresses)).toEqual(ofPods === 0 ? [own] : [own, ofPods]);
        expect(made.nodesInAll).toBe(all.reduce((sum, { nodes }) => sum + nodesDuring(nodes, surge), 0));
      }),
    );
  });

  test('an upgrade fits exactly where every sum does, and one node more than the room is too many', () => {
    fc.assert(
      fc.property(
        pools,
        fc.integer({ min: 16, max: 29 }),
        fc.integer({ min: 12, max: 26 }),
        (request, subnet, pods) => {
          const { model, surge, pools: all } = request;
          const made = planOf(model, { pools: all, surge, subnet: `10.0.0.0/${subnet}`, podCidr: `11.0.0.0/${pods}` });
          const [own, ofPods] = demandOf(model, all, surge);
          const inVnet =
            model === 'azure-cni-node-subnet' || model === 'azure-cni-pod-subnet-dynamic' ? own + ofPods : 0;
          const fits =
            own <= 2 ** (32 - subnet) - 5 &&
            (model === 'azure-cni-node-subnet' || ofPods <= roomOf(model, pods)) &&
            inVnet <= 65_536;
          expect(made.upgrade?.verdict).toBe(fits ? 'fits' : 'does-not-fit');
          const named = made.problems.some(({ id }) => id === 'range-too-small' || id === 'too-many-addresses');
          expect(named).toBe(!fits);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a pool more, or a larger surge, never needs less', () => {
    fc.assert(
      fc.property(pools, fc.integer({ min: 1, max: 100 }), ({ model, pools: all }, percent) => {
        const need = (chosen: readonly PoolRequest[], surge: Surge) =>
          planOf(model, { pools: chosen, surge }).ranges.reduce((sum, { addresses }) => sum + addresses, 0);
        const more = [...all, { name: 'more', nodes: 1, maxPods: 30 }];
        expect(need(more, percentOf(percent))).toBeGreaterThan(need(all, percentOf(percent)));
        expect(need(all, percentOf(100))).toBeGreaterThanOrEqual(need(all, percentOf(percent)));
        expect(need(all, percentOf(percent))).toBeGreaterThan(need(all, surgeOf(0)));
      }),
    );
  });
});

test('every figure says where it comes from and when', () => {
  fc.assert(
    fc.property(sizes, ({ model, ...size }) => {
      const { figures } = planOf(model, size);
      expect(figures.filter(({ source, date }) => source === '' || !/^20\d\d-\d\d$/u.test(date))).toEqual([]);
      expect(figures.length).toBeGreaterThan(2);
    }),
  );
});
