import type { Node, Pod } from '../model/snapshot.ts';
import { isVirtual, nodeAddressTest } from './voters.ts';

/** Pods whose addresses say something about the Pod range, and the others by reason. */
export type Counted = {
  readonly pods: readonly Pod[];
  readonly excluded: readonly { readonly why: string; readonly count: number }[];
};

function reason(pod: Pod, isNodeAddress: (text: string) => boolean, virtual: ReadonlySet<string>): string | null {
  if (pod.hostNetwork) return 'hostNetwork (uses the node’s address)';
  if (pod.deleting) return 'being deleted';
  if (pod.phase === 'Succeeded' || pod.phase === 'Failed') return 'finished (its address may be reused)';
  if (pod.phase !== 'Running') return `not running yet (${pod.phase})`;
  if (pod.ips.length === 0) return 'without an address';
  if (pod.nodeName !== null && virtual.has(pod.nodeName)) return 'on a virtual node';
  if (pod.ips.some(isNodeAddress)) return 'has a node’s address';
  return null;
}

/** Keeps Running Pods with an address of their own; counts the rest by reason (aks.md §5.1–5.3). */
export function countable(pods: readonly Pod[], nodes: readonly Node[]): Counted {
  const isNodeAddress = nodeAddressTest(nodes);
  const virtual = new Set(nodes.filter(isVirtual).map(({ name }) => name));
  const groups = Map.groupBy(pods, (pod) => reason(pod, isNodeAddress, virtual));
  const excluded = [...groups].flatMap(([why, group]) => (why === null ? [] : [{ why, count: group.length }]));
  return { pods: groups.get(null) ?? [], excluded: excluded.sort((a, b) => (a.why < b.why ? -1 : 1)) };
}
