import type { Plan, PlannedPool, PlanRequest, PlanStep, RangeName, Surge, UpgradeVerdict } from '../../model/plan.ts';
import { defaultPods, reservedAddresses, surgeDefaults } from './azure-limits.ts';
import { type NamedRanges, parseNamedRanges } from './capacity.ts';
import { citeFigures } from './figures.ts';
import { planProblems } from './problems.ts';
import { planRemarks } from './remarks.ts';
import { findCapacity, type NodeBound, planStep } from './steps.ts';
import { addSurge, mostWithSurge } from './surge.ts';

type PoolSize = Omit<PlannedPool, 'surgeNodes'>;

/** The surges to plan for: what was said, else both documented defaults, that of the planning guide first. */
function surgesOf({ surge }: PlanRequest) {
  return surge === null ? surgeDefaults : ([{ surge, figure: null }] as const);
}

/** The pools that were named, or one; where it is asked what fits, of as many nodes as fit with a surge. */
function poolsOf(request: PlanRequest, capacity: NodeBound | null, surge: Surge): readonly PoolSize[] {
  if (request.pools.length > 0) return request.pools;
  const nodes = request.nodes ?? (capacity === null ? 0 : mostWithSurge(capacity.nodes, surge));
  return [{ name: null, nodes, maxPods: request.maxPods ?? defaultPods[request.model].value }];
}

function upgradesOf(request: PlanRequest, named: NamedRanges, capacity: NodeBound | null): Plan['upgrades'] {
  const step = (each: ReturnType<typeof surgesOf>[number]): PlanStep =>
    planStep(request.model, poolsOf(request, capacity, each.surge), named, each);
  const [first, ...others] = surgesOf(request);
  return [step(first), ...others.map(step)];
}

/** Whether an upgrade fits; null where nothing was named to compare it with. */
function judgeUpgrade(upgrades: Plan['upgrades']): UpgradeVerdict | null {
  const [{ nodes, ranges, needs }] = upgrades;
  const compared = new Set<string>(needs.filter(({ given }) => given !== null).map((need) => need.of));
  if (compared.size === 0 || nodes === 0) return null;
  const unnamed: readonly RangeName[] = ranges.map(({ range }) => range).filter((range) => !compared.has(range));
  if (upgrades.every(({ fits }) => fits)) return { verdict: 'fits', unnamed };
  return { verdict: upgrades.some(({ fits }) => fits) ? 'depends' : 'does-not-fit', unnamed };
}

/** The exercise's own formula for a node subnet, which leaves the addresses of the nodes themselves out. */
function exerciseFormula({ model }: PlanRequest, pools: readonly PoolSize[]): Plan['exercise'] {
  if (model !== 'azure-cni-node-subnet') return null;
  const formula = [...pools.map(({ nodes, maxPods }) => `${nodes} × ${maxPods}`), reservedAddresses.value].join(' + ');
  return { formula, addresses: countPods(pools) + reservedAddresses.value };
}

function countPods(pools: readonly PoolSize[]): number {
  return pools.reduce((sum, { nodes, maxPods }) => sum + nodes * maxPods, 0);
}

/**
 * Plans the addresses of a cluster, or for a request without a number of nodes, how many fit. Ranges must be
 * valid IPv4 blocks.
 */
export function plan(request: PlanRequest): Plan {
  const { model } = request;
  const named = parseNamedRanges(request);
  const asksWhatFits = request.nodes === null && request.pools.length === 0;
  const maxPods = request.maxPods ?? defaultPods[model].value;
  const capacity = asksWhatFits ? findCapacity(model, maxPods, named) : null;
  const [{ surge }] = surgesOf(request);
  const sizes = poolsOf(request, capacity, surge);
  const upgrades = upgradesOf(request, named, capacity);
  const [{ nodes, nodesInAll, ranges }] = upgrades;
  const podsPerNode = new Set(sizes.map((pool) => pool.maxPods));
  const made = {
    ...{
      request,
      pools: addSurge(sizes, surge),
      nodes,
      nodesInAll,
      pods: countPods(sizes),
      capacity,
      ranges,
      upgrades,
    },
    withoutUpgrade: planStep(model, sizes, named, { surge: null, figure: null }),
    maxPods: podsPerNode.size === 1 ? ([...podsPerNode][0] ?? null) : null,
    upgrade: judgeUpgrade(upgrades),
    exercise: exerciseFormula(request, sizes),
    figures: citeFigures(request),
  };
  return { ...made, problems: planProblems(made, named), remarks: planRemarks(made, named) };
}
