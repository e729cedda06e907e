// One question to a small cluster: its documents, and what of the terrain an account could not read.
import type { PolicySnapshot, Reach, ReachQuery, Semantics } from '../../src/model/reach.ts';
import { detect } from '../../src/network/detect/detect.ts';
import { indexPolicies } from '../../src/network/policy/policy-index.ts';
import { reach, semanticsOf } from '../../src/network/policy/reach.ts';
import { terrainFrom } from './terrain.ts';

/** What is asked, and how the terrain differs from what the documents show. */
export type ReachAsk = Partial<ReachQuery> & {
  /** Without it as the cluster that is detected reads policies. */
  readonly semantics?: readonly Semantics[];
  readonly without?: (terrain: PolicySnapshot) => Partial<PolicySnapshot>;
};

/** The answer from `x/a` to `x/b`, TCP 80, unless another is asked for. */
export async function askReach(documents: readonly unknown[], ask: ReachAsk = {}): Promise<Reach> {
  const { semantics, without = () => ({}), ...query } = ask;
  const whole = await terrainFrom(documents);
  const terrain = { ...whole, ...without(whole) };
  const network = detect(terrain.snapshot);
  const asked: ReachQuery = { from: 'x/a', to: 'x/b', port: 80, protocol: 'TCP', ...query };
  const found = reach(asked, indexPolicies(terrain, network), semantics ?? semanticsOf(network));
  if (!('verdict' in found)) throw new Error(found.message);
  return found;
}

/** The three verdicts of an answer: the whole, what leaves, what comes in. */
export const verdictsOf = ({ verdict, egress, ingress }: Reach) => [verdict, egress.verdict, ingress.verdict];

/** The ids of the remarks of an answer. */
export const notesOf = ({ notes }: Reach): readonly string[] => notes.map(({ id }) => id);
