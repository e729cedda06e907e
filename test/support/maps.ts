// Clusters of any size as snapshots, for pictures: some nodes are not Ready, some run Windows, some are virtual.
import type { Readable, Unreadable } from '../../src/model/read.ts';
import type { Node, NodeNetworkConfig, Pod, Reads, Snapshot } from '../../src/model/snapshot.ts';

const ask = { verb: 'list', resource: 'x', group: '', namespace: null, name: null } as const;

/** A live read. */
export const seen = <T>(data: T): Readable<T> => ({ ask, outcome: 'ok', data, absence: 'proven' });

/** A read that was refused. */
export const refused: Unreadable = { ask, outcome: 'forbidden', because: 'not allowed to list x (403)', code: 403 };

const absent: Unreadable = { ask, outcome: 'not-found', because: 'x does not exist (404)', code: 404 };

/** An overlay node by its number. */
export function nodeAt(i: number, more: Partial<Node> = {}): Node {
  const pool = ['system', 'apps', 'batch', 'win'][i % 4] ?? '';
  return {
    name: `aks-${pool}-17143216-vmss${i.toString(36).padStart(6, '0')}`,
    labels: {
      'kubernetes.azure.com/cluster': 'MC_rg_aks_westeurope',
      'kubernetes.azure.com/agentpool': pool,
      'kubernetes.azure.com/azure-cni-overlay': 'true',
    },
    annotationKeys: [],
    internalIPs: [`10.224.${i >> 8}.${i & 255}`],
    internalIPsWhole: true,
    podCIDRs: [],
    ready: i % 17 !== 11,
    awaitsCni: false,
    os: pool === 'win' ? 'windows' : 'linux',
    networkUnavailable: false,
    networkReason: null,
    localDns: null,
    provider: 'azure',
    ...more,
  };
}

/** A Pod of the student's own on a node. */
export function podOn(node: Node | null, i: number, more: Partial<Pod> = {}): Pod {
  return {
    namespace: 'student-07',
    name: `web-7c9d5b6f4-n${i.toString(36).padStart(4, '0')}`,
    labels: {},
    hostNetwork: false,
    nodeName: node?.name ?? null,
    phase: 'Running',
    deleting: false,
    ready: true,
    ips: [`10.244.${i >> 8}.${i & 255}`],
    ipsWhole: true,
    hostIPs: node?.internalIPs ?? [],
    ports: [],
    owner: null,
    ...more,
  };
}

function configOf({ name }: Node, i: number): NodeNetworkConfig {
  const primary = `10.${244 + (i >> 8)}.${i & 255}.0/24`;
  const container = {
    mode: 'static',
    type: 'overlay',
    primary,
    primaryV6: null,
    space: '10.244.0.0/14',
    spaceV6: null,
  };
  return { node: name, labels: {}, containers: [{ ...container, assigned: [] }] };
}

/** A snapshot of nodes and own Pods on an overlay; `more` replaces reads. */
export function snapshotWith(nodes: readonly Node[], pods: readonly Pod[], more: Partial<Reads> = {}): Snapshot {
  const system = nodes.flatMap((node, i) =>
    ['cilium', 'azure-cns', 'coredns'].map((name) =>
      podOn(node, i, { namespace: 'kube-system', name: `${name}-${i}`, hostNetwork: name !== 'coredns' }),
    ),
  );
  return {
    schema: 'netlab.snapshot/1',
    namespace: 'student-07',
    source: { kind: 'snapshot', name: 'seen.json' },
    readAt: '2026-11-24T16:40:00.000Z',
    as: null,
    apiHost: null,
    ignored: {},
    reads: {
      ownNamespace: seen({ name: 'student-07', labels: {} }),
      nodes: seen(nodes),
      pods: seen(pods),
      systemPods: seen(system),
      daemonSets: seen([]),
      calicoDaemonSets: seen([]),
      nodeNetworkConfigs: seen(nodes.map(configOf)),
      networkmonitor: absent,
      ciliumConfig: absent,
      ciliumNodes: absent,
      masquerade: absent,
      networkPolicies: seen([]),
      ciliumPolicies: absent,
      ciliumClusterPolicies: absent,
      ...more,
    },
  };
}

/** A cluster of `many` nodes with some Pods of the student's own, of every kind. */
export function crowd(many: number, own: number): Snapshot {
  const nodes = Array.from({ length: many }, (_, i) => nodeAt(i));
  const kinds: readonly Partial<Pod>[] = [
    {},
    { hostNetwork: true },
    { phase: 'Pending', ips: [] },
    { phase: 'Succeeded' },
    { deleting: true },
  ];
  const pods = Array.from({ length: own }, (_, i) => {
    const home = nodes[(i * 7) % many] ?? null;
    const kind = kinds[i % kinds.length] ?? {};
    return podOn(home, i, kind.hostNetwork ? { ...kind, ips: home?.internalIPs ?? [] } : kind);
  });
  return snapshotWith(nodes, pods);
}
