import type { NamespacePolicies, PolicySnapshot, SurveyRequest } from '../../model/reach.ts';
import type { Read } from '../../model/read.ts';
import type { Pod, Service, Snapshot } from '../../model/snapshot.ts';
import { collectClusterPolicies, collectNamespace } from '../collect-namespace.ts';
import { clusterQueries } from '../queries.ts';
import * as ours from '../translate/objects.ts';
import type { ReadOnlyKubeConfig } from './kubeconfig.ts';
import { knowsNothing, withoutAbsence } from './no-kubernetes.ts';
import { type ObserveOptions, observe } from './observe.ts';
import { liveSource } from './source.ts';

/** Services are read only where an address is asked for that nobody else has. */
const unasked: Read<readonly Service[]> = {
  ask: clusterQueries.everyService,
  outcome: 'not-in-dump',
  because: 'Services were not asked for',
  code: null,
};

const podsOf = (read: Read<readonly Pod[]>): readonly Pod[] => (read.outcome === 'ok' ? read.data : []);

/** Addresses that neither a Pod that was read nor a node has. */
function unplaced(
  addresses: readonly string[],
  spaces: readonly NamespacePolicies[],
  { reads }: Snapshot,
): readonly string[] {
  const pods = spaces.flatMap((space) => podsOf(space.pods));
  const nodes = reads.nodes.outcome === 'ok' ? reads.nodes.data : [];
  const known = new Set([
    ...pods.flatMap(({ ips, hostIPs }) => [...ips, ...hostIPs]),
    ...nodes.flatMap(({ internalIPs }) => internalIPs),
  ]);
  return addresses.filter((each) => !known.has(each));
}

function doubtedSpace(space: NamespacePolicies): NamespacePolicies {
  return {
    name: space.name,
    namespace: withoutAbsence(space.namespace),
    pods: withoutAbsence(space.pods),
    networkPolicies: withoutAbsence(space.networkPolicies),
    ciliumPolicies: withoutAbsence(space.ciliumPolicies),
    calicoPolicies: withoutAbsence(space.calicoPolicies),
  };
}

type ClusterPolicies = Pick<PolicySnapshot, 'ciliumClusterPolicies' | 'calicoGlobalPolicies'>;

function doubtedPolicies({ ciliumClusterPolicies, calicoGlobalPolicies }: ClusterPolicies): ClusterPolicies {
  return {
    ciliumClusterPolicies: withoutAbsence(ciliumClusterPolicies),
    calicoGlobalPolicies: withoutAbsence(calicoGlobalPolicies),
  };
}

/** Reads the namespaces that questions are about, and for an address nobody in them has, all Pods; never throws for refusals. */
export async function survey(
  config: ReadOnlyKubeConfig,
  { namespaces, addresses }: SurveyRequest,
  observing: ObserveOptions,
): Promise<PolicySnapshot> {
  const source = liveSource(config, AbortSignal.timeout(observing.deadlineMs), observing.now().getTime());
  const names = [...new Set([...namespaces, 'kube-system'])];
  const [snapshot, cluster, ...spaces] = await Promise.all([
    observe(config, names[0] ?? 'kube-system', observing),
    collectClusterPolicies(source),
    ...names.map((name) => collectNamespace(source, name)),
  ]);
  const nothing = knowsNothing(snapshot.reads);
  const policies = nothing ? doubtedPolicies(cluster) : cluster;
  const first = nothing ? spaces.map(doubtedSpace) : spaces;
  const lost = unplaced(addresses, first, snapshot);
  if (lost.length === 0) return { snapshot, namespaces: first, ...policies, hasEveryPod: false, services: unasked };
  const [all, services] = await Promise.all([
    source.list(clusterQueries.everyPod, ours.translatePod),
    source.list(clusterQueries.everyService, ours.translateService),
  ]);
  const homes = new Set(
    podsOf(all).flatMap(({ namespace, ips }) => (ips.some((ip) => lost.includes(ip)) ? [namespace] : [])),
  );
  const others = [...homes].filter((name) => !names.includes(name));
  const more = await Promise.all(others.map((name) => collectNamespace(source, name)));
  const hasEveryPod = all.outcome === 'ok' && !nothing;
  return { snapshot, namespaces: [...first, ...more], ...policies, hasEveryPod, services };
}
