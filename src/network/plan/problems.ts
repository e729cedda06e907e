import { modelNames } from '../../model/display-names.ts';
import type { PlannedRange, PlanRequest } from '../../model/plan.ts';
import { type Cidr, overlap, parseCidr } from '../ip/address.ts';
import { mostNodes, type PlannedModel, podLimits, widestServiceCidr } from './azure-limits.ts';
import { hasPodCidr, type NamedRanges, nodesOfPods, usableAddresses } from './capacity.ts';

/** Nodes, those of an upgrade included, and Pods for each. */
type PlannedSize = { readonly inAll: number; readonly maxPods: number };

function misfits(
  model: PlannedModel,
  [own]: readonly PlannedRange[],
  { subnet, podCidr }: NamedRanges,
  size: PlannedSize,
): readonly string[] {
  const room = subnet ? usableAddresses(subnet.bits) : Number.POSITIVE_INFINITY;
  const served = podCidr ? nodesOfPods(model, podCidr, size.maxPods) : Number.POSITIVE_INFINITY;
  const name = hasPodCidr(model) ? 'Pod CIDR' : 'Pod subnet';
  return [
    ...(size.inAll < 1 ? ['Not even one node fits.'] : []),
    ...(own && own.addresses > room
      ? [`The node subnet ${subnet?.text} has ${room} usable addresses; ${own.addresses} are needed.`]
      : []),
    ...(served < size.inAll ? [`The ${name} ${podCidr?.text} serves ${served} nodes; ${size.inAll} are needed.`] : []),
  ];
}

function limits(model: PlannedModel, nodes: number, maxPods: number): readonly string[] {
  const most = mostNodes[model];
  const { least, most: mostPods } = podLimits;
  return [
    ...(most && nodes > most.value ? [`${modelNames[model]} ends at ${most.value} nodes.`] : []),
    ...(maxPods < least.value || maxPods > mostPods.value
      ? [`A node takes ${least.value} to ${mostPods.value} Pods, not ${maxPods}.`]
      : []),
  ];
}

function overlaps(named: readonly (readonly [string, Cidr | null])[]): readonly string[] {
  const given = named.flatMap(([name, block]) => (block ? [{ name, block }] : []));
  return given.flatMap(({ name, block }, i) =>
    given
      .slice(i + 1)
      .flatMap((other) =>
        overlap(block, other.block)
          ? [`The ${name} ${block.text} and the ${other.name} ${other.block.text} overlap.`]
          : [],
      ),
  );
}

/** What is wrong with the named ranges themselves, however many nodes there are. */
function namedRangeProblems(
  { model, peers }: PlanRequest,
  { subnet, podCidr, serviceCidr }: NamedRanges,
): readonly string[] {
  const overlapping = overlaps([
    ['node subnet', subnet],
    [hasPodCidr(model) ? 'Pod CIDR' : 'Pod subnet', podCidr],
    ['service CIDR', serviceCidr],
    ...peers.map((peer) => ['peered network', parseCidr(peer)] as const),
  ]);
  if (serviceCidr === null || serviceCidr.bits > widestServiceCidr.value) return overlapping;
  return [...overlapping, `The service CIDR ${serviceCidr.text} must be smaller than a /${widestServiceCidr.value}.`];
}

/**
 * What does not fit, passes a limit or overlaps, each in one sentence; `ranges` are what the cluster needs,
 * `named` what it has.
 */
export function planProblems(
  request: PlanRequest,
  ranges: readonly PlannedRange[],
  named: NamedRanges,
  size: PlannedSize,
): readonly string[] {
  const { model } = request;
  return [
    ...misfits(model, ranges, named, size),
    ...limits(model, size.inAll, size.maxPods),
    ...namedRangeProblems(request, named),
  ];
}
