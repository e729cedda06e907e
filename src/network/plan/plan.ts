import { modelNames } from '../../model/display-names.ts';
import type { Plan, PlannedRange, PlanRequest } from '../../model/plan.ts';
import { type Cidr, overlap, parseCidr } from '../ip/address.ts';
import {
  defaultPods,
  mostNodes,
  mostOverlayPods,
  nodeBlockPrefix,
  type PlannedModel,
  podLimits,
  podSubnetBatch,
  reservedAddresses,
  widestServiceCidr,
} from './azure-limits.ts';

/** Addresses of an Azure subnet of this prefix that Azure does not keep for itself; 0 for one that is too small. */
export function usableAddresses(prefix: number): number {
  return Math.max(0, 2 ** (32 - prefix) - reservedAddresses.value);
}

/** The smallest subnet with that many usable addresses, null where no IPv4 subnet has them. */
export function smallestSubnet(addresses: number): number | null {
  // Azure's smallest subnet is a /29.
  const prefixes = Array.from({ length: 29 }, (_, i) => 29 - i);
  return prefixes.find((prefix) => usableAddresses(prefix) >= addresses) ?? null;
}

/** Nodes that a Pod CIDR serves: one /24 each. */
export function nodesInPodCidr(podCidr: Pick<Cidr, 'bits'>): number {
  return podCidr.bits > nodeBlockPrefix.value ? 0 : 2 ** (nodeBlockPrefix.value - podCidr.bits);
}

/** Addresses that a node takes of a Pod subnet: whole batches (dynamic) or blocks (static) of 16. */
export function roundUpToBatch(maxPods: number): number {
  return Math.ceil(maxPods / podSubnetBatch.value) * podSubnetBatch.value;
}

function hasPodCidr(model: PlannedModel): boolean {
  return model === 'kubenet' || model === 'azure-cni-overlay';
}

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

/** Nodes for which a range for Pods has room: a Pod CIDR by its blocks of /24, a Pod subnet by its batches. */
function nodesOfPods(model: PlannedModel, range: Cidr, maxPods: number): number {
  if (model === 'azure-cni-node-subnet') return Number.POSITIVE_INFINITY;
  return hasPodCidr(model) ? nodesInPodCidr(range) : Math.floor(usableAddresses(range.bits) / roundUpToBatch(maxPods));
}

/** Nodes, upgrade included, for which all the ranges that were named have room. */
function fitting({ model }: PlanRequest, subnet: Cidr | null, podCidr: Cidr | null, maxPods: number): number {
  const perNode = model === 'azure-cni-node-subnet' ? 1 + maxPods : 1;
  const bounds = [
    ...(subnet ? [Math.floor(usableAddresses(subnet.bits) / perNode)] : []),
    ...(podCidr ? [nodesOfPods(model, podCidr, maxPods)] : []),
    mostNodes[model]?.value ?? Number.POSITIVE_INFINITY,
  ];
  return Math.min(...bounds);
}

function misfits(
  model: PlannedModel,
  [own]: readonly PlannedRange[],
  [subnet, podCidr]: readonly (Cidr | null)[],
  size: { readonly inAll: number; readonly maxPods: number },
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

const remarks: { readonly [M in PlannedModel]: readonly string[] } = {
  kubenet: [
    'Linux nodes only; retired on 31 March 2028.',
    'With IPv4 and IPv6 the limit is 200 nodes: each takes two routes.',
    'The exercise names the same 400 nodes.',
  ],
  'azure-cni-node-subnet': ['Every node reserves the addresses of all its Pods before the first one starts.'],
  'azure-cni-pod-subnet-dynamic': [
    'Addresses are taken as Pods need them, 16 at a time; this is the most that they can take.',
  ],
  'azure-cni-pod-subnet-static': ['Blocks of 16 are taken when the node joins, whether Pods use them or not.'],
  'azure-cni-overlay': [
    'Windows nodes need Windows Server 2022 or later.',
    'The exercise says up to 1,000 nodes; that figure is older than today’s 5,000.',
  ],
};

const cilium = 'The Cilium data plane changes nothing about addresses, and excludes Windows nodes.';

/** Full nodes may hold more Pods than a whole overlay is documented for; a cluster need not be full. */
function full(model: PlannedModel, nodes: number, maxPods: number): readonly string[] {
  if (model !== 'azure-cni-overlay' || nodes * maxPods <= mostOverlayPods.value) return [];
  return [`Full nodes would hold ${nodes * maxPods} Pods; an overlay is documented for ${mostOverlayPods.value}.`];
}

/** Plans the addresses of a cluster, or with a subnet and no number of nodes, says how many fit. Ranges must be valid IPv4 blocks. */
export function plan(request: PlanRequest): Plan {
  const { model, surge } = request;
  const [subnet, podCidr, serviceCidr] = [request.subnet, request.podCidr, request.serviceCidr].map((text) =>
    text === null ? null : parseCidr(text),
  );
  const maxPods = request.maxPods ?? defaultPods[model].value;
  const inAll =
    request.nodes === null ? fitting(request, subnet ?? null, podCidr ?? null, maxPods) : request.nodes + surge;
  const nodes = request.nodes ?? Math.max(0, inAll - surge);
  const ranges = [nodeSubnet(model, inAll, maxPods), ...podRange(model, inAll, maxPods)];
  const wide =
    serviceCidr && serviceCidr.bits <= widestServiceCidr.value
      ? [`The service CIDR ${serviceCidr.text} must be smaller than a /${widestServiceCidr.value}.`]
      : [];
  return {
    request,
    nodes,
    nodesInAll: inAll,
    maxPods,
    ranges,
    exercise:
      model === 'azure-cni-node-subnet'
        ? {
            formula: `${nodes} × ${maxPods} + ${reservedAddresses.value}`,
            addresses: nodes * maxPods + reservedAddresses.value,
          }
        : null,
    problems: [
      ...misfits(model, ranges, [subnet ?? null, podCidr ?? null], { inAll, maxPods }),
      ...limits(model, inAll, maxPods),
      ...overlaps([
        ['node subnet', subnet ?? null],
        [hasPodCidr(model) ? 'Pod CIDR' : 'Pod subnet', podCidr ?? null],
        ['service CIDR', serviceCidr ?? null],
        ...request.peers.map((peer) => ['peered network', parseCidr(peer)] as const),
      ]),
      ...wide,
    ],
    remarks: [...full(model, inAll, maxPods), ...remarks[model], ...(model === 'kubenet' ? [] : [cilium])],
    figures: figuresOf(model),
  };
}

function figuresOf(model: PlannedModel): Plan['figures'] {
  const most = mostNodes[model];
  return [
    { what: 'addresses that Azure keeps in each subnet', ...reservedAddresses },
    { what: 'Pods per node by default', ...defaultPods[model] },
    { what: 'most Pods per node', ...podLimits.most },
    ...(most ? [{ what: 'most nodes', ...most }] : []),
    ...(model === 'azure-cni-overlay' ? [{ what: 'most Pods of an overlay', ...mostOverlayPods }] : []),
    ...(hasPodCidr(model) ? [{ what: 'prefix of each node’s block', ...nodeBlockPrefix }] : []),
    ...(model.includes('pod-subnet') ? [{ what: 'addresses in a batch or block', ...podSubnetBatch }] : []),
  ];
}
