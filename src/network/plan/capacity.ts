import type { PlannedModel, PlannedPool, PlannedRange, PlanRequest, RangeName } from '../../model/plan.ts';
import { type Cidr, parseCidr } from '../ip/address.ts';
import {
  freeBeforeBatch,
  nodeBlockPrefix,
  podSubnetBatch,
  reservedAddresses,
  reservedOfBlocks,
  widestVnet,
} from './azure-limits.ts';

/** Addresses of an Azure subnet of this prefix that Azure does not keep for itself; 0 for one that is too small. */
export function usableAddresses(prefix: number): number {
  return Math.max(0, 2 ** (32 - prefix) - reservedAddresses.value);
}

/** The smallest subnet with that many usable addresses, null where no subnet of a VNet has them. */
export function smallestSubnet(addresses: number): number | null {
  // Azure's smallest subnet is a /29.
  const prefixes = Array.from({ length: 29 - widestVnet.value + 1 }, (_, i) => 29 - i);
  return prefixes.find((prefix) => usableAddresses(prefix) >= addresses) ?? null;
}

const nodeBlock = 2 ** (32 - nodeBlockPrefix.value);

/** Nodes that a Pod CIDR serves: one /24 each. */
export function nodesInPodCidr(podCidr: Pick<Cidr, 'bits'>): number {
  return podCidr.bits > nodeBlockPrefix.value ? 0 : 2 ** (nodeBlockPrefix.value - podCidr.bits);
}

/**
 * Batches (dynamic) or blocks (static) of 16 that a node takes of a Pod subnet. Of its static blocks a node keeps one
 * address for itself: N blocks are for 16·N − 1 Pods.
 */
export function batchesOfNode(model: PlannedModel, maxPods: number): number {
  const own = model === 'azure-cni-pod-subnet-static' ? reservedOfBlocks.value : 0;
  return Math.ceil((maxPods + own) / podSubnetBatch.value);
}

/** Addresses that a full node holds in the end with dynamic allocation, which asks for the next batch ahead of need. */
export function addressesAhead(maxPods: number): number {
  return Math.ceil((maxPods + freeBeforeBatch.value) / podSubnetBatch.value) * podSubnetBatch.value;
}

/**
 * Static blocks of a subnet that hold none of Azure's own addresses: the first and the last one do. That such blocks
 * stay empty is seen on a cluster, not documented.
 */
export function wholeBlocks(prefix: number): number {
  return Math.max(0, 2 ** (32 - prefix) / podSubnetBatch.value - 2);
}

/** Whether Pods get addresses from a Pod CIDR, one /24 for each node, and not from a subnet of the VNet. */
export function hasPodCidr(model: PlannedModel): boolean {
  return model === 'kubenet' || model === 'azure-cni-overlay';
}

/** Where Pods get their addresses beside the nodes' subnet; null where that is the nodes' subnet itself. */
export function podRangeName(model: PlannedModel): RangeName | null {
  if (model === 'azure-cni-node-subnet') return null;
  return hasPodCidr(model) ? 'Pod CIDR' : 'Pod subnet';
}

/** Addresses that one node takes of a range: its own, and those of its Pods. */
export type NodeShare = { readonly range: RangeName; readonly own: number; readonly pods: number };

/** What one node takes of each range of a model. */
export function sharesOfNode(model: PlannedModel, maxPods: number): readonly NodeShare[] {
  const range = podRangeName(model);
  if (range === null) return [{ range: 'node subnet', own: 1, pods: maxPods }];
  const pods = range === 'Pod CIDR' ? nodeBlock : batchesOfNode(model, maxPods) * podSubnetBatch.value;
  return [
    { range: 'node subnet', own: 1, pods: 0 },
    { range, own: 0, pods },
  ];
}

/** Addresses that a range has for nodes and Pods. */
export function roomOfRange(range: RangeName, block: Pick<Cidr, 'bits'>): number {
  return range === 'Pod CIDR' ? nodesInPodCidr(block) * nodeBlock : usableAddresses(block.bits);
}

/** The smallest block that holds that many addresses of a range; null where none does. */
export function smallestBlock(range: RangeName, addresses: number): number | null {
  if (range !== 'Pod CIDR') return smallestSubnet(addresses);
  const prefix = nodeBlockPrefix.value - Math.ceil(Math.log2(Math.max(1, addresses / nodeBlock)));
  return prefix < 0 ? null : prefix;
}

// Of more pools a formula would be longer than what it explains.
const mostTerms = 8;

function formulaOf(model: PlannedModel, range: RangeName, pools: readonly PlannedPool[]): string {
  const counts = pools.map(({ nodes, surgeNodes, maxPods }) => ({ count: nodes + surgeNodes, maxPods }));
  const sum = (word: (count: number, maxPods: number) => string) =>
    counts.map(({ count, maxPods }) => word(count, maxPods)).join(' + ');
  if (pools.length > mostTerms && range !== 'Pod CIDR') return `${pools.length} pools`;
  if (range === 'Pod CIDR') return `${counts.reduce((all, { count }) => all + count, 0)} × a /${nodeBlockPrefix.value}`;
  if (range === 'Pod subnet')
    return sum((count, maxPods) => `${count} × ${batchesOfNode(model, maxPods)} × ${podSubnetBatch.value}`);
  if (podRangeName(model) !== null) return `${sum(String)} nodes`;
  return sum((count, maxPods) => (pools.length > 1 ? `${count} × ${1 + maxPods}` : `${count} + ${count} × ${maxPods}`));
}

/** The ranges that pools need, the nodes of an upgrade included. */
export function rangesOfPools(model: PlannedModel, pools: readonly PlannedPool[]): readonly PlannedRange[] {
  const ranges: readonly RangeName[] = sharesOfNode(model, 0).map(({ range }) => range);
  return ranges.map((range) => {
    const addresses = pools
      .flatMap(({ nodes, surgeNodes, maxPods }) =>
        sharesOfNode(model, maxPods).map((share) => ({ ...share, count: nodes + surgeNodes })),
      )
      .filter((share) => share.range === range)
      .reduce((sum, { count, own, pods }) => sum + count * (own + pods), 0);
    return { range, addresses, formula: formulaOf(model, range, pools), prefix: smallestBlock(range, addresses) };
  });
}

/** The ranges that a request names, null for each that it does not. */
export type NamedRanges = { readonly [R in 'subnet' | 'podCidr' | 'serviceCidr']: Cidr | null };

/** Reads them; text that is no block counts as not named. */
export function parseNamedRanges({ subnet, podCidr, serviceCidr }: PlanRequest): NamedRanges {
  const parse = (text: string | null) => (text === null ? null : parseCidr(text));
  return { subnet: parse(subnet), podCidr: parse(podCidr), serviceCidr: parse(serviceCidr) };
}

/** The block that was named for a range; null where none was. */
export function namedBlock(range: RangeName, { subnet, podCidr }: NamedRanges): Cidr | null {
  return range === 'node subnet' ? subnet : podCidr;
}
