import type { Plan, PlannedRange, PlanRequest } from '../../model/plan.ts';
import {
  defaultPods,
  mostNodes,
  nodeBlockPrefix,
  type PlannedModel,
  podSubnetBatch,
  reservedAddresses,
} from './azure-limits.ts';
import {
  hasPodCidr,
  type NamedRanges,
  nodesOfPods,
  parseNamedRanges,
  roundUpToBatch,
  smallestSubnet,
  usableAddresses,
} from './capacity.ts';
import { citedFigures, planRemarks } from './notes.ts';
import { planProblems } from './problems.ts';

function nodeSubnet(model: PlannedModel, inAll: number, maxPods: number): PlannedRange {
  const alone = model !== 'azure-cni-node-subnet';
  const addresses = alone ? inAll : inAll + inAll * maxPods;
  const formula = alone ? `${inAll} nodes` : `${inAll} + ${inAll} × ${maxPods}`;
  return { range: 'node subnet', addresses, formula, prefix: smallestSubnet(addresses) };
}

function podRange(model: PlannedModel, inAll: number, maxPods: number): readonly PlannedRange[] {
  if (model === 'azure-cni-node-subnet') return [];
  if (hasPodCidr(model)) {
    const prefix = nodeBlockPrefix.value - Math.ceil(Math.log2(Math.max(1, inAll)));
    const formula = `${inAll} × a /${nodeBlockPrefix.value}`;
    return [{ range: 'Pod CIDR', addresses: inAll * 256, formula, prefix: prefix < 0 ? null : prefix }];
  }
  const addresses = inAll * roundUpToBatch(maxPods);
  const formula = `${inAll} × ${roundUpToBatch(maxPods) / podSubnetBatch.value} × ${podSubnetBatch.value}`;
  return [{ range: 'Pod subnet', addresses, formula, prefix: smallestSubnet(addresses) }];
}

/** Nodes, upgrade included, for which all the ranges that were named have room. */
function nodesThatFit({ model }: PlanRequest, { subnet, podCidr }: NamedRanges, maxPods: number): number {
  const perNode = model === 'azure-cni-node-subnet' ? 1 + maxPods : 1;
  const bounds = [
    ...(subnet ? [Math.floor(usableAddresses(subnet.bits) / perNode)] : []),
    ...(podCidr ? [nodesOfPods(model, podCidr, maxPods)] : []),
    mostNodes[model]?.value ?? Number.POSITIVE_INFINITY,
  ];
  return Math.min(...bounds);
}

/** The exercise's own formula for a node subnet, which leaves the addresses of the nodes themselves out. */
function exerciseFormula(nodes: number, maxPods: number): Plan['exercise'] {
  const kept = reservedAddresses.value;
  return { formula: `${nodes} × ${maxPods} + ${kept}`, addresses: nodes * maxPods + kept };
}

/**
 * Plans the addresses of a cluster, or for a request without a number of nodes, how many fit. Ranges must be
 * valid IPv4 blocks.
 */
export function plan(request: PlanRequest): Plan {
  const { model, surge } = request;
  const named = parseNamedRanges(request);
  const maxPods = request.maxPods ?? defaultPods[model].value;
  const inAll = request.nodes === null ? nodesThatFit(request, named, maxPods) : request.nodes + surge;
  const nodes = request.nodes ?? Math.max(0, inAll - surge);
  const ranges = [nodeSubnet(model, inAll, maxPods), ...podRange(model, inAll, maxPods)];
  return {
    request,
    nodes,
    nodesInAll: inAll,
    maxPods,
    ranges,
    exercise: model === 'azure-cni-node-subnet' ? exerciseFormula(nodes, maxPods) : null,
    problems: planProblems(request, ranges, named, { inAll, maxPods }),
    remarks: planRemarks(model, inAll, maxPods),
    figures: citedFigures(model),
  };
}
