// A verdict beside its own contradiction: over the recorded clusters and arbitrary ones (said.test.ts has the rest).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClusterNetwork } from '../../../src/model/network.ts';
import { detect } from '../../../src/network/detect/detect.ts';
import { contradictionsIn } from '../../support/contradictions.ts';
import { recordedClusters } from '../../support/key-losses.ts';
import { snapshotOf } from '../../support/objects.ts';
import { documentsOf, shapes, worldOf } from '../../support/worlds.ts';

test.each(recordedClusters())('$name', async ({ documents }) => {
  expect(contradictionsIn(detect(await snapshotOf(documents)))).toEqual([]);
});

test('arbitrary clusters', async () => {
  await fc.assert(
    fc.asyncProperty(shapes, async (shape) => {
      expect(contradictionsIn(detect(await snapshotOf(documentsOf(worldOf(shape)))))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

describe('the law itself', () => {
  const plain: ClusterNetwork = {
    aks: true,
    model: 'undetermined',
    dataplane: 'undetermined',
    policyEngine: 'undetermined',
    dualStack: null,
    windows: null,
    virtualNodes: null,
    candidates: [],
    pools: [],
    signals: [],
    conflicts: [],
  };
  const signal = (id: string, says: string) => ({ id, says, observed: '', weight: 'decisive' as const });
  const pool = (name: string, model: ClusterNetwork['model']) => ({ name, model, nodes: 1, ready: 1 });
  const wrong: readonly (readonly [string, Partial<ClusterNetwork>])[] = [
    ['a decisive signal beside an open model', { signals: [signal('nnc', '')] }],
    ['a decisive signal beside an open data plane', { signals: [signal('cilium', '')] }],
    [
      'two that decide who routes',
      {
        dataplane: 'self-managed-cilium',
        signals: [
          signal('cilium', 'Cilium was installed by somebody, not by AKS'),
          signal('kube-proxy', 'kube-proxy routes Service traffic'),
        ],
      },
    ],
    ['a mixture without its conflict', { model: 'mixed' }],
    ['half of one', { pools: [pool('a', 'kubenet'), pool('b', 'undetermined')] }],
  ];

  test.each(wrong)('%s is an offence, and none beside a conflict that names it', (_, more) => {
    const network = { ...plain, ...more };
    expect(contradictionsIn(network)).toHaveLength(1);
    const conflicts = ['mixed', 'two-data-planes'].map((id) => ({ id, says: '' }));
    expect(contradictionsIn({ ...network, conflicts })).toEqual([]);
  });
});
