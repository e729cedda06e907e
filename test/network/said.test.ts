// All that is said of a network, beside the cluster that shows it: every signal and every conflict in its own words.
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/checks/assess.ts';
import { checkReportOf } from '../../src/checks/check-report.ts';
import { refusalOf } from '../../src/cluster/refusals.ts';
import type { ReadName, Snapshot } from '../../src/model/snapshot.ts';
import { detect } from '../../src/network/detect/detect.ts';
import * as clusters from '../support/clusters.ts';
import { contradictionsIn } from '../support/contradictions.ts';
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
  withReads,
} from '../support/objects.ts';

type Options = NonNullable<Parameters<typeof node>[2]>;
type Documents = readonly object[];

const nodes = (...more: readonly Options[]) =>
  listOf(
    'Node',
    more.map((each, i) => node(`n${i}`, `172.20.0.${4 + i * 9}`, each)),
  );
const sets = (...items: readonly (string | ReturnType<typeof daemonSet>)[]) =>
  listOf(
    'DaemonSet',
    ['csi-azuredisk-node', ...items].map((each) => (typeof each === 'string' ? daemonSet(each, 2) : each)),
  );
const label = (key: string, value: string) => ({ ...aksLabels, [`kubernetes.azure.com/${key}`]: value });
const config = (i: number, type: string, mode: string, primary = `10.40.${i}.4`) =>
  nodeNetworkConfig(`n${i}`, primary, '10.40.0.0/16', { type, mode });
const maps = (...items: ReturnType<typeof configMap>[]) => listOf('ConfigMap', [configMap('coredns', {}), ...items]);
const masquerade = (...blocks: readonly string[]) =>
  configMap('azure-ip-masq-agent-config-reconciled', {
    'ip-masq-agent-reconciled': `nonMasqueradeCIDRs: [${blocks.join(', ')}]\n`,
  });
const condition = (reason: string, more: Options = {}) => {
  const from = node('n0', '172.20.0.4', more);
  const conditions = [
    { type: 'NetworkUnavailable', status: 'False', reason },
    { type: 'Ready', status: 'True' },
  ];
  return listOf('Node', [{ ...from, status: { ...(from.status as object), conditions } }]);
};
const proxy = (...command: readonly string[]) => daemonSet('kube-proxy', 2, { command: ['kube-proxy', ...command] });
const web = (address: string) => listOf('Pod', [pod('student-07', 'web', 'n0', address, '172.20.0.4')]);

const withConditions = (from: ReturnType<typeof node>, ...conditions: readonly object[]) => ({
  ...from,
  status: { ...(from.status as object), conditions },
});
const withoutCni = (name: string, address: string) =>
  withConditions(node(name, address), {
    type: 'Ready',
    status: 'False',
    reason: 'KubeletNotReady',
    message:
      'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
  });
const cutOff = (name: string, address: string) =>
  withConditions(
    node(name, address, { podCIDR: '192.168.1.0/24' }),
    { type: 'NetworkUnavailable', status: 'True', reason: 'NoRouteCreated' },
    { type: 'Ready', status: 'True' },
  );
const ciliumNode = (name: string, block: string) => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNode',
  metadata: { name },
  spec: { ipam: { podCIDRs: [block] } },
});
const pool = (name: string) => ({ 'kubernetes.azure.com/agentpool': name, agentpool: name });
const chained = (mode: string) =>
  configMap('cilium-config', { ...(azureCilium.data as object), 'cni-chaining-mode': mode });
/** Cilium's agents on n0 and n1, ready or not; DaemonSets are not readable. */
const agents = (first: boolean, second: boolean, labels: object = {}) =>
  listOf(
    'Pod',
    [first, second].map((ready, i) => {
      const address = `172.20.0.${4 + i * 9}`;
      const more = { hostNetwork: true, ready, owner: 'cilium', labels: { 'k8s-app': 'cilium', ...labels } };
      return pod('kube-system', `cilium-${i}`, `n${i}`, address, address, more);
    }),
  );

const mixedPools = [
  listOf('Node', [
    node('n0', '172.20.0.4', { labels: overlayLabels }),
    node('n1', '172.20.0.13', { labels: { ...label('podnetwork-type', 'vnetblock'), ...pool('big') } }),
  ]),
  listOf('NodeNetworkConfig', [
    nodeNetworkConfig('n0', '192.168.0.0/24', '192.168.0.0/16'),
    config(1, 'vnetblock', 'static', '10.40.1.0/28'),
  ]),
];

const networks: Readonly<Record<string, Documents>> = {
  'overlay with Cilium': clusters.overlayCilium,
  'node subnet': clusters.nodeSubnet,
  kubenet: clusters.kubenet,
  nothing: [],
  'Pod subnet, dynamic': [
    nodes({}, {}),
    listOf('NodeNetworkConfig', [config(0, 'vnet', 'dynamic'), config(1, '', '')]),
  ],
  'Pod subnet, static blocks': [
    nodes({ labels: label('podnetwork-type', 'vnetblock') }),
    listOf('NodeNetworkConfig', [config(0, 'vnetblock', 'static')]),
  ],
  'a Pod subnet by its subnet’s label': [nodes({ labels: label('podnetwork-subnet', 'pods') })],
  'a NodeNetworkConfig of a kind nobody knows': [nodes({}), listOf('NodeNetworkConfig', [config(0, 'swift9', '')])],
  'an empty NodeNetworkConfig': [nodes({}), listOf('NodeNetworkConfig', [{ ...config(0, '', ''), status: {} }])],
  'a migration': [
    nodes({ labels: overlayLabels }, { podCIDR: '192.168.1.0/24', route: true }),
    listOf('NodeNetworkConfig', [nodeNetworkConfig('n0', '192.168.0.0/24', '192.168.0.0/16')]),
  ],
  'a podCIDR left behind': [
    nodes({ labels: overlayLabels, podCIDR: '10.9.0.0/24', route: true }),
    listOf('NodeNetworkConfig', [nodeNetworkConfig('n0', '192.168.0.0/24', '192.168.0.0/16')]),
  ],
  'labels against the NodeNetworkConfig': [
    nodes({ labels: overlayLabels }, { labels: overlayLabels }),
    listOf('NodeNetworkConfig', [config(0, 'vnet', 'dynamic'), config(1, 'vnet', 'dynamic')]),
  ],
  'a podCIDR without a route': [nodes({ podCIDR: '192.168.0.0/24' })],
  flannel: [condition('FlannelIsUp', { podCIDR: '192.168.0.0/24' }), sets('kube-flannel-ds', 'kube-proxy')],
  'Calico’s own mark': [condition('CalicoIsUp')],
  'Cilium with its own address pools': [
    nodes({}),
    sets('cilium'),
    maps(configMap('cilium-config', { ipam: 'cluster-pool' })),
  ],
  'Cilium of unknown owner': [nodes({}), sets('cilium')],
  'Cilium in another namespace': [condition('CiliumIsUp'), sets('kube-proxy')],
  'the label without Cilium': [nodes({ labels: label('ebpf-dataplane', 'cilium') }), sets('kube-proxy')],
  'Cilium and kube-proxy at once': [
    nodes({ labels: label('ebpf-dataplane', 'cilium') }),
    sets('cilium', 'azure-cns', 'kube-proxy'),
    maps(azureCilium),
  ],
  'kube-proxy told of azv': [
    nodes({}),
    sets('azure-cns', proxy('--detect-local-mode=InterfaceNamePrefix', '--pod-interface-name-prefix=azv')),
  ],
  'kube-proxy told of azv and a range': [
    nodes({}),
    sets(
      'azure-cns',
      proxy(
        '--detect-local-mode=InterfaceNamePrefix',
        '--pod-interface-name-prefix=azv',
        '--cluster-cidr=192.168.0.0/16',
      ),
    ),
  ],
  'kube-proxy told of azv and the VNet': [
    nodes({}),
    sets(
      'azure-cns',
      proxy(
        '--detect-local-mode=InterfaceNamePrefix',
        '--pod-interface-name-prefix=azv',
        '--cluster-cidr=172.16.0.0/12',
      ),
    ),
  ],
  'kube-proxy told of azv and a range, no node to compare': [
    sets(
      'azure-cns',
      proxy(
        '--detect-local-mode=InterfaceNamePrefix',
        '--pod-interface-name-prefix=azv',
        '--cluster-cidr=192.168.0.0/16',
      ),
    ),
  ],
  'kube-proxy told of another prefix': [
    nodes({}),
    sets(proxy('--detect-local-mode=InterfaceNamePrefix', '--pod-interface-name-prefix=veth')),
  ],
  'neither kube-proxy nor Cilium': [nodes({}), sets()],
  'Azure NPM against its label': [nodes({ labels: label('network-policy', 'none') }), sets('kube-proxy', 'azure-npm')],
  'Azure NPM and Calico': [
    nodes({ labels: label('network-policy', 'azure') }),
    sets('kube-proxy', 'azure-npm', 'calico-node'),
  ],
  'Calico alone': [
    nodes({}),
    sets('kube-proxy'),
    listOf('DaemonSet', [daemonSet('calico-node', 2, { namespace: 'calico-system' })]),
  ],
  'Pods between the nodes': [nodes({}, {}), web('172.20.0.8'), sets('kube-proxy')],
  'Pods between the nodes, the agents unseen': [nodes({}, {}), web('172.20.0.8')],
  'Pods outside of the node subnet': [
    nodes({}, {}),
    web('192.168.0.8'),
    maps(masquerade('172.20.0.0/16', '10.0.0.0/16')),
  ],
  'a Pod CIDR by masquerading': [nodes({}, {}), web('192.168.0.8'), maps(masquerade('192.168.0.0/16', '10.0.0.0/8'))],
  'one block of masquerading': [nodes({}, {}), maps(masquerade('192.168.0.0/16'))],
  'an unreadable masquerade ConfigMap': [nodes({}, {}), maps(masquerade('no block'))],
  'not AKS': [nodes({ labels: { 'kubernetes.io/os': 'linux' } }), sets('kube-proxy')],
  'Windows and virtual nodes': [
    nodes(
      { labels: { ...overlayLabels, 'kubernetes.io/os': 'windows' } },
      { labels: { type: 'virtual-kubelet' } },
      { labels: overlayLabels },
    ),
  ],
  'IPv6 besides': [nodes({ labels: { ...overlayLabels, 'kubernetes.azure.com/podv6network-type': 'overlay' } })],
  'mixed pools, the student in one of them': [...mixedPools, web('192.168.0.17')],
  'mixed pools, the student in both': [
    ...mixedPools,
    listOf('Pod', [
      pod('student-07', 'web', 'n0', '192.168.0.17', '172.20.0.4'),
      pod('student-07', 'api', 'n1', '10.40.1.3', '172.20.0.13'),
    ]),
  ],
  'an overlay by its label, its ranges unread': [
    nodes({ labels: overlayLabels }, { labels: overlayLabels }),
    web('192.168.0.17'),
  ],
  'a Pod subnet, and where its Pods lie': [
    nodes({}, {}),
    listOf('NodeNetworkConfig', [config(0, 'vnet', 'dynamic'), config(1, 'vnet', 'dynamic', '10.40.0.9')]),
    web('10.40.0.17'),
  ],
  'one Pod of two among the nodes': [
    nodes({}, {}),
    listOf('Pod', [
      pod('student-07', 'web', 'n0', '172.20.0.8', '172.20.0.4'),
      pod('student-07', 'api', 'n0', '192.168.0.8', '172.20.0.4'),
    ]),
  ],
  'a node subnet, one Pod not to be placed': [
    nodes({}, {}),
    listOf('Pod', [
      pod('student-07', 'web', 'n0', '172.20.0.8', '172.20.0.4'),
      pod('student-07', 'api', 'n0', '172.20.9.8', '172.20.0.4'),
    ]),
    listOf('NodeNetworkConfig', []),
    sets('kube-proxy'),
  ],
  'no node at all': [listOf('Node', []), web('192.168.0.8')],
  'Pods alone': [web('192.168.0.8')],
  'nodes and system Pods, the student’s Pods unread': [
    nodes({ labels: overlayLabels }, { labels: overlayLabels }),
    listOf('NodeNetworkConfig', [nodeNetworkConfig('n0', '192.168.0.0/24', '192.168.0.0/16')]),
    listOf('Pod', [
      pod('kube-system', 'coredns', 'n0', '192.168.0.10', '172.20.0.4', { labels: { 'k8s-app': 'kube-dns' } }),
      pod('kube-system', 'metrics', 'n1', '192.168.1.11', '172.20.0.13', { labels: { 'k8s-app': 'metrics-server' } }),
    ]),
  ],
  'Cilium whose agents are all dead, by the DaemonSet': [
    nodes({}),
    sets(daemonSet('cilium', 2, { ready: 0, labels: { 'kubernetes.azure.com/managedby': 'aks' } })),
    maps(azureCilium),
  ],
  'Cilium whose agents are all dead, by its Pods': [nodes({}), agents(false, false), maps(azureCilium)],
  'Cilium of which one agent is dead, by its Pods': [nodes({}, {}), agents(true, false), maps(azureCilium)],
  'Cilium chained behind another CNI': [nodes({}), sets('cilium'), maps(chained('azure-cni'))],
  'Cilium told not to be chained': [nodes({}), sets('cilium'), maps(chained('none'))],
  'Cilium by AKS’s own label on its Pods': [nodes({}), agents(true, true, { 'kubernetes.azure.com/managedby': 'aks' })],
  'Cilium by the label of its data plane': [
    nodes({}),
    agents(true, true, { 'kubernetes.azure.com/ebpf-dataplane': 'cilium' }),
  ],
  'Cilium by the label of its adapter': [
    nodes({}),
    agents(true, true, { 'helm.toolkit.fluxcd.io/name': 'cilium-adapter-helmrelease' }),
  ],
  'Cilium by a label of somebody else': [nodes({}), agents(true, true, { 'helm.toolkit.fluxcd.io/name': 'mine' })],
  'kube-proxy by its Pods alone': [
    nodes({}),
    listOf('Pod', [
      pod('kube-system', 'kube-proxy-a', 'n0', '172.20.0.4', '172.20.0.4', {
        hostNetwork: true,
        labels: { component: 'kube-proxy' },
      }),
      pod('kube-system', 'csi', 'n0', '172.20.0.4', '172.20.0.4', { hostNetwork: true, owner: 'csi-azuredisk-node' }),
    ]),
  ],
  'system Pods alone, no agent among them': [
    nodes({}),
    listOf('Pod', [pod('kube-system', 'csi', 'n0', '172.20.0.4', '172.20.0.4', { owner: 'csi-azuredisk-node' })]),
  ],
  'DaemonSets in kubectl’s untyped list': [
    nodes({}),
    {
      kind: 'List',
      items: [daemonSet('csi-azuredisk-node', 2, { labels: {} }), daemonSet('cloud-node-manager', 2, { labels: {} })],
    },
  ],
  'half of a migration': [
    nodes(
      { labels: overlayLabels },
      { labels: overlayLabels },
      { podCIDR: '192.168.2.0/24', route: true },
      { podCIDR: '192.168.3.0/24', route: true },
    ),
    sets('azure-cns', 'kube-proxy'),
  ],
  'no CNI yet': [
    listOf('Node', [withoutCni('n0', '172.20.0.4'), withoutCni('n1', '172.20.0.13')]),
    sets(proxy('--detect-local-mode=ClusterCIDR')),
  ],
  'Cilium that leaves Services to kube-proxy': [
    nodes({}),
    sets('cilium', 'kube-proxy'),
    maps(configMap('cilium-config', { ipam: 'cluster-pool', 'kube-proxy-replacement': 'false' })),
  ],
  'Cilium that replaces a kube-proxy which still runs': [
    nodes({}),
    sets('cilium', 'kube-proxy'),
    maps(configMap('cilium-config', { ipam: 'cluster-pool', 'kube-proxy-replacement': 'true' })),
  ],
  'Cilium and kube-proxy, and no word of who routes': [
    nodes({}),
    sets('cilium', 'kube-proxy'),
    maps(configMap('cilium-config', { ipam: 'cluster-pool' })),
  ],
  'Cilium that leaves Services to nobody': [
    nodes({}),
    sets('cilium'),
    maps(configMap('cilium-config', { ipam: 'cluster-pool', 'kube-proxy-replacement': 'false' })),
  ],
  'Cilium’s own pools, and where Pods lie': [
    nodes({}, {}),
    sets('cilium'),
    maps(configMap('cilium-config', { ipam: 'cluster-pool', 'cluster-pool-ipv4-cidr': '192.168.0.0/16' })),
    listOf('CiliumNode', [ciliumNode('n0', '192.168.1.0/24'), ciliumNode('n1', '192.168.2.0/24')]),
    web('192.168.1.20'),
  ],
  'a node that is Ready and cut off': [
    listOf('Node', [node('n0', '172.20.0.4', { podCIDR: '192.168.0.0/24', route: true }), cutOff('n1', '172.20.0.13')]),
    web('192.168.0.8'),
    listOf('Pod', [pod('student-07', 'api', 'n1', '192.168.1.8', '172.20.0.13')]),
  ],
  'AKS Engine': [
    listOf(
      'Node',
      ['k8s-master-12345678-0', 'k8s-agentpool1-12345678-vmss000000'].map((name, i) =>
        node(name, `10.240.0.${4 + i}`, { labels: { 'kubernetes.azure.com/cluster': 'my-group' } }),
      ),
    ),
    sets('kube-proxy'),
  ],
  'nobody is Ready': [
    nodes({ ready: false }, { ready: false, labels: overlayLabels }),
    web('192.168.0.8'),
    sets('kube-proxy'),
  ],
};

function said(snapshot: Snapshot): string {
  const { signals, conflicts, pools, candidates, ...axes } = detect(snapshot);
  return [
    ...Object.entries(axes).map(([axis, value]) => `${axis}: ${value}`),
    ...candidates.map((each) => `  still possible: ${each}`),
    ...pools.map(({ name, model, nodes: all, ready }) => `  pool ${name}: ${model}, ${ready} of ${all} ready`),
    ...signals.map(({ id, weight, observed, says }) => `${weight} ${id}: ${observed} → ${says}`),
    ...conflicts.map(({ id, says }) => `conflict ${id}: ${says}`),
    ...assess(snapshot).problems.map(
      ({ id, status, because, nextCommand }) => `${id} ${status}: ${because} $ ${nextCommand}`,
    ),
    ...inspected(snapshot),
    '',
  ].join('\n');
}

/** The findings in brief, and the receipt: the same eyes read all that a network leads to. */
function inspected(snapshot: Snapshot): readonly string[] {
  const { findings, receipt } = checkReportOf(assess(snapshot), 'azure-cni');
  const numbers = (counted: Readonly<Record<string, number>>) =>
    Object.entries(counted).map(([kind, n]) => `${kind} ${n}`);
  return [
    '',
    ...findings.flatMap(({ id, status, owner, observed, counted, excluded, evidence, nextStep }) => [
      `${id} ${status}${owner === null ? '' : ` (${owner})`}: ${observed}`,
      `  counted ${[...numbers(counted), ...excluded.map(({ why, count }) => `not ${count} ${why}`)].join(', ') || 'nothing'}; next: ${nextStep}`,
      ...evidence.map(({ command, value }) => `  $ ${command}: ${value}`),
    ]),
    '',
    ...receipt.reads.map(
      ({ verb, resource, namespace, count, outcome }) => `${verb} ${resource} ${namespace ?? '*'}: ${count} ${outcome}`,
    ),
    `as ${receipt.as}, changed ${receipt.changed}`,
  ];
}

const file = (name: string) => `../cases/network/${name.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-')}.said.txt`;

describe('what is said of a network', () => {
  test.each(Object.entries(networks))('%s', async (name, documents) => {
    const snapshot = await snapshotOf(documents);
    await expect(said(snapshot)).toMatchFileSnapshot(file(name));
    expect(contradictionsIn(detect(snapshot))).toEqual([]);
  });

  test('every permission missing', async () => {
    const snapshot = await snapshotOf(clusters.overlayCilium);
    const names = Object.keys(snapshot.reads) as readonly ReadName[];
    const refusals = names.map((name) => [name, refusalOf(snapshot.reads[name].ask, 403)] as const);
    await expect(said(withReads(snapshot, Object.fromEntries(refusals)))).toMatchFileSnapshot(
      file('every permission missing'),
    );
  });
});
