import type { OfferedRule } from '../../model/opening.ts';
import type { ProposedPolicies, Semantics } from '../../model/reach.ts';
import type { Truth } from './kleene.ts';
import type { PolicyGap } from './opening-gaps.ts';
import type { PlacedDraft } from './opening-policies.ts';
import { indexPolicies, type PolicyIndex } from './policy-index.ts';
import { withPolicies } from './with-policies.ts';

/** A rule as it is offered, and where it stands. */
export type PlacedRule = { readonly offer: OfferedRule; readonly placed: PlacedDraft };

/** What is to be opened, and by whom. */
export type OpeningTask = {
  readonly gaps: readonly PolicyGap[];
  /** Whether all of it passes. */
  readonly isOpen: (index: PolicyIndex) => Truth;
  readonly index: PolicyIndex;
  readonly semantics: readonly Semantics[];
  /** The namespaces in which policies may be added. */
  readonly namespaces: readonly string[];
};

/** The same cluster with policies that are not applied. */
export function indexWith(policies: ProposedPolicies, { policySnapshot, network }: PolicyIndex): PolicyIndex {
  return indexPolicies(withPolicies(policySnapshot, policies), network);
}
