// Every worked example of the pages that a plan cites, and a few sums that Azure itself gave when it refused a cluster.
// Where netlab and a page's own example disagree, the example is right.
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../src/model/plan.ts';
import {
  mostNodesOfPool,
  mostOverlayPods,
  otherMostOverlayPods,
  reservedRanges,
} from '../../../src/network/plan/azure-limits.ts';
import { batchesOfNode, usableAddresses } from '../../../src/network/plan/capacity.ts';
import { percentOf, plannedModels, planOf, samePools, surgeOf } from '../../support/plans.ts';

const nodeSubnet = 'azure-cni-node-subnet';
const overlay = 'azure-cni-overlay';
const staticBlocks = 'azure-cni-pod-subnet-static';
const none = surgeOf(0);

const ids = ({ problems }: Plan) => problems.map(({ id }) => id);
const own = ({ ranges: [first] }: Plan) => [first?.addresses, first?.prefix];
const pods = ({ ranges }: Plan) => [ranges[1]?.addresses, ranges[1]?.formula];

/** What a page says, what netlab makes of it, and both in figures. */
type Example = readonly [says: string, made: () => unknown, expected: unknown];

const pages: Readonly<Record<string, readonly Example[]>> = {
  'Microsoft Learn, IP address planning for AKS': [
    [
      '50 nodes and 1 for an upgrade: (51) + (51 × 30) = 1,581, /21',
      () => own(planOf(nodeSubnet, { nodes: 50 })),
      [1581, 21],
    ],
    ['10 more: (61) + (61 × 30) = 1,891, /21', () => own(planOf(nodeSubnet, { nodes: 60 })), [1891, 21]],
    [
      '10 Pods per node need three nodes in each pool',
      () => ids(planOf(nodeSubnet, { pools: samePools(2, 3, 10) })),
      [],
    ],
    [
      '… and fewer are refused, for each pool by itself',
      () => ids(planOf(nodeSubnet, { pools: [...samePools(1, 2, 10), { name: 'other', nodes: 3, maxPods: 10 }] })),
      ['too-few-pods'],
    ],
    [
      'the defaults: kubenet 110, node subnet 30, Pod subnet 110, overlay 250',
      () => plannedModels.map((model) => planOf(model, { nodes: 1 }).maxPods),
      [110, 30, 110, 110, 250],
    ],
    ['10 to 250 Pods', () => [10, 250].flatMap((maxPods) => ids(planOf(overlay, { nodes: 3, maxPods }))), []],
    [
      'neither 9 nor 251',
      () => [9, 251].flatMap((maxPods) => ids(planOf(overlay, { nodes: 9, maxPods }))),
      ['pods-per-node', 'pods-per-node'],
    ],
    ['each overlay node gets a /24', () => pods(planOf(overlay, { nodes: 1, surge: none })), [256, '1 × a /24']],
    [
      'a VNet ends at 65,536 addresses in use, static blocks excepted',
      () =>
        [nodeSubnet, staticBlocks].map((model) =>
          ids(planOf(model as typeof nodeSubnet, { nodes: 300, maxPods: 250 })),
        ),
      [['too-many-addresses'], []],
    ],
    [
      'a service CIDR is smaller than a /12',
      () => ids(planOf(overlay, { nodes: 3, serviceCidr: '10.0.0.0/12' })),
      ['range-too-wide'],
    ],
  ],
  'Microsoft Learn, Azure CNI Pod subnet': [
    ['static: 30 Pods, 2 blocks', () => batchesOfNode(staticBlocks, 30), 2],
    ['static: 31 Pods, 2 blocks, none unused', () => batchesOfNode(staticBlocks, 31), 2],
    ['static: 32 Pods, 3 blocks', () => batchesOfNode(staticBlocks, 32), 3],
    [
      'static: max_pods = 16 × N − 1',
      () => [1, 2, 7, 15].map((n) => batchesOfNode(staticBlocks, 16 * n - 1)),
      [1, 2, 7, 15],
    ],
    [
      'static: one more takes another block',
      () => [1, 2, 7, 15].map((n) => batchesOfNode(staticBlocks, 16 * n)),
      [2, 3, 8, 16],
    ],
    [
      'static: 3 blocks for 32 Pods are 48 addresses of each node',
      () => pods(planOf(staticBlocks, { nodes: 5, maxPods: 32 })),
      [288, '6 × 3 × 16'],
    ],
    ['dynamic: at least 16 for each node', () => batchesOfNode('azure-cni-pod-subnet-dynamic', 10), 1],
    [
      'dynamic: another 16 while fewer than 8 are free',
      () =>
        [8, 9, 24, 25, 110].map((maxPods) =>
          planOf('azure-cni-pod-subnet-dynamic', { nodes: 4, maxPods }).remarks.find(({ id }) => id === 'batch-ahead'),
        ),
      [16, 32, 32, 48, 128].map((each) => ({ id: 'batch-ahead', each: [each], inAll: 5 * each, beyond: null })),
    ],
    [
      'static: a subnet is at most a /12',
      () => [11, 12].map((bits) => ids(planOf(staticBlocks, { nodes: 3, podCidr: `10.0.0.0/${bits}` }))),
      [['range-too-wide'], []],
    ],
    [
      'static, the page on how to set it up: 2 nodes of 250 Pods in a /16 and a /13',
      () =>
        planOf(staticBlocks, { nodes: 2, maxPods: 250, subnet: '10.240.0.0/16', podCidr: '10.40.0.0/13' }).upgrade
          ?.verdict,
      'fits',
    ],
  ],
  'Microsoft Learn, Azure CNI Pod subnet, dynamic allocation': [
    [
      'a Pod subnet is at most a /16',
      () =>
        [15, 16].map((bits) =>
          ids(planOf('azure-cni-pod-subnet-dynamic', { nodes: 3, podCidr: `10.240.0.0/${bits}` })),
        ),
      [['range-too-wide'], []],
    ],
    [
      '2 nodes of 250 Pods in a /16 and a /16',
      () =>
        planOf('azure-cni-pod-subnet-dynamic', {
          ...{ nodes: 2, maxPods: 250, subnet: '10.240.0.0/16', podCidr: '10.241.0.0/16' },
        }).upgrade?.verdict,
      'fits',
    ],
  ],
  'Microsoft Learn, Azure CNI Overlay concepts': [
    [
      'a /24 fits up to 251 nodes',
      () => planOf(overlay, { subnet: '10.1.0.0/24', podCidr: '10.244.0.0/16' }).nodesInAll,
      251,
    ],
    ['5,000 nodes', () => planOf(overlay, { subnet: '10.0.0.0/8' }).nodesInAll, 5000],
    [
      'a /16 Pod CIDR has 256 blocks of /24',
      () => planOf(overlay, { subnet: '10.0.0.0/8', podCidr: '10.244.0.0/16' }).nodesInAll,
      256,
    ],
    [
      'the Pod CIDR must overlap neither subnet nor peers nor services',
      () =>
        ids(
          planOf(overlay, {
            ...{ nodes: 3, podCidr: '10.244.0.0/16', subnet: '10.244.8.0/24' },
            ...{ serviceCidr: '10.244.9.0/24', peers: ['10.0.0.0/8'] },
          }),
        ),
      Array.from({ length: 5 }, () => 'overlap'),
    ],
  ],
  'Microsoft Learn, kubenet networking': [
    ['400 nodes', () => planOf('kubenet', { subnet: '10.0.0.0/8' }).nodesInAll, 400],
    [
      'a /27 runs 20 to 25 nodes with room to upgrade, 2,200 to 2,750 Pods',
      () =>
        [20, 25].map((nodes) => {
          const made = planOf('kubenet', { nodes, subnet: '192.168.1.0/27', surge: surgeOf(1) });
          return [made.upgrade?.verdict, made.pods];
        }),
      [
        ['fits', 2200],
        ['fits', 2750],
      ],
    ],
    [
      'a /24 supports 251 nodes, 27,610 Pods',
      () => {
        const { nodes, pods: all } = planOf('kubenet', { subnet: '192.168.1.0/24', surge: none });
        return [nodes, all];
      },
      [251, 27_610],
    ],
    [
      'a node subnet of a /24 supports 8 nodes, 240 Pods',
      () => {
        const { nodes, pods: all } = planOf(nodeSubnet, { subnet: '192.168.1.0/24', surge: none });
        return [nodes, all];
      },
      [8, 240],
    ],
    ['each of three nodes gets a /24', () => pods(planOf('kubenet', { nodes: 3, surge: none })), [768, '3 × a /24']],
  ],
  'Microsoft Learn, performance and scaling for large workloads': [
    [
      '5,000 nodes in five pools of 1,000',
      () => [mostNodesOfPool.value, ids(planOf(overlay, { pools: samePools(5, 1000, 30), surge: none }))],
      [1000, []],
    ],
    ['… and no pool of more', () => ids(planOf(overlay, { pools: samePools(1, 1001, 30) })), ['pool-too-large']],
    [
      'at 5,000 nodes an upgrade is blocked',
      () => ids(planOf(overlay, { nodes: 5000, surge: surgeOf(1) })),
      ['too-many-nodes'],
    ],
    ['… at 3,000 it is not', () => ids(planOf(overlay, { nodes: 3000, surge: surgeOf(1) })), []],
    ['a default surge of 10 %', () => planOf(overlay, { nodes: 500 }).upgrades[1]?.surgeNodes, 50],
    ['200,000 Pods', () => mostOverlayPods.value, 200_000],
  ],
  'Microsoft Learn, plan Pod networking': [['5,000 nodes and 250,000 Pods', () => otherMostOverlayPods.value, 250_000]],
  'Microsoft Learn, rolling upgrades of node pools': [
    [
      'five pools of four nodes at 50 %: ten nodes more',
      () => planOf(nodeSubnet, { pools: samePools(5, 4, 30), surge: percentOf(50) }).upgrades[0].surgeNodes,
      10,
    ],
    ['one node by default', () => planOf(nodeSubnet, { nodes: 50 }).upgrades[0].surgeNodes, 1],
    ['5 means five nodes', () => planOf(nodeSubnet, { nodes: 50, surge: surgeOf(5) }).upgrades[0].surgeNodes, 5],
    [
      '50 % means half of the pool',
      () => planOf(nodeSubnet, { nodes: 50, surge: percentOf(50) }).upgrades[0].surgeNodes,
      25,
    ],
    ['100 % means all of it', () => planOf(nodeSubnet, { nodes: 7, surge: percentOf(100) }).upgrades[0].surgeNodes, 7],
    [
      'percents are rounded up: 33 % of 4',
      () => planOf(nodeSubnet, { nodes: 4, surge: percentOf(33) }).upgrades[0].surgeNodes,
      2,
    ],
    [
      'no more than there are nodes',
      () => planOf(nodeSubnet, { nodes: 3, surge: surgeOf(5) }).upgrades[0].surgeNodes,
      3,
    ],
  ],
  'Microsoft Learn, upgrade options': [
    [
      'a max surge of 5 adds five nodes, of 0 none',
      () => [5, 0].map((value) => planOf(nodeSubnet, { nodes: 9, surge: surgeOf(value) }).upgrades[0].surgeNodes),
      [5, 0],
    ],
  ],
  'Microsoft Learn, CNI networking overview': [
    [
      '172.16.0.0/12 is no Pod CIDR',
      () => ids(planOf(overlay, { nodes: 3, podCidr: '172.16.0.0/12' })),
      ['reserved-range', 'reserved-range'],
    ],
    [
      'four ranges are kept',
      () => reservedRanges.ranges,
      ['169.254.0.0/16', '172.30.0.0/16', '172.31.0.0/16', '192.0.2.0/24'],
    ],
  ],
};

describe('worked examples', () => {
  const examples = Object.entries(pages).flatMap(([page, rows]) =>
    rows.map(([says, made, expected]) => [page, says, made, expected] as const),
  );
  test.each(examples)('%s: %s', (_page, _says, made, expected) => {
    expect(made()).toEqual(expected);
  });

  test('every page that a plan cites is in the table', () => {
    const cited = plannedModels.flatMap((model) => planOf(model, { nodes: 3 }).figures.map(({ source }) => source));
    const known = Object.keys(pages);
    expect(cited).toContain('Microsoft Learn, IP address planning for AKS');
    expect(
      [...cited, reservedRanges.source].filter((source) => !known.some((page) => source.startsWith(page))),
    ).toEqual([]);
  });
});

describe('sums that Azure gave when it refused a cluster', () => {
  test.each([
    ['Azure/AKS#456', nodeSubnet, { nodes: 10 }, '10.1.0.0/24', 310, 251],
    ['hashicorp/terraform-provider-azurerm#5735', nodeSubnet, { nodes: 5, maxPods: 100 }, '10.1.0.0/24', 505, 251],
    [
      'Azure/AKS#3653, two pools',
      nodeSubnet,
      { pools: [...samePools(1, 2, 110), { name: 'other', nodes: 2, maxPods: 30 }] },
      '10.10.0.0/24',
      284,
      251,
    ],
  ] as const)('%s', (_, model, size, subnet, needed, room) => {
    const { withoutUpgrade } = planOf(model, { ...size, subnet });
    expect(withoutUpgrade.needs[0]).toMatchObject({ of: 'node subnet', needed, room, fits: false });
  });

  test('Azure/AKS-Construction#701: 1,280 addresses of a Pod CIDR that has 1,024', () => {
    const { withoutUpgrade } = planOf(overlay, { nodes: 5, podCidr: '10.240.100.0/22' });
    expect(withoutUpgrade.needs[0]).toMatchObject({ of: 'Pod CIDR', needed: 1280, room: 1024, fits: false });
  });

  test('a recorded cluster: 16 blocks for 250 Pods, a /24 with 251 usable addresses, a /26 with 59', () => {
    expect([batchesOfNode(staticBlocks, 250), usableAddresses(24), usableAddresses(26)]).toEqual([16, 251, 59]);
  });
});
