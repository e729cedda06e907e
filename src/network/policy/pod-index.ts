import type { NamespacePolicies } from '../../model/reach.ts';
import type { Pod } from '../../model/snapshot.ts';
import { objectsOf } from '../facts/objects.ts';
import { type Address, parseAddresses } from '../ip/address.ts';
import type { PodEndpoint, PodIdentity } from './endpoint.ts';
import { computeOnce, memoizeByKey } from './memoize.ts';

/** The Pods of the namespaces that were read, by name, with what policies see of them. */
export type PodIndex = {
  /** The Pod of a name, NAMESPACE/POD. */
  readonly pod: (name: string) => Pod | undefined;
  readonly identity: (pod: Pod) => PodIdentity;
  /** A Pod at each of its addresses; once without an address where it has none. */
  readonly endpoints: (pod: Pod) => readonly PodEndpoint[];
  /** The Pods of the cluster's DNS, [] where kube-system was not read. */
  readonly dnsPods: () => readonly Pod[];
  /** Every number that a name stands for on some Pod. */
  readonly portNumbers: (name: string, protocol: string) => ReadonlySet<number>;
};

/** The namespaces that were read, by name. */
export type NamespacesByName = ReadonlyMap<string, NamespacePolicies>;
type NamespaceLabels = PodIdentity['namespaceLabels'];

function namespaceLabelsOf(namespaces: NamespacesByName, name: string): NamespaceLabels {
  const read = namespaces.get(name)?.namespace;
  // The API server gives every namespace this label, and lets nobody change it.
  const bare = { labels: { 'kubernetes.io/metadata.name': name }, whole: false };
  return read?.outcome === 'ok' ? { labels: read.data.labels, whole: true } : bare;
}

/** Numbers identities in the order in which their first Pods are asked about. */
function createIdentityLookup(namespaces: NamespacesByName): PodIndex['identity'] {
  const known = new Map<string, PodIdentity>();
  const labelsOf = memoizeByKey((name: string) => namespaceLabelsOf(namespaces, name));
  return memoizeByKey(({ namespace, labels }: Pod) => {
    const key = JSON.stringify([namespace, Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);
    const found = known.get(key) ?? { id: known.size, namespace, labels, namespaceLabels: labelsOf(namespace) };
    known.set(key, found);
    return found;
  });
}

function createEndpointLookup(identityOf: PodIndex['identity']): PodIndex['endpoints'] {
  return memoizeByKey((pod: Pod): readonly PodEndpoint[] => {
    const points: readonly (Address | null)[] = parseAddresses(pod.ips);
    const identity = identityOf(pod);
    return (points.length > 0 ? points : [null]).map((point) => ({ kind: 'pod', pod, identity, point }));
  });
}

function portNumbersByName(pods: readonly Pod[]): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  for (const { name, port, protocol } of pods.flatMap(({ ports }) => ports ?? [])) {
    if (name === null) continue;
    const key = `${name}/${protocol}`;
    found.set(key, (found.get(key) ?? new Set()).add(port));
  }
  return found;
}

function dnsPodsIn(namespaces: NamespacesByName): readonly Pod[] {
  const system = namespaces.get('kube-system');
  return (system ? objectsOf(system.pods) : []).filter(
    ({ labels, hostNetwork }) => labels['k8s-app'] === 'kube-dns' && !hostNetwork,
  );
}

const noNumbers: ReadonlySet<number> = new Set();

/** Indexes the Pods of all namespaces, each table when it is first asked for. */
export function indexPods(namespaces: NamespacesByName): PodIndex {
  const all = computeOnce(() => [...namespaces.values()].flatMap(({ pods }) => objectsOf(pods)));
  const byName = computeOnce(() => new Map(all().map((pod) => [`${pod.namespace}/${pod.name}`, pod])));
  const numbers = computeOnce(() => portNumbersByName(all()));
  const identity = createIdentityLookup(namespaces);
  return {
    pod: (name) => byName().get(name),
    identity,
    endpoints: createEndpointLookup(identity),
    dnsPods: computeOnce(() => dnsPodsIn(namespaces)),
    portNumbers: (name, protocol) => numbers().get(`${name}/${protocol}`) ?? noNumbers,
  };
}
