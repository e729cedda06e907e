import type { NamespacePolicies, PolicySnapshot, Semantics } from '../../model/reach.ts';
import { objectsOf } from '../facts/objects.ts';
import { ciliumDirectedPolicies } from './cilium.ts';
import type { CiliumSwitches } from './cilium-switches.ts';
import { memoizeByKey } from './memoize.ts';
import { directedPolicyOf, type PolicyReading } from './networkpolicy.ts';
import type { NamespacesByName } from './pod-index.ts';
import type { DirectedPolicy, Direction } from './rule.ts';

type PoliciesByDirection = { readonly [D in Direction]: readonly DirectedPolicy[] };

function byDirection(make: (direction: Direction) => readonly DirectedPolicy[]): PoliciesByDirection {
  return { ingress: make('ingress'), egress: make('egress') };
}

function networkPoliciesIn({ networkPolicies }: NamespacePolicies, reading: PolicyReading): PoliciesByDirection {
  return byDirection((direction) =>
    objectsOf(networkPolicies)
      .map((policy) => directedPolicyOf(policy, direction, reading))
      .filter((policy) => policy !== null),
  );
}

function ciliumPoliciesIn(read: PolicySnapshot['ciliumClusterPolicies'], reading: PolicyReading): PoliciesByDirection {
  return byDirection((direction) =>
    objectsOf(read).flatMap((policy) => ciliumDirectedPolicies(policy, direction, reading)),
  );
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
const plain: PolicyReading = { cilium: false, blocks: { pods: true, nodes: true } };

/** Brings every policy that is enforced into one form, those of a namespace when it is first asked about. */
export function createDirectedPolicyLookup(
  { ciliumClusterPolicies }: PolicySnapshot,
  namespaces: NamespacesByName,
  { reads, blocks }: Pick<CiliumSwitches, 'reads' | 'blocks'>,
): DirectedPolicyLookup {
  const cilium: PolicyReading = { cilium: true, blocks };
  const clusterwide = reads.clusterwide ? ciliumPoliciesIn(ciliumClusterPolicies, cilium) : none;
  const plainIn = memoizeByKey((name: string): PoliciesByDirection => {
    const space = namespaces.get(name);
    return space ? networkPoliciesIn(space, plain) : none;
  });
  const ciliumIn = memoizeByKey((name: string): PoliciesByDirection => {
    const space = namespaces.get(name);
    if (space === undefined) return clusterwide;
    const standard = reads.networkPolicies ? networkPoliciesIn(space, cilium) : none;
    const own = reads.own ? ciliumPoliciesIn(space.ciliumPolicies, cilium) : none;
    return byDirection((direction) => [...standard[direction], ...own[direction], ...clusterwide[direction]]);
  });
  return (namespace, direction, semantics) => (semantics === 'cilium' ? ciliumIn : plainIn)(namespace)[direction];
}
