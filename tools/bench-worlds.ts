// Clusters of any size for the benchmarks, and how they are timed.
import type { Read } from '../src/model/read.ts';
import type { Node, NodeNetworkConfig, Pod, Reads, Snapshot } from '../src/model/snapshot.ts';

const podsPerNode = 40;
/** An address of a wide range by its number. */
export const octets = (base: number, i: number) => `${base}.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`;
const nodeIP = (i: number) => octets(10, 0x400000 + i);
const blockOf = (i: number) => octets(100, i << 8);

function nodeAt(i: number): Node {
  return {
    name: `aks-pool${i % 8}-vmss${i.toString(36).padStart(6, '0')}`,
    labels: { 'kubernetes.azure.com/agentpool': `pool${i % 8}`, 'kubernetes.azure.com/azure-cni-overlay': 'true' },
    annotationKeys: ['node.alpha.kubernetes.io/ttl'],
    internalIPs: [nodeIP(i)],
    internalIPsWhole: true,
    podCIDRs: [],
    ready: true,
    awaitsCni: false,
    os: 'linux',
    networkUnavailable: false,
    networkReason: null,
    localDns: '',
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

/** A running Pod by its number. */
export function podAt(i: number, nodes: readonly Node[]): Pod {
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
    ipsWhole: true,
    hostIPs: nodes[home]?.internalIPs ?? [],
    ports: [],
    owner: 'ReplicaSet/web',
  };
}

const ask = { verb: 'list', resource: 'x', group: '', namespace: 'student-07', name: null } as const;
/** A live read. */
export const proven = <T>(data: T): Read<T> => ({ ask, outcome: 'ok', data, absence: 'proven' });
/** A read of something that is not there. */
export const missing = {
  ask: { ...ask, namespace: 'kube-system' },
  outcome: 'not-found',
  because: 'not found',
  code: 404,
} as const;

/** A cluster of a size; made anew for each run, since what is parsed of a Pod is kept for as long as the Pod lives. */
export function clusterOf(pods: number): Snapshot {
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
    ciliumNodes: missing,
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

function milliseconds(work: () => unknown): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** The least of several runs: what disturbs a run only ever makes it slower. */
export function least(runs: number, prepare: () => () => unknown): number {
  return Math.min(...Array.from({ length: runs }, () => milliseconds(prepare())));
}
