import { modelNames } from '../../model/display-names.ts';
import type { PlanBar, PlanBars, PlanShare } from '../../model/picture.ts';
import type { Plan, PlannedRange } from '../../model/plan.ts';
import { parseCidr } from '../../network/ip/address.ts';
import { countNoun } from '../../network/phrases.ts';
import { nodeBlockPrefix, reservedAddresses } from '../../network/plan/azure-limits.ts';
import { roundUpToBatch } from '../../network/plan/capacity.ts';

const number = new Intl.NumberFormat('en-US');

const azure: PlanShare = { kind: 'reserved', label: 'kept by Azure', addresses: reservedAddresses.value };

/** Addresses that one node takes of a range: its own, and those of its Pods. */
function perNode({ request: { model }, maxPods }: Plan, range: PlannedRange['range']): { own: number; pods: number } {
  if (range === 'Pod CIDR') return { own: 0, pods: 2 ** (32 - nodeBlockPrefix.value) };
  if (range === 'Pod subnet') return { own: 0, pods: roundUpToBatch(maxPods) };
  return { own: 1, pods: model === 'azure-cni-node-subnet' ? maxPods : 0 };
}

function sharesOf(plan: Plan, range: PlannedRange['range']): readonly PlanShare[] {
  const { own, pods } = perNode(plan, range);
  const { nodes, nodesInAll } = plan;
  // With a subnet that holds less than an upgrade needs, there is no room for all of it.
  const upgrade = Math.max(0, nodesInAll - nodes);
  const each = number.format(pods);
  const all: readonly PlanShare[] = [
    ...(range === 'Pod CIDR' ? [] : [azure]),
    { kind: 'nodes', label: countNoun(nodes, 'node'), addresses: nodes * own },
    { kind: 'pods', label: `Pods (${number.format(nodes)} × ${each})`, addresses: nodes * pods },
    {
      kind: 'surge',
      label: `an upgrade (${upgrade} × ${number.format(own + pods)})`,
      addresses: upgrade * (own + pods),
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
  const { request, nodes, maxPods, ranges, problems } = plan;
  return {
    kind: 'plan',
    title: `${modelNames[request.model]}: ${number.format(nodes)} + ${request.surge} nodes, ${maxPods} Pods each`,
    bars: ranges.map((each) => ({ label: each.range, ...rangeOf(plan, each), shares: sharesOf(plan, each.range) })),
    problems,
  };
}
