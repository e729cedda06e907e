import type { PlanAnswer, PlanStep, Surge } from '../../model/plan.ts';

function surgeFields(surge: Surge | null) {
  return {
    surge: surge?.unit === 'nodes' ? surge.value : null,
    surgePercent: surge?.unit === 'percent' ? surge.value : null,
  };
}

function stepJson({ surge, figure, ...step }: PlanStep): object {
  const { source = null, date = null } = figure ?? {};
  return { ...surgeFields(surge), source, date, ...step };
}

/**
 * The answer to `plan` as `netlab.plan/1`: the figures, and what is said of them in sentences. Where no surge was said,
 * `request` has the first default, as it always had.
 */
export function planJson({ plan, words }: PlanAnswer): object {
  const { request, withoutUpgrade, upgrades, problems, remarks, ...rest } = plan;
  return {
    schema: 'netlab.plan/1',
    request: { ...request, ...surgeFields(upgrades[0].surge), surgeSaid: request.surge !== null },
    ...rest,
    withoutUpgrade: stepJson(withoutUpgrade),
    upgrades: upgrades.map(stepJson),
    problems: words.problems,
    against: problems,
    remarks: words.remarks,
    notes: remarks,
  };
}
