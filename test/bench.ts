// Ratios of one run: what detection and inspection cost against parsing every address once, and how both grow.
import { reportOn } from '../src/checks/report.ts';
import type { Read } from '../src/model/read.ts';
import type { Node, NodeNetworkConfig, Pod, Reads, Snapshot } from '../src/model/snapshot.ts';
import { address, cidr } from '../src/network/address.ts';

const podsPerNode = 40;
const octets = (base: number, i: number) => `${base}.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`;
const nodeIP = (i: number) => octets(10, 0x400000 + i);
const blockOf = (i: number) => octets(100, i << 8);

function nodeAt(i: number): Node {
  return {
    name: `aks-pool${i % 8}-vmss${i.toString(36).padStart(6, '0')}`,
    labels: { 'kubernetes.azure.com/agentpool': `pool${i % 8}`, 'kubernetes.azure.com/azure-cni-overlay': 'true' },
    annotationKeys: ['node.alpha.kubernetes.io/ttl'],
    internalIPs: [nodeIP(i)],
    podCIDRs: [],
    ready: true,
    os: 'linux',
    networkReason: null,
    provider: 'azure',
  };
}

function configAt(i: number): NodeNetworkConfig {
  const container = {
    mode: 'static',
    type: 'overlay',
    primary: `${blockOf(i)}/24`,
    primaryV6: null,
    space: '100.0.0.0/8',
    spaceV6: null,
    assigned: [],
  };
  return { node: nodeAt(i).name, labels: {}, containers: [container] };
}

function podAt(i: number, nodes: readonly Node[]): Pod {
  const home = Math.floor(i / podsPerNode) % nodes.length;
  return {
    namespace: 'student-07',
    name: `web-${i}`,
    labels: {},
    hostNetwork: false,
    nodeName: nodes[home]?.name ?? null,
    phase: 'Running',
    deleting: false,
    ready: true,
    ips: [octets(100, (home << 8) + 4 + (i % podsPerNode))],
    hostIPs: nodes[home]?.internalIPs ?? [],
    ports: [],
    owner: 'ReplicaSet/web',
  };
}

const ask = { verb: 'list', resource: 'x', group: '', namespace: 'student-07', name: null } as const;
const proven = <T>(data: T): Read<T> => ({ ask, outcome: 'ok', data, absence: 'proven' });
const missing = {
  ask: { ...ask, namespace: 'kube-system' },
  outcome: 'not-found',
  because: 'not found',
  code: 404,
} as const;

/** A cluster of a size; made anew for each run, since what is parsed of a Pod is kept for as long as the Pod lives. */
function clusterOf(pods: number): Snapshot {
  const nodes = Array.from({ length: Math.ceil(pods / podsPerNode) }, (_, i) => nodeAt(i));
  const reads: Reads = {
    ownNamespace: proven({ name: 'student-07', labels: {} }),
    nodes: proven(nodes),
    pods: proven(Array.from({ length: pods }, (_, i) => podAt(i, nodes))),
    systemPods: missing,
    daemonSets: missing,
    calicoDaemonSets: missing,
    nodeNetworkConfigs: proven(nodes.map((_, i) => configAt(i))),
    networkmonitor: missing,
    ciliumConfig: missing,
    masquerade: missing,
    networkPolicies: proven([]),
    ciliumPolicies: missing,
    ciliumClusterPolicies: missing,
  };
  const source = { kind: 'snapshot', name: 'bench' } as const;
  const readAt = '2026-11-24T16:40:00.000Z';
  return {
    schema: 'netlab.snapshot/1',
    namespace: 'student-07',
    source,
    readAt,
    as: null,
    apiHost: null,
    reads,
    ignored: {},
  };
}

function textsOf({ reads: { nodes, pods, nodeNetworkConfigs } }: Snapshot): readonly string[] {
  if (nodes.outcome !== 'ok' || pods.outcome !== 'ok' || nodeNetworkConfigs.outcome !== 'ok') return [];
  const containers = nodeNetworkConfigs.data.flatMap((each) => each.containers);
  return [
    ...nodes.data.flatMap(({ internalIPs }) => internalIPs),
    // Host addresses are the nodes' once more, so they do not count.
    ...pods.data.flatMap(({ ips }) => ips),
    ...containers.flatMap(({ primary, space }) => [primary ?? '', space ?? '']),
  ];
}

function milliseconds(work: () => unknown): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** The least of several runs: what disturbs a run only ever makes it slower. */
function least(runs: number, prepare: () => () => unknown): number {
  return Math.min(...Array.from({ length: runs }, () => milliseconds(prepare())));
}

const inspecting = (pods: number) =>
  least(5, () => {
    const snapshot = clusterOf(pods);
    return () => reportOn(snapshot, 'azure-cni');
  });
const parsing = (pods: number) =>
  least(5, () => {
    const texts = textsOf(clusterOf(pods));
    return () => texts.map((text) => (text.includes('/') ? cidr(text) : address(text))).length;
  });

const small = 1_000;
const large = 200_000;
least(3, () => () => reportOn(clusterOf(10_000), 'azure-cni'));
const [few, many, pass] = [inspecting(small), inspecting(large), parsing(large)];
const ratio = many / pass;
const exponent = Math.log(many / few) / Math.log(large / small);
const rows: readonly (readonly [string, string, string, boolean])[] = [
  [
    '5,000 nodes and 200,000 Pods against one pass over their addresses',
    `${ratio.toFixed(2)}×`,
    'at most 3×',
    ratio <= 3,
  ],
  ['growth exponent from 1,000 to 200,000 Pods', exponent.toFixed(3), 'at most 1.1', exponent <= 1.1],
];
process.stdout.write(
  `inspection ${many.toFixed(0)} ms, one pass ${pass.toFixed(0)} ms, 1,000 Pods ${few.toFixed(2)} ms\n`,
);
for (const [what, figure, bound, met] of rows) {
  process.stdout.write(`${met ? 'met    ' : 'NOT MET'}  ${what}: ${figure} (${bound})\n`);
}
process.exitCode = rows.every(([, , , met]) => met) ? 0 : 1;
