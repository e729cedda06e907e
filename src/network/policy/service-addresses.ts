import { nodesOf } from '../facts/nodes.ts';
import { objectsOf } from '../facts/objects.ts';
import { knownNodeBlocks } from '../facts/ranges.ts';
import { type Address, isInternalAddress, isLinkLocalAddress, isWithin, parseCidrs } from '../ip/address.ts';
import { podRanges } from './pod-ranges.ts';
import type { PolicyIndex } from './policy-index.ts';

/** Why the list of Services does not tell whose an address is; null where it does. */
function whyServicesUnseen({ policySnapshot: { services, hasServicesInPieces } }: PolicyIndex): string | null {
  if (services.outcome !== 'ok') return services.because;
  if (hasServicesInPieces) return 'the dump holds Services of single namespaces only';
  // Every cluster has a Service in `default`: a list of one namespace is a part of them.
  const whole = services.absence === 'proven' || new Set(services.data.map(({ namespace }) => namespace)).size > 1;
  return whole ? null : 'the dump does not prove that its list of Services is whole';
}

/** The ranges of Services; null where not all of them are known. */
function serviceRangesOf({ policySnapshot: { serviceRanges } }: PolicyIndex) {
  if (serviceRanges.outcome !== 'ok' || serviceRanges.absence !== 'proven' || serviceRanges.data.length === 0)
    return null;
  return parseCidrs(objectsOf(serviceRanges).flatMap(({ cidrs }) => cidrs));
}

/** Whether an address lies where Services get none: AKS lets their range overlap with neither Pods nor nodes. */
function isElsewhere(point: Address, index: PolicyIndex): boolean {
  const { reads } = index.policySnapshot.snapshot;
  const taken = [...(podRanges(index) ?? []), ...knownNodeBlocks(nodesOf(reads))];
  return taken.some((range) => isWithin(point, range));
}

/**
 * Why an address that is no Pod's and no node's may be a Service's own; null where it is none. Services get addresses from
 * their ranges; where those are not known, from any that is used inside networks.
 */
export function whyMaybeService(point: Address, index: PolicyIndex): string | null {
  if (index.nodeAt(point) !== undefined || isLinkLocalAddress(point)) return null;
  const unseen = whyServicesUnseen(index);
  if (unseen === null) return null;
  const ranges = serviceRangesOf(index);
  const possible =
    ranges?.some((range) => isWithin(point, range)) ?? (isInternalAddress(point) && !isElsewhere(point, index));
  return possible ? `whether ${point.text} is the address of a Service could not be seen: ${unseen}` : null;
}

/** Whether a public address may be one that a load balancer gave a Service, or one of `externalIPs`. */
export function isMaybeLoadBalancer(point: Address, index: PolicyIndex): boolean {
  return !isInternalAddress(point) && index.nodeAt(point) === undefined && whyServicesUnseen(index) !== null;
}
