import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/checks/assess.ts';
import { checkReportOf } from '../../src/checks/check-report.ts';
import { refusalOf } from '../../src/cluster/refusals.ts';
import type { FindingCode } from '../../src/model/finding.ts';
import type { ReadName, Snapshot } from '../../src/model/snapshot.ts';
import { continueToken, emptied, listOf, pod, snapshotOf, withReads } from '../support/objects.ts';
import { documentsOf, shapes, type World, worldOf } from '../support/worlds.ts';

const runs = { numRuns: 150 };

/** All that is judged, without any name or address in it. */
function verdict(snapshot: Snapshot) {
  const { network: cluster, findings, problems } = assess(snapshot);
  const { signals, conflicts, pools, ...axes } = cluster;
  return {
    ...axes,
    pools: pools.map(({ model, nodes, ready }) => ({ model, nodes, ready })),
    signals: signals.map(({ id, weight }) => `${id} ${weight}`).sort(),
    conflicts: conflicts.map(({ id }) => id).sort(),
    findings: findings.map(({ id, status, owner, counted, excluded }) => ({ id, status, owner, counted, excluded })),
    problems: problems.map(({ id, status }) => `${id} ${status}`),
  };
}

const of = async (world: World) => verdict(await snapshotOf(documentsOf(world)));

describe('what means nothing changes nothing', () => {
  test('the order of lists and of their items', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.infiniteStream(fc.nat()), async (shape, numbers) => {
        const world = worldOf(shape);
        const keyed = <T>(items: readonly T[]) =>
          items
            .map((item) => ({ item, key: numbers.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const shuffled = Object.fromEntries(keyed(Object.entries(world)).map(([kind, items]) => [kind, keyed(items)]));
        expect(assess(await snapshotOf(documentsOf(shuffled))).findings).toEqual(
          assess(await snapshotOf(documentsOf(world))).findings,
        );
      }),
      runs,
    );
  });

  test('pages', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.integer({ min: 1, max: 3 }), async (shape, size) => {
        const world = worldOf(shape);
        const paged = Object.entries(world).flatMap(([kind, items]) => {
          const count = Math.max(1, Math.ceil(items.length / size));
          return Array.from({ length: count }, (_, i) => ({
            ...listOf(kind, items.slice(i * size, (i + 1) * size)),
            metadata: {
              resourceVersion: `${kind}-7`,
              ...(i < count - 1
                ? { continue: continueToken('a-namespace/a-name'), remainingItemCount: items.length - (i + 1) * size }
                : {}),
            },
          }));
        });
        expect(verdict(await snapshotOf(paged))).toEqual(await of(world));
      }),
      runs,
    );
  });

  test('names of nodes and Pods', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.stringMatching(/^[a-z]{1,8}$/u), async (shape, prefix) => {
        const world = worldOf(shape);
        const renamed = JSON.parse(
          JSON.stringify(world).replaceAll(
            /"(n\d|web-\d+|cilium-\d|kube-proxy-\d|coredns)"/gu,
            (whole, name: string) =>
              // The ConfigMap of that name is not a Pod, but nobody reads it.
              name === 'coredns' ? whole : `"${prefix}-${name}"`,
          ),
        );
        expect(await of(renamed)).toEqual(await of(world));
      }),
      runs,
    );
  });

  test('what other namespaces hold', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.ipV4(), async (shape, address) => {
        const world = worldOf(shape);
        const labels = { 'k8s-app': 'cilium', component: 'kube-proxy', 'kubernetes.azure.com/managedby': 'aks' };
        const strangers = [
          pod('student-12', 'web-0', 'n0', address, '172.20.0.4', { labels }),
          pod('default', 'kube-proxy-x', 'n0', '172.20.0.5', '172.20.0.4', { labels, owner: 'kube-proxy' }),
        ];
        expect(await of({ ...world, Pod: [...(world.Pod ?? []), ...strangers] })).toEqual(await of(world));
      }),
      runs,
    );
  });

  test('the same snapshot twice, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const snapshot = await snapshotOf(documentsOf(worldOf(shape)));
        const again: Snapshot = JSON.parse(JSON.stringify(snapshot));
        expect(JSON.stringify(checkReportOf(assess(again), 'x'))).toBe(
          JSON.stringify(checkReportOf(assess(snapshot), 'x')),
        );
      }),
      runs,
    );
  });
});

// What rests on a list, whatever the model.
const rests: Readonly<Partial<Record<ReadName, readonly FindingCode[]>>> = {
  nodes: ['node-addresses', 'pods-outside-node-range', 'cilium-agents', 'node-annotations', 'pod-cidr-per-node'],
  pods: ['pods-outside-node-range'],
  systemPods: ['cilium-agents', 'kube-proxy-absent'],
  daemonSets: ['kube-proxy-absent'],
};
const lists: readonly ReadName[] = [
  'nodes',
  'pods',
  'systemPods',
  'daemonSets',
  'nodeNetworkConfigs',
  'networkPolicies',
];
const settled = (snapshot: Snapshot, status: string) =>
  assess(snapshot).findings.flatMap((each) => (each.status === status ? [each.id] : []));

describe('what is not seen proves nothing', () => {
  test('an emptied list makes nothing pass', async () => {
    let passing = 0;
    await fc.assert(
      fc.asyncProperty(shapes, fc.constantFrom(...lists), async (shape, name) => {
        const snapshot = await snapshotOf(documentsOf(worldOf(shape)));
        const before = new Set(settled(snapshot, 'pass'));
        const after = settled(emptied(snapshot, name), 'pass');
        expect(after.filter((id) => !before.has(id) || rests[name]?.includes(id))).toEqual([]);
        passing += after.length;
      }),
      runs,
    );
    expect(passing).toBeGreaterThan(0);
  });

  test('refused reads make nothing pass, and nothing fail that did not', async () => {
    const left = { pass: 0, fail: 0 };
    await fc.assert(
      fc.asyncProperty(
        shapes,
        fc.subarray([...lists, 'ciliumConfig', 'masquerade', 'networkmonitor'] as ReadName[]),
        async (shape, names) => {
          const snapshot = await snapshotOf(documentsOf(worldOf(shape)));
          const refusals = names.map((name) => [name, refusalOf(snapshot.reads[name].ask, 403)] as const);
          const blind = withReads(snapshot, Object.fromEntries(refusals));
          const [passes, fails] = [new Set(settled(snapshot, 'pass')), new Set(settled(snapshot, 'fail'))];
          expect(settled(blind, 'pass').filter((id) => !passes.has(id))).toEqual([]);
          expect(settled(blind, 'fail').filter((id) => !fails.has(id))).toEqual([]);
          for (const status of ['pass', 'fail'] as const) left[status] += settled(blind, status).length;
        },
      ),
      runs,
    );
    expect(Math.min(left.pass, left.fail)).toBeGreaterThan(0);
  });

  test('a model is never contradicted by seeing less: what was said stays possible', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.subarray(lists as ReadName[]), async (shape, names) => {
        const snapshot = await snapshotOf(documentsOf(worldOf(shape)));
        const refusals = names.map((name) => [name, refusalOf(snapshot.reads[name].ask, 403)] as const);
        const [seen, blind] = [snapshot, withReads(snapshot, Object.fromEntries(refusals))].map(
          (each) => assess(each).network,
        );
        const possible: readonly string[] =
          blind?.model === 'undetermined' ? (blind?.candidates ?? []) : [blind?.model ?? ''];
        const said = seen?.model ?? '';
        expect(said === 'undetermined' || said === 'mixed' || possible.includes(said)).toBe(true);
      }),
      runs,
    );
  });

  test('the model of a cluster that shows everything is right, or left open', async () => {
    const truth = {
      overlay: 'azure-cni-overlay',
      dynamic: 'azure-cni-pod-subnet-dynamic',
      static: 'azure-cni-pod-subnet-static',
      'node-subnet': 'azure-cni-node-subnet',
      kubenet: 'kubenet',
    } as const;
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const { model, candidates } = assess(await snapshotOf(documentsOf(worldOf(shape)))).network;
        expect(
          model === truth[shape.model] || (model === 'undetermined' && candidates.includes(truth[shape.model])),
        ).toBe(true);
      }),
      runs,
    );
  });
});
