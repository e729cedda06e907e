import type {
  CitedFigure,
  PlanNeed,
  PlannedModel,
  PlannedPool,
  PlannedRange,
  PlanStep,
  Surge,
} from '../../model/plan.ts';
import { mostNodes, mostVnetAddresses } from './azure-limits.ts';
import { type NamedRanges, namedBlock, rangesOfPools, roomOfRange, sharesOfNode } from './capacity.ts';
import { addSurge } from './surge.ts';

function compareNeed(need: Omit<PlanNeed, 'fits'>): PlanNeed {
  return { ...need, fits: need.needed <= need.room };
}

function rangeNeeds(ranges: readonly PlannedRange[], named: NamedRanges): readonly PlanNeed[] {
  return ranges.flatMap(({ range, addresses, formula }) => {
    const block = namedBlock(range, named);
    if (block === null) return [];
    return compareNeed({
      of: range,
      given: block.text,
      formula,
      needed: addresses,
      room: roomOfRange(range, block),
    });
  });
}

/** Whether a model's addresses count one by one in the VNet: static blocks do not, nor does a Pod CIDR. */
function countsInVnet(model: PlannedModel): boolean {
  return model === 'azure-cni-node-subnet' || model === 'azure-cni-pod-subnet-dynamic';
}

function limitNeeds(model: PlannedModel, nodes: number, ranges: readonly PlannedRange[]): readonly PlanNeed[] {
  const most = mostNodes[model].value;
  const cluster = compareNeed({ of: 'cluster', given: null, formula: `${nodes} nodes`, needed: nodes, room: most });
  if (!countsInVnet(model)) return [cluster];
  const formula = ranges.map((each) => each.formula).join(' + ');
  const needed = ranges.reduce((sum, { addresses }) => sum + addresses, 0);
  return [cluster, compareNeed({ of: 'VNet', given: null, formula, needed, room: mostVnetAddresses.value })];
}

/** The cluster with what a surge adds (null: nothing), compared with the ranges that were named and with the limits. */
export function planStep(
  model: PlannedModel,
  pools: readonly Omit<PlannedPool, 'surgeNodes'>[],
  named: NamedRanges,
  { surge, figure }: { readonly surge: Surge | null; readonly figure: CitedFigure | null },
): PlanStep {
  const sized = addSurge(pools, surge);
  const ranges = rangesOfPools(model, sized);
  const nodes = pools.reduce((sum, pool) => sum + pool.nodes, 0);
  const surgeNodes = sized.reduce((sum, pool) => sum + pool.surgeNodes, 0);
  const nodesInAll = nodes + surgeNodes;
  const needs = [...rangeNeeds(ranges, named), ...limitNeeds(model, nodesInAll, ranges)];
  return { surge, figure, nodes, surgeNodes, nodesInAll, ranges, needs, fits: needs.every(({ fits }) => fits) };
}

/** How many nodes of one size fit at once, and what ends there: a range that was named, or a limit. */
export type NodeBound = { readonly nodes: number; readonly endsAt: PlanNeed['of'] };

/** Finds how many nodes fit at once into the ranges that were named and below the limits. */
export function findCapacity(model: PlannedModel, maxPods: number, named: NamedRanges): NodeBound {
  const shares = sharesOfNode(model, maxPods);
  const ofRanges = shares.flatMap(({ range, own, pods }): readonly NodeBound[] => {
    const block = namedBlock(range, named);
    return block === null ? [] : [{ nodes: Math.floor(roomOfRange(range, block) / (own + pods)), endsAt: range }];
  });
  const inVnet = shares.reduce((sum, { own, pods }) => sum + own + pods, 0);
  const ofVnet: readonly NodeBound[] = countsInVnet(model)
    ? [{ nodes: Math.floor(mostVnetAddresses.value / inVnet), endsAt: 'VNet' }]
    : [];
  const ofCluster: NodeBound = { nodes: mostNodes[model].value, endsAt: 'cluster' };
  return [...ofRanges, ...ofVnet].reduce((least, bound) => (bound.nodes < least.nodes ? bound : least), ofCluster);
}
