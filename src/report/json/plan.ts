import type { PlanAnswer } from '../../model/plan.ts';

/** The answer to `plan` as `netlab.plan/1`: the figures, without the sentences. */
export function planJson({ plan }: PlanAnswer): object {
  return { schema: 'netlab.plan/1', ...plan };
}
