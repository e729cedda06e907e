import type { NamespacePolicies, PolicySnapshot } from '../../model/reach.ts';
import type { ApiQuery, Unreadable } from '../../model/read.ts';
import type { Snapshot } from '../../model/snapshot.ts';

function unrecorded(ask: ApiQuery, resource: string, group: string): Unreadable {
  const because = `the snapshot does not hold ${resource} of ${ask.namespace ?? 'the cluster'}`;
  return { ask: { ...ask, resource, group }, outcome: 'not-in-dump', because, code: null };
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
  };
  const around: NamespacePolicies = {
    name: 'kube-system',
    namespace: unrecorded(system, 'namespaces', ''),
    pods: reads.systemPods,
    networkPolicies: unrecorded(system, 'networkpolicies', 'networking.k8s.io'),
    ciliumPolicies: unrecorded(system, 'ciliumnetworkpolicies', 'cilium.io'),
    calicoPolicies: unrecorded(system, 'networkpolicies', 'crd.projectcalico.org'),
  };
  return {
    snapshot,
    namespaces: namespace === 'kube-system' ? [space] : [space, around],
    ciliumClusterPolicies: reads.ciliumClusterPolicies,
    calicoGlobalPolicies: unrecorded({ ...own, namespace: null }, 'globalnetworkpolicies', 'crd.projectcalico.org'),
    hasEveryPod: false,
    services: unrecorded({ ...own, namespace: null }, 'services', ''),
  };
}
