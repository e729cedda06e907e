import type { ClusterNetwork } from '../../model/network.ts';
import type { NamespacePolicies, PolicySnapshot, Semantics } from '../../model/reach.ts';
import { objectsOf } from '../facts/objects.ts';
import { calicoSelects } from './calico.ts';
import type { CiliumSwitches } from './cilium-switches.ts';
import type { PodIdentity } from './endpoint.ts';
import { listHidingReads, mayHide, type UnreadPolicies } from './hiding-reads.ts';
import { no } from './kleene.ts';
import { memoizeByIdentity, memoizeByKey } from './memoize.ts';
import type { NamespacesByName } from './pod-index.ts';
import { type Direction, policyNameOf } from './rule.ts';
import { createUnjudgedLookup } from './unjudged-policies.ts';

/** What decides which of the unread policies count. */
type EngineFacts = { readonly mayBeCalico: boolean; readonly switches: CiliumSwitches };

function unreadIn(
  space: NamespacePolicies | undefined,
  { ciliumClusterPolicies, calicoGlobalPolicies }: PolicySnapshot,
  semantics: Semantics,
  { mayBeCalico, switches }: EngineFacts,
): readonly UnreadPolicies[] {
  if (space === undefined) return [{ why: 'its namespace was not read', may: 'deny' }];
  const { networkPolicies, ciliumPolicies, calicoPolicies } = space;
  const plain = mayHide(networkPolicies) ? [{ why: networkPolicies.because, may: 'restrict' as const }] : [];
  if (semantics === 'plain')
    return [...plain, ...(mayBeCalico ? listHidingReads([calicoPolicies, calicoGlobalPolicies]) : [])];
  const { reads, unknown } = switches;
  return [
    ...(unknown === null ? [] : [{ why: unknown, may: 'override' as const }]),
    ...(reads.networkPolicies ? plain : []),
    ...listHidingReads([...(reads.own ? [ciliumPolicies] : []), ...(reads.clusterwide ? [ciliumClusterPolicies] : [])]),
  ];
}

/** Calico's own policies by namespace, each with whom it selects. */
function createCalicoLookup({ calicoGlobalPolicies }: PolicySnapshot, namespaces: NamespacesByName) {
  return memoizeByKey((name: string) => {
    const space = namespaces.get(name);
    return [...(space ? objectsOf(space.calicoPolicies) : []), ...objectsOf(calicoGlobalPolicies)].map((policy) => ({
      name: policyNameOf({
        kind: policy.namespace === '' ? 'GlobalNetworkPolicy' : 'NetworkPolicy.projectcalico.org',
        namespace: policy.namespace,
        name: policy.name,
      }),
      selects: memoizeByIdentity(calicoSelects(policy)),
    }));
  });
}

/** What of the policies that decide about an identity could not be read, or is read and not judged. */
export type UnreadLookup = (
  identity: PodIdentity,
  direction: Direction,
  semantics: Semantics,
) => readonly UnreadPolicies[];

/** Calico's own policies count only where Calico is, or may be, what enforces policies. */
export function createUnreadLookup(
  policySnapshot: PolicySnapshot,
  namespaces: NamespacesByName,
  { policyEngine }: ClusterNetwork,
  switches: CiliumSwitches,
): UnreadLookup {
  const mayBeCalico = policyEngine === 'calico' || policyEngine === 'undetermined';
  const unread = (semantics: Semantics) =>
    memoizeByKey((name: string) =>
      unreadIn(namespaces.get(name), policySnapshot, semantics, { mayBeCalico, switches }),
    );
  const byNamespace = { plain: unread('plain'), cilium: unread('cilium') };
  const calicoIn = createCalicoLookup(policySnapshot, namespaces);
  const unjudged = createUnjudgedLookup(policySnapshot);
  return (identity, direction, semantics) => {
    const calico = semantics === 'cilium' || !mayBeCalico ? [] : calicoIn(identity.namespace);
    const selecting = calico.filter(({ selects }) => selects(identity) !== no);
    return [
      ...byNamespace[semantics](identity.namespace),
      ...selecting.map(({ name }) => ({
        why: `${name} selects it, and Calico’s own policies are not judged`,
        may: 'deny' as const,
      })),
      ...unjudged(identity, direction),
    ];
  };
}
