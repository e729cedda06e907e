import type { Space, Terrain, Wanted } from '../../model/reach.ts';
import type { Read } from '../../model/read.ts';
import type { Pod, Service, Snapshot } from '../../model/snapshot.ts';
import { clusterPolicies, spaceFrom } from '../collect-namespace.ts';
import { asksEverywhere } from '../queries.ts';
import * as ours from '../translate/objects.ts';
import type { ReadOnlyConfig } from './kubeconfig.ts';
import { type Observing, observe } from './observe.ts';
import { liveSource } from './source.ts';

/** Services are read only where an address is asked for that nobody else has. */
const unasked: Read<readonly Service[]> = {
  ask: asksEverywhere.everyService,
  outcome: 'not-in-dump',
  because: 'Services were not asked for',
  code: null,
};

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
  if (lost.length === 0) return { snapshot, spaces: first, ...policies, everyPod: false, services: unasked };
  const [all, services] = await Promise.all([
    source.list(asksEverywhere.everyPod, ours.pod),
    source.list(asksEverywhere.everyService, ours.service),
  ]);
  const homes = new Set(
    podsOf(all).flatMap(({ namespace, ips }) => (ips.some((ip) => lost.includes(ip)) ? [namespace] : [])),
  );
  const others = [...homes].filter((name) => !names.includes(name));
  const more = await Promise.all(others.map((name) => spaceFrom(source, name)));
  return { snapshot, spaces: [...first, ...more], ...policies, everyPod: all.outcome === 'ok', services };
}
