import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlanRequest } from '../../../src/model/plan.ts';
import { nodesInPodCidr, roundUpToBatch, smallestSubnet, usableAddresses } from '../../../src/network/plan/capacity.ts';
import { plan } from '../../../src/network/plan/plan.ts';

const none = { nodes: null, maxPods: null, surge: 1, subnet: null, podCidr: null, serviceCidr: null, peers: [] };
const of = (model: PlanRequest['model'], more: Partial<PlanRequest>) => plan({ ...none, model, ...more });
const models = [
  'kubenet',
  'azure-cni-node-subnet',
  'azure-cni-pod-subnet-dynamic',
  'azure-cni-pod-subnet-static',
  'azure-cni-overlay',
] as const;

describe('known answers', () => {
  test.each([
    [50, 1581, 21],
    [60, 1891, 21],
    [7, 248, 24],
  ])('a node subnet for %i nodes and 1 for an upgrade at 30 Pods: %i addresses, a /%i', (nodes, addresses, prefix) => {
    expect(of('azure-cni-node-subnet', { nodes }).ranges).toMatchObject([{ range: 'node subnet', addresses, prefix }]);
  });

  test('the exercise’s formula stands beside it, and misses the nodes and the upgrade', () => {
    expect(of('azure-cni-node-subnet', { nodes: 50 }).exercise).toEqual({ formula: '50 × 30 + 5', addresses: 1505 });
    expect(of('azure-cni-overlay', { nodes: 50 }).exercise).toBeNull();
  });

  test.each([
    ['10.1.0.0/24', 30, 8],
    ['10.1.0.0/24', 110, 2],
    ['10.1.0.0/29', 30, 0],
  ])('%s at %i Pods holds %i nodes of a node subnet', (subnet, maxPods, inAll) => {
    expect(of('azure-cni-node-subnet', { subnet, maxPods })).toMatchObject({
      nodesInAll: inAll,
      nodes: Math.max(0, inAll - 1),
    });
  });

  test('a /16 Pod CIDR ends at 256 nodes, though an overlay may have 5,000', () => {
    expect(of('azure-cni-overlay', { subnet: '10.0.0.0/8', podCidr: '10.244.0.0/16' }).nodesInAll).toBe(256);
    expect(of('azure-cni-overlay', { subnet: '10.0.0.0/8' }).nodesInAll).toBe(5000);
    expect(of('kubenet', { subnet: '10.0.0.0/8' }).nodesInAll).toBe(400);
    expect(nodesInPodCidr({ bits: 25 })).toBe(0);
  });

  test('a /24 has 251 usable addresses, a /26 has 59', () => {
    expect([usableAddresses(24), usableAddresses(26), usableAddresses(32)]).toEqual([251, 59, 0]);
    expect([
      smallestSubnet(3),
      smallestSubnet(4),
      smallestSubnet(251),
      smallestSubnet(252),
      smallestSubnet(2 ** 33),
    ]).toEqual([29, 28, 24, 23, null]);
  });

  test('Pod subnets hand out 16 at a time: 250 Pods are 16 blocks', () => {
    expect([roundUpToBatch(250), roundUpToBatch(110), roundUpToBatch(16), roundUpToBatch(17)]).toEqual([
      256, 112, 16, 32,
    ]);
    const { ranges } = of('azure-cni-pod-subnet-static', { nodes: 5, maxPods: 250 });
    expect(ranges).toMatchObject([
      { addresses: 6, prefix: 28 },
      { range: 'Pod subnet', addresses: 1536, prefix: 21, formula: '6 × 16 × 16' },
    ]);
  });

  test('defaults are the model’s own', () => {
    expect(models.map((model) => of(model, { nodes: 1 }).maxPods)).toEqual([110, 30, 110, 110, 250]);
  });
});

describe('what stands against a plan is named, and its neighbour is not', () => {
  test.each([
    ['a subnet too small', { nodes: 300, subnet: '10.1.0.0/24' }, '251 usable addresses; 301'],
    ['a Pod CIDR too small', { nodes: 300, podCidr: '10.244.0.0/16' }, 'serves 256 nodes; 301'],
    [
      'node subnet and Pod CIDR overlap',
      { nodes: 3, subnet: '10.244.1.0/24', podCidr: '10.244.0.0/16' },
      '10.244.1.0/24 and the Pod CIDR 10.244.0.0/16 overlap',
    ],
    ['Pod CIDR and service CIDR overlap', { nodes: 3, podCidr: '10.0.0.0/12', serviceCidr: '10.1.0.0/16' }, 'overlap'],
    [
      'a peer and the Pod CIDR overlap',
      { nodes: 3, podCidr: '10.244.0.0/16', peers: ['10.1.0.0/16', '10.244.8.0/24'] },
      'peered network 10.244.8.0/24 overlap',
    ],
    ['two peers overlap', { nodes: 3, peers: ['10.1.0.0/16', '10.1.2.0/24'] }, 'overlap'],
    ['a service CIDR too wide', { nodes: 3, serviceCidr: '172.16.0.0/12' }, 'smaller than a /12'],
    ['too many nodes', { nodes: 5000 }, 'ends at 5000 nodes'],
    ['too many Pods', { nodes: 3, maxPods: 251 }, '10 to 250 Pods, not 251'],
    ['too few Pods', { nodes: 3, maxPods: 9 }, '10 to 250 Pods, not 9'],
    ['nothing fits', { subnet: '10.0.0.0/30' }, 'Not even one node fits'],
  ])('%s', (_, more, said) => {
    expect(of('azure-cni-overlay', more).problems.join('\n')).toContain(said);
  });

  test.each([
    { nodes: 250, subnet: '10.1.0.0/24' },
    { nodes: 255, podCidr: '10.244.0.0/16' },
    {
      nodes: 3,
      peers: ['192.168.0.0/16'],
      subnet: '10.243.255.0/24',
      podCidr: '10.244.0.0/16',
      serviceCidr: '10.0.0.0/13',
    },
    { nodes: 4999, maxPods: 250 },
    { nodes: 3, maxPods: 10 },
  ])('%o fits', (more) => {
    expect(of('azure-cni-overlay', more).problems).toEqual([]);
  });

  test('a Pod subnet that is too small for the batches', () => {
    expect(of('azure-cni-pod-subnet-dynamic', { nodes: 3, podCidr: '10.1.0.0/24' }).problems).toEqual([
      'The Pod subnet 10.1.0.0/24 serves 2 nodes; 4 are needed.',
    ]);
    expect(of('azure-cni-node-subnet', { nodes: 3, podCidr: '10.1.0.0/28' }).problems).toEqual([]);
  });
});

test('more Pods than a whole overlay takes is to be known, and is no misfit', () => {
  const { problems, remarks } = plan({ ...none, model: 'azure-cni-overlay', nodes: 900 });
  expect([problems, remarks[0]]).toEqual([
    [],
    'Full nodes would hold 225250 Pods; an overlay is documented for 200000.',
  ]);
  expect(plan({ ...none, model: 'azure-cni-overlay', nodes: 700 }).remarks[0]).not.toContain('Full nodes');
});

describe('forward and back', () => {
  const sizes = fc.record({
    model: fc.constantFrom(...models),
    nodes: fc.integer({ min: 1, max: 350 }),
    maxPods: fc.integer({ min: 10, max: 250 }),
    surge: fc.integer({ min: 0, max: 9 }),
  });

  test('what a plan asks for holds the nodes; one prefix less does not', () => {
    fc.assert(
      fc.property(sizes, (size) => {
        const asked = plan({ ...none, ...size });
        const [own, pods] = asked.ranges;
        const block = (prefix: number | null | undefined) => (typeof prefix === 'number' ? `10.0.0.0/${prefix}` : null);
        const back = (shrink: number) =>
          plan({
            ...none,
            ...size,
            nodes: null,
            subnet: block(own && own.prefix !== null ? own.prefix + shrink : null),
            podCidr: block(pods && pods.prefix !== null ? pods.prefix + shrink : null),
          });
        expect(back(0).nodes).toBeGreaterThanOrEqual(size.nodes);
        // A /29 is the smallest subnet there is, so it may hold more than was asked for.
        if (own?.prefix !== 29) expect(back(1).nodes).toBeLessThan(size.nodes);
      }),
    );
  });

  test('every figure says where it comes from and when', () => {
    fc.assert(
      fc.property(sizes, (size) => {
        const { figures } = plan({ ...none, ...size });
        expect(figures.filter(({ source, date }) => source === '' || !/^20\d\d-\d\d$/u.test(date))).toEqual([]);
        expect(figures.length).toBeGreaterThan(2);
      }),
    );
  });
});
