import type { PlanRequest } from '../../model/plan.ts';
import { type Cidr, parseCidr } from '../ip/address.ts';
import { nodeBlockPrefix, type PlannedModel, podSubnetBatch, reservedAddresses } from './azure-limits.ts';

/**
 * Addresses of an Azure subnet of this prefix that Azure does not keep for itself; 0 for one that is too
 * small.
 */
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

/** Whether Pods get addresses from a Pod CIDR, one /24 for each node, and not from a subnet of the VNet. */
export function hasPodCidr(model: PlannedModel): boolean {
  return model === 'kubenet' || model === 'azure-cni-overlay';
}

/**
 * Nodes for which a range for Pods has room: a Pod CIDR by its blocks of /24, a Pod subnet by its batches.
 */
export function nodesOfPods(model: PlannedModel, range: Cidr, maxPods: number): number {
  if (model === 'azure-cni-node-subnet') return Number.POSITIVE_INFINITY;
  return hasPodCidr(model) ? nodesInPodCidr(range) : Math.floor(usableAddresses(range.bits) / roundUpToBatch(maxPods));
}

/** The ranges that a request names, null for each that it does not. */
export type NamedRanges = { readonly [R in 'subnet' | 'podCidr' | 'serviceCidr']: Cidr | null };

/** Reads them; text that is no block counts as not named. */
export function parseNamedRanges({ subnet, podCidr, serviceCidr }: PlanRequest): NamedRanges {
  const parse = (text: string | null) => (text === null ? null : parseCidr(text));
  return { subnet: parse(subnet), podCidr: parse(podCidr), serviceCidr: parse(serviceCidr) };
}
