import { type Finding, type FindingCode, type ProblemId, type ProblemRow, problemIds } from '../../model/finding.ts';
import type { ClusterNetwork } from '../../model/network.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { findingOf } from '../inspect.ts';
import { noCiliumPods } from './no-cilium-pods.ts';
import { noConfigmap } from './no-configmap.ts';
import { noEgress } from './no-egress.ts';
import { judgeProblem, type ProblemCheck } from './row.ts';
import { sameRange } from './same-range.ts';

/** Every row by its id; the compiler refuses a table without one. */
export const problemChecks = {
  'same-range': sameRange,
  'no-cilium-pods': noCiliumPods,
  'no-configmap': noConfigmap,
  'no-egress': noEgress,
} as const satisfies { readonly [P in ProblemId]: ProblemCheck };

/** The four common problems: what the evidence says about each, and what the next read would change. */
export function judgeProblems(
  snapshot: Snapshot,
  network: ClusterNetwork,
  findings: readonly Finding[],
): readonly ProblemRow[] {
  const of = (code: FindingCode) => findingOf(findings, code);
  return problemIds.map((id) => judgeProblem(problemChecks[id], { snapshot, network, of }));
}
