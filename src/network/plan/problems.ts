import type { NamedRange, Plan, PlanProblem } from '../../model/plan.ts';
import { type Cidr, overlap, parseCidr, parseCidrs } from '../ip/address.ts';
import {
  mostNodesOfPool,
  podLimits,
  reservedRanges,
  widestPodSubnet,
  widestServiceCidr,
  widestVnet,
} from './azure-limits.ts';
import { type NamedRanges, podRangeName } from './capacity.ts';

/** A plan before it is known what stands against it. */
export type PlanDraft = Omit<Plan, 'problems' | 'remarks'>;

function sizeProblems({ request, nodes, capacity, upgrades: [step], withoutUpgrade }: PlanDraft) {
  const nothing: readonly PlanProblem[] =
    capacity !== null && nodes === 0 ? [{ id: 'no-node-fits', capacity: capacity.nodes }] : [];
  const misfits = step.needs.flatMap((need): readonly PlanProblem[] => {
    if (need.fits) return [];
    const { needed, room: most } = need;
    if (need.of === 'cluster') return [{ id: 'too-many-nodes', model: request.model, most, needed }];
    if (need.of === 'VNet') return [{ id: 'too-many-addresses', most, needed }];
    const before = withoutUpgrade.needs.find((each) => each.of === need.of) ?? need;
    return [{ id: 'range-too-small', need, withoutUpgrade: before }];
  });
  return [...nothing, ...misfits];
}

// As AKS takes the name of a Linux pool; a Windows pool's has at most 6 signs.
const poolName = /^[a-z][a-z0-9]{0,11}$/u;

function poolProblems({ pools, capacity, nodes: all }: PlanDraft): readonly PlanProblem[] {
  const { least, most, leastOfPool } = podLimits;
  return pools.flatMap(({ name, nodes, maxPods }): readonly PlanProblem[] => [
    ...(name !== null && !poolName.test(name) ? [{ id: 'pool-name', pool: name } as const] : []),
    ...(name !== null && nodes > mostNodesOfPool.value
      ? [{ id: 'pool-too-large', pool: name, nodes, most: mostNodesOfPool.value } as const]
      : []),
    ...(maxPods < least.value || maxPods > most.value ? [{ id: 'pods-per-node', pool: name, maxPods } as const] : []),
    // Where not even one node fits there is no pool to judge.
    ...(nodes * maxPods < leastOfPool.value && !(capacity !== null && all === 0)
      ? [{ id: 'too-few-pods', pool: name, nodes, maxPods } as const]
      : []),
  ]);
}

type NamedBlock = { readonly range: NamedRange; readonly block: Cidr };

/** The ranges that were named and that this model has. */
export function namedBlocks({ request }: Pick<Plan, 'request'>, named: NamedRanges): readonly NamedBlock[] {
  const podRange = podRangeName(request.model);
  const ranges: readonly (readonly [NamedRange | null, Cidr | null])[] = [
    ['node subnet', named.subnet],
    [podRange, named.podCidr],
    ['service CIDR', named.serviceCidr],
    ...request.peers.map((peer) => ['peered network', parseCidr(peer)] as const),
  ];
  return ranges.flatMap(([range, block]) => (range && block ? [{ range, block }] : []));
}

function overlapsAmong(blocks: readonly NamedBlock[]): readonly PlanProblem[] {
  return blocks.flatMap((one, i) =>
    blocks
      .slice(i + 1)
      .filter((two) => overlap(one.block, two.block))
      .map((two): PlanProblem => {
        return { id: 'overlap', ranges: [one.range, two.range], given: [one.block.text, two.block.text] };
      }),
  );
}

/** AKS refuses these for ranges of the cluster's own; of other networks that it may reach its documents say nothing. */
function reservedAmong(blocks: readonly NamedBlock[]): readonly PlanProblem[] {
  const reserved = parseCidrs(reservedRanges.ranges);
  const own = blocks.filter(({ range }) => range !== 'peered network');
  return own.flatMap(({ range, block }) =>
    reserved
      .filter((each) => overlap(block, each))
      .map((each): PlanProblem => ({ id: 'reserved-range', range, given: block.text, reserved: each.text })),
  );
}

function tooWide({ request }: PlanDraft, blocks: readonly NamedBlock[]): readonly PlanProblem[] {
  const widest: Partial<Readonly<Record<NamedRange, number>>> = {
    'node subnet': widestVnet.value,
    'Pod subnet': widestPodSubnet[request.model]?.value ?? widestVnet.value,
    'service CIDR': widestServiceCidr.value + 1,
  };
  return blocks.flatMap(({ range, block }) => {
    const bound = widest[range] ?? 0;
    return block.bits < bound ? [{ id: 'range-too-wide', range, given: block.text, widest: bound } as const] : [];
  });
}

/** What does not fit, passes a limit, overlaps or is reserved. */
export function planProblems(draft: PlanDraft, named: NamedRanges): readonly PlanProblem[] {
  const blocks = namedBlocks(draft, named);
  return [
    ...sizeProblems(draft),
    ...poolProblems(draft),
    ...overlapsAmong(blocks),
    ...reservedAmong(blocks),
    ...tooWide(draft, blocks),
  ];
}
