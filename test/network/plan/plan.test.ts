import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../src/model/plan.ts';
import { batchesOfNode, nodesInPodCidr, smallestSubnet, usableAddresses } from '../../../src/network/plan/capacity.ts';
import { percentOf, plannedModels, planOf, samePools, surgeOf } from '../../support/plans.ts';

const idsOf = ({ problems }: Plan) => problems.map(({ id }) => id);
const remarkIds = ({ remarks }: Plan) => remarks.map(({ id }) => id);

describe('known answers', () => {
  test.each([
    [50, 1581, 21],
    [60, 1891, 21],
    [7, 248, 24],
  ])('a node subnet for %i nodes and 1 for an upgrade at 30 Pods: %i addresses, a /%i', (nodes, addresses, prefix) => {
    expect(planOf('azure-cni-node-subnet', { nodes }).ranges).toMatchObject([
      { range: 'node subnet', addresses, prefix },
    ]);
  });

  test('the exercise’s formula stands beside it, and misses the nodes and the upgrade', () => {
    expect(planOf('azure-cni-node-subnet', { nodes: 50 }).exercise).toEqual({
      formula: '50 × 30 + 5',
      addresses: 1505,
    });
    expect(planOf('azure-cni-overlay', { nodes: 50 }).exercise).toBeNull();
    expect(planOf('azure-cni-node-subnet', { pools: samePools(2, 3, 40) }).exercise).toEqual({
      formula: '3 × 40 + 3 × 40 + 5',
      addresses: 245,
    });
  });

  test.each([
    ['10.1.0.0/24', 30, 8],
    ['10.1.0.0/24', 110, 2],
    ['10.1.0.0/29', 30, 0],
  ])('%s at %i Pods holds %i nodes of a node subnet', (subnet, maxPods, inAll) => {
    expect(planOf('azure-cni-node-subnet', { subnet, maxPods })).toMatchObject({
      capacity: { nodes: inAll, endsAt: 'node subnet' },
      nodesInAll: inAll,
      nodes: Math.max(0, inAll - 1),
    });
  });

  test.each([
    ['azure-cni-overlay', { podCidr: '10.244.0.0/16' }, 256, 'Pod CIDR'],
    ['azure-cni-overlay', {}, 5000, 'cluster'],
    ['kubenet', {}, 400, 'cluster'],
    ['azure-cni-pod-subnet-static', {}, 5000, 'cluster'],
    ['azure-cni-pod-subnet-static', { podCidr: '10.128.0.0/24', maxPods: 32 }, 5, 'Pod subnet'],
    ['azure-cni-node-subnet', {}, 2114, 'VNet'],
    ['azure-cni-pod-subnet-dynamic', { maxPods: 250 }, 255, 'VNet'],
  ] as const)('what ends a cluster of %s with %o', (model, more, nodes, endsAt) => {
    expect(planOf(model, { subnet: '10.0.0.0/9', ...more }).capacity).toEqual({ nodes, endsAt });
  });

  test('blocks and subnets by their size', () => {
    expect([usableAddresses(24), usableAddresses(26), usableAddresses(32)]).toEqual([251, 59, 0]);
    const sizes = [3, 4, 251, 252, 2 ** 24 - 5, 2 ** 24];
    expect(sizes.map(smallestSubnet)).toEqual([29, 28, 24, 23, 8, null]);
    expect([nodesInPodCidr({ bits: 16 }), nodesInPodCidr({ bits: 24 }), nodesInPodCidr({ bits: 25 })]).toEqual([
      256, 1, 0,
    ]);
  });

  test.each([
    [15, 1, 1],
    [16, 2, 1],
    [31, 2, 2],
    [32, 3, 2],
    [110, 7, 7],
    [111, 7, 7],
    [112, 8, 7],
    [250, 16, 16],
  ])('%i Pods take %i static blocks, and %i batches of dynamic allocation', (maxPods, blocks, batches) => {
    expect(batchesOfNode('azure-cni-pod-subnet-static', maxPods)).toBe(blocks);
    expect(batchesOfNode('azure-cni-pod-subnet-dynamic', maxPods)).toBe(batches);
  });
});

describe('an upgrade', () => {
  test.each([
    [10, surgeOf(1), 1],
    [10, surgeOf(0), 0],
    [10, percentOf(10), 1],
    [11, percentOf(10), 2],
    [10, percentOf(33), 4],
    [1, percentOf(1), 1],
    [2, surgeOf(9), 2],
  ])('%i nodes with a surge of %o: %i more', (nodes, surge, more) => {
    const { upgrades } = planOf('azure-cni-overlay', { nodes, surge });
    expect(upgrades.map(({ surgeNodes }) => surgeNodes)).toEqual([more]);
  });

  test('each pool has its own, rounded up by itself', () => {
    const { pools, nodesInAll } = planOf('azure-cni-node-subnet', {
      pools: [
        { name: 'web', nodes: 10, maxPods: 30 },
        { name: 'db', nodes: 3, maxPods: 110 },
      ],
      surge: percentOf(33),
    });
    expect(pools.map(({ name, surgeNodes }) => [name, surgeNodes])).toEqual([
      ['web', 4],
      ['db', 1],
    ]);
    expect(nodesInAll).toBe(18);
  });

  test('where no surge was said, both documented defaults are planned for, the planning guide’s first', () => {
    const { upgrades, figures } = planOf('azure-cni-node-subnet', { nodes: 50 });
    expect(upgrades.map(({ surge, surgeNodes, ranges }) => [surge, surgeNodes, ranges[0]?.addresses])).toEqual([
      [surgeOf(1), 1, 1581],
      [percentOf(10), 5, 1705],
    ]);
    expect(upgrades.map(({ figure }) => figure?.source)).toEqual([
      expect.stringContaining('rolling upgrades'),
      expect.stringContaining('large workloads'),
    ]);
    expect(figures.filter(({ value }) => value === 1 || value === 10)).toHaveLength(3);
  });

  test.each([
    ['both defaults', { nodes: 7 }, 'fits'],
    ['the one default and not the other', { nodes: 60, subnet: '10.1.0.0/21' }, 'depends'],
    ['neither', { nodes: 8 }, 'does-not-fit'],
    ['the surge that was said, with as much room', { nodes: 8, surge: surgeOf(0) }, 'fits'],
    ['the surge that was said in percent', { nodes: 6, surge: percentOf(33) }, 'fits'],
    ['one percent more', { nodes: 6, surge: percentOf(34) }, 'does-not-fit'],
    ['two pools', { pools: samePools(2, 3, 30) }, 'fits'],
    ['two pools of one node more', { pools: samePools(2, 4, 30) }, 'does-not-fit'],
  ] as const)('%s', (_, more, verdict) => {
    expect(planOf('azure-cni-node-subnet', { subnet: '10.1.0.0/24', ...more }).upgrade).toEqual({
      verdict,
      unnamed: [],
    });
  });

  test('what was not named is not compared, and nothing named gets no verdict', () => {
    expect(planOf('azure-cni-overlay', { nodes: 5 }).upgrade).toBeNull();
    expect(
      planOf('azure-cni-overlay', { nodes: 5, serviceCidr: '10.3.0.0/16', peers: ['10.9.0.0/16'] }).upgrade,
    ).toBeNull();
    expect(planOf('azure-cni-overlay', { nodes: 5, subnet: '10.1.0.0/24' }).upgrade).toEqual({
      verdict: 'fits',
      unnamed: ['Pod CIDR'],
    });
    expect(planOf('azure-cni-overlay', { nodes: 256, podCidr: '10.244.0.0/16' }).upgrade).toEqual({
      verdict: 'does-not-fit',
      unnamed: ['node subnet'],
    });
  });

  test('a limit blocks it as a range does', () => {
    const { upgrade, withoutUpgrade } = planOf('azure-cni-overlay', { nodes: 5000, subnet: '10.0.0.0/16' });
    expect([withoutUpgrade.fits, upgrade?.verdict]).toEqual([true, 'does-not-fit']);
  });
});

describe('what stands against a plan is named, and its neighbour is not', () => {
  const overlapOf = (given: readonly string[]) => ({ id: 'overlap', given });
  test.each([
    [
      'a subnet too small',
      { nodes: 300, subnet: '10.1.0.0/24' },
      { id: 'range-too-small', need: { needed: 301, room: 251 } },
    ],
    [
      'a Pod CIDR too small',
      { nodes: 300, podCidr: '10.244.0.0/16' },
      { id: 'range-too-small', need: { of: 'Pod CIDR' } },
    ],
    [
      'node subnet and Pod CIDR overlap',
      { nodes: 3, subnet: '10.244.1.0/24', podCidr: '10.244.0.0/16' },
      overlapOf(['10.244.1.0/24', '10.244.0.0/16']),
    ],
    [
      'Pod CIDR and service CIDR overlap',
      { nodes: 3, podCidr: '10.0.0.0/12', serviceCidr: '10.1.0.0/16' },
      overlapOf(['10.0.0.0/12', '10.1.0.0/16']),
    ],
    [
      'a peer and the Pod CIDR overlap',
      { nodes: 3, podCidr: '10.244.0.0/16', peers: ['10.1.0.0/16', '10.244.8.0/24'] },
      overlapOf(['10.244.0.0/16', '10.244.8.0/24']),
    ],
    [
      'two peers overlap',
      { nodes: 3, peers: ['10.1.0.0/16', '10.1.2.0/24'] },
      overlapOf(['10.1.0.0/16', '10.1.2.0/24']),
    ],
    ['a service CIDR too wide', { nodes: 3, serviceCidr: '172.0.0.0/12' }, { id: 'range-too-wide', widest: 13 }],
    ['a subnet wider than a VNet', { nodes: 3, subnet: '10.0.0.0/7' }, { id: 'range-too-wide', widest: 8 }],
    ['too many nodes', { nodes: 5000 }, { id: 'too-many-nodes', most: 5000, needed: 5001 }],
    ['too many Pods', { nodes: 3, maxPods: 251 }, { id: 'pods-per-node', maxPods: 251 }],
    ['too few Pods', { nodes: 4, maxPods: 9 }, { id: 'pods-per-node', maxPods: 9 }],
    ['too few Pods in the pool', { nodes: 2, maxPods: 10 }, { id: 'too-few-pods', pool: null, nodes: 2, maxPods: 10 }],
    ['nothing fits', { subnet: '10.0.0.0/30' }, { id: 'no-node-fits', capacity: 0 }],
    ['no upgrade fits', { subnet: '10.0.0.0/29', podCidr: '10.244.0.0/24' }, { id: 'no-node-fits', capacity: 1 }],
  ])('%s', (_, more, problem) => {
    expect(planOf('azure-cni-overlay', more).problems).toEqual([expect.objectContaining({ id: problem.id })]);
    expect(planOf('azure-cni-overlay', more).problems).toMatchObject([problem]);
  });

  test.each([
    { nodes: 250, subnet: '10.1.0.0/24' },
    { nodes: 255, podCidr: '10.244.0.0/16' },
    {
      ...{ nodes: 3, peers: ['192.168.0.0/16'], subnet: '10.243.255.0/24' },
      ...{ podCidr: '10.244.0.0/16', serviceCidr: '10.0.0.0/13' },
    },
    { nodes: 4999, maxPods: 250 },
    { nodes: 3, maxPods: 10 },
    { nodes: 1, maxPods: 30 },
    { nodes: 3, subnet: '10.0.0.0/8' },
    { subnet: '10.0.0.0/29', podCidr: '10.244.0.0/23' },
  ])('%o fits', (more) => {
    expect(planOf('azure-cni-overlay', more).problems).toEqual([]);
  });

  test('a Pod subnet that is too small for the batches', () => {
    expect(planOf('azure-cni-pod-subnet-dynamic', { nodes: 3, podCidr: '10.1.0.0/24' }).problems).toMatchObject([
      { id: 'range-too-small', need: { of: 'Pod subnet', needed: 448, room: 251 } },
    ]);
    expect(idsOf(planOf('azure-cni-pod-subnet-dynamic', { nodes: 1, podCidr: '10.1.0.0/24' }))).toEqual([]);
  });

  test('a node subnet has no Pod range: one that was named is left out, and said to be', () => {
    const unused = planOf('azure-cni-node-subnet', { nodes: 3, podCidr: '172.30.0.0/28', subnet: '172.29.0.0/24' });
    expect([idsOf(unused), remarkIds(unused)[0]]).toEqual([[], 'unused-pod-cidr']);
  });
});

describe('ranges that AKS keeps for itself', () => {
  const places = [
    ['node subnet', (range: string) => ({ subnet: range })],
    ['Pod CIDR', (range: string) => ({ podCidr: range })],
    ['service CIDR', (range: string) => ({ serviceCidr: range })],
  ] as const;
  const kept = [
    ['169.254.0.0/16', '169.254.0.0/16'],
    ['169.254.10.0/24', '169.254.0.0/16'],
    ['172.30.0.0/15', '172.30.0.0/16'],
    ['172.31.255.0/24', '172.31.0.0/16'],
    ['192.0.0.0/16', '192.0.2.0/24'],
  ] as const;

  test.each(
    places.flatMap(([range, more]) => kept.map(([given, reserved]) => [range, given, reserved, more] as const)),
  )('a %s %s, whichever of the two is the wider, is refused for %s', (range, given, reserved, more) => {
    const { problems } = planOf('azure-cni-overlay', { nodes: 1, surge: surgeOf(0), ...more(given) });
    expect(problems).toContainEqual({ id: 'reserved-range', range, given, reserved });
  });

  test('a network that is reached may have them, but none of the cluster’s', () => {
    const peers = kept
      .map(([given]) => given)
      .filter((given) => given !== '169.254.10.0/24' && given !== '172.31.255.0/24');
    const more = { nodes: 1, surge: surgeOf(0), subnet: '10.1.0.0/24' };
    expect(idsOf(planOf('azure-cni-overlay', { ...more, peers }))).toEqual([]);
    expect(idsOf(planOf('azure-cni-overlay', { ...more, peers: [...peers, '10.1.0.0/16'] }))).toEqual(['overlap']);
  });

  test('a Pod subnet of the VNet too', () => {
    expect(idsOf(planOf('azure-cni-pod-subnet-static', { nodes: 1, podCidr: '172.31.0.0/16' }))).toEqual([
      'reserved-range',
    ]);
  });

  test.each(
    places.flatMap(([range, more]) =>
      ['169.253.0.0/16', '172.28.0.0/15', '172.16.0.0/13', '172.29.0.0/16', '172.32.0.0/16', '192.0.3.0/24'].map(
        (given) => [range, given, more] as const,
      ),
    ),
  )('a %s %s, beside them, is not', (_, given, more) => {
    expect(idsOf(planOf('azure-cni-overlay', { nodes: 1, surge: surgeOf(0), ...more(given) }))).toEqual([]);
  });
});

describe('pools', () => {
  test('each is judged by itself, and named', () => {
    const { problems } = planOf('azure-cni-overlay', {
      pools: [
        { name: 'web', nodes: 2, maxPods: 10 },
        { name: 'db', nodes: 3, maxPods: 251 },
        { name: 'huge', nodes: 1001, maxPods: 30 },
        { name: 'np-1', nodes: 3, maxPods: 30 },
        { name: 'fine', nodes: 1000, maxPods: 30 },
      ],
    });
    expect(problems).toEqual([
      { id: 'too-few-pods', pool: 'web', nodes: 2, maxPods: 10 },
      { id: 'pods-per-node', pool: 'db', maxPods: 251 },
      { id: 'pool-too-large', pool: 'huge', nodes: 1001, most: 1000 },
      { id: 'pool-name', pool: 'np-1' },
    ]);
  });

  test('together they need what they need one by one', () => {
    const both = [
      { name: 'web', nodes: 10, maxPods: 30 },
      { name: 'db', nodes: 3, maxPods: 110 },
    ];
    const alone = both.map((pool) => planOf('azure-cni-node-subnet', { pools: [pool] }).ranges[0]?.addresses ?? 0);
    const { ranges, nodes, pods, maxPods } = planOf('azure-cni-node-subnet', { pools: both });
    expect(ranges).toEqual([{ range: 'node subnet', addresses: 785, formula: '11 × 31 + 4 × 111', prefix: 22 }]);
    expect(alone.reduce((sum, each) => sum + each, 0)).toBe(785);
    expect([nodes, pods, maxPods]).toEqual([13, 630, null]);
  });

  test('one number of nodes is said to need several pools, and that is no misfit', () => {
    const many = planOf('azure-cni-overlay', { nodes: 1001, maxPods: 30 });
    expect(many.remarks).toContainEqual({ id: 'pools-needed', nodes: 1001, most: 1000, pools: 2 });
    expect(many.problems).toEqual([]);
    expect(remarkIds(planOf('azure-cni-overlay', { nodes: 1000 }))).not.toContain('pools-needed');
    expect(remarkIds(planOf('azure-cni-overlay', { nodes: 1000 }))).toContain('of-model');
  });
});

describe('what is to be known', () => {
  test('more Pods than a whole overlay takes is no misfit; both pages are named', () => {
    const { problems, remarks } = planOf('azure-cni-overlay', { nodes: 900 });
    expect(problems).toEqual([]);
    expect(remarks[0]).toMatchObject({
      ...{ id: 'overlay-pods', pods: 225_000 },
      most: { value: 200_000, source: expect.stringContaining('large workloads') },
      other: { value: 250_000, source: expect.stringContaining('plan Pod networking') },
    });
    expect(remarkIds(planOf('azure-cni-overlay', { nodes: 700 }))[0]).toBe('default-too-small');
  });

  test.each(plannedModels)('Windows of %s', (model) => {
    const expected = { kubenet: [], 'azure-cni-overlay': ['windows-pods', 'windows-server'] };
    const windows = remarkIds(planOf(model, { nodes: 3 })).filter((id) => id.startsWith('windows'));
    expect(windows).toEqual(model in expected ? expected[model as keyof typeof expected] : ['windows-server']);
  });

  test('ranges that AKS takes where none is named', () => {
    expect(planOf('azure-cni-overlay', { nodes: 256, subnet: '10.0.4.0/22' }).remarks).toEqual(
      expect.arrayContaining([
        { id: 'default-too-small', usual: '10.244.0.0/16', serves: 256, needed: 257 },
        {
          ...{ id: 'default-overlap', range: 'service CIDR', usual: '10.0.0.0/16' },
          ...{ other: 'node subnet', given: '10.0.4.0/22' },
        },
      ]),
    );
    const named = { nodes: 256, subnet: '10.0.4.0/22', podCidr: '10.8.0.0/15', serviceCidr: '10.3.0.0/16' };
    expect(remarkIds(planOf('azure-cni-overlay', named)).filter((id) => id.startsWith('default'))).toEqual([]);
  });

  test('static blocks at the edges of a subnet: there may be two fewer than there are', () => {
    const edge = { id: 'blocks-at-the-edge', subnet: '10.1.0.0/24', blocks: 15, whole: 14 };
    const size = { maxPods: 32, surge: surgeOf(0), podCidr: '10.1.0.0/24' };
    const tight = planOf('azure-cni-pod-subnet-static', { nodes: 5, ...size });
    expect([tight.problems, tight.remarks[0]]).toEqual([[], edge]);
    expect(remarkIds(planOf('azure-cni-pod-subnet-static', { nodes: 4, ...size }))[0]).not.toBe(edge.id);
    const smallest = planOf('azure-cni-pod-subnet-static', { nodes: 5, ...size, podCidr: null });
    expect(smallest.remarks[0]).toEqual({ ...edge, subnet: 'a /24' });
  });

  test('the batch that a node asks for ahead may be more than the Pod subnet has', () => {
    const size = { nodes: 2, maxPods: 110, surge: surgeOf(0) };
    const tight = planOf('azure-cni-pod-subnet-dynamic', { ...size, podCidr: '10.1.0.0/24' });
    expect([tight.problems, tight.remarks[0]]).toEqual([
      [],
      { id: 'batch-ahead', each: [128], inAll: 256, beyond: '10.1.0.0/24' },
    ]);
    expect(planOf('azure-cni-pod-subnet-dynamic', { ...size, podCidr: '10.1.0.0/23' }).remarks[0]).toMatchObject({
      beyond: null,
    });
  });

  test('a surge of more nodes than a pool has', () => {
    expect(remarkIds(planOf('azure-cni-overlay', { nodes: 2, surge: surgeOf(3) }))).toContain('surge-of-pool');
    const enough = remarkIds(planOf('azure-cni-overlay', { nodes: 3, surge: surgeOf(3) }));
    expect(enough.filter((id) => id === 'surge-of-pool' || id === 'cilium')).toEqual(['cilium']);
  });
});
