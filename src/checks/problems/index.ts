import { type Finding, type Problem, type ProblemId, type ProblemRow, problemIds } from '../../model/finding.ts';
import type { ClusterNetwork } from '../../model/network.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { noCiliumPods } from './no-cilium-pods.ts';
import { noConfigmap } from './no-configmap.ts';
import { noEgress } from './no-egress.ts';
import { judgedRow, type Row } from './row.ts';
import { sameRange } from './same-range.ts';

/** Every row by its id: forget one and the compiler says so. */
export const rows = {
  'same-range': sameRange,
  'no-cilium-pods': noCiliumPods,
  'no-configmap': noConfigmap,
  'no-egress': noEgress,
} as const satisfies { readonly [P in ProblemId]: Row };

/** The four common problems: what the evidence says about each, and what the next read would change. */
export function rowsOf(
  snapshot: Snapshot,
  network: ClusterNetwork,
  findings: readonly Finding[],
): readonly ProblemRow[] {
  const of = (id: Finding['id']): Finding => {
    const found = findings.find((each) => each.id === id);
    if (found === undefined) throw new Error(`no finding ${id}`);
    return found;
  };
  return problemIds.map((id) => judgedRow(rows[id], { snapshot, network, of }));
}

/** The problems that mean that something is wrong, where the evidence supports them. */
export const faults: readonly ProblemId[] = problemIds.filter((id) => !rows[id].normal);

/** The same rows as `check` reports them. */
export function problemsOf(...evidence: Parameters<typeof rowsOf>): readonly Problem[] {
  return rowsOf(...evidence).map(({ id, status, because, nextCommand }) => ({ id, status, because, nextCommand }));
}
