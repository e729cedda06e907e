import { keptLabels } from '../model/labels.ts';
import type { Ask, Read } from '../model/read.ts';
import type { Labels, NetworkPolicy, Pod, Reads } from '../model/snapshot.ts';
import { asksFor } from './asks.ts';
import { cidrsOfMasquerade } from './masquerade.ts';
import * as ours from './translate.ts';

/** Where answers come from: a live API server or the files of a dump. */
export type Source = {
  readonly list: <T>(ask: Ask, translate: (item: unknown) => T) => Promise<Read<readonly T[]>>;
  readonly one: <T>(ask: Ask, translate: (item: unknown) => T) => Promise<Read<T>>;
};

const ciliumKeys = ['ipam', 'local-router-ipv4', 'cni-chaining-mode', 'kube-proxy-replacement', 'enable-ipv6'];

/** Asks everything at once and translates it; one failing read leaves the others as they are. */
export async function gather(source: Source, namespace: string): Promise<Reads> {
  const ask = asksFor(namespace);
  const pending = {
    ownNamespace: source.one(ask.ownNamespace, ours.named),
    nodes: source.list(ask.nodes, ours.node),
    pods: source.list(ask.pods, ours.pod),
    systemPods: source.list(ask.systemPods, ours.pod),
    daemonSets: source.list(ask.daemonSets, ours.daemonSet),
    calicoDaemonSets: source.list(ask.calicoDaemonSets, ours.daemonSet),
    nodeNetworkConfigs: source.list(ask.nodeNetworkConfigs, ours.nodeNetworkConfig),
    networkmonitor: source.one(ask.networkmonitor, (item) => ours.configMap(item, [])),
    ciliumConfig: source.one(ask.ciliumConfig, (item) => ours.configMap(item, ciliumKeys)),
    masquerade: source.one(ask.masquerade, cidrsOfMasquerade),
    networkPolicies: source.list(ask.networkPolicies, ours.networkPolicy),
    ciliumPolicies: source.list(ask.ciliumPolicies, ours.named),
    ciliumClusterPolicies: source.list(ask.ciliumClusterPolicies, ours.named),
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
    masquerade: await pending.masquerade,
    networkPolicies: await pending.networkPolicies,
    ciliumPolicies: await pending.ciliumPolicies,
    ciliumClusterPolicies: await pending.ciliumClusterPolicies,
  });
}

function selectorKeys(policies: Read<readonly NetworkPolicy[]>): readonly string[] {
  if (policies.outcome !== 'ok') return [];
  return policies.data.flatMap(({ selects }) => [
    ...Object.keys(selects.matchLabels),
    ...selects.matchExpressions.map(({ key }) => key),
  ]);
}

function only(labels: Labels, keep: ReadonlySet<string>): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => keep.has(key)));
}

function trimPods(read: Read<readonly Pod[]>, keep: ReadonlySet<string>): Read<readonly Pod[]> {
  if (read.outcome !== 'ok') return read;
  return { ...read, data: read.data.map((pod) => ({ ...pod, labels: only(pod.labels, keep) })) };
}

/** Drops every Pod label that no check and no NetworkPolicy selector asks for. */
function trim(reads: Reads): Reads {
  const kept = new Set(keptLabels);
  const selected = new Set([...keptLabels, ...selectorKeys(reads.networkPolicies)]);
  return { ...reads, pods: trimPods(reads.pods, selected), systemPods: trimPods(reads.systemPods, kept) };
}
