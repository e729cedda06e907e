// Arbitrary clusters with policies: few labels and few addresses, so that everything meets everything.
import fc from 'fast-check';
import { configMap, listOf } from './objects.ts';
import type { SlowAdmin, SlowCilium, SlowCluster, SlowPod, SlowPolicy, SlowQuery, Way } from './slow-reach.ts';

const spaces = ['x', 'y', 'z'] as const;
const nodes = { n1: '10.0.0.4', n2: '10.0.0.5' } as const;
const keys = ['app', 'tier'] as const;
const values = ['a', 'b', ''] as const;
const labels = fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...values), { maxKeys: 2 });
const anySelector = fc.record(
  {
    matchLabels: labels,
    matchExpressions: fc.array(
      fc.oneof(
        fc.record({
          key: fc.constantFrom(...keys),
          operator: fc.constantFrom('In', 'NotIn'),
          values: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 }),
        }),
        fc.record({ key: fc.constantFrom(...keys), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
      ),
      { maxLength: 1 },
    ),
  },
  { requiredKeys: [] },
);

const selector = fc.oneof(fc.constant({}), anySelector, anySelector);

const v4 = ['10.244.0.0/16', '10.244.1.0/24', '10.0.0.0/24', '0.0.0.0/0', '203.0.113.0/24', '10.244.1.7/32'] as const;
const v6 = ['fd00::/16', '::/0', '2001:db8::/32', 'fd00::1:7/128'] as const;
const blocks = fc.constantFrom(...v4, ...v6);
const within: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0/0': ['10.0.0.0/8', '203.0.113.128/25'],
  '10.244.0.0/16': ['10.244.1.0/25'],
  '::/0': ['fd00::/16'],
};
const ipBlock = fc.tuple(blocks, fc.boolean()).map(([cidr, some]) => {
  const except = within[cidr];
  return some && except ? { cidr, except } : { cidr };
});
const peer = fc.oneof(
  fc.record({ ipBlock }),
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector: selector }),
  fc.record({ podSelector: selector, namespaceSelector: selector }),
);

const names = ['web', 'dns'] as const;
const protocols = ['TCP', 'UDP', 'SCTP'] as const;
const port = fc.oneof(
  fc.record({ protocol: fc.constantFrom(...protocols), port: fc.constantFrom(53, 80, 443) }),
  fc.record({ port: fc.constantFrom<number | string>(80, ...names) }),
  fc.record({ protocol: fc.constantFrom(...protocols), port: fc.constantFrom(...names) }),
  fc.record({ protocol: fc.constantFrom(...protocols) }),
  fc.record({ protocol: fc.constant('TCP'), port: fc.constant(70), endPort: fc.constantFrom(79, 80, 500) }),
);
const some = <T>(item: fc.Arbitrary<T>, most: number) => fc.array(item, { maxLength: most });
const rule = (way: 'from' | 'to') => fc.record({ [way]: some(peer, 2), ports: some(port, 2) }, { requiredKeys: [] });

const policy: fc.Arbitrary<SlowPolicy> = fc.record({
  metadata: fc.record({ namespace: fc.constantFrom('x', 'x', 'y', 'z'), name: fc.constant('') }),
  spec: fc.record(
    {
      podSelector: selector,
      policyTypes: fc.subarray(['Ingress', 'Egress']),
      ingress: some(rule('from'), 2),
      egress: some(rule('to'), 2),
    },
    { requiredKeys: ['podSelector'] },
  ),
});

const spaceLabel = 'io.cilium.k8s.namespace.labels.';
const endpointSelector = fc.oneof(
  selector,
  fc.record({ matchLabels: fc.constantFrom({ 'k8s:app': 'a' }, { 'any:tier': 'b' }) }),
  fc.record({
    matchLabels: fc.constantFrom(
      { 'io.kubernetes.pod.namespace': 'y' },
      { 'k8s:io.kubernetes.pod.namespace': 'x', app: 'a' },
    ),
  }),
  fc.record({ matchLabels: fc.constantFrom({ [`${spaceLabel}app`]: 'a' }, { [`k8s:${spaceLabel}tier`]: 'b' }) }),
);
const ciliumPort = fc.oneof(
  fc.record({ port: fc.constantFrom('53', '80', '443', ...names) }),
  fc.record({ port: fc.constantFrom('80', 'web'), protocol: fc.constantFrom(...protocols, 'ANY') }),
  fc.record({ port: fc.constant('70'), endPort: fc.constantFrom(79, 80, 500), protocol: fc.constant('TCP') }),
);
const toPorts = fc.array(fc.record({ ports: fc.array(ciliumPort, { minLength: 1, maxLength: 2 }) }), {
  minLength: 1,
  maxLength: 1,
});
const entities = fc.uniqueArray(fc.constantFrom('all', 'world', 'cluster', 'host', 'remote-node', 'kube-apiserver'), {
  minLength: 1,
  maxLength: 2,
});
const members = (way: 'from' | 'to') =>
  fc.oneof(
    fc.constant({}),
    fc.record({ [`${way}Endpoints`]: fc.array(endpointSelector, { minLength: 1, maxLength: 2 }) }),
    fc.record({ [`${way}Entities`]: entities }),
    fc.record({ [`${way}CIDR`]: fc.array(blocks, { minLength: 1, maxLength: 2 }) }),
  );
const ciliumRule = (way: 'from' | 'to') =>
  fc
    .tuple(members(way), fc.option(toPorts, { nil: undefined }))
    .map(([whom, ports]) => (ports ? { ...whom, toPorts: ports } : whom));

const ciliumPolicy: fc.Arbitrary<SlowCilium> = fc.record({
  metadata: fc.record({ namespace: fc.constantFrom(...spaces, undefined), name: fc.constant('') }),
  spec: fc
    .record(
      {
        endpointSelector: fc.oneof(selector, fc.constant({ matchLabels: { 'k8s:app': 'a' } })),
        ingress: some(ciliumRule('from'), 2),
        ingressDeny: some(ciliumRule('from'), 1),
        egress: some(ciliumRule('to'), 2),
        egressDeny: some(ciliumRule('to'), 1),
        enableDefaultDeny: fc.record({ ingress: fc.boolean(), egress: fc.boolean() }, { requiredKeys: [] }),
      },
      { requiredKeys: ['endpointSelector'] },
    )
    // Whether default deny counts without one rule is not documented, so the generator does not ask.
    .map((spec) => {
      const { enableDefaultDeny, ...rest } = spec;
      const ruled = (way: 'ingress' | 'egress') => (rest[way]?.length ?? 0) + (rest[`${way}Deny`]?.length ?? 0) > 0;
      return enableDefaultDeny && ruled('ingress') && ruled('egress') ? spec : rest;
    }),
});

const pod = (i: number): fc.Arbitrary<SlowPod> =>
  fc.record({
    namespace: fc.constantFrom('x', 'x', 'y', 'z'),
    name: fc.constant(`p${i}`),
    labels,
    ip: fc.constantFrom(`10.244.${i % 3}.${i + 3}`, `fd00::${(i % 3) + 1}:${i + 3}`),
    node: fc.constantFrom('n1', 'n2'),
    host: fc.constantFrom(false, false, false, false, true),
    ports: fc.uniqueArray(
      fc.record({
        name: fc.constantFrom(...names),
        containerPort: fc.constantFrom(53, 80, 443),
        protocol: fc.constantFrom(...protocols),
      }),
      { maxLength: 2, selector: ({ name }) => name },
    ),
  });

const words = (key: string, ...values: readonly string[]) => fc.record({ [key]: fc.constantFrom(...values) });
const config = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: words('enable-policy', 'default', 'always', 'never') },
  { weight: 1, arbitrary: words('policy-cidr-match-mode', 'nodes', 'pods', 'nodes,pods') },
  { weight: 1, arbitrary: words('policy-audit-mode', 'true', 'false') },
  { weight: 1, arbitrary: words('allow-localhost', 'auto', 'policy') },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        words('enable-k8s-networkpolicy', 'true', 'false'),
        words('enable-cilium-network-policy', 'true', 'false'),
        words('enable-cilium-clusterwide-network-policy', 'true', 'false'),
        words('enable-host-firewall', 'true', 'false'),
        words('enable-policy', 'default', 'always'),
        words('policy-cidr-match-mode', '', 'nodes'),
      )
      .map((all): Readonly<Record<string, string>> => Object.assign({}, ...all)),
  },
);
const ways = fc.subarray<Way>(['ingress', 'egress'], { minLength: 1 });
const admin: fc.Arbitrary<SlowAdmin> = fc.record({
  subject: fc.oneof(
    fc.record({ namespaces: selector }),
    fc.record({ pods: fc.record({ namespaceSelector: selector, podSelector: selector }) }),
  ),
  ways,
});

/** A cluster of up to five Pods and six policies. */
export const clusters: fc.Arbitrary<SlowCluster> = fc
  .record({
    namespaces: fc.record({ x: labels, y: labels, z: labels }),
    nodes: fc.constant(nodes),
    pods: fc.tuple(pod(0), pod(1), pod(2), pod(3), pod(4)),
    policies: fc.array(policy, { minLength: 1, maxLength: 6 }),
    cilium: some(ciliumPolicy, 2),
    aks: fc.boolean(),
    localDns: fc.record({
      n1: fc.constantFrom('enabled', 'disabled', ''),
      n2: fc.constantFrom('enabled', 'disabled', ''),
    }),
    config,
    admin: fc.oneof(fc.constant([]), fc.constant([]), fc.array(admin, { minLength: 1, maxLength: 1 })),
    hosts: fc.oneof(fc.constant([]), ways),
    services: fc.boolean(),
  })
  .map((cluster) => ({
    ...cluster,
    pods: cluster.pods.map((each) => (each.host ? { ...each, ip: nodes[each.node === 'n1' ? 'n1' : 'n2'] } : each)),
    policies: cluster.policies.map((each, i) => ({ ...each, metadata: { ...each.metadata, name: `np${i}` } })),
    cilium: cluster.cilium.map((each, i) => ({ ...each, metadata: { ...each.metadata, name: `cnp${i}` } })),
  }));

const outside = [
  '203.0.113.7',
  '203.0.113.200',
  '10.244.1.99',
  '2001:db8::7',
  'fd00::1:99',
  '169.254.10.10',
  ...Object.values(nodes),
];

/** Questions to a cluster: from a Pod or a node, to a Pod, an address of one, a node or something outside. */
export const questions = fc.record({
  from: fc.oneof(
    { weight: 5, arbitrary: fc.nat(4) },
    { weight: 1, arbitrary: fc.constantFrom(...Object.values(nodes)) },
  ),
  to: fc.oneof(fc.nat(4), fc.constantFrom(...outside)),
  byAddress: fc.boolean(),
  port: fc.constantFrom(53, 80, 443, 75),
  protocol: fc.constantFrom(...protocols),
});

/** A question about a certain cluster. */
export function queryOf(
  { from, to, byAddress, port: number, protocol }: typeof questions extends fc.Arbitrary<infer Q> ? Q : never,
  { pods }: SlowCluster,
): SlowQuery {
  const name = (i: number) => `${pods[i]?.namespace}/${pods[i]?.name}`;
  const target = typeof to === 'string' ? to : byAddress && !pods[to]?.host ? (pods[to]?.ip ?? '') : name(to);
  return { from: typeof from === 'string' ? from : name(from), to: target, port: number, protocol };
}

function nodeLabels({ aks, localDns }: SlowCluster, name: string): object {
  if (!aks) return { 'kubernetes.io/os': 'linux' };
  const state = localDns[name] === '' ? {} : { 'kubernetes.azure.com/localdns-state': localDns[name] };
  return { 'kubernetes.azure.com/cluster': 'MC_x', ...state };
}

/** A policy for nodes, with rules that open nothing. */
function hostPolicy({ hosts }: SlowCluster): readonly Readonly<Record<string, unknown>>[] {
  const spec = { nodeSelector: {}, ...Object.fromEntries(hosts.map((way) => [way, [{}]])) };
  const metadata = { name: 'hosts' };
  return hosts.length === 0
    ? []
    : [{ apiVersion: 'cilium.io/v2', kind: 'CiliumClusterwideNetworkPolicy', metadata, spec }];
}

/** What decides beside the policies that are judged. */
function beside({ config: values, admin: policies, services }: SlowCluster): readonly object[] {
  const [apiVersion, kind] = ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy'];
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'x', name: 's' },
    spec: { clusterIP: '10.1.0.1' },
  };
  return [
    ...(values ? [configMap('cilium-config', values)] : []),
    ...(services ? [listOf('Service', [service])] : []),
    ...policies.map(({ subject, ways: own }, i) => {
      const spec = { priority: i, subject, ...Object.fromEntries(own.map((way) => [way, [{ action: 'Deny' }]])) };
      return { apiVersion, kind, metadata: { name: `anp${i}` }, spec };
    }),
  ];
}

/** The cluster as kubectl prints it. */
export function documentsOf(cluster: SlowCluster): readonly object[] {
  const { namespaces, nodes: hosts, pods, policies, cilium } = cluster;
  const meta = (apiVersion: string, kind: string) => ({ apiVersion, kind });
  return [
    listOf(
      'Namespace',
      Object.entries(namespaces).map(([name, own]) => ({
        ...meta('v1', 'Namespace'),
        metadata: { name, labels: own },
      })),
    ),
    listOf(
      'Node',
      Object.entries(hosts).map(([name, address]) => ({
        ...meta('v1', 'Node'),
        metadata: { name, labels: nodeLabels(cluster, name) },
        status: { addresses: [{ type: 'InternalIP', address }] },
      })),
    ),
    listOf(
      'Pod',
      pods.map(({ namespace, name, labels: own, ip, node, host, ports }) => ({
        ...meta('v1', 'Pod'),
        metadata: { namespace, name, labels: own },
        spec: { nodeName: node, ...(host ? { hostNetwork: true } : {}), containers: [{ name: 'c', ports }] },
        status: { phase: 'Running', podIP: ip, podIPs: [{ ip }], hostIP: hosts[node] },
      })),
    ),
    listOf(
      'NetworkPolicy',
      policies.map((each) => ({ ...meta('networking.k8s.io/v1', 'NetworkPolicy'), ...each })),
    ),
    listOf(
      'CiliumNetworkPolicy',
      cilium
        .filter(({ metadata }) => metadata.namespace !== undefined)
        .map((each) => ({ ...meta('cilium.io/v2', 'CiliumNetworkPolicy'), ...each })),
    ),
    listOf('CiliumClusterwideNetworkPolicy', [
      ...cilium
        .filter(({ metadata }) => metadata.namespace === undefined)
        .map((each) => ({ ...meta('cilium.io/v2', 'CiliumClusterwideNetworkPolicy'), ...each })),
      ...hostPolicy(cluster),
    ]),
    ...beside(cluster),
  ];
}
