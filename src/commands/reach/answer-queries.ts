import type { Lab } from '../../model/lab.ts';
import type { ProposedPolicies, Reach, ReachAnswer, ReachQuery } from '../../model/reach.ts';
import {
  evaluateQueries,
  evaluateQuery,
  type PreparedPolicies,
  preparePolicies,
  type SemanticsChoice,
  surveyRequestFor,
} from './evaluate.ts';
import { namespacesOfProposal, tryPolicies } from './policy-trial.ts';

/** How queries are asked: which semantics, as a list or one alone, and with which policies that are not applied yet. */
export type QueryOptions = {
  readonly choice: SemanticsChoice;
  readonly batch: boolean;
  readonly proposed: ProposedPolicies | null;
  /** The namespace of policies that name none. */
  readonly namespace: string;
};

/** Reads the policies and answers; a batch as `evaluateQueries` does. @throws Trouble `bad-input` */
export async function answerReachQueries(
  queries: readonly ReachQuery[],
  { choice, batch, proposed, namespace }: QueryOptions,
  lab: Pick<Lab, 'survey'>,
): Promise<ReachAnswer> {
  const wanted = surveyRequestFor(queries);
  const others = proposed === null ? [] : namespacesOfProposal(proposed, namespace);
  const namespaces = [...new Set([...wanted.namespaces, ...others])];
  const policySnapshot = await lab.survey({ ...wanted, namespaces });
  const answer = (prepared: PreparedPolicies): readonly Reach[] =>
    batch ? evaluateQueries(queries, prepared) : queries.map((query) => evaluateQuery(query, prepared));
  const { source, readAt } = policySnapshot.snapshot;
  const prepared = preparePolicies(policySnapshot, choice);
  const before = answer(prepared);
  if (proposed === null) return { kind: 'reach', reaches: before, batch, source, readAt };
  const tried = tryPolicies(proposed, namespace, prepared);
  const trial = { ...tried.trial, without: before };
  return { kind: 'reach', reaches: answer(tried.prepared), batch, source, readAt, trial };
}
