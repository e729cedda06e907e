import { faultIds } from '../../checks/problems/index.ts';
import { statusWords } from '../../model/display-names.ts';
import type { Finding, Problem, Status } from '../../model/finding.ts';

const order: readonly Status[] = ['fail', 'error', 'blocked', 'not-measurable', 'differs', 'pass'];

/** How many findings came to what, the worst first: `1 × broken · 7 × as expected`. */
export function summarizeFindings(findings: readonly Finding[], problems: readonly Problem[]): string {
  const counts = order.map((status) => ({ status, n: findings.filter((each) => each.status === status).length }));
  const found = problems.filter(({ id, status }) => status === 'supported' && faultIds.includes(id));
  return [
    ...found.map(({ id }) => `problem found: ${id} (walk ${id})`),
    ...counts.filter(({ n }) => n > 0).map(({ status, n }) => `${n} × ${statusWords[status].words}`),
  ].join(' · ');
}
