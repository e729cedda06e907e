import type { NamespacePolicies, PolicySnapshot, Semantics } from '../../model/reach.ts';
import { objectsOf } from '../facts/objects.ts';
import { ciliumDirectedPolicies } from './cilium.ts';
import { memoizeByKey } from './memoize.ts';
import { directedPolicyOf } from './networkpolicy.ts';
import type { NamespacesByName } from './pod-index.ts';
import type { DirectedPolicy, Direction } from './rule.ts';

type PoliciesByDirection = { readonly [D in Direction]: readonly DirectedPolicy[] };

function byDirection(make: (direction: Direction) => readonly DirectedPolicy[]): PoliciesByDirection {
  return { ingress: make('ingress'), egress: make('egress') };
}

function networkPoliciesIn({ networkPolicies }: NamespacePolicies, semantics: Semantics): PoliciesByDirection {
  return byDirection((direction) =>
    objectsOf(networkPolicies)
      .map((policy) => directedPolicyOf(policy, direction, semantics))
      .filter((policy) => policy !== null),
  );
}

function ciliumPoliciesIn(read: PolicySnapshot['ciliumClusterPolicies']): PoliciesByDirection {
  return byDirection((direction) => objectsOf(read).flatMap((policy) => ciliumDirectedPolicies(policy, direction)));
}

/**
 * The policies that may select Pods of a namespace: its own, and under Cilium the clusterwide ones behind
 * them.
 */
export type DirectedPolicyLookup = (
  namespace: string,
  direction: Direction,
  semantics: Semantics,
) => readonly DirectedPolicy[];

const none: PoliciesByDirection = { ingress: [], egress: [] };

/** Brings every policy into one form, those of a namespace when it is first asked about. */
export function createDirectedPolicyLookup(
  { ciliumClusterPolicies }: PolicySnapshot,
  namespaces: NamespacesByName,
): DirectedPolicyLookup {
  const clusterwide = ciliumPoliciesIn(ciliumClusterPolicies);
  const plainIn = memoizeByKey((name: string): PoliciesByDirection => {
    const space = namespaces.get(name);
    return space ? networkPoliciesIn(space, 'plain') : none;
  });
  const ciliumIn = memoizeByKey((name: string): PoliciesByDirection => {
    const space = namespaces.get(name);
    if (space === undefined) return clusterwide;
    const [plain, own] = [networkPoliciesIn(space, 'cilium'), ciliumPoliciesIn(space.ciliumPolicies)];
    return byDirection((direction) => [...plain[direction], ...own[direction], ...clusterwide[direction]]);
  });
  return (namespace, direction, semantics) => (semantics === 'cilium' ? ciliumIn : plainIn)(namespace)[direction];
}
