import { describe, expect, test } from 'vitest';
import { detect } from '../../../src/network/detect/detect.ts';
import * as clusters from '../../support/clusters.ts';
import {
  aksLabels,
  azureCilium,
  configMap,
  daemonSet,
  listOf,
  node,
  nodeNetworkConfig,
  overlayLabels,
  pod,
  snapshotOf,
} from '../../support/objects.ts';

type Documents = readonly object[];
const found = async (documents: Documents) => detect(await snapshotOf(documents));
const two = (more: Parameters<typeof node>[2] = {}) =>
  listOf('Node', [node('n0', '172.20.0.4', more), node('n1', '172.20.0.5', more)]);
const sets = (...names: readonly string[]) =>
  listOf(
    'DaemonSet',
    ['csi-azuredisk-node', ...names].map((name) => daemonSet(name, 2)),
  );
const configs = (type: string, mode: string, primary: (i: number) => string) =>
  listOf(
    'NodeNetworkConfig',
    ['n0', 'n1'].map((name, i) => nodeNetworkConfig(name, primary(i), '192.168.0.0/16', { type, mode })),
  );
const configsOverlay = configs('overlay', 'static', (i) => `192.168.${i}.0/24`);

describe('the IPAM model', () => {
  const rows: readonly (readonly [string, Documents, string])[] = [
    ['NodeNetworkConfig overlay', [two(), configsOverlay], 'azure-cni-overlay'],
    [
      'NodeNetworkConfig vnet, dynamic',
      [two(), configs('vnet', 'dynamic', () => '10.241.0.21')],
      'azure-cni-pod-subnet-dynamic',
    ],
    [
      'NodeNetworkConfig vnetblock',
      [two(), configs('vnetblock', 'static', (i) => `10.40.0.${i * 16}/28`)],
      'azure-cni-pod-subnet-static',
    ],
    ['label overlay, nothing else', [two({ labels: overlayLabels })], 'azure-cni-overlay'],
    [
      'label overlay with spec.podCIDR set',
      [two({ labels: overlayLabels, podCIDR: '192.168.0.0/24' })],
      'azure-cni-overlay',
    ],
    [
      'podCIDR and RouteCreated, and no NodeNetworkConfig',
      [two({ podCIDR: '192.168.0.0/24', route: true }), listOf('NodeNetworkConfig', [])],
      'kubenet',
    ],
    [
      'the same with NodeNetworkConfig: it wins',
      [two({ podCIDR: '192.168.0.0/24', route: true }), configsOverlay],
      'azure-cni-overlay',
    ],
    [
      'podCIDR and RouteCreated, no label of an overlay, NodeNetworkConfigs not readable',
      [two({ podCIDR: '192.168.0.0/24', route: true })],
      'kubenet',
    ],
    [
      'the same on nodes whose labels were not read',
      [two({ podCIDR: '192.168.0.0/24', route: true, labels: { 'kubernetes.azure.com/agentpool': 'a' } })],
      'undetermined',
    ],
    ['nodes alone', [two()], 'undetermined'],
    [
      'nodes without their spec: podCIDR is not empty but unread',
      [
        listOf(
          'Node',
          ['n0', 'n1'].map((name, i) => ({ ...node(name, `172.20.0.${4 + i}`), spec: null })),
        ),
        listOf('NodeNetworkConfig', []),
        sets('kube-proxy'),
      ],
      'undetermined',
    ],
    ['no node is AKS’s', [two({ labels: { 'kubernetes.io/os': 'linux' } }), configsOverlay], 'undetermined'],
    [
      'overlay and kubenet nodes at once',
      [
        listOf('Node', [
          node('n0', '172.20.0.4'),
          node('n1', '172.20.0.5', { podCIDR: '192.168.9.0/24', route: true }),
        ]),
        listOf('NodeNetworkConfig', [nodeNetworkConfig('n0', '192.168.0.0/24', '192.168.0.0/16')]),
      ],
      'mixed',
    ],
    [
      'only Ready nodes vote',
      [
        listOf('Node', [
          node('n0', '172.20.0.4', { labels: overlayLabels }),
          node('n1', '172.20.0.5', { ready: false, podCIDR: '1.2.3.0/24', route: true }),
        ]),
      ],
      'azure-cni-overlay',
    ],
    [
      'a virtual node does not vote',
      [
        listOf('Node', [
          node('n0', '172.20.0.4', { labels: overlayLabels }),
          node('v', '172.20.0.9', { route: true, labels: { type: 'virtual-kubelet' } }),
        ]),
      ],
      'azure-cni-overlay',
    ],
  ];
  test.each(rows)('%s', async (_, documents, model) => {
    expect((await found(documents)).model).toBe(model);
  });

  test('an undetermined model names what is still possible', async () => {
    const labels = { 'kubernetes.azure.com/agentpool': 'a' };
    const { candidates } = await found([two({ podCIDR: '192.168.0.0/24', route: true, labels })]);
    expect(candidates).toEqual(['kubenet', 'azure-cni-overlay']);
  });

  test('Azure-managed Cilium alone does not tell the model', async () => {
    const managed = daemonSet('cilium', 2, {
      labels: { 'k8s-app': 'cilium', 'kubernetes.azure.com/managedby': 'aks' },
    });
    const network = await found([
      two(),
      listOf('DaemonSet', [daemonSet('azure-cns', 2), managed]),
      listOf('ConfigMap', [azureCilium]),
    ]);
    expect([network.model, network.dataplane]).toEqual(['undetermined', 'azure-cilium']);
    expect(network.candidates).toEqual([
      'azure-cni-node-subnet',
      'azure-cni-pod-subnet-dynamic',
      'azure-cni-pod-subnet-static',
      'azure-cni-overlay',
    ]);
  });

  test('a cluster that is not AKS is said to be so', async () => {
    const network = await found([two({ labels: {} })]);
    // The provider is Azure, but the node names are not AKS’s.
    expect([network.aks, network.conflicts[0]?.id]).toEqual([false, 'not-aks']);
  });

  test('every conclusion lists its signals, the strongest first', async () => {
    const { signals } = await found(clusters.overlayCilium);
    expect(signals[0]).toMatchObject({
      id: 'nnc',
      weight: 'decisive',
      observed: 'kube-system NodeNetworkConfig n0: type overlay, static assignment (and 2 more like it)',
    });
    expect(signals.map(({ id }) => id)).toEqual(expect.arrayContaining(['node-label', 'cilium']));
  });
});

describe('the data plane', () => {
  const ownCilium = configMap('cilium-config', { ipam: 'cluster-pool', 'routing-mode': 'tunnel' });
  const chained = (more: object) =>
    configMap('cilium-config', { ipam: 'cluster-pool', 'cni-chaining-mode': 'generic-veth', ...more });
  const rows: readonly (readonly [string, Documents, string, string])[] = [
    ['kube-proxy', [sets('kube-proxy')], 'kube-proxy', 'undetermined'],
    [
      'Azure’s Cilium, by its configuration',
      [sets('cilium'), listOf('ConfigMap', [azureCilium])],
      'azure-cilium',
      'cilium',
    ],
    ['somebody’s own Cilium', [sets('cilium'), listOf('ConfigMap', [ownCilium])], 'self-managed-cilium', 'cilium'],
    [
      'Cilium chained on Azure CNI, with kube-proxy, and no word of who routes',
      [sets('cilium', 'kube-proxy'), listOf('ConfigMap', [chained({})])],
      'undetermined',
      'cilium',
    ],
    [
      'the same, and it leaves Services to kube-proxy',
      [sets('cilium', 'kube-proxy'), listOf('ConfigMap', [chained({ 'kube-proxy-replacement': 'disabled' })])],
      'kube-proxy',
      'cilium',
    ],
    [
      'the same, and it replaces kube-proxy',
      [sets('cilium', 'kube-proxy'), listOf('ConfigMap', [chained({ 'kube-proxy-replacement': 'strict' })])],
      'self-managed-cilium',
      'cilium',
    ],
    [
      'delegated-plugin without the router address: whose it is cannot be told',
      [sets('cilium'), listOf('ConfigMap', [configMap('cilium-config', { ipam: 'delegated-plugin' })])],
      'undetermined',
      'cilium',
    ],
    [
      'delegated-plugin with another router address',
      [
        sets('cilium'),
        listOf('ConfigMap', [
          configMap('cilium-config', { ipam: 'delegated-plugin', 'local-router-ipv4': '169.254.32.16' }),
        ]),
      ],
      'self-managed-cilium',
      'cilium',
    ],
    ['Cilium whose owner cannot be told', [sets('cilium')], 'undetermined', 'cilium'],
    ['neither of the two', [two(), sets('azure-cns')], 'none', 'undetermined'],
    ['neither of the two, and no node to ask', [sets('azure-cns')], 'undetermined', 'undetermined'],
    ['a false friend is not kube-proxy', [two(), sets('windows-kube-proxy-initializer')], 'none', 'undetermined'],
    [
      'the node label alone',
      [two({ labels: { ...aksLabels, 'kubernetes.azure.com/ebpf-dataplane': 'cilium' } })],
      'undetermined',
      'undetermined',
    ],
    ['no DaemonSet at all: not credible', [listOf('DaemonSet', [])], 'undetermined', 'undetermined'],
    ['Azure NPM', [sets('kube-proxy', 'azure-npm')], 'kube-proxy', 'azure-npm'],
  ];
  test.each(rows)('%s', async (_, documents, dataplane, policyEngine) => {
    const network = await found(documents);
    expect([network.dataplane, network.policyEngine]).toEqual([dataplane, policyEngine]);
  });

  test('a Pod labelled k8s-app=cilium in a student’s namespace is not Cilium', async () => {
    const fake = pod('student-07', 'cilium-x', 'n0', '192.168.0.9', '172.20.0.4', {
      labels: { 'k8s-app': 'cilium', 'kubernetes.azure.com/managedby': 'aks' },
    });
    const network = await found([
      sets('kube-proxy'),
      listOf('Pod', [fake, pod('kube-system', 'coredns', 'n0', '', '')]),
    ]);
    expect(network.dataplane).toBe('kube-proxy');
  });
});

describe('besides', () => {
  test.each([
    ['dualStack', [two({ podCIDR: '192.168.0.0/24' })], false],
    ['dualStack', [two({ labels: { ...overlayLabels, 'kubernetes.azure.com/podv6network-type': 'overlay' } })], true],
    ['dualStack', [], null],
    ['windows', [two({ labels: { ...aksLabels, 'kubernetes.io/os': 'windows' } })], true],
    ['windows', [two()], false],
    ['windows', [], null],
    ['virtualNodes', [two({ labels: { type: 'virtual-kubelet' } })], true],
    ['virtualNodes', [two()], false],
    ['aks', [], null],
    ['aks', [two()], true],
  ] as const)('%s', async (key, documents, expected) => {
    expect((await found(documents))[key]).toBe(expected);
  });
});
