// Arbitrary clusters as typed lists, for properties: every model, some Pods of every kind, some nodes that do not count.
import fc from 'fast-check';
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

type Fields = Readonly<Record<string, unknown>>;

/** The lists of one cluster by kind; Pods of all namespaces are in one. */
export type World = Readonly<Record<string, readonly Fields[]>>;

const models = ['overlay', 'dynamic', 'static', 'node-subnet', 'kubenet'] as const;
const kinds = ['running', 'host', 'pending', 'done', 'deleting'] as const;
const nodeAddress = (i: number) => `172.20.0.${4 + i * 31}`;

type Shape = {
  readonly model: (typeof models)[number];
  readonly cilium: boolean;
  readonly proxyToo: boolean;
  readonly labelled: boolean;
  readonly nodes: readonly { readonly ready: boolean; readonly windows: boolean }[];
  readonly pods: readonly { readonly kind: (typeof kinds)[number]; readonly home: number }[];
  readonly brokenAgent: boolean;
  readonly policy: boolean;
};

/** The shape of a cluster. */
export const shapes: fc.Arbitrary<Shape> = fc
  .record({
    model: fc.constantFrom(...models),
    cilium: fc.boolean(),
    proxyToo: fc.boolean(),
    labelled: fc.boolean(),
    nodes: fc.array(fc.record({ ready: fc.boolean(), windows: fc.boolean() }), { minLength: 1, maxLength: 6 }),
    pods: fc.array(fc.record({ kind: fc.constantFrom(...kinds), home: fc.nat(5) }), { maxLength: 6 }),
    brokenAgent: fc.boolean(),
    policy: fc.boolean(),
  })
  // AKS refuses the Cilium data plane on kubenet, and a cluster without a Linux pool.
  .map((shape) => ({
    ...shape,
    cilium: shape.cilium && shape.model !== 'kubenet',
    nodes: shape.nodes.map((each, i) => ({ ...each, windows: each.windows && i > 0 })),
  }));

function podAddress(model: Shape['model'], home: number, i: number): string {
  if (model === 'node-subnet') return `172.20.0.${5 + home * 31 + i}`;
  if (model === 'dynamic') return `10.241.0.${20 + i * 7}`;
  if (model === 'static') return `10.40.${home}.${1 + i}`;
  return `192.168.${home}.${10 + i}`;
}

function nodesOf({ model, nodes, labelled }: Shape): readonly Fields[] {
  return nodes.map(({ ready, windows }, i) => {
    const labels = {
      ...(labelled && model === 'overlay' ? overlayLabels : aksLabels),
      'kubernetes.io/os': windows ? 'windows' : 'linux',
    };
    const range = model === 'kubenet' ? { podCIDR: `192.168.${i}.0/24`, route: true } : {};
    return node(`n${i}`, nodeAddress(i), { labels, ready, ...range });
  });
}

function configsOf({ model, nodes }: Shape): readonly Fields[] {
  if (model === 'overlay')
    return nodes.map((_, i) => nodeNetworkConfig(`n${i}`, `192.168.${i}.0/24`, '192.168.0.0/16'));
  const more = model === 'static' ? { type: 'vnetblock' } : { type: 'vnet', mode: 'dynamic' };
  const space = model === 'static' ? '10.40.0.0/16' : '10.241.0.0/16';
  const primary = (i: number) => (model === 'static' ? `10.40.${i}.0/28` : `10.241.0.${5 + i}`);
  return model === 'dynamic' || model === 'static'
    ? nodes.map((_, i) => nodeNetworkConfig(`n${i}`, primary(i), space, more))
    : [];
}

function studentPods({ model, nodes, pods }: Shape): readonly Fields[] {
  return pods.map(({ kind, home }, i) => {
    const at = home % nodes.length;
    const address = kind === 'host' ? nodeAddress(at) : kind === 'pending' ? '' : podAddress(model, at, i);
    const phase = kind === 'pending' ? 'Pending' : kind === 'done' ? 'Succeeded' : 'Running';
    const more = { phase, hostNetwork: kind === 'host', deleting: kind === 'deleting', labels: { app: 'web' } };
    return pod('student-07', `web-${i}`, `n${at}`, address, nodeAddress(at), more);
  });
}

/** Whether azure-cns runs. */
function servesAddresses({ model, cilium }: Shape): boolean {
  return model !== 'kubenet' && (model !== 'node-subnet' || cilium);
}

function systemPods(shape: Shape): readonly Fields[] {
  const { model, cilium, proxyToo, nodes, brokenAgent } = shape;
  const dns = pod('kube-system', 'coredns', 'n0', podAddress(model, 0, 9), nodeAddress(0), {
    labels: { 'k8s-app': 'kube-dns' },
  });
  const agents = nodes.flatMap(({ windows }, i) => {
    const own = { hostNetwork: true, ready: !(brokenAgent && i === 0) };
    const labels = { 'k8s-app': 'cilium', 'kubernetes.azure.com/managedby': 'aks' };
    const eBPF =
      cilium && !windows
        ? [
            pod('kube-system', `cilium-${i}`, `n${i}`, nodeAddress(i), nodeAddress(i), {
              ...own,
              labels,
              owner: 'cilium',
            }),
          ]
        : [];
    const proxy =
      !cilium || proxyToo
        ? [
            pod('kube-system', `kube-proxy-${i}`, `n${i}`, nodeAddress(i), nodeAddress(i), {
              ...own,
              labels: { component: 'kube-proxy' },
              owner: 'kube-proxy',
            }),
          ]
        : [];
    const cns = servesAddresses(shape)
      ? [pod('kube-system', `azure-cns-${i}`, `n${i}`, nodeAddress(i), nodeAddress(i), { ...own, owner: 'azure-cns' })]
      : [];
    return [...eBPF, ...proxy, ...cns];
  });
  return [dns, ...agents];
}

/** Builds the lists of a shape. */
export function worldOf(shape: Shape): World {
  const { cilium, proxyToo, nodes, policy } = shape;
  return {
    Node: nodesOf(shape),
    // A Pod of another namespace shows that the list is one of all namespaces.
    Pod: [...studentPods(shape), ...systemPods(shape), pod('default', 'other', 'n0', '', '')],
    DaemonSet: [
      daemonSet('csi-azuredisk-node', nodes.length),
      ...(cilium ? [daemonSet('cilium', nodes.length, { labels: { 'kubernetes.azure.com/managedby': 'aks' } })] : []),
      ...(!cilium || proxyToo ? [daemonSet('kube-proxy', nodes.length)] : []),
      ...(servesAddresses(shape) ? [daemonSet('azure-cns', nodes.length)] : []),
    ],
    NodeNetworkConfig: configsOf(shape),
    ConfigMap: [configMap('coredns', {}), ...(cilium ? [azureCilium] : [])],
    NetworkPolicy: policy ? [networkPolicy('student-07', 'shut', { podSelector: {}, policyTypes: ['Egress'] })] : [],
  };
}

/** The lists of a world as documents. */
export function documentsOf(world: World): readonly Fields[] {
  return Object.entries(world).map(([kind, items]) => listOf(kind, items));
}
