import { describe, expect, test } from 'vitest';
import { plannedModels, planOf, samePools, surgeOf } from '../../support/plans.ts';

const one = surgeOf(1);
const none = surgeOf(0);

describe('the ranges of a plan', () => {
  test.each([
    [1, 24],
    [2, 23],
    [3, 22],
    [256, 16],
    [257, 15],
    [5000, 11],
  ])('%i nodes take a Pod CIDR of a /%i', (nodes, prefix) => {
    const { ranges } = planOf('azure-cni-overlay', { nodes, surge: none });
    expect(ranges[1]).toEqual({ range: 'Pod CIDR', addresses: nodes * 256, formula: `${nodes} × a /24`, prefix });
  });

  test('what no IPv4 range holds has no prefix', () => {
    const prefixes = [2 ** 24, 2 ** 24 + 1].map((nodes) => planOf('kubenet', { nodes, surge: none }).ranges[1]?.prefix);
    expect(prefixes).toEqual([0, null]);
  });

  test.each([
    ['azure-cni-node-subnet', { nodes: 50 }, ['51 + 51 × 30']],
    ['azure-cni-node-subnet', { pools: samePools(2, 3, 30) }, ['4 × 31 + 4 × 31']],
    ['azure-cni-node-subnet', { pools: samePools(1, 3, 30) }, ['4 + 4 × 30']],
    ['azure-cni-overlay', { nodes: 50 }, ['51 nodes', '51 × a /24']],
    ['azure-cni-overlay', { pools: samePools(2, 3, 30) }, ['4 + 4 nodes', '8 × a /24']],
    ['azure-cni-pod-subnet-static', { pools: samePools(2, 3, 32) }, ['4 + 4 nodes', '4 × 3 × 16 + 4 × 3 × 16']],
    ['azure-cni-node-subnet', { pools: samePools(8, 1, 30) }, [Array.from({ length: 8 }, () => '2 × 31').join(' + ')]],
    ['azure-cni-node-subnet', { pools: samePools(9, 1, 30) }, ['9 pools']],
    ['azure-cni-overlay', { pools: samePools(9, 1, 30) }, ['9 pools', '18 × a /24']],
  ] as const)('%s with %o: how they were computed', (model, more, formulas) => {
    expect(planOf(model, { surge: one, ...more }).ranges.map(({ formula }) => formula)).toEqual(formulas);
  });

  test('what a VNet takes is the sum of both ranges', () => {
    const { needs } = planOf('azure-cni-pod-subnet-dynamic', { nodes: 3, surge: one }).withoutUpgrade;
    expect(needs).toEqual([
      { of: 'cluster', given: null, formula: '3 nodes', needed: 3, room: 5000, fits: true },
      { of: 'VNet', given: null, formula: '3 nodes + 3 × 7 × 16', needed: 339, room: 65_536, fits: true },
    ]);
  });
});

describe('both needs of a range that is too small', () => {
  test('are those of that range, during an upgrade and without one', () => {
    const { problems } = planOf('azure-cni-overlay', {
      ...{ nodes: 252, surge: surgeOf(5), subnet: '10.1.0.0/24', podCidr: '10.244.0.0/16' },
    });
    expect(problems).toMatchObject([
      {
        need: { of: 'node subnet', needed: 257, room: 251 },
        withoutUpgrade: { of: 'node subnet', needed: 252, fits: false },
      },
      {
        need: { of: 'Pod CIDR', needed: 257 * 256 },
        withoutUpgrade: { of: 'Pod CIDR', needed: 252 * 256, fits: true },
      },
    ]);
  });

  test('which two ranges overlap', () => {
    const { problems } = planOf('azure-cni-pod-subnet-static', {
      ...{ nodes: 1, maxPods: 30, subnet: '10.1.0.0/24', podCidr: '10.1.0.0/16', serviceCidr: '10.1.9.0/24' },
    });
    expect(problems.map((each) => (each.id === 'overlap' ? each.ranges : each.id))).toEqual([
      ['node subnet', 'Pod subnet'],
      ['Pod subnet', 'service CIDR'],
    ]);
  });
});

describe('where a remark begins', () => {
  const idsOf = (model: (typeof plannedModels)[number], more: Parameters<typeof planOf>[1]) =>
    planOf(model, { surge: none, ...more }).remarks.map(({ id }) => id);

  test.each([
    ['overlay-pods', 'azure-cni-overlay', { nodes: 800 }, { nodes: 801 }],
    ['overlay-pods', 'kubenet', { nodes: 3000 }, null],
    ['default-too-small', 'azure-cni-overlay', { nodes: 256 }, { nodes: 257 }],
    ['default-too-small', 'azure-cni-node-subnet', { nodes: 300 }, null],
    ['pools-needed', 'azure-cni-overlay', { pools: samePools(2, 600, 30) }, { nodes: 1200 }],
    [
      'others-in-subnet',
      'azure-cni-overlay',
      { nodes: 3, podCidr: '10.1.0.0/16' },
      { nodes: 3, subnet: '10.1.0.0/24' },
    ],
    ['unused-pod-cidr', 'azure-cni-pod-subnet-static', { nodes: 3, podCidr: '10.1.0.0/16' }, null],
    ['surge-of-pool', 'azure-cni-overlay', { subnet: '10.1.0.0/30', surge: one }, null],
    [
      'surge-of-pool',
      'azure-cni-overlay',
      { surge: surgeOf(3), pools: samePools(2, 3, 30) },
      { surge: surgeOf(4), pools: [...samePools(1, 9, 30), { name: 'few', nodes: 3, maxPods: 30 }] },
    ],
  ] as const)('%s of %s: not with %o, but with %o', (id, model, before, after) => {
    const without = idsOf(model, before);
    expect(without).toContain('of-model');
    expect(without.includes(id)).toBe(false);
    expect(after === null || idsOf(model, after).includes(id)).toBe(true);
  });
});

test.each(plannedModels)('what the figures of %s are about', (model) => {
  const always = [
    'addresses that Azure keeps in each subnet',
    'Pods per node by default',
    'fewest Pods per node',
    'most Pods per node',
    'fewest Pods that a pool must have room for',
    'most nodes',
    'most nodes of one pool',
  ];
  const inVnet = ['most addresses in use in a VNet'];
  const blocks = ['prefix of each node’s block'];
  const ofSubnet = ['prefix of the widest Pod subnet'];
  const more: Record<typeof model, readonly string[]> = {
    kubenet: blocks,
    'azure-cni-node-subnet': inVnet,
    'azure-cni-pod-subnet-dynamic': [
      ...ofSubnet,
      'addresses in a batch',
      'free addresses below which a node asks for a batch',
      ...inVnet,
    ],
    'azure-cni-pod-subnet-static': [
      ...ofSubnet,
      'addresses in a block',
      'addresses of its blocks that a node keeps for itself',
    ],
    'azure-cni-overlay': [
      ...blocks,
      'most Pods of an overlay',
      'most Pods of an overlay, by another page',
      'Pods advised for a Windows node of an overlay',
    ],
  };
  const said = (surge: Parameters<typeof planOf>[1]['surge']) =>
    planOf(model, { nodes: 3, surge: surge ?? null }).figures.map(({ what }) => what);
  expect(said(one)).toEqual([...always, ...more[model]]);
  const defaults = ['nodes that an upgrade adds by default', 'the same by other pages, in percent of a pool'];
  expect(said(null).filter((what) => !said(one).includes(what))).toEqual(defaults);
});
