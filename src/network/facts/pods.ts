import type { Node, Pod } from '../../model/snapshot.ts';
import { type Address, parseAddresses } from '../ip/address.ts';
import { isVirtualNode, nodeAddressTest } from './nodes.ts';

/** A Pod with its addresses, parsed once however many questions are asked. */
export type AddressedPod = { readonly pod: Pod; readonly points: readonly Address[] };

/** Pods whose addresses say something about the Pod range, and the others by reason. */
export type CountedPods = {
  readonly pods: readonly AddressedPod[];
  readonly excluded: readonly { readonly why: string; readonly count: number }[];
  /** Those among the others that may count all the same: whether they run, or their address, was not read. */
  readonly unread: readonly Pod[];
};

function reason(pod: Pod, virtual: ReadonlySet<string>): string | null {
  if (pod.hostNetwork) return 'hostNetwork (uses the node’s address)';
  if (pod.deleting) return 'being deleted';
  if (pod.phase === 'Succeeded' || pod.phase === 'Failed') return 'finished (its address may be reused)';
  if (pod.phase !== 'Running') return `not running yet (${pod.phase})`;
  if (pod.ips.length === 0) return 'without an address';
  if (pod.nodeName !== null && virtual.has(pod.nodeName)) return 'on a virtual node';
  return null;
}

/** A Pod that would count, but for its phase or its address, which did not come with it. */
function isUnread(pod: Pod, virtual: ReadonlySet<string>): boolean {
  const outside = pod.hostNetwork || pod.deleting || (pod.nodeName !== null && virtual.has(pod.nodeName));
  return !outside && (pod.phase === 'Unknown' || (pod.phase === 'Running' && pod.ips.length === 0));
}

function counted(pods: readonly Pod[], nodes: readonly Node[]): CountedPods {
  const isNodeAddress = nodeAddressTest(nodes);
  const virtual = new Set(nodes.filter(isVirtualNode).map(({ name }) => name));
  const kept: AddressedPod[] = [];
  const out = new Map<string, number>();
  const unread: Pod[] = [];
  for (const pod of pods) {
    const why = reason(pod, virtual);
    if (isUnread(pod, virtual)) unread.push(pod);
    const points = why === null ? parseAddresses(pod.ips) : [];
    const excluded = why ?? (points.some(isNodeAddress) ? 'has a node’s address' : null);
    if (excluded === null) kept.push({ pod, points });
    else out.set(excluded, (out.get(excluded) ?? 0) + 1);
  }
  const excluded = [...out].map(([why, count]) => ({ why, count }));
  return { pods: kept, excluded: excluded.sort((a, b) => (a.why < b.why ? -1 : 1)), unread };
}

// Snapshots are read-only, so what was counted in a list stays true for as long as the list itself lives.
const sorted = new WeakMap<readonly Pod[], { readonly nodes: readonly Node[]; readonly found: CountedPods }>();

/** Keeps Running Pods with an address of their own; counts the rest by reason (aks.md §5.1–5.3). */
export function podsWithOwnAddress(pods: readonly Pod[], nodes: readonly Node[]): CountedPods {
  const known = sorted.get(pods);
  if (known?.nodes === nodes) return known.found;
  const found = counted(pods, nodes);
  sorted.set(pods, { nodes, found });
  return found;
}
