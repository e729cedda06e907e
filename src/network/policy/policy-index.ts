import type { ClusterNetwork } from '../../model/network.ts';
import type { NamespacePolicies, PolicySnapshot, Semantics } from '../../model/reach.ts';
import type { Read, Unreadable } from '../../model/read.ts';
import type { Pod } from '../../model/snapshot.ts';
import { type Address, parseAddress, parseAddresses } from '../ip/address.ts';
import { calicoSelects } from './calico.ts';
import { ciliumDirectedPolicies } from './cilium.ts';
import type { PodEndpoint, PodIdentity } from './endpoint.ts';
import { no, type Truth, yes } from './kleene.ts';
import { directedPolicyOf, memoizeByIdentity } from './networkpolicy.ts';
import type { DirectedPolicy, Direction, PolicyName } from './rule.ts';

/** A subject that selects an identity, or may. */
export type AppliedPolicy = { readonly policy: DirectedPolicy; readonly selects: Truth };

/** Policies that could not be read or are not judged; `denies` where they may take away what others allow. */
export type UnreadPolicies = { readonly why: string; readonly denies: boolean };

/** All that decides about one identity in one direction. */
export type PoliciesFor = {
  readonly applied: readonly AppliedPolicy[];
  readonly unread: readonly UnreadPolicies[];
  /** Whether some rule names a port instead of its number. */
  readonly namesPort: boolean;
  /** The policies that surely select it, sorted. */
  readonly selecting: readonly string[];
};

/** Where a node's addresses lead. */
type NodeAt = { readonly name: string | null };

/** A terrain made ready for many questions. */
export type PolicyIndex = {
  readonly policySnapshot: PolicySnapshot;
  readonly network: ClusterNetwork;
  readonly namespace: (name: string) => NamespacePolicies | undefined;
  /** The Pod of a name, NAMESPACE/POD. */
  readonly pod: (name: string) => Pod | undefined;
  /** A Pod at each of its addresses; once without an address where it has none. */
  readonly endpoints: (pod: Pod) => readonly PodEndpoint[];
  readonly identity: (pod: Pod) => PodIdentity;
  /** The Pods that have an address for themselves: one, unless two are listed with the same. */
  readonly podsAt: (point: Address) => readonly Pod[];
  readonly nodeAt: (point: Address) => NodeAt | undefined;
  /** The Service that has an address, as NAMESPACE/NAME. */
  readonly serviceAt: (point: Address) => string | undefined;
  readonly policiesFor: (identity: PodIdentity, direction: Direction, semantics: Semantics) => PoliciesFor;
  /** Every number that a name stands for on some Pod. */
  readonly portNumbers: (name: string, protocol: string) => ReadonlySet<number>;
  readonly dnsPods: () => readonly Pod[];
};

const keyOf = ({ family, value }: Address): string => `${family}/${value}`;
const dataOf = <T>(read: Read<readonly T[]>): readonly T[] => (read.outcome === 'ok' ? read.data : []);

/** Whether a read that came to nothing may hide something: a kind that the server does not know cannot. */
function hides(read: Read<unknown>): read is Unreadable {
  return read.outcome !== 'ok' && read.outcome !== 'not-found';
}

function isOver({ phase }: Pod): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

function identities(spaces: ReadonlyMap<string, NamespacePolicies>): (pod: Pod) => PodIdentity {
  const known = new Map<string, PodIdentity>();
  const own = new Map<Pod, PodIdentity>();
  const around = new Map<string, PodIdentity['namespaceLabels']>();
  const spaceOf = (name: string): PodIdentity['namespaceLabels'] => {
    const read = spaces.get(name)?.namespace;
    // The API server gives every namespace this label, and lets nobody change it.
    const bare = { labels: { 'kubernetes.io/metadata.name': name }, whole: false };
    return read?.outcome === 'ok' ? { labels: read.data.labels, whole: true } : bare;
  };
  return (pod) => {
    const before = own.get(pod);
    if (before) return before;
    const { namespace, labels } = pod;
    const key = JSON.stringify([namespace, Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);
    const space = around.get(namespace) ?? spaceOf(namespace);
    around.set(namespace, space);
    const identity = known.get(key) ?? { id: known.size, namespace, labels, namespaceLabels: space };
    known.set(key, identity);
    own.set(pod, identity);
    return identity;
  };
}

/** The Pods by their own addresses; one that is over has none any more, and one that goes gives way to one that stays. */
function podsByAddress(spaces: readonly NamespacePolicies[]): ReadonlyMap<string, readonly Pod[]> {
  const found = new Map<string, readonly Pod[]>();
  for (const { pods } of spaces) {
    for (const pod of dataOf(pods)) {
      if (pod.hostNetwork || isOver(pod)) continue;
      for (const point of parseAddresses(pod.ips)) {
        const key = keyOf(point);
        const before = found.get(key) ?? [];
        const staying = before.filter(({ deleting }) => !deleting);
        if (pod.deleting && staying.length > 0) continue;
        found.set(key, pod.deleting ? [...before, pod] : [...staying, pod]);
      }
    }
  }
  return found;
}

function nodesByAddress({ snapshot, namespaces }: PolicySnapshot): ReadonlyMap<string, NodeAt> {
  const found = new Map<string, NodeAt>();
  const seen = new Set<string>();
  const note = (text: string, name: string | null) => {
    if (seen.has(text)) return;
    seen.add(text);
    const point = parseAddress(text);
    if (point) found.set(keyOf(point), { name });
  };
  for (const { name, internalIPs } of dataOf(snapshot.reads.nodes)) for (const text of internalIPs) note(text, name);
  for (const { pods } of namespaces)
    for (const { nodeName, hostIPs } of dataOf(pods)) for (const text of hostIPs) note(text, nodeName);
  return found;
}

function servicesByAddress({ services }: PolicySnapshot): ReadonlyMap<string, string> {
  const found = dataOf(services).flatMap(({ namespace, name, ips }) =>
    parseAddresses(ips).map((point) => [keyOf(point), `${namespace}/${name}`] as const),
  );
  return new Map(found);
}

function portNumbers(spaces: readonly NamespacePolicies[]): PolicyIndex['portNumbers'] {
  const found = new Map<string, Set<number>>();
  for (const { pods } of spaces) {
    for (const pod of dataOf(pods)) {
      for (const { name, port, protocol } of pod.ports ?? []) {
        if (name === null) continue;
        const key = `${name}/${protocol}`;
        found.set(key, (found.get(key) ?? new Set()).add(port));
      }
    }
  }
  const none: ReadonlySet<number> = new Set();
  return (name, protocol) => found.get(`${name}/${protocol}`) ?? none;
}

type Compiled = { readonly [D in Direction]: readonly DirectedPolicy[] };
const directions = ['ingress', 'egress'] as const;

function compile(make: (direction: Direction) => readonly DirectedPolicy[]): Compiled {
  const [ingress = [], egress = []] = directions.map(make);
  return { ingress, egress };
}

/** What could not be read about a namespace's policies. */
function unreadIn(
  terrain: PolicySnapshot,
  space: NamespacePolicies | undefined,
  semantics: Semantics,
  calico: boolean,
): readonly UnreadPolicies[] {
  if (space === undefined) return [{ why: 'its namespace was not read', denies: true }];
  const word = (read: Unreadable, denies: boolean): UnreadPolicies => ({ why: read.because, denies });
  const { networkPolicies, ciliumPolicies, calicoPolicies } = space;
  const plain = hides(networkPolicies) ? [word(networkPolicies, false)] : [];
  if (semantics === 'cilium') {
    // A dump without one Cilium policy is taken at its word; a remark says so.
    const cilium = [ciliumPolicies, terrain.ciliumClusterPolicies].filter(hides);
    return [...plain, ...cilium.filter(({ outcome }) => outcome !== 'not-in-dump').map((read) => word(read, true))];
  }
  const others = calico ? [calicoPolicies, terrain.calicoGlobalPolicies].filter(hides) : [];
  return [...plain, ...others.filter(({ outcome }) => outcome !== 'not-in-dump').map((read) => word(read, true))];
}

/** Computes something when it is first asked for. */
function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function podsByName(spaces: readonly NamespacePolicies[]): ReadonlyMap<string, Pod> {
  const found = new Map<string, Pod>();
  for (const { pods } of spaces) for (const pod of dataOf(pods)) found.set(`${pod.namespace}/${pod.name}`, pod);
  return found;
}

function endsWith(identityOf: (pod: Pod) => PodIdentity): PolicyIndex['endpoints'] {
  const known = new Map<Pod, readonly PodEndpoint[]>();
  return (pod) => {
    const before = known.get(pod);
    if (before) return before;
    const identity = identityOf(pod);
    const points: readonly (Address | null)[] = parseAddresses(pod.ips);
    const made = (points.length > 0 ? points : [null]).map((point) => ({ kind: 'pod', pod, identity, point }) as const);
    known.set(pod, made);
    return made;
  };
}

function namesPort({ policy: { rules } }: AppliedPolicy): boolean {
  return rules.some(({ ports }) => ports?.some(({ port }) => typeof port === 'string'));
}

/** Makes a terrain ready: linear in Pods and policies, and each selector meets each identity at most once. */
export function indexPolicies(terrain: PolicySnapshot, network: ClusterNetwork): PolicyIndex {
  const spaces = new Map(terrain.namespaces.map((space) => [space.name, space]));
  const byName = lazy(() => podsByName(terrain.namespaces));
  const identityOf = identities(spaces);
  const byAddress = lazy(() => podsByAddress(terrain.namespaces));
  const nodes = lazy(() => nodesByAddress(terrain));
  const services = lazy(() => servicesByAddress(terrain));
  const numbers = lazy(() => portNumbers(terrain.namespaces));
  // Calico's own policies count only where Calico may be what enforces.
  const calico = network.policyEngine === 'calico' || network.policyEngine === 'undetermined';
  const subjects = new Map<string, Compiled>();
  const subjectsOf = (namespace: string, semantics: Semantics): Compiled => {
    const key = `${semantics} ${namespace}`;
    const before = subjects.get(key);
    if (before) return before;
    const space = spaces.get(namespace);
    const made = compile((direction) => [
      ...(space ? dataOf(space.networkPolicies) : [])
        .map((policy) => directedPolicyOf(policy, direction, semantics))
        .filter((subject) => subject !== null),
      ...(semantics === 'cilium' && space ? dataOf(space.ciliumPolicies) : []).flatMap((policy) =>
        ciliumDirectedPolicies(policy, direction),
      ),
    ]);
    subjects.set(key, made);
    return made;
  };
  const clusterwide = compile((direction) =>
    dataOf(terrain.ciliumClusterPolicies).flatMap((policy) => ciliumDirectedPolicies(policy, direction)),
  );
  const foreign = (space: NamespacePolicies | undefined) =>
    [...(space ? dataOf(space.calicoPolicies) : []), ...dataOf(terrain.calicoGlobalPolicies)].map((policy) => ({
      policy: {
        kind: policy.namespace === '' ? 'GlobalNetworkPolicy' : 'NetworkPolicy.projectcalico.org',
        namespace: policy.namespace,
        name: policy.name,
      },
      selects: memoizeByIdentity(calicoSelects(policy)),
    }));
  const foreigners = new Map<string, ReturnType<typeof foreign>>();
  const unreads = new Map<string, readonly UnreadPolicies[]>();
  const unreadOf = (namespace: string, semantics: Semantics): readonly UnreadPolicies[] => {
    const key = `${semantics} ${namespace}`;
    const before = unreads.get(key);
    if (before) return before;
    const made = unreadIn(terrain, spaces.get(namespace), semantics, network.policyEngine === 'calico');
    unreads.set(key, made);
    return made;
  };
  const calicoOf = (identity: PodIdentity, semantics: Semantics): readonly UnreadPolicies[] => {
    if (semantics === 'cilium' || !calico) return [];
    const own = foreigners.get(identity.namespace) ?? foreign(spaces.get(identity.namespace));
    foreigners.set(identity.namespace, own);
    const hits = own.filter(({ selects }) => selects(identity) !== no);
    return hits.map(({ policy }) => ({
      why: `${policyNameOf(policy)} selects it, and Calico’s own policies are not judged`,
      denies: true,
    }));
  };
  const known: { readonly [S in Semantics]: { readonly [D in Direction]: (PoliciesFor | undefined)[] } } = {
    plain: { ingress: [], egress: [] },
    cilium: { ingress: [], egress: [] },
  };
  return {
    policySnapshot: terrain,
    network,
    namespace: (name) => spaces.get(name),
    pod: (name) => byName().get(name),
    endpoints: endsWith(identityOf),
    identity: identityOf,
    podsAt: (point) => byAddress().get(keyOf(point)) ?? [],
    nodeAt: (point) => nodes().get(keyOf(point)),
    serviceAt: (point) => services().get(keyOf(point)),
    portNumbers: (name, protocol) => numbers()(name, protocol),
    dnsPods: lazy(() => {
      const read = spaces.get('kube-system')?.pods;
      return (read ? dataOf(read) : []).filter(
        ({ labels, hostNetwork }) => labels['k8s-app'] === 'kube-dns' && !hostNetwork,
      );
    }),
    policiesFor: (identity, direction, semantics) => {
      const before = known[semantics][direction][identity.id];
      if (before) return before;
      const all = [
        ...subjectsOf(identity.namespace, semantics)[direction],
        ...(semantics === 'cilium' ? clusterwide[direction] : []),
      ];
      const applied = all
        .map((policy) => ({ policy, selects: policy.selects(identity) }))
        .filter(({ selects }) => selects !== no);
      const made = {
        applied,
        namesPort: applied.some(namesPort),
        selecting: [
          ...new Set(applied.filter(({ selects }) => selects === yes).map(({ policy }) => policyNameOf(policy.name))),
        ].sort(),
        unread: [...unreadOf(identity.namespace, semantics), ...calicoOf(identity, semantics)],
      };
      known[semantics][direction][identity.id] = made;
      return made;
    },
  };
}

/** A policy as answers name it. */
export function policyNameOf({ kind, namespace, name }: PolicyName): string {
  return namespace === '' ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}
