import type { PolicyTrial, ProposedPolicies } from '../../model/reach.ts';
import { indexPolicies } from '../../network/policy/policy-index.ts';
import { verdictChanges } from '../../network/policy/verdict-changes.ts';
import { proposedNames, replacedNames, withPolicies } from '../../network/policy/with-policies.ts';
import type { PreparedPolicies } from './evaluate.ts';

/** The namespaces that policies count in; those of the whole cluster are looked at from `fallback`. */
export function namespacesOfProposal(
  { networkPolicies, ciliumPolicies }: ProposedPolicies,
  fallback: string,
): readonly string[] {
  const named = [...networkPolicies, ...ciliumPolicies].map(({ namespace }) => namespace || fallback);
  return [...new Set(named)].sort();
}

/** Policies that are not applied yet, ready to be evaluated, and what they would change. */
export type TriedPolicies = { readonly prepared: PreparedPolicies; readonly trial: Omit<PolicyTrial, 'without'> };

/** Adds policies to a cluster that is ready, and compares; `namespace` is that of policies which name none. */
export function tryPolicies(
  proposed: ProposedPolicies,
  namespace: string,
  { policyIndex, semantics }: PreparedPolicies,
): TriedPolicies {
  const { policySnapshot, network } = policyIndex;
  // What runs on the cluster does not change with its policies, so it is not detected again.
  const index = indexPolicies(withPolicies(policySnapshot, proposed), network);
  const namespaces = namespacesOfProposal(proposed, namespace);
  const comparison = verdictChanges({ without: policyIndex, with: index }, namespaces, proposed, semantics);
  return {
    prepared: { policyIndex: index, semantics },
    trial: {
      policies: proposedNames(proposed),
      replaced: replacedNames(policySnapshot, proposed),
      placedIn: proposed.placed ? namespace : null,
      namespaces,
      ...comparison,
    },
  };
}
