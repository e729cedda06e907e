import type { NamespacePolicies, PolicySnapshot, SurveyRequest } from '../../model/reach.ts';
import type { ApiQuery, Read, Unreadable } from '../../model/read.ts';
import type { Pod, Snapshot } from '../../model/snapshot.ts';
import type { ObjectSource } from '../collect.ts';
import { collectClusterPolicies, collectNamespace } from '../collect-namespace.ts';
import { clusterQueries } from '../queries.ts';
import * as ours from '../translate/objects.ts';
import { translateService, translateServiceRange } from '../translate/services.ts';
import type { ReadOnlyKubeConfig } from './kubeconfig.ts';
import { type ObserveOptions, runLook } from './look.ts';
import { knowsNothing, withoutAbsence } from './no-kubernetes.ts';
import { readSnapshot } from './observe.ts';
import type { LiveSource } from './source.ts';
import { listUnjudgedPolicies } from './unjudged-policies.ts';

/** What tells whose an address is. */
type AddressReads = Pick<PolicySnapshot, 'services' | 'serviceRanges'> & { readonly everyPod: Read<readonly Pod[]> };

function unaskedRead(ask: ApiQuery): Unreadable {
  return { ask, outcome: 'not-in-dump', because: `${ask.resource} were not asked for`, code: null };
}

/** Only an address that no Pod and no node that was read has is looked for. */
const unasked: AddressReads = {
  everyPod: unaskedRead(clusterQueries.everyPod),
  services: unaskedRead(clusterQueries.everyService),
  serviceRanges: unaskedRead(clusterQueries.serviceRanges),
};

/** The range of Services is asked for only where Services themselves may not be read. */
async function readAddresses({ list }: ObjectSource): Promise<AddressReads> {
  const [everyPod, services] = await Promise.all([
    list(clusterQueries.everyPod, ours.translatePod),
    list(clusterQueries.everyService, translateService),
  ]);
  if (services.outcome === 'ok') return { everyPod, services, serviceRanges: unasked.serviceRanges };
  return { everyPod, services, serviceRanges: await list(clusterQueries.serviceRanges, translateServiceRange) };
}

const podsOf = (read: Read<readonly Pod[]>): readonly Pod[] => (read.outcome === 'ok' ? read.data : []);

/** Addresses that no Pod and no Service that was read has, and no node. */
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
    ...spaces.flatMap(({ services }) => (services.outcome === 'ok' ? services.data.flatMap(({ ips }) => ips) : [])),
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
    services: withoutAbsence(space.services),
    endpointSlices: withoutAbsence(space.endpointSlices),
  };
}

type ClusterPolicies = Pick<PolicySnapshot, 'ciliumClusterPolicies' | 'calicoGlobalPolicies'>;

function doubtedPolicies({ ciliumClusterPolicies, calicoGlobalPolicies }: ClusterPolicies): ClusterPolicies {
  return {
    ciliumClusterPolicies: withoutAbsence(ciliumClusterPolicies),
    calicoGlobalPolicies: withoutAbsence(calicoGlobalPolicies),
  };
}

/** One look: what it reads, where sources come from, when. */
type SurveyLook = { readonly config: ReadOnlyKubeConfig; readonly open: () => LiveSource; readonly at: Date };

/** What is read of a cluster at once, before it is known whether addresses are to be looked for. */
async function firstLook({ config, open, at }: SurveyLook, names: readonly string[]) {
  const source = open();
  const [snapshot, cluster, kinds, ...spaces] = await Promise.all([
    readSnapshot(config, open(), { namespace: names[0] ?? 'kube-system', at }),
    collectClusterPolicies(source),
    source.findPolicyKinds(),
    ...names.map((name) => collectNamespace(source, name)),
  ]);
  const nothing = knowsNothing(snapshot.reads);
  const policies = nothing ? doubtedPolicies(cluster) : cluster;
  return { source, snapshot, policies, kinds, nothing, spaces: nothing ? spaces.map(doubtedSpace) : spaces };
}

async function readTerrain(look: SurveyLook, { namespaces, addresses }: SurveyRequest): Promise<PolicySnapshot> {
  const names = [...new Set([...namespaces, 'kube-system'])];
  const { source, snapshot, policies, kinds, nothing, spaces } = await firstLook(look, names);
  const lost = unplaced(addresses, spaces, snapshot);
  const around = lost.length === 0 ? unasked : await readAddresses(source);
  const services = around.services.outcome === 'ok' ? around.services.data : [];
  const homes = [...podsOf(around.everyPod), ...services].filter(({ ips }) => ips.some((ip) => lost.includes(ip)));
  const others = [...new Set(homes.map(({ namespace }) => namespace))].filter((name) => !names.includes(name));
  const [more, unjudgedPolicies] = await Promise.all([
    Promise.all(others.map((name) => collectNamespace(source, name))),
    listUnjudgedPolicies(source, kinds, [...names, ...others]),
  ]);
  return {
    snapshot,
    namespaces: [...spaces, ...more],
    ...policies,
    unjudgedPolicies,
    hasEveryPod: around.everyPod.outcome === 'ok' && !nothing,
    services: around.services,
    serviceRanges: around.serviceRanges,
  };
}

/**
 * Reads the namespaces that questions are about, and for an address nobody in them has, all Pods; never throws for
 * refusals.
 */
export function survey(
  config: ReadOnlyKubeConfig,
  wanted: SurveyRequest,
  observing: ObserveOptions,
): Promise<PolicySnapshot> {
  const at = observing.now();
  return runLook(config, { ...observing, now: () => at }, (open) => readTerrain({ config, open, at }, wanted));
}
