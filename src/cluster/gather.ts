import { keptLabels } from '../model/labels.ts';
import type { Ask, Read } from '../model/read.ts';
import type { Labels, NetworkPolicy, Pod, Reads } from '../model/snapshot.ts';
import { asksFor } from './asks.ts';
import { cidrsOfMasquerade } from './masquerade.ts';
import * as ours from './translate.ts';

type Placed = { readonly namespace?: string; readonly name?: string; readonly node?: string };

/** Where answers come from: a live API server or the files of a dump. */
export type Source = {
  readonly list: <T extends Placed>(ask: Ask, translate: (item: unknown) => T) => Promise<Read<readonly T[]>>;
  readonly one: <T>(ask: Ask, translate: (item: unknown) => T) => Promise<Read<T>>;
};

const ciliumKeys = ['ipam', 'local-router-ipv4', 'cni-chaining-mode', 'kube-proxy-replacement', 'enable-ipv6'];

function compare(a: Placed, b: Placed): number {
  const keys = (each: Placed) => [each.namespace ?? '', each.name ?? each.node ?? ''] as const;
  const [spaceA, nameA] = keys(a);
  const [spaceB, nameB] = keys(b);
  if (spaceA !== spaceB) return spaceA < spaceB ? -1 : 1;
  return nameA < nameB ? -1 : nameA > nameB ? 1 : 0;
}

/** The order in which a server or a file lists objects means nothing, so no answer may depend on it. */
function inOrder({ list, one }: Source): Source {
  return {
    one,
    list: async <T extends Placed>(ask: Ask, translate: (item: unknown) => T): Promise<Read<readonly T[]>> => {
      const read = await list(ask, translate);
      return read.outcome === 'ok' ? { ...read, data: read.data.toSorted(compare) } : read;
    },
  };
}

/** Asks everything at once and translates it; one failing read leaves the others as they are. */
export async function gather(from: Source, namespace: string): Promise<Reads> {
  const source = inOrder(from);
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
