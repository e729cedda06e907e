import { modelNames } from '../../model/display-names.ts';
import type { PlanBar, PlanBars, PlanShare } from '../../model/picture.ts';
import type { Plan, PlannedPool, PlannedRange, RangeName } from '../../model/plan.ts';
import { parseCidr } from '../../network/ip/address.ts';
import { countNoun } from '../../network/phrases.ts';
import { reservedAddresses } from '../../network/plan/azure-limits.ts';
import { sharesOfNode } from '../../network/plan/capacity.ts';
import { describePlanProblem } from '../plan/problem-words.ts';

const number = new Intl.NumberFormat('en-US');

const azure: PlanShare = { kind: 'reserved', label: 'kept by Azure', addresses: reservedAddresses.value };

/** So many counts as one of them with its size, or as their sum where there are several kinds. */
function productLabel(what: string, parts: readonly (readonly [count: number, each: number])[], sum: string): string {
  const [only, ...others] = parts;
  if (only === undefined || others.length > 0) return `${what} (${sum})`;
  return `${what} (${number.format(only[0])} × ${number.format(only[1])})`;
}

/** What a pool takes of a range: nodes, their Pods, and one more node of an upgrade. */
function takenBy({ request: { model } }: Plan, range: RangeName, pool: PlannedPool) {
  const { own, pods } = sharesOfNode(model, pool.maxPods).find((each) => each.range === range) ?? { own: 0, pods: 0 };
  return { ...pool, own, pods };
}

function sharesOf(plan: Plan, range: RangeName): readonly PlanShare[] {
  const pools = plan.pools.map((pool) => takenBy(plan, range, pool));
  const sum = (of: (pool: (typeof pools)[number]) => number) => pools.reduce((all, pool) => all + of(pool), 0);
  const surgeNodes = plan.nodesInAll - plan.nodes;
  const all: readonly PlanShare[] = [
    ...(range === 'Pod CIDR' ? [] : [azure]),
    { kind: 'nodes', label: countNoun(plan.nodes, 'node'), addresses: sum(({ nodes, own }) => nodes * own) },
    {
      kind: 'pods',
      label: productLabel(
        'Pods',
        pools.map(({ nodes, pods }) => [nodes, pods]),
        countNoun(pools.length, 'pool'),
      ),
      addresses: sum(({ nodes, pods }) => nodes * pods),
    },
    {
      kind: 'surge',
      label: productLabel(
        'an upgrade',
        pools.map((pool) => [pool.surgeNodes, pool.own + pool.pods]),
        countNoun(surgeNodes, 'node'),
      ),
      addresses: sum((pool) => pool.surgeNodes * (pool.own + pool.pods)),
    },
  ];
  return all.filter(({ addresses }) => addresses > 0);
}

/** The range that was asked about, else the smallest one that holds everything. */
function rangeOf({ request }: Plan, { range, prefix }: PlannedRange): Pick<PlanBar, 'range' | 'room'> {
  const named = parseCidr((range === 'node subnet' ? request.subnet : request.podCidr) ?? '');
  if (named) return { range: named.text, room: 2 ** (32 - named.bits) };
  if (prefix === null) return { range: 'no IPv4 range holds that many', room: null };
  return { range: `a /${prefix}, the smallest that holds it`, room: 2 ** (32 - prefix) };
}

/** A plan as bars: of each range what nodes, Pods, an upgrade and Azure take. */
export function planBars(plan: Plan): PlanBars {
  const { request, nodes, nodesInAll, maxPods, pools, ranges, problems } = plan;
  const sizes = `${number.format(nodes)} + ${number.format(nodesInAll - nodes)} nodes`;
  const each = maxPods === null || pools.length > 1 ? `in ${countNoun(pools.length, 'pool')}` : `${maxPods} Pods each`;
  return {
    kind: 'plan',
    title: `${modelNames[request.model]}: ${sizes}, ${each}`,
    bars: ranges.map((needed) => ({
      label: needed.range,
      ...rangeOf(plan, needed),
      shares: sharesOf(plan, needed.range),
    })),
    problems: problems.map(describePlanProblem),
  };
}
