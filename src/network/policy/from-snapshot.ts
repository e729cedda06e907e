import type { UnjudgedPolicy } from '../../model/policy.ts';
import type { NamespacePolicies, PolicySnapshot } from '../../model/reach.ts';
import type { ApiQuery, Readable, Unreadable } from '../../model/read.ts';
import type { Snapshot } from '../../model/snapshot.ts';

function unrecorded(ask: ApiQuery, resource: string, group: string): Unreadable {
  const because = `the snapshot does not hold ${resource} of ${ask.namespace ?? 'the cluster'}`;
  return { ask: { ...ask, resource, group }, outcome: 'not-in-dump', because, code: null };
}

const judged = new Set([
  'NetworkPolicy',
  'CiliumNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
  'NetworkPolicy.projectcalico.org',
  'GlobalNetworkPolicy.projectcalico.org',
]);

/** Policies of other kinds that the dump behind a snapshot held: their names alone, so they may select anyone. */
function unjudgedIn({ ignored, reads }: Snapshot): Readable<readonly UnjudgedPolicy[]> {
  const named = Object.keys(ignored).map((key) => /^(\S*NetworkPolicy\S*) (?:([^\s/]+)\/)?(\S+)$/u.exec(key));
  const data = named.flatMap((match): readonly UnjudgedPolicy[] => {
    const [, kind = '', namespace = '', name = ''] = match ?? [];
    if (kind === '' || judged.has(kind) || kind.startsWith('Staged')) return [];
    return [{ kind, namespace, name, subject: null, directions: ['ingress', 'egress'] }];
  });
  return { ask: { ...reads.pods.ask, namespace: null }, outcome: 'ok', data, absence: 'unproven' };
}

/**
 * What one snapshot shows of its namespace and of the cluster's DNS: less than a survey, more than nothing.
 */
export function policySnapshotOf(snapshot: Snapshot): PolicySnapshot {
  const { namespace, reads } = snapshot;
  const own: ApiQuery = { ...reads.pods.ask, namespace };
  const system: ApiQuery = { ...own, namespace: 'kube-system' };
  const space: NamespacePolicies = {
    name: namespace,
    namespace: reads.ownNamespace,
    pods: reads.pods,
    networkPolicies: reads.networkPolicies,
    ciliumPolicies: reads.ciliumPolicies,
    calicoPolicies: unrecorded(own, 'networkpolicies', 'crd.projectcalico.org'),
    services: unrecorded(own, 'services', ''),
    endpointSlices: unrecorded(own, 'endpointslices', 'discovery.k8s.io'),
  };
  const around: NamespacePolicies = {
    name: 'kube-system',
    namespace: unrecorded(system, 'namespaces', ''),
    pods: reads.systemPods,
    networkPolicies: unrecorded(system, 'networkpolicies', 'networking.k8s.io'),
    ciliumPolicies: unrecorded(system, 'ciliumnetworkpolicies', 'cilium.io'),
    calicoPolicies: unrecorded(system, 'networkpolicies', 'crd.projectcalico.org'),
    services: unrecorded(system, 'services', ''),
    endpointSlices: unrecorded(system, 'endpointslices', 'discovery.k8s.io'),
  };
  return {
    snapshot,
    namespaces: namespace === 'kube-system' ? [space] : [space, around],
    ciliumClusterPolicies: reads.ciliumClusterPolicies,
    calicoGlobalPolicies: unrecorded({ ...own, namespace: null }, 'globalnetworkpolicies', 'crd.projectcalico.org'),
    hasEveryPod: false,
    unjudgedPolicies: [unjudgedIn(snapshot)],
    services: unrecorded({ ...own, namespace: null }, 'services', ''),
    serviceRanges: unrecorded({ ...own, namespace: null }, 'servicecidrs', 'networking.k8s.io'),
  };
}
