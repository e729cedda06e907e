// Whole clusters in a few lines; addresses are not the exercise's, since no literal range may matter.
import {
  aksLabels,
  azureCilium,
  configMap,
  daemonSet,
  listOf,
  networkPolicy,
  node,
  nodeNetworkConfig,
  overlayLabels,
  pod,
} from './objects.ts';

type Documents = readonly Readonly<Record<string, unknown>>[];

const nodes = ['n0', 'n1', 'n2'] as const;
const hostIPs = ['172.20.0.4', '172.20.0.5', '172.20.0.6'] as const;
const at = (index: number): string => hostIPs[index] ?? '';
const masquerade = (...cidrs: readonly string[]) =>
  configMap('azure-ip-masq-agent-config-reconciled', {
    'ip-masq-agent-reconciled': `nonMasqueradeCIDRs:\n${cidrs.map((cidr) => `  - ${cidr}\n`).join('')}masqLinkLocal: true\n`,
  });
const always = [
  daemonSet('csi-azuredisk-node', 3),
  daemonSet('cloud-node-manager', 3),
  daemonSet('windows-kube-proxy-initializer', 0),
];
const managed = { labels: { 'k8s-app': 'cilium', 'kubernetes.azure.com/managedby': 'aks' } };
const cilium = nodes.map((name, i) =>
  pod('kube-system', `cilium-${i}`, name, at(i), at(i), { ...managed, hostNetwork: true, owner: 'cilium' }),
);
const proxies = nodes.map((name, i) =>
  pod('kube-system', `kube-proxy-${i}`, name, at(i), at(i), {
    labels: { component: 'kube-proxy' },
    hostNetwork: true,
    owner: 'kube-proxy',
  }),
);

function pods(block: (index: number) => string): Documents {
  return [
    pod('kube-system', 'coredns-a', 'n0', `${block(0)}10`, at(0), { labels: { 'k8s-app': 'kube-dns' } }),
    pod('student-07', 'web', 'n1', `${block(1)}17`, at(1), { labels: { app: 'web' } }),
    pod('student-07', 'api', 'n2', `${block(2)}18`, at(2), { labels: { app: 'api' } }),
    pod('student-07', 'done', 'n2', `${block(2)}19`, at(2), { phase: 'Succeeded' }),
  ];
}

function cluster(parts: {
  nodes: Documents;
  pods: Documents;
  sets: Documents;
  configs: Documents;
  maps: Documents;
  policies?: Documents;
}): Documents {
  return [
    listOf('Node', parts.nodes),
    listOf('Pod', parts.pods),
    listOf('DaemonSet', [...always, ...parts.sets]),
    listOf('NodeNetworkConfig', parts.configs),
    listOf('ConfigMap', [configMap('coredns', {}), ...parts.maps]),
    listOf('NetworkPolicy', parts.policies ?? []),
  ];
}

const overlayBlock = (i: number) => `192.168.${i}.`;

const overlayParts = {
  nodes: nodes.map((name, i) => node(name, at(i), { labels: overlayLabels })),
  pods: [...cilium, ...pods(overlayBlock)],
  sets: [daemonSet('cilium', 3, { labels: managed.labels }), daemonSet('azure-cns', 3)],
  configs: nodes.map((name, i) => nodeNetworkConfig(name, `192.168.${i}.0/24`, '192.168.0.0/16')),
  maps: [azureCilium, masquerade('192.168.0.0/16')],
};

/** Azure CNI Overlay with Azure-managed Cilium, the exercise's kind of cluster. */
export const overlayCilium = cluster(overlayParts);

/** The same with a policy that lets the student's Pods reach cluster DNS only. */
export const egressBlocked = cluster({
  ...overlayParts,
  policies: [
    networkPolicy('student-07', 'only-dns', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: 'UDP' }] }],
    }),
  ],
});

/** The same with nothing in the student's namespace. */
export const emptyNamespace = cluster({
  ...overlayParts,
  pods: [
    ...overlayParts.pods.filter((each) => !JSON.stringify(each).includes('"student-07"')),
    pod('student-12', 'other', 'n1', '192.168.1.40', at(1)),
  ],
});

const flat = (i: number) => ({ 0: '172.20.0.1', 1: '172.20.0.1', 2: '172.20.0.2' })[i] ?? '';

/** Azure CNI with a node subnet and kube-proxy. */
export const nodeSubnet = cluster({
  nodes: nodes.map((name, i) => node(name, at(i))),
  pods: [...proxies, ...pods(flat)],
  sets: [
    daemonSet('kube-proxy', 3, {
      labels: { component: 'kube-proxy' },
      command: ['kube-proxy', '--detect-local-mode=InterfaceNamePrefix', '--pod-interface-name-prefix=azv'],
    }),
  ],
  configs: [],
  maps: [masquerade('172.20.0.0/16', '10.0.0.0/16', '172.16.0.0/12')],
});

/** kubenet with kube-proxy. */
export const kubenet = cluster({
  nodes: nodes.map((name, i) => node(name, at(i), { podCIDR: `192.168.${i}.0/24`, route: true, labels: aksLabels })),
  pods: [...proxies, ...pods(overlayBlock)],
  sets: [
    daemonSet('kube-proxy', 3, {
      labels: { component: 'kube-proxy' },
      command: ['kube-proxy', '--cluster-cidr=192.168.0.0/16', '--detect-local-mode=ClusterCIDR'],
    }),
  ],
  configs: [],
  maps: [masquerade('192.168.0.0/16')],
});
