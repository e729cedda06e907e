import type { Assessment } from '../../model/assessment.ts';
import type { KeptLook } from '../../model/look.ts';

/** A look as it may go along with a question. */
export function lookOf({ snapshot, problems, findings }: Assessment): KeptLook {
  const { namespace, readAt, as } = snapshot;
  return {
    namespace,
    readAt,
    as,
    rows: problems.map(({ id, status, normal, because }) => ({ id, status, normal, because })),
    findings: findings.map(({ id, task, status, observed }) => ({ id, task, status, observed })),
  };
}
