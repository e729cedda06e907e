// Every row of the conflict table, the decision table and the edge cases that AKS is known for, by what they are about.
import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../src/cluster/refusals.ts';
import type { ReadName, Snapshot } from '../../../src/model/snapshot.ts';
import { detect } from '../../../src/network/detect/detect.ts';
import * as clusters from '../../support/clusters.ts';
import {
  aksLabels,
  azureCilium,
  configMap,
  daemonSet,
  emptied,
  listOf,
  node,
  nodeNetworkConfig,
  overlayLabels,
  pod,
  snapshotOf,
  withReads,
} from '../../support/objects.ts';

type Documents = readonly object[];
type Options = NonNullable<Parameters<typeof node>[2]>;

const found = async (...documents: Documents) => detect(await snapshotOf(documents));
const signals = async (...documents: Documents) => (await found(...documents)).signals.map(({ id }) => id);
const label = (key: string, value: string) => ({ ...aksLabels, [`kubernetes.azure.com/${key}`]: value });
const pool = (name: string, more: object = {}) => ({ ...aksLabels, 'kubernetes.azure.com/agentpool': name, ...more });
const n = (i: number, more: Options = {}) => node(`n${i}`, `172.20.0.${4 + i}`, more);
const nodes = (...more: readonly Options[]) =>
  listOf(
    'Node',
    more.map((each, i) => n(i, each)),
  );
const overlayConfig = (i: number) => nodeNetworkConfig(`n${i}`, `192.168.${i}.0/24`, '192.168.0.0/16');
const configs = (...items: ReturnType<typeof overlayConfig>[]) => listOf('NodeNetworkConfig', items);
const sets = (...names: readonly (string | ReturnType<typeof daemonSet>)[]) =>
  listOf(
    'DaemonSet',
    ['csi-azuredisk-node', ...names].map((each) => (typeof each === 'string' ? daemonSet(each, 2) : each)),
  );
const kubenetNode: Options = { podCIDR: '192.168.9.0/24', route: true };
const ids = (network: { conflicts: readonly { id: string }[] }) => network.conflicts.map(({ id }) => id);
const refuse = (snapshot: Snapshot, ...names: readonly ReadName[]): Snapshot =>
  withReads(snapshot, Object.fromEntries(names.map((name) => [name, refusalOf(snapshot.reads[name].ask, 403)])));

describe('conflicts are named, never averaged', () => {
  test('overlay and kubenet on different nodes: mixed, the nodes listed', async () => {
    const network = await found(nodes({}, kubenetNode), configs(overlayConfig(0)));
    expect(network.model).toBe('mixed');
    expect(network.conflicts[0]?.says).toContain('n0: Azure CNI Overlay; n1: kubenet');
  });

  test('two settled models and one unsettled node: still mixed', async () => {
    const unsettled = { labels: aksLabels };
    const network = await found(
      nodes({ labels: overlayLabels }, { labels: label('podnetwork-type', 'vnetblock') }, unsettled),
    );
    expect(network.model).toBe('mixed');
  });

  test('pools are judged one by one', async () => {
    const network = await found(
      nodes(
        { labels: pool('new', { 'kubernetes.azure.com/podnetwork-type': 'overlay' }) },
        { labels: pool('old', { 'kubernetes.azure.com/podnetwork-type': 'vnet' }), ready: true },
        { labels: pool('old'), ready: false },
      ),
    );
    expect(network.pools).toEqual([
      { name: 'new', model: 'azure-cni-overlay', nodes: 1, ready: 1 },
      { name: 'old', model: 'azure-cni-pod-subnet-dynamic', nodes: 2, ready: 1 },
    ]);
  });

  test('both on one node: the NodeNetworkConfig wins, the stale podCIDR is named', async () => {
    const network = await found(nodes(kubenetNode), configs(overlayConfig(0)));
    expect([network.model, ids(network)]).toEqual(['azure-cni-overlay', ['stale-pod-cidr']]);
    expect(network.conflicts[0]?.says).toContain('n0 (192.168.9.0/24)');
  });

  test('its neighbour: a kubenet node’s podCIDR is not stale', async () => {
    const network = await found(nodes(kubenetNode), configs());
    expect([network.model, ids(network)]).toEqual(['kubenet', []]);
  });

  test('ebpf-dataplane label without Cilium: named, and kube-proxy stays the data plane', async () => {
    const network = await found(nodes({ labels: label('ebpf-dataplane', 'cilium') }), sets('kube-proxy'));
    expect([network.dataplane, ids(network)]).toEqual(['kube-proxy', ['label-without-cilium']]);
    expect(network.signals.find(({ id }) => id === 'ebpf-label')?.weight).toBe('weak');
  });

  test('its neighbour: the label with Cilium running is no conflict', async () => {
    const network = await found(
      nodes({ labels: label('ebpf-dataplane', 'cilium') }),
      sets('cilium'),
      listOf('ConfigMap', [azureCilium]),
    );
    expect([network.dataplane, ids(network)]).toEqual(['azure-cilium', []]);
  });

  test('managed Cilium, NodeNetworkConfigs refused, no labels: not determinable, the permission named', async () => {
    const snapshot = await snapshotOf([nodes({}), sets('cilium', 'azure-cns'), listOf('ConfigMap', [azureCilium])]);
    const network = detect(refuse(snapshot, 'nodeNetworkConfigs'));
    expect([network.model, network.dataplane]).toEqual(['undetermined', 'azure-cilium']);
    expect(network.candidates).not.toContain('kubenet');
    expect(network.conflicts).toEqual([
      {
        id: 'no-permission-nodeNetworkConfigs',
        says: 'the permission to list nodenetworkconfigs.acn.azure.com in namespace kube-system is missing, which could settle it',
      },
    ]);
  });

  test('its neighbour: refused where the labels settle it, the permission is not worth a conflict', async () => {
    const snapshot = await snapshotOf([nodes({ labels: overlayLabels })]);
    const network = detect(refuse(snapshot, 'nodeNetworkConfigs'));
    expect(network.model).toBe('azure-cni-overlay');
    expect(ids(network)).toEqual([]);
  });

  test('podCIDR empty, no NodeNetworkConfig readable, Pods outside of the node subnet: no overlay is claimed', async () => {
    const network = await found(
      nodes({}, {}),
      listOf('Pod', [pod('student-07', 'web', 'n0', '192.168.1.7', '172.20.0.4')]),
      listOf('ConfigMap', [
        configMap('azure-ip-masq-agent-config-reconciled', {
          'ip-masq-agent-reconciled': 'nonMasqueradeCIDRs:\n- 172.20.0.0/16\n- 10.0.0.0/16\n',
        }),
      ]),
    );
    expect(network.model).toBe('undetermined');
    expect(network.candidates).toContain('azure-cni-pod-subnet-dynamic');
    expect(network.candidates).not.toContain('azure-cni-node-subnet');
  });

  test('nodes and kube-system refused: nothing is claimed, each missing permission named', async () => {
    const snapshot = await snapshotOf(clusters.overlayCilium);
    const network = detect(
      refuse(
        snapshot,
        'nodes',
        'nodeNetworkConfigs',
        'daemonSets',
        'systemPods',
        'masquerade',
        'ciliumConfig',
        'calicoDaemonSets',
      ),
    );
    expect([network.model, network.dataplane, network.policyEngine, network.aks]).toEqual([
      'undetermined',
      'undetermined',
      'undetermined',
      null,
    ]);
    expect(ids(network)).toEqual(
      ['nodes', 'nodeNetworkConfigs', 'daemonSets', 'masquerade', 'systemPods', 'ciliumConfig', 'calicoDaemonSets'].map(
        (name) => `no-permission-${name}`,
      ),
    );
  });

  test('not AKS: said so, with what can still be told', async () => {
    const labels = { 'kubernetes.io/os': 'linux' };
    const network = await found(nodes({ labels, podCIDR: '192.168.0.0/24' }), sets('kube-proxy'));
    expect([network.aks, network.model, network.dataplane, network.candidates]).toEqual([
      false,
      'undetermined',
      'kube-proxy',
      [],
    ]);
    expect(ids(network)).toContain('not-aks');
  });

  test('a node without labels and provider is not called foreign', async () => {
    const bare = { ...n(0, { labels: {} }), spec: {} };
    expect((await found(listOf('Node', [bare]))).aks).toBeNull();
  });

  test('the API host proves AKS where the nodes cannot be read', async () => {
    const snapshot = { ...(await snapshotOf([])), apiHost: 'x-1.hcp.westeurope.azmk8s.io' };
    expect(detect(snapshot).aks).toBe(true);
    expect(detect({ ...snapshot, apiHost: 'x-1.example.com' }).aks).toBeNull();
  });

  test('two policy engines: undetermined, both named', async () => {
    const network = await found(nodes({}), sets('kube-proxy', 'azure-npm', 'calico-node'));
    expect([network.policyEngine, ids(network)]).toEqual(['undetermined', ['two-policy-engines']]);
  });

  test('Cilium and kube-proxy at once: a change under way is named', async () => {
    const network = await found(
      nodes({ labels: overlayLabels }),
      sets('cilium', 'azure-cns', 'kube-proxy'),
      listOf('ConfigMap', [azureCilium]),
    );
    expect([network.dataplane, ids(network)]).toEqual(['azure-cilium', ['two-data-planes']]);
  });

  test('network-policy=none beside a running Azure NPM', async () => {
    const network = await found(nodes({ labels: label('network-policy', 'none') }), sets('kube-proxy', 'azure-npm'));
    expect([network.policyEngine, ids(network)]).toEqual(['azure-npm', ['policy-label']]);
  });
});

describe('what does not go together is named', () => {
  const half = [{ labels: overlayLabels }, { labels: overlayLabels }, kubenetNode, kubenetNode];

  test('two nodes overlay, two that are kubenet’s or migrated: undetermined, and the nodes are named', async () => {
    const network = await found(nodes(...half), sets('azure-cns', 'kube-proxy'));
    expect([network.model, ids(network)]).toEqual(['undetermined', ['nodes-differ']]);
    expect(network.conflicts[0]?.says).toContain('n0, n1: Azure CNI Overlay; n2, n3: kubenet or Azure CNI Overlay');
  });

  test('its neighbour: nodes that all leave the same open differ in nothing', async () => {
    const network = await found(nodes(kubenetNode, kubenetNode), sets('azure-cns', 'kube-proxy'));
    expect([network.model, ids(network)]).toEqual(['undetermined', []]);
  });

  const idle = (i: number, message: string) => {
    const from = n(i);
    const ready = { type: 'Ready', status: 'False', reason: 'KubeletNotReady', message };
    return { ...from, status: { ...(from.status as object), conditions: [ready] } };
  };
  const uninitialized =
    'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized';

  test.each([
    ['kube-proxy told of a range', proxy('ClusterCIDR')],
    ['kube-proxy alone', 'kube-proxy'],
  ])('no node is Ready, and none has a CNI: said, and kubenet is no candidate (%s)', async (_, agent) => {
    const network = await found(listOf('Node', [idle(0, uninitialized), idle(1, uninitialized)]), sets(agent));
    expect(['byo-cni', 'undetermined']).toContain(network.model);
    expect(network.candidates).not.toContain('kubenet');
    expect(ids(network)).toContain('no-ready-node');
    expect(network.conflicts.at(-1)?.says).toContain('no CNI is set up');
  });

  test('its neighbours: another reason is no missing CNI, and one Ready node is enough', async () => {
    const other = await found(listOf('Node', [idle(0, 'PLEG is not healthy')]));
    expect(other.conflicts.map(({ says }) => says)).toEqual([
      'none of 1 node is Ready, so what follows from them is less sure',
    ]);
    expect(ids(await found(listOf('Node', [idle(0, uninitialized), n(1)])))).toEqual([]);
  });

  test('Pods between the nodes of one pool: a node subnet, also where no agent was seen', async () => {
    const between = [
      listOf('Node', [n(0), node('n1', '172.20.0.40')]),
      listOf('Pod', [pod('student-07', 'web', 'n0', '172.20.0.9', '172.20.0.4')]),
    ];
    expect((await found(...between)).model).toBe('azure-cni-node-subnet');
    const own = listOf('ConfigMap', [configMap('cilium-config', { ipam: 'cluster-pool' })]);
    expect((await found(...between, sets('cilium'), own)).model).toBe('byo-cni');
  });

  const engine = (name: string, group: string) =>
    node(name, '172.20.0.4', { labels: { 'kubernetes.azure.com/cluster': group } });
  test.each([
    ['AKS Engine', 'k8s-agentpool1-12345678-vmss000000', 'my-group', false],
    ['its Windows node', '1234k8s000', 'my-group', false],
    ['AKS with a resource group of one’s own for nodes', 'aks-nodepool1-12345678-vmss000000', 'my-group', true],
    ['AKS', 'aks-nodepool1-12345678-vmss000000', 'MC_rg_aks_westeurope', true],
  ])('%s', async (_, name, group, aks) => {
    const network = await found(listOf('Node', [engine(name, group)]));
    expect([network.aks, ids(network).includes('not-aks')]).toEqual([aks, !aks]);
  });
});

describe('decision table', () => {
  const rows: readonly (readonly [string, Documents, string])[] = [
    [
      'a NodeNetworkConfig without a type is a Pod subnet’s',
      [nodes({}), configs(nodeNetworkConfig('n0', '10.1.0.4', '10.1.0.0/16', { type: '', mode: 'dynamic' }))],
      'azure-cni-pod-subnet-dynamic',
    ],
    [
      'without type and assignment: any of those that azure-cns serves',
      [nodes({}), configs(nodeNetworkConfig('n0', '10.1.0.4', '10.1.0.0/16', { type: '', mode: 'static' }))],
      'undetermined',
    ],
    [
      'of an unknown type: one of those that azure-cns serves',
      [nodes({}), configs(nodeNetworkConfig('n0', '10.1.0.4', '10.1.0.0/16', { type: 'new' }))],
      'undetermined',
    ],
    [
      'static without blocks: which Pod subnet is not said',
      [nodes({}), configs(nodeNetworkConfig('n0', '10.1.0.4', '10.1.0.0/16', { type: 'vnet', mode: 'static' }))],
      'undetermined',
    ],
    ['label vnetblock', [nodes({ labels: label('podnetwork-type', 'vnetblock') })], 'azure-cni-pod-subnet-static'],
    ['label vnet', [nodes({ labels: label('podnetwork-type', 'vnet') })], 'azure-cni-pod-subnet-dynamic'],
    ['label podnetwork-subnet alone', [nodes({ labels: label('podnetwork-subnet', 'pods') })], 'undetermined'],
    ['label azure-cni-overlay alone', [nodes({ labels: label('azure-cni-overlay', 'true') })], 'azure-cni-overlay'],
    ['podCIDR of a CNI of one’s own', [nodes({ podCIDR: '192.168.0.0/24' })], 'undetermined'],
    [
      'flannel, which reports itself',
      [
        listOf('Node', [withReason(n(0, { podCIDR: '192.168.0.0/24' }), 'FlannelIsUp')]),
        sets('kube-flannel-ds', 'kube-proxy'),
      ],
      'byo-cni',
    ],
    [
      'Calico as CNI: kubenet with Calico is ruled out by the missing podCIDR',
      [listOf('Node', [withReason(n(0), 'CalicoIsUp')])],
      'byo-cni',
    ],
    ['elimination alone proves nothing', [nodes({}), configs(), sets('kube-proxy')], 'undetermined'],
    [
      'kube-proxy told of azv and of a Pod CIDR',
      [nodes({}), sets('azure-cns', proxy('InterfaceNamePrefix', '192.168.0.0/16'))],
      'azure-cni-overlay',
    ],
    [
      'kube-proxy told of azv alone: not overlay, no more',
      [nodes({}), sets('azure-cns', proxy('InterfaceNamePrefix'))],
      'undetermined',
    ],
    [
      'kube-proxy by ClusterCIDR, with podCIDR and route',
      [nodes(kubenetNode), sets(proxy('ClusterCIDR', '192.168.0.0/16'))],
      'kubenet',
    ],
    [
      'Cilium with its own address pools',
      [nodes({}), sets('cilium'), listOf('ConfigMap', [configMap('cilium-config', { ipam: 'cluster-pool' })])],
      'byo-cni',
    ],
    [
      'Cilium chained: the model stays',
      [
        nodes({ labels: overlayLabels }),
        sets('cilium', 'kube-proxy'),
        listOf('ConfigMap', [
          configMap('cilium-config', { ipam: 'cluster-pool', 'cni-chaining-mode': 'generic-veth' }),
        ]),
      ],
      'azure-cni-overlay',
    ],
  ];
  test.each(rows)('%s', async (_, documents, model) => {
    expect((await found(...documents)).model).toBe(model);
  });
});

function withReason(from: Readonly<Record<string, unknown>>, reason: string) {
  const conditions = [
    { type: 'NetworkUnavailable', status: 'False', reason },
    { type: 'Ready', status: 'True' },
  ];
  return { ...from, status: { ...(from.status as object), conditions } };
}

function proxy(mode: string, range?: string) {
  const command = [
    'kube-proxy',
    `--detect-local-mode=${mode}`,
    ...(mode === 'ClusterCIDR' ? [] : ['--pod-interface-name-prefix=azv']),
    ...(range ? [`--cluster-cidr=${range}`] : []),
  ];
  return daemonSet('kube-proxy', 2, { labels: { component: 'kube-proxy' }, command });
}

test('a NodeNetworkConfig without its type leaves the overlay possible, and decides nothing', async () => {
  const lost = nodeNetworkConfig('n0', '192.168.0.0/24', '192.168.0.0/16', { type: '' });
  const network = await found(nodes({}), configs(lost));
  expect(network.candidates).toContain('azure-cni-overlay');
  expect(network.signals.find(({ id }) => id === 'nnc')?.weight).toBe('strong');
});

describe('edge cases', () => {
  test('a virtual node fakes RouteCreated and does not vote', async () => {
    const virtual = { ...kubenetNode, labels: { type: 'virtual-kubelet', 'kubernetes.azure.com/managed': 'false' } };
    const network = await found(nodes({ labels: overlayLabels }, virtual), configs(overlayConfig(0)));
    expect([network.model, network.virtualNodes, network.pools.length]).toEqual(['azure-cni-overlay', true, 1]);
  });

  test('a node that AKS does not manage keeps its own podCIDR to itself', async () => {
    const foreign = { ...kubenetNode, labels: label('managed', 'false') };
    expect((await found(nodes({ labels: overlayLabels }, foreign))).model).toBe('azure-cni-overlay');
  });

  test('Karpenter’s nodes: an empty agentpool label is no pool', async () => {
    const labels = { ...overlayLabels, 'kubernetes.azure.com/agentpool': '', 'karpenter.sh/nodepool': 'default' };
    expect((await found(nodes({ labels }))).pools[0]?.name).toBe('default');
  });

  test('an empty NodeNetworkConfig on a node that is not Ready: the allocation is named, the model stands', async () => {
    const empty = { ...overlayConfig(1), status: {} };
    const network = await found(
      nodes({ labels: overlayLabels }, { labels: overlayLabels, ready: false }),
      configs(overlayConfig(0), empty),
    );
    expect([network.model, ids(network)]).toEqual(['azure-cni-overlay', ['allocation-pending']]);
  });

  test('where no node is known to be Ready, labels still tell; that none is Ready is said', async () => {
    const unread = { ...n(0, { labels: overlayLabels }), status: null };
    const silent = await found(listOf('Node', [unread]));
    expect([silent.model, ids(silent)]).toEqual(['azure-cni-overlay', []]);
    const idle = await found(nodes({ labels: overlayLabels, ready: false }));
    expect([idle.model, ids(idle)]).toEqual(['azure-cni-overlay', ['no-ready-node']]);
  });

  test('beside a Ready node one that is not does not vote; one whose readiness was not read leaves it open', async () => {
    const [overlay, kubenet] = [n(0, { labels: overlayLabels }), n(1, kubenetNode)];
    const late = n(1, { ...kubenetNode, ready: false });
    const unread = { ...kubenet, status: { ...(kubenet.status as object), conditions: null } };
    expect((await found(listOf('Node', [overlay, late]))).model).toBe('azure-cni-overlay');
    const open = await found(listOf('Node', [overlay, unread]));
    expect([open.model, ids(open)]).toEqual(['undetermined', ['nodes-differ']]);
  });

  test('an empty NodeNetworkConfig still tells by its own label', async () => {
    const empty = {
      ...overlayConfig(0),
      metadata: {
        name: 'n0',
        namespace: 'kube-system',
        labels: { 'kubernetes.azure.com/podnetwork-type': 'vnetblock' },
      },
      status: { networkContainers: null },
    };
    expect((await found(nodes({}), configs(empty))).model).toBe('azure-cni-pod-subnet-static');
  });

  test('10.244 proves nothing: a node subnet may use it', async () => {
    const among = [pod('student-07', 'web', 'n0', '10.244.0.9', '10.244.0.4')];
    const network = await found(
      listOf('Node', [node('n0', '10.244.0.4'), node('n1', '10.244.0.12')]),
      listOf('Pod', among),
      sets('kube-proxy'),
      configs(),
    );
    expect(network.model).toBe('azure-cni-node-subnet');
  });

  test('hostNetwork Pods, finished Pods and Pods being deleted say nothing', async () => {
    const host = { hostNetwork: true };
    const pods = [
      pod('student-07', 'a', 'n0', '172.20.0.4', '172.20.0.4', host),
      pod('student-07', 'b', 'n0', '172.20.0.7', '172.20.0.4', { phase: 'Succeeded' }),
      pod('student-07', 'c', 'n0', '172.20.0.7', '172.20.0.4', { deleting: true }),
      pod('student-07', 'd', 'n0', '', '172.20.0.4', { phase: 'Pending' }),
    ];
    const running = pod('student-07', 'e', 'n0', '172.20.0.7', '172.20.0.4');
    expect(await signals(nodes({}, {}, {}), listOf('Pod', [...pods, running]))).toContain('pods-among-nodes');
    expect(await signals(nodes({}, {}, {}), listOf('Pod', pods))).not.toContain('pods-among-nodes');
  });

  test('two node subnets: only what lies within one pool counts as a span', async () => {
    const of = (a: string, b: string) =>
      listOf('Node', [node('a', '10.1.0.4', { labels: pool(a) }), node('b', '10.9.0.4', { labels: pool(b) })]);
    const web = listOf('Pod', [pod('student-07', 'web', 'a', '10.5.0.9', '10.1.0.4')]);
    expect(await signals(of('a', 'b'), web)).not.toContain('pods-among-nodes');
    expect(await signals(of('a', 'a'), web)).toContain('pods-among-nodes');
  });

  test('Calico in calico-system without a ready Pod is not called the engine', async () => {
    const dead = daemonSet('calico-node', 2, { namespace: 'calico-system', ready: 0 });
    const left = daemonSet('calico-node', 0, { namespace: 'calico-system' });
    const live = daemonSet('calico-node', 2, { namespace: 'calico-system' });
    const engine = async (set: ReturnType<typeof daemonSet>) =>
      (await found(nodes({}), sets('kube-proxy'), listOf('DaemonSet', [set]))).policyEngine;
    expect([await engine(dead), await engine(left), await engine(live)]).toEqual(['undetermined', 'none', 'calico']);
  });

  test('nor is an Azure NPM, nor a Calico in kube-system, without a ready Pod', async () => {
    const engine = async (...more: ReturnType<typeof daemonSet>[]) =>
      (await found(nodes({}), sets('kube-proxy', ...more))).policyEngine;
    expect(await engine(daemonSet('azure-npm', 2, { ready: 0 }))).toBe('undetermined');
    expect(await engine(daemonSet('calico-node', 2, { ready: 0 }))).toBe('undetermined');
    expect(await engine(daemonSet('azure-npm', 2, { ready: 1 }))).toBe('azure-npm');
    expect(await engine(daemonSet('calico-node', 2, { ready: 1 }))).toBe('calico');
  });

  test('Cilium in another namespace marks its nodes: no data plane is claimed', async () => {
    const marked = listOf('Node', [withReason(n(0), 'CiliumIsUp')]);
    const network = await found(marked, sets('azure-cns'));
    expect([network.dataplane, network.policyEngine, ids(network)]).toEqual([
      'undetermined',
      'undetermined',
      ['cilium-elsewhere'],
    ]);
  });

  test('DaemonSets refused: agents are known by their Pods', async () => {
    const snapshot = refuse(await snapshotOf(clusters.nodeSubnet), 'daemonSets');
    expect(detect(snapshot).dataplane).toBe('kube-proxy');
    expect(detect(emptied(snapshot, 'systemPods')).dataplane).toBe('undetermined');
  });

  test('Windows by its agents, where only some nodes were listed', async () => {
    const some = { apiVersion: 'v1', kind: 'List', items: [n(0)] };
    const agents = (desired: number) => sets(daemonSet('cloud-node-manager-windows', desired));
    expect([
      (await found(some)).windows,
      (await found(some, agents(1))).windows,
      (await found(some, agents(0))).windows,
    ]).toEqual([null, true, false]);
  });

  test('dual stack by two addresses of one Pod, or by a NodeNetworkConfig', async () => {
    const both = pod('student-07', 'web', 'n0', '192.168.0.4', '172.20.0.4');
    const status = { ...(both.status as object), podIPs: [{ ip: '192.168.0.4' }, { ip: 'fd00::4' }] };
    const config = overlayConfig(0);
    const [container] = (config.status as { networkContainers: object[] }).networkContainers;
    const six = { ...config, status: { networkContainers: [{ ...container, primaryIPV6: 'fd00:1::/112' }] } };
    const dual = async (...documents: Documents) => (await found(...documents)).dualStack;
    expect([
      await dual(listOf('Pod', [{ ...both, status }])),
      await dual(configs(six)),
      await dual(configs(config)),
    ]).toEqual([true, true, false]);
  });
});

describe('kubenet, where its route or its condition is not what it should be', () => {
  const without = (status: string, reason: string) => {
    const from = n(0, { podCIDR: '192.168.0.0/24' });
    const conditions = [
      { type: 'NetworkUnavailable', status, reason },
      { type: 'Ready', status: 'True' },
    ];
    return listOf('Node', [{ ...from, status: { ...(from.status as object), conditions } }]);
  };
  const masquerade = listOf('ConfigMap', [
    configMap('azure-ip-masq-agent-config-reconciled', {
      'ip-masq-agent-reconciled': 'nonMasqueradeCIDRs: [192.168.0.0/16]',
    }),
  ]);

  test('a route that is missing is no sign of an overlay', async () => {
    const { model, candidates } = await found(without('True', 'NoRouteCreated'), masquerade);
    expect([model, candidates]).toEqual(['undetermined', ['kubenet', 'azure-cni-overlay']]);
  });

  test('with what else shows kubenet it stays kubenet', async () => {
    const all = await found(
      without('True', 'NoRouteCreated'),
      masquerade,
      configs(),
      sets(proxy('ClusterCIDR', '192.168.0.0/16')),
    );
    expect(all.model).toBe('kubenet');
  });

  test('Calico’s condition does not take kubenet away', async () => {
    const { model, candidates } = await found(without('False', 'CalicoIsUp'), sets('kube-proxy', 'calico-node'));
    expect([model, candidates]).toEqual(['undetermined', ['kubenet', 'byo-cni']]);
  });

  test('a route beside a running azure-cns: perhaps a migration, so NodeNetworkConfigs would have to be read', async () => {
    const agents = sets('azure-cns', proxy('InterfaceNamePrefix', '192.168.0.0/16'));
    const snapshot = refuse(await snapshotOf([nodes(kubenetNode), agents]), 'nodeNetworkConfigs');
    const network = detect(snapshot);
    expect([network.model, network.candidates, ids(network)]).toEqual([
      'undetermined',
      ['kubenet', 'azure-cni-overlay'],
      ['no-permission-nodeNetworkConfigs'],
    ]);
  });
});

describe('what is left behind or dead is not what runs', () => {
  test('a DaemonSet whose status was not read, without a Pod: no Cilium is claimed', async () => {
    const { status: _, ...set } = daemonSet('cilium', 2, { labels: { 'kubernetes.azure.com/managedby': 'aks' } });
    const network = await found(
      nodes({}),
      sets(set as ReturnType<typeof daemonSet>),
      listOf('ConfigMap', [azureCilium]),
    );
    expect([network.dataplane, network.policyEngine]).toEqual(['undetermined', 'undetermined']);
  });

  test('Cilium without a ready agent enforces nothing that could be relied on', async () => {
    const network = await found(
      nodes({}),
      sets(daemonSet('cilium', 2, { ready: 0 })),
      listOf('ConfigMap', [azureCilium]),
    );
    expect([network.dataplane, network.policyEngine]).toEqual(['azure-cilium', 'undetermined']);
  });

  test.each(['antrea-agent', 'kube-router', 'weave-net', 'kube-ovn-cni'])(
    '%s may enforce policies: never “none”',
    async (name) => {
      const left = listOf('DaemonSet', [daemonSet('calico-typha', 1, { namespace: 'calico-system' })]);
      const engine = async (set: string) => (await found(nodes({}), sets('kube-proxy', set), left)).policyEngine;
      expect([await engine(name), await engine('cloud-node-manager')]).toEqual(['undetermined', 'none']);
    },
  );

  test('nor is it “none” where AKS labelled its nodes to have one', async () => {
    const left = listOf('DaemonSet', [daemonSet('calico-typha', 1, { namespace: 'calico-system' })]);
    const network = await found(nodes({ labels: label('network-policy', 'calico') }), sets('kube-proxy'), left);
    expect(network.policyEngine).toBe('undetermined');
  });

  test('a flannel without a ready Pod names no model', async () => {
    expect((await found(sets('kube-proxy', daemonSet('kube-flannel-ds', 3, { ready: 0 })))).model).toBe('undetermined');
    expect((await found(sets('kube-proxy', daemonSet('kube-flannel-ds', 3)))).model).toBe('byo-cni');
  });
});

describe('an empty list of NodeNetworkConfigs never turns one model into another', () => {
  test('Azure-managed Cilium, no label, Pods that nobody can place', async () => {
    const snapshot = await snapshotOf([
      nodes({}, {}),
      sets('cilium', 'azure-cns'),
      listOf('ConfigMap', [azureCilium]),
      configs(),
    ]);
    const network = detect(snapshot);
    expect([network.model, network.candidates.length]).toEqual(['undetermined', 4]);
  });
});
