import type { Space, Terrain, Wanted } from '../model/reach.ts';
import type { Read } from '../model/read.ts';
import type { Pod, Snapshot } from '../model/snapshot.ts';
import { asksEverywhere } from './asks.ts';
import type { ReadOnlyConfig } from './config.ts';
import { liveSource } from './live.ts';
import { type Observing, observe } from './observe.ts';
import { clusterPolicies, spaceFrom } from './space.ts';
import * as ours from './translate.ts';

const podsOf = (read: Read<readonly Pod[]>): readonly Pod[] => (read.outcome === 'ok' ? read.data : []);

/** Addresses that neither a Pod that was read nor a node has. */
function unplaced(addresses: readonly string[], spaces: readonly Space[], { reads }: Snapshot): readonly string[] {
  const pods = spaces.flatMap((space) => podsOf(space.pods));
  const nodes = reads.nodes.outcome === 'ok' ? reads.nodes.data : [];
  const known = new Set([
    ...pods.flatMap(({ ips, hostIPs }) => [...ips, ...hostIPs]),
    ...nodes.flatMap(({ internalIPs }) => internalIPs),
  ]);
  return addresses.filter((each) => !known.has(each));
}

/** Reads the namespaces that questions are about, and for an address nobody in them has, all Pods; never throws for refusals. */
export async function survey(
  config: ReadOnlyConfig,
  { namespaces, addresses }: Wanted,
  observing: Observing,
): Promise<Terrain> {
  const source = liveSource(config, AbortSignal.timeout(observing.deadline));
  const names = [...new Set([...namespaces, 'kube-system'])];
  const [snapshot, policies, ...first] = await Promise.all([
    observe(config, names[0] ?? 'kube-system', observing),
    clusterPolicies(source),
    ...names.map((name) => spaceFrom(source, name)),
  ]);
  const lost = unplaced(addresses, first, snapshot);
  if (lost.length === 0) return { snapshot, spaces: first, ...policies, everyPod: false };
  const all = await source.list(asksEverywhere.everyPod, ours.pod);
  const homes = new Set(
    podsOf(all).flatMap(({ namespace, ips }) => (ips.some((ip) => lost.includes(ip)) ? [namespace] : [])),
  );
  const more = await Promise.all(
    [...homes].filter((name) => !names.includes(name)).map((name) => spaceFrom(source, name)),
  );
  return { snapshot, spaces: [...first, ...more], ...policies, everyPod: all.outcome === 'ok' };
}
