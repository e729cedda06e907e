import { describe, expect, test } from 'vitest';
import { networkMapOf } from '../../../src/commands/picture/map.ts';
import { buildPicture, parsePictureKind } from '../../../src/commands/picture/picture.ts';
import { planBars } from '../../../src/commands/picture/plan-bars.ts';
import { parsePlanRequest } from '../../../src/commands/plan/request.ts';
import type { NetworkMap, PlanBars } from '../../../src/model/picture.ts';
import type { Reads, Snapshot } from '../../../src/model/snapshot.ts';
import { detect } from '../../../src/network/detect/detect.ts';
import { plan } from '../../../src/network/plan/plan.ts';
import { altOf } from '../../../src/pictures/draw.ts';
import * as clusters from '../../support/clusters.ts';
import { crowd, nodeAt, podOn, refused, seen, snapshotWith } from '../../support/maps.ts';
import { snapshotOf } from '../../support/objects.ts';

function mapped(snapshot: Snapshot): NetworkMap {
  return networkMapOf(snapshot, detect(snapshot));
}

const now = '2026-11-24T16:40:00.000Z';
const nodes = [nodeAt(0), nodeAt(1), nodeAt(2)];
const pods = [podOn(nodes[1] ?? null, 5)];

describe('the map', () => {
  test.each<readonly [string, Partial<Reads>, string]>([
    ['nodes', { nodes: refused }, 'Nodes'],
    ['own Pods', { pods: refused }, 'Your Pods'],
    ['Pods of kube-system', { systemPods: refused }, 'Pods of kube-system'],
    ['NodeNetworkConfigs', { nodeNetworkConfigs: refused }, 'NodeNetworkConfigs, which name Pod ranges'],
  ])('a list of %s that could not be read is not drawn as empty', (_, reads, what) => {
    const map = mapped(snapshotWith(nodes, pods, reads));
    expect(map.unseen).toEqual([{ what, because: refused.because }]);
    expect(mapped(snapshotWith(nodes, pods)).unseen).toEqual([]);
  });

  test('without the list of Pods nobody is said to have none', () => {
    const map = mapped(snapshotWith(nodes, pods, { pods: refused, systemPods: refused }));
    expect(map.nodes.map(({ own, system }) => [own, system])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
    expect(map.notes).toEqual([]);
  });

  test('without the list of nodes, the nodes that Pods name are drawn as no more than that', () => {
    const map = mapped(snapshotWith(nodes, pods, { nodes: refused }));
    const [only] = map.nodes;
    expect(map.nodes.length).toBe(1);
    expect([only?.ready, only?.addresses]).toEqual([null, ['10.224.0.1']]);
    expect(map.counted).toBe('1 node that your Pods name; nodes themselves were not seen');
  });

  test('an empty namespace is said where the list is whole, and doubted where it is not', () => {
    const partly = { ...seen([]), absence: 'unproven' } as const;
    expect(mapped(snapshotWith(nodes, [])).notes).toEqual(['No Pod of yours is in student-07 yet.']);
    expect(mapped(snapshotWith(nodes, [], { pods: partly })).notes.join()).toContain('may not be whole');
  });

  test.each([
    ['whole', 'proven', true],
    ['perhaps not whole', 'unproven', false],
  ] as const)('of a list of Pods that is %s each node says so', (_, absence, whole) => {
    const map = mapped(snapshotWith(nodes, pods, { pods: { ...seen(pods), absence } }));
    expect(map.nodes.map(({ own }) => own?.whole)).toEqual([whole, whole, whole]);
    expect(altOf(map).includes('no Pod of yours here')).toBe(whole);
    expect(altOf(map).includes('no Pod of yours seen here')).toBe(!whole);
  });

  test.each<readonly [string, Parameters<typeof podOn>[2], boolean, string | null]>([
    ['running', {}, false, null],
    ['on the host’s network', { hostNetwork: true }, true, null],
    ['waiting', { phase: 'Pending', ips: [] }, false, 'no address yet (Pending)'],
    ['finished', { phase: 'Succeeded' }, false, 'finished, address given back'],
    ['going', { deleting: true }, false, 'being deleted'],
  ])('a Pod that is %s is marked so', (_, more, hostNetwork, mark) => {
    const map = mapped(snapshotWith(nodes, [podOn(nodes[0] ?? null, 5, more)]));
    expect(map.nodes.flatMap(({ own }) => own?.pods ?? [])).toMatchObject([{ hostNetwork, mark }]);
  });

  test('nodes out of the ordinary are marked, and others are not', () => {
    const odd = [nodeAt(3), nodeAt(1, { labels: { type: 'virtual-kubelet' } }), nodeAt(2, { ready: false })];
    const map = mapped(snapshotWith(odd, []));
    expect(map.nodes.map(({ ready, tags }) => [ready, ...tags])).toEqual([
      [true, 'virtual node'],
      [false],
      [true, 'Windows'],
    ]);
  });

  test('a Pod that no node is named for waits beside the nodes', () => {
    const map = mapped(snapshotWith(nodes, [podOn(null, 8, { phase: 'Pending', ips: [] })]));
    expect(map.waiting.map(({ name }) => name)).toEqual(['web-7c9d5b6f4-n0008']);
  });

  test('of many nodes those with own Pods stand alone, and the groups add up to the rest', () => {
    const map = mapped(crowd(60, 3));
    expect(map.nodes.map(({ own }) => own?.pods.length)).toEqual([1, 1, 1]);
    expect(map.groups.reduce((sum, group) => sum + group.nodes, 0)).toBe(57);
    expect(map.groups.reduce((sum, { ready, notReady }) => sum + ready + notReady, 0)).toBe(57);
  });

  test.each([
    ['overlay', clusters.overlayCilium, ['172.20.0.4 – 172.20.0.6'], ['192.168.0.0/16']],
    ['kubenet', clusters.kubenet, ['172.20.0.4 – 172.20.0.6'], ['192.168.0.0/16']],
    ['node subnet', clusters.nodeSubnet, ['172.20.0.0/16'], ['172.20.0.0/16']],
  ])('%s: the ranges are those that a source names', async (_, documents, node, pod) => {
    const { ranges } = mapped(await snapshotOf(documents));
    expect(ranges.map(({ blocks }) => blocks)).toEqual([node, pod]);
  });

  const podSubnet = (more: Partial<Reads> = {}, names: readonly string[] = ['10.225.0.0/16', '10.225.0.0/16']) => {
    const at = [0, 1].map((i) => nodeAt(i, { labels: { 'kubernetes.azure.com/agentpool': `p${i}` } }));
    const configs = names.map((space, i) => ({
      node: at[i]?.name ?? '',
      labels: {},
      containers: [
        { mode: 'dynamic', type: 'vnet', primary: null, primaryV6: null, space, spaceV6: null, assigned: [] },
      ],
    }));
    const own = [podOn(at[0] ?? null, 1, { ips: ['10.225.0.8'] }), podOn(at[1] ?? null, 2, { ips: ['10.224.0.12'] })];
    return snapshotWith(at, own, { nodeNetworkConfigs: seen(configs), ...more });
  };
  const masquerading = (blocks: string): Partial<Reads> => ({
    masquerade: seen({ name: 'azure-ip-masq-agent-config-reconciled', values: { nonMasqueradeCIDRs: blocks } }),
  });

  test('a block that holds the nodes may be the VNet, and is not called their subnet', () => {
    const [node, pod] = mapped(podSubnet(masquerading('10.224.0.0/12'))).ranges;
    expect(node).toMatchObject({ label: 'Nodes: a block that holds them', blocks: ['10.224.0.0/12'] });
    expect(pod).toMatchObject({ label: 'Pods: their range', blocks: ['10.225.0.0/16'] });
    expect(mapped(podSubnet()).ranges[0]?.label).toBe('Nodes: their addresses');
  });

  test('node subnet: how far the nodes reach is not the range of the Pods', async () => {
    const snapshot = await snapshotOf(clusters.nodeSubnet);
    const unread = { ...snapshot, reads: { ...snapshot.reads, masquerade: refused } };
    const of = (map: NetworkMap) => map.ranges.map(({ label, blocks }) => [label, ...blocks]);
    expect(of(networkMapOf(unread, { ...detect(unread), model: 'azure-cni-node-subnet' }))).toEqual([
      ['Nodes: their addresses', '172.20.0.4 – 172.20.0.6'],
      ['Pods: their range'],
    ]);
    expect(of(mapped(snapshot))).toEqual([
      ['Nodes: a block that holds them', '172.20.0.0/16'],
      ['Pods: a block that holds them', '172.20.0.0/16'],
    ]);
  });

  test.each([
    ['of one pool, where the model is not settled', ['10.225.0.0/16'], 'Pods: ranges that were read'],
    ['of every node', ['10.225.0.0/16', '10.225.0.0/16'], 'Pods: their range'],
  ])('the range that NodeNetworkConfigs name, %s', (_, names, label) => {
    const [, pod] = mapped(podSubnet({}, names)).ranges;
    expect(pod).toMatchObject({ label, blocks: ['10.225.0.0/16'] });
    expect(pod?.how.includes('of the nodes whose NodeNetworkConfig was read')).toBe(names.length === 1);
  });

  test('a node without a block is not said to have one', async () => {
    const blocks = [['10.244.0.0/24'], []];
    const at = blocks.map((podCIDRs, i) => nodeAt(i, { podCIDRs }));
    const range = (all: typeof at) => mapped(snapshotWith(all, [], { nodeNetworkConfigs: seen([]) })).ranges[1];
    expect(range(at)).toMatchObject({ label: 'Pods: ranges that were read', blocks: ['10.244.0.0/24'] });
    expect(range(at.slice(0, 1))).toMatchObject({ label: 'Pods: their range', blocks: ['10.244.0.0/24'] });
  });

  test('a model that is not determined comes with what is still possible', async () => {
    const { model } = mapped(await snapshotOf([]));
    expect(model.says).toBe('not determined');
    expect(model.candidates).toContain('Azure CNI Overlay');
  });
});

describe('which picture', () => {
  const observe = async () => snapshotWith(nodes, pods);

  test.each([
    [[], 'map'],
    [['map'], 'map'],
    [['Models'], 'models'],
    [['plan', 'overlay', '5', 'nodes'], 'plan'],
  ])('%j is the %s', async (words, kind) => {
    expect((await buildPicture(words, observe, now)).kind).toBe(kind);
  });

  test('anything else is refused', () => {
    expect(() => parsePictureKind(['mpa'])).toThrow('bad-input');
  });

  test('the cluster’s own model is marked where there is a cluster', async () => {
    const yours = async (look: () => Promise<Snapshot | null>) => {
      const picture = await buildPicture(['models'], look, now);
      return picture.kind === 'models' ? picture.panels.filter((each) => each.yours).map(({ name }) => name) : [];
    };
    expect(await yours(observe)).toEqual(['Azure CNI Overlay']);
    expect(await yours(async () => null)).toEqual([]);
  });

  test('a map needs a cluster', async () => {
    await expect(buildPicture([], async () => null, now)).rejects.toThrow('bad-input');
  });
});

describe('the bars of a plan', () => {
  const barsOf = (words: string): PlanBars => planBars(plan(parsePlanRequest(words.split(' '))));
  const sums = ({ bars }: PlanBars) =>
    bars.map(({ room, shares }) => [room, shares.reduce((sum, { addresses }) => sum + addresses, 0)]);

  test.each([
    // 51 + 51 × 30, and 5 that Azure keeps.
    ['node-subnet 50 nodes', [[2048, 1586]]],
    ['node-subnet 50 nodes subnet 10.1.0.0/24', [[256, 1586]]],
    [
      'overlay 50 nodes pod-cidr 10.244.0.0/16',
      [
        [64, 56],
        [65536, 51 * 256],
      ],
    ],
    [
      'pod-subnet-dynamic 20 nodes',
      [
        [32, 26],
        [4096, 21 * 112 + 5],
      ],
    ],
    ['node-subnet subnet 10.1.0.0/24', [[256, 8 * 31 + 5]]],
    ['node-subnet pool web 10 30 pool db 3 110 surge 33%', [[1024, 14 * 31 + 4 * 111 + 5]]],
    [
      'pod-subnet-static 4 nodes 32 pods',
      [
        [16, 10],
        [256, 5 * 48 + 5],
      ],
    ],
  ])('%s: what is taken, of how much', (words, expected) => {
    expect(sums(barsOf(words))).toEqual(expected);
  });

  test('shares are those of the plan itself', () => {
    const all = ['kubenet 10 nodes', 'overlay 7 nodes surge 3', 'pod-subnet-static 9 nodes 250 pods'];
    for (const words of [...all, 'pod-subnet-dynamic pool a 3 30 pool b 4 250 surge 50%']) {
      const made = plan(parsePlanRequest(words.split(' ')));
      const used = planBars(made).bars.map(({ shares }) =>
        shares.filter(({ kind }) => kind !== 'reserved').reduce((sum, { addresses }) => sum + addresses, 0),
      );
      expect(used).toEqual(made.ranges.map(({ addresses }) => addresses));
    }
  });

  test('several pools are counted, one is a product', () => {
    const pools = barsOf('node-subnet pool web 10 30 pool db 3 110 surge 33%');
    expect(pools.title).toBe('Azure CNI node subnet (traditional): 13 + 5 nodes, in 2 pools');
    expect(pools.bars[0]?.shares.map(({ label }) => label)).toEqual([
      'kept by Azure',
      '13 nodes',
      'Pods (2 pools)',
      'an upgrade (5 nodes)',
    ]);
    expect(barsOf('node-subnet 50 nodes').bars[0]?.shares.map(({ label }) => label)).toEqual([
      'kept by Azure',
      '50 nodes',
      'Pods (50 × 30)',
      'an upgrade (1 × 31)',
    ]);
  });

  test('what stands against it is in words', () => {
    expect(barsOf('node-subnet 2 nodes 10 pods').problems).toEqual([
      'AKS wants room for 30 Pods in a pool; 2 × 10 are 20.',
    ]);
  });
});
