import type { NamespacePolicies } from '../model/reach.ts';
import { type ObjectSource, sortLists } from './collect.ts';
import { clusterQueries, namespaceQueries } from './queries.ts';
import * as ours from './translate/objects.ts';
import { translateCalicoPolicy, translateCiliumPolicy, translateNetworkPolicy } from './translate/policies.ts';
import { translateEndpointSlice, translateService } from './translate/services.ts';

/** Reads everything about one namespace that decides about its traffic. */
export async function collectNamespace(from: ObjectSource, name: string): Promise<NamespacePolicies> {
  const [source, ask] = [sortLists(from), namespaceQueries(name)];
  const [namespace, pods, networkPolicies, ciliumPolicies, calicoPolicies, services, endpointSlices] =
    await Promise.all([
      source.one(ask.namespace, ours.translateNamespace),
      source.list(ask.pods, ours.translatePod),
      source.list(ask.networkPolicies, translateNetworkPolicy),
      source.list(ask.ciliumPolicies, translateCiliumPolicy),
      source.list(ask.calicoPolicies, translateCalicoPolicy),
      source.list(ask.services, translateService),
      source.list(ask.endpointSlices, translateEndpointSlice),
    ]);
  return { name, namespace, pods, networkPolicies, ciliumPolicies, calicoPolicies, services, endpointSlices };
}

/** Reads the policies that belong to no namespace. */
export async function collectClusterPolicies(from: ObjectSource) {
  const source = sortLists(from);
  const [ciliumClusterPolicies, calicoGlobalPolicies] = await Promise.all([
    source.list(clusterQueries.ciliumClusterPolicies, translateCiliumPolicy),
    source.list(clusterQueries.calicoGlobalPolicies, translateCalicoPolicy),
  ]);
  return { ciliumClusterPolicies, calicoGlobalPolicies };
}
