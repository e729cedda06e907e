import type { Assessment } from '../model/assessment.ts';
import type { CheckReport } from '../model/finding.ts';
import { receiptOf } from './receipt.ts';

/** An assessment as `check` reports it, with the receipt of what was read; `exercise` is the lesson's id. */
export function checkReportOf({ snapshot, network, findings, problems }: Assessment, exercise: string): CheckReport {
  const { namespace, source, readAt } = snapshot;
  return {
    schema: 'netlab.check/1',
    exercise,
    namespace,
    source,
    readAt,
    cluster: network,
    findings,
    problems: problems.map(({ id, status, because, nextCommand }) => ({ id, status, because, nextCommand })),
    receipt: receiptOf(snapshot),
  };
}
