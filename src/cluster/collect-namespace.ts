import type { Space } from '../model/reach.ts';
import { inOrder, type Source } from './collect.ts';
import { asksAround, asksEverywhere } from './queries.ts';
import * as ours from './translate/objects.ts';
import { calicoPolicy, ciliumPolicy, networkPolicy } from './translate/policies.ts';

/** Reads everything about one namespace that decides about its traffic. */
export async function spaceFrom(from: Source, name: string): Promise<Space> {
  const [source, ask] = [inOrder(from), asksAround(name)];
  const [namespace, pods, networkPolicies, ciliumPolicies, calicoPolicies] = await Promise.all([
    source.one(ask.namespace, ours.namespace),
    source.list(ask.pods, ours.pod),
    source.list(ask.networkPolicies, networkPolicy),
    source.list(ask.ciliumPolicies, ciliumPolicy),
    source.list(ask.calicoPolicies, calicoPolicy),
  ]);
  return { name, namespace, pods, networkPolicies, ciliumPolicies, calicoPolicies };
}

/** Reads the policies that belong to no namespace. */
export async function clusterPolicies(from: Source) {
  const source = inOrder(from);
  const [ciliumClusterPolicies, calicoGlobalPolicies] = await Promise.all([
    source.list(asksEverywhere.ciliumClusterPolicies, ciliumPolicy),
    source.list(asksEverywhere.calicoGlobalPolicies, calicoPolicy),
  ]);
  return { ciliumClusterPolicies, calicoGlobalPolicies };
}
