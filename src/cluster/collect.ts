import { keptLabels, type Labels } from '../model/kubernetes-labels.ts';
import type { ApiQuery, Read } from '../model/read.ts';
import type { Namespace, Pod, Reads } from '../model/snapshot.ts';
import { queriesFor } from './queries.ts';
import { namespaceLabelKeys, policyLabelKeys } from './selector-labels.ts';
import { translateMasquerade } from './translate/masquerade.ts';
import * as ours from './translate/objects.ts';
import { translateCiliumPolicy, translateNetworkPolicy } from './translate/policies.ts';

type SortableObject = { readonly namespace?: string; readonly name?: string; readonly node?: string };

/** Where answers come from: a live API server or the files of a dump. */
export type ObjectSource = {
  readonly list: <T extends SortableObject>(
    ask: ApiQuery,
    translate: (item: unknown) => T,
  ) => Promise<Read<readonly T[]>>;
  readonly one: <T>(ask: ApiQuery, translate: (item: unknown) => T) => Promise<Read<T>>;
};

const ciliumKeys = [
  'ipam',
  'local-router-ipv4',
  'cni-chaining-mode',
  'kube-proxy-replacement',
  'enable-ipv6',
  // What names the ranges of Pods.
  'cluster-pool-ipv4-cidr',
  'cluster-pool-ipv6-cidr',
  // What decides about every policy.
  'policy-cidr-match-mode',
  'enable-policy',
  'policy-audit-mode',
  'enable-k8s-networkpolicy',
  'enable-cilium-network-policy',
  'enable-cilium-clusterwide-network-policy',
  'allow-localhost',
  'enable-host-firewall',
];

function compare(a: SortableObject, b: SortableObject): number {
  const keys = (each: SortableObject) => [each.namespace ?? '', each.name ?? each.node ?? ''] as const;
  const [spaceA, nameA] = keys(a);
  const [spaceB, nameB] = keys(b);
  if (spaceA !== spaceB) return spaceA < spaceB ? -1 : 1;
  return nameA < nameB ? -1 : nameA > nameB ? 1 : 0;
}

/** A source whose lists are sorted: the order in which a server or a file lists objects means nothing. */
export function sortLists({ list, one }: ObjectSource): ObjectSource {
  return {
    one,
    list: async <T extends SortableObject>(
      ask: ApiQuery,
      translate: (item: unknown) => T,
    ): Promise<Read<readonly T[]>> => {
      const read = await list(ask, translate);
      return read.outcome === 'ok' ? { ...read, data: read.data.toSorted(compare) } : read;
    },
  };
}

/** Asks everything at once and translates it; one failing read leaves the others as they are. */
export async function collectReads(from: ObjectSource, namespace: string): Promise<Reads> {
  const source = sortLists(from);
  const ask = queriesFor(namespace);
  const pending = {
    ownNamespace: source.one(ask.ownNamespace, ours.translateNamespace),
    nodes: source.list(ask.nodes, ours.translateNode),
    pods: source.list(ask.pods, ours.translatePod),
    systemPods: source.list(ask.systemPods, ours.translatePod),
    daemonSets: source.list(ask.daemonSets, ours.translateDaemonSet),
    calicoDaemonSets: source.list(ask.calicoDaemonSets, ours.translateDaemonSet),
    nodeNetworkConfigs: source.list(ask.nodeNetworkConfigs, ours.translateNodeNetworkConfig),
    networkmonitor: source.one(ask.networkmonitor, (item) => ours.translateConfigMap(item, [])),
    ciliumConfig: source.one(ask.ciliumConfig, (item) => ours.translateConfigMap(item, ciliumKeys)),
    ciliumNodes: source.list(ask.ciliumNodes, ours.translateCiliumNode),
    masquerade: source.one(ask.masquerade, translateMasquerade),
    networkPolicies: source.list(ask.networkPolicies, translateNetworkPolicy),
    ciliumPolicies: source.list(ask.ciliumPolicies, translateCiliumPolicy),
    ciliumClusterPolicies: source.list(ask.ciliumClusterPolicies, translateCiliumPolicy),
  };
  await Promise.all(Object.values(pending));
  return trim({
    ownNamespace: await pending.ownNamespace,
    nodes: await pending.nodes,
    pods: await pending.pods,
    systemPods: await pending.systemPods,
    daemonSets: await pending.daemonSets,
    calicoDaemonSets: await pending.calicoDaemonSets,
    nodeNetworkConfigs: await pending.nodeNetworkConfigs,
    networkmonitor: await pending.networkmonitor,
    ciliumConfig: await pending.ciliumConfig,
    ciliumNodes: await pending.ciliumNodes,
    masquerade: await pending.masquerade,
    networkPolicies: await pending.networkPolicies,
    ciliumPolicies: await pending.ciliumPolicies,
    ciliumClusterPolicies: await pending.ciliumClusterPolicies,
  });
}

function only(labels: Labels, keep: ReadonlySet<string>): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => keep.has(key)));
}

function trimPods(read: Read<readonly Pod[]>, keep: ReadonlySet<string>): Read<readonly Pod[]> {
  if (read.outcome !== 'ok') return read;
  return { ...read, data: read.data.map((pod) => ({ ...pod, labels: only(pod.labels, keep) })) };
}

function trimSpace(read: Read<Namespace>, keep: ReadonlySet<string>): Read<Namespace> {
  if (read.outcome !== 'ok') return read;
  return { ...read, data: { ...read.data, labels: only(read.data.labels, keep) } };
}

/** Drops every label that no check and no selector of a policy asks for. */
function trim(reads: Reads): Reads {
  const keep = new Set([...keptLabels, ...policyLabelKeys(reads)]);
  return {
    ...reads,
    ownNamespace: trimSpace(reads.ownNamespace, new Set(namespaceLabelKeys(reads))),
    pods: trimPods(reads.pods, keep),
    systemPods: trimPods(reads.systemPods, keep),
  };
}
