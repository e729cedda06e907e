import type { NamespacePolicies, PolicySnapshot } from '../../model/reach.ts';
import type { Pod } from '../../model/snapshot.ts';
import { objectsOf } from '../facts/objects.ts';
import { type Address, parseAddress, parseAddresses } from '../ip/address.ts';
import { computeOnce } from './memoize.ts';

/**
 * A node by one of its addresses; `name` is null where a Pod lists the address of its host without naming it.
 */
type AddressedNode = { readonly name: string | null };

/** Whose an address is. */
export type AddressIndex = {
  /** The Pods that have an address for themselves: one, unless two are listed with the same. */
  readonly podsAt: (point: Address) => readonly Pod[];
  readonly nodeAt: (point: Address) => AddressedNode | undefined;
  /** The Service that has an address, as NAMESPACE/NAME. */
  readonly serviceAt: (point: Address) => string | undefined;
};

const keyOf = ({ family, value }: Address): string => `${family}/${value}`;

function isOver({ phase }: Pod): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/** A Pod that is over has no address any more, and one that is being deleted gives way to one that stays. */
function podsByAddress(namespaces: readonly NamespacePolicies[]): ReadonlyMap<string, readonly Pod[]> {
  const found = new Map<string, readonly Pod[]>();
  const own = namespaces.flatMap(({ pods }) => objectsOf(pods)).filter((pod) => !pod.hostNetwork && !isOver(pod));
  for (const pod of own) {
    for (const point of parseAddresses(pod.ips)) {
      const key = keyOf(point);
      const before = found.get(key) ?? [];
      const staying = before.filter(({ deleting }) => !deleting);
      if (pod.deleting && staying.length > 0) continue;
      found.set(key, pod.deleting ? [...before, pod] : [...staying, pod]);
    }
  }
  return found;
}

/** What nodes say of themselves counts before what Pods say of their hosts. */
function nodesByAddress({ snapshot, namespaces }: PolicySnapshot): ReadonlyMap<string, AddressedNode> {
  const found = new Map<string, AddressedNode>();
  // Many Pods list the same host: each text is parsed once.
  const seen = new Set<string>();
  const add = (text: string, name: string | null) => {
    if (seen.has(text)) return;
    seen.add(text);
    const point = parseAddress(text);
    if (point) found.set(keyOf(point), { name });
  };
  for (const { name, internalIPs } of objectsOf(snapshot.reads.nodes)) for (const text of internalIPs) add(text, name);
  for (const { pods } of namespaces)
    for (const { nodeName, hostIPs } of objectsOf(pods)) for (const text of hostIPs) add(text, nodeName);
  return found;
}

function servicesByAddress({ services, namespaces }: PolicySnapshot): ReadonlyMap<string, string> {
  const all = [...objectsOf(services), ...namespaces.flatMap((space) => objectsOf(space.services))];
  const found = all.flatMap(({ namespace, name, ips, externalIPs }) =>
    parseAddresses([...ips, ...externalIPs]).map((point) => [keyOf(point), `${namespace}/${name}`] as const),
  );
  return new Map(found);
}

/** Indexes the addresses of Pods, nodes and Services, each kind when it is first asked for. */
export function indexAddresses(policySnapshot: PolicySnapshot): AddressIndex {
  const pods = computeOnce(() => podsByAddress(policySnapshot.namespaces));
  const nodes = computeOnce(() => nodesByAddress(policySnapshot));
  const services = computeOnce(() => servicesByAddress(policySnapshot));
  return {
    podsAt: (point) => pods().get(keyOf(point)) ?? [],
    nodeAt: (point) => nodes().get(keyOf(point)),
    serviceAt: (point) => services().get(keyOf(point)),
  };
}
