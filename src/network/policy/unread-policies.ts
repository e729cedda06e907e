import type { ClusterNetwork } from '../../model/network.ts';
import type { NamespacePolicies, PolicySnapshot, Semantics } from '../../model/reach.ts';
import type { Read, Unreadable } from '../../model/read.ts';
import { objectsOf } from '../facts/objects.ts';
import { calicoSelects } from './calico.ts';
import type { PodIdentity } from './endpoint.ts';
import { no } from './kleene.ts';
import { memoizeByIdentity, memoizeByKey } from './memoize.ts';
import type { NamespacesByName } from './pod-index.ts';
import { policyNameOf } from './rule.ts';

/** Policies that could not be read or are not judged; `denies` where they may take away what others allow. */
export type UnreadPolicies = { readonly why: string; readonly denies: boolean };

/** Whether a read that came to nothing may hide something: a kind that the server does not know cannot. */
function mayHide(read: Read<unknown>): read is Unreadable {
  return read.outcome !== 'ok' && read.outcome !== 'not-found';
}

/**
 * Those of an engine's own kinds that may hide something; a dump without one is taken at its word, a remark
 * says so.
 */
function hidingReads(reads: readonly Read<unknown>[]): readonly UnreadPolicies[] {
  const hiding = reads.filter(mayHide).filter(({ outcome }) => outcome !== 'not-in-dump');
  return hiding.map(({ because }) => ({ why: because, denies: true }));
}

function unreadIn(
  space: NamespacePolicies | undefined,
  { ciliumClusterPolicies, calicoGlobalPolicies }: PolicySnapshot,
  semantics: Semantics,
  calicoEnforces: boolean,
): readonly UnreadPolicies[] {
  if (space === undefined) return [{ why: 'its namespace was not read', denies: true }];
  const { networkPolicies, ciliumPolicies, calicoPolicies } = space;
  const plain = mayHide(networkPolicies) ? [{ why: networkPolicies.because, denies: false }] : [];
  if (semantics === 'cilium') return [...plain, ...hidingReads([ciliumPolicies, ciliumClusterPolicies])];
  return [...plain, ...(calicoEnforces ? hidingReads([calicoPolicies, calicoGlobalPolicies]) : [])];
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
export type UnreadLookup = (identity: PodIdentity, semantics: Semantics) => readonly UnreadPolicies[];

/** Calico's own policies count only where Calico is, or may be, what enforces policies. */
export function createUnreadLookup(
  policySnapshot: PolicySnapshot,
  namespaces: NamespacesByName,
  { policyEngine }: ClusterNetwork,
): UnreadLookup {
  const unread = (semantics: Semantics) =>
    memoizeByKey((name: string) =>
      unreadIn(namespaces.get(name), policySnapshot, semantics, policyEngine === 'calico'),
    );
  const byNamespace = { plain: unread('plain'), cilium: unread('cilium') };
  const mayBeCalico = policyEngine === 'calico' || policyEngine === 'undetermined';
  const calicoIn = createCalicoLookup(policySnapshot, namespaces);
  return (identity, semantics) => {
    const calico = semantics === 'cilium' || !mayBeCalico ? [] : calicoIn(identity.namespace);
    const selecting = calico.filter(({ selects }) => selects(identity) !== no);
    return [
      ...byNamespace[semantics](identity.namespace),
      ...selecting.map(({ name }) => ({
        why: `${name} selects it, and Calico’s own policies are not judged`,
        denies: true,
      })),
    ];
  };
}
