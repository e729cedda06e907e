import type { ClusterNetwork } from '../../model/network.ts';
import type { Semantics, Space, Terrain } from '../../model/reach.ts';
import type { Read, Unreadable } from '../../model/read.ts';
import type { Pod } from '../../model/snapshot.ts';
import { type Address, address, addresses } from '../ip/address.ts';
import { calicoSelects } from './calico.ts';
import { ciliumSubjects } from './cilium.ts';
import type { Identity, PodEnd } from './endpoint.ts';
import { no, type Truth, yes } from './kleene.ts';
import { once, subjectOf } from './networkpolicy.ts';
import type { Direction, Named, Subject } from './rule.ts';

/** A subject that selects an identity, or may. */
export type Applied = { readonly subject: Subject; readonly selects: Truth };

/** Policies that could not be read or are not judged; `denies` where they may take away what others allow. */
export type Unread = { readonly why: string; readonly denies: boolean };

/** All that decides about one identity in one direction. */
export type Deciding = {
  readonly applied: readonly Applied[];
  readonly unread: readonly Unread[];
  /** Whether some rule names a port instead of its number. */
  readonly names: boolean;
  /** The policies that surely select it, sorted. */
  readonly selecting: readonly string[];
};

/** Where a node's addresses lead. */
type NodeAt = { readonly name: string | null };

/** A terrain made ready for many questions. */
export type Ground = {
  readonly terrain: Terrain;
  readonly network: ClusterNetwork;
  readonly space: (name: string) => Space | undefined;
  /** The Pod of a name, NAMESPACE/POD. */
  readonly pod: (name: string) => Pod | undefined;
  /** A Pod at each of its addresses; once without an address where it has none. */
  readonly ends: (pod: Pod) => readonly PodEnd[];
  readonly identity: (pod: Pod) => Identity;
  /** The Pods that have an address for themselves: one, unless two are listed with the same. */
  readonly podsAt: (point: Address) => readonly Pod[];
  readonly nodeAt: (point: Address) => NodeAt | undefined;
  /** The Service that has an address, as NAMESPACE/NAME. */
  readonly serviceAt: (point: Address) => string | undefined;
  readonly deciding: (identity: Identity, direction: Direction, semantics: Semantics) => Deciding;
  /** Every number that a name stands for on some Pod. */
  readonly numbers: (name: string, protocol: string) => ReadonlySet<number>;
  readonly dns: () => readonly Pod[];
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

function identities(spaces: ReadonlyMap<string, Space>): (pod: Pod) => Identity {
  const known = new Map<string, Identity>();
  const own = new Map<Pod, Identity>();
  const around = new Map<string, Identity['space']>();
  const spaceOf = (name: string): Identity['space'] => {
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
    const identity = known.get(key) ?? { id: known.size, namespace, labels, space };
    known.set(key, identity);
    own.set(pod, identity);
    return identity;
  };
}

/** The Pods by their own addresses; one that is over has none any more, and one that goes gives way to one that stays. */
function podsByAddress(spaces: readonly Space[]): ReadonlyMap<string, readonly Pod[]> {
  const found = new Map<string, readonly Pod[]>();
  for (const { pods } of spaces) {
    for (const pod of dataOf(pods)) {
      if (pod.hostNetwork || isOver(pod)) continue;
      for (const point of addresses(pod.ips)) {
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

function nodesByAddress({ snapshot, spaces }: Terrain): ReadonlyMap<string, NodeAt> {
  const found = new Map<string, NodeAt>();
  const seen = new Set<string>();
  const note = (text: string, name: string | null) => {
    if (seen.has(text)) return;
    seen.add(text);
    const point = address(text);
    if (point) found.set(keyOf(point), { name });
  };
  for (const { name, internalIPs } of dataOf(snapshot.reads.nodes)) for (const text of internalIPs) note(text, name);
  for (const { pods } of spaces)
    for (const { nodeName, hostIPs } of dataOf(pods)) for (const text of hostIPs) note(text, nodeName);
  return found;
}

function servicesByAddress({ services }: Terrain): ReadonlyMap<string, string> {
  const found = dataOf(services).flatMap(({ namespace, name, ips }) =>
    addresses(ips).map((point) => [keyOf(point), `${namespace}/${name}`] as const),
  );
  return new Map(found);
}

function portNumbers(spaces: readonly Space[]): Ground['numbers'] {
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

type Compiled = { readonly [D in Direction]: readonly Subject[] };
const directions = ['ingress', 'egress'] as const;

function compile(make: (direction: Direction) => readonly Subject[]): Compiled {
  const [ingress = [], egress = []] = directions.map(make);
  return { ingress, egress };
}

/** What could not be read about a namespace's policies. */
function unreadIn(
  terrain: Terrain,
  space: Space | undefined,
  semantics: Semantics,
  calico: boolean,
): readonly Unread[] {
  if (space === undefined) return [{ why: 'its namespace was not read', denies: true }];
  const word = (read: Unreadable, denies: boolean): Unread => ({ why: read.because, denies });
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

function podsByName(spaces: readonly Space[]): ReadonlyMap<string, Pod> {
  const found = new Map<string, Pod>();
  for (const { pods } of spaces) for (const pod of dataOf(pods)) found.set(`${pod.namespace}/${pod.name}`, pod);
  return found;
}

function endsWith(identityOf: (pod: Pod) => Identity): Ground['ends'] {
  const known = new Map<Pod, readonly PodEnd[]>();
  return (pod) => {
    const before = known.get(pod);
    if (before) return before;
    const identity = identityOf(pod);
    const points: readonly (Address | null)[] = addresses(pod.ips);
    const made = (points.length > 0 ? points : [null]).map((point) => ({ kind: 'pod', pod, identity, point }) as const);
    known.set(pod, made);
    return made;
  };
}

function namesPort({ subject: { rules } }: Applied): boolean {
  return rules.some(({ ports }) => ports?.some(({ port }) => typeof port === 'string'));
}

/** Makes a terrain ready: linear in Pods and policies, and each selector meets each identity at most once. */
export function groundOf(terrain: Terrain, network: ClusterNetwork): Ground {
  const spaces = new Map(terrain.spaces.map((space) => [space.name, space]));
  const byName = lazy(() => podsByName(terrain.spaces));
  const identityOf = identities(spaces);
  const byAddress = lazy(() => podsByAddress(terrain.spaces));
  const nodes = lazy(() => nodesByAddress(terrain));
  const services = lazy(() => servicesByAddress(terrain));
  const numbers = lazy(() => portNumbers(terrain.spaces));
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
        .map((policy) => subjectOf(policy, direction, semantics))
        .filter((subject) => subject !== null),
      ...(semantics === 'cilium' && space ? dataOf(space.ciliumPolicies) : []).flatMap((policy) =>
        ciliumSubjects(policy, direction),
      ),
    ]);
    subjects.set(key, made);
    return made;
  };
  const clusterwide = compile((direction) =>
    dataOf(terrain.ciliumClusterPolicies).flatMap((policy) => ciliumSubjects(policy, direction)),
  );
  const foreign = (space: Space | undefined) =>
    [...(space ? dataOf(space.calicoPolicies) : []), ...dataOf(terrain.calicoGlobalPolicies)].map((policy) => ({
      policy: {
        kind: policy.namespace === '' ? 'GlobalNetworkPolicy' : 'NetworkPolicy.projectcalico.org',
        namespace: policy.namespace,
        name: policy.name,
      },
      selects: once(calicoSelects(policy)),
    }));
  const foreigners = new Map<string, ReturnType<typeof foreign>>();
  const unreads = new Map<string, readonly Unread[]>();
  const unreadOf = (namespace: string, semantics: Semantics): readonly Unread[] => {
    const key = `${semantics} ${namespace}`;
    const before = unreads.get(key);
    if (before) return before;
    const made = unreadIn(terrain, spaces.get(namespace), semantics, network.policyEngine === 'calico');
    unreads.set(key, made);
    return made;
  };
  const calicoOf = (identity: Identity, semantics: Semantics): readonly Unread[] => {
    if (semantics === 'cilium' || !calico) return [];
    const own = foreigners.get(identity.namespace) ?? foreign(spaces.get(identity.namespace));
    foreigners.set(identity.namespace, own);
    const hits = own.filter(({ selects }) => selects(identity) !== no);
    return hits.map(({ policy }) => ({
      why: `${nameOf(policy)} selects it, and Calico’s own policies are not judged`,
      denies: true,
    }));
  };
  const known: { readonly [S in Semantics]: { readonly [D in Direction]: (Deciding | undefined)[] } } = {
    plain: { ingress: [], egress: [] },
    cilium: { ingress: [], egress: [] },
  };
  return {
    terrain,
    network,
    space: (name) => spaces.get(name),
    pod: (name) => byName().get(name),
    ends: endsWith(identityOf),
    identity: identityOf,
    podsAt: (point) => byAddress().get(keyOf(point)) ?? [],
    nodeAt: (point) => nodes().get(keyOf(point)),
    serviceAt: (point) => services().get(keyOf(point)),
    numbers: (name, protocol) => numbers()(name, protocol),
    dns: lazy(() => {
      const read = spaces.get('kube-system')?.pods;
      return (read ? dataOf(read) : []).filter(
        ({ labels, hostNetwork }) => labels['k8s-app'] === 'kube-dns' && !hostNetwork,
      );
    }),
    deciding: (identity, direction, semantics) => {
      const before = known[semantics][direction][identity.id];
      if (before) return before;
      const all = [
        ...subjectsOf(identity.namespace, semantics)[direction],
        ...(semantics === 'cilium' ? clusterwide[direction] : []),
      ];
      const applied = all
        .map((subject) => ({ subject, selects: subject.selects(identity) }))
        .filter(({ selects }) => selects !== no);
      const made = {
        applied,
        names: applied.some(namesPort),
        selecting: [
          ...new Set(applied.filter(({ selects }) => selects === yes).map(({ subject }) => nameOf(subject.policy))),
        ].sort(),
        unread: [...unreadOf(identity.namespace, semantics), ...calicoOf(identity, semantics)],
      };
      known[semantics][direction][identity.id] = made;
      return made;
    },
  };
}

/** A policy as answers name it. */
export function nameOf({ kind, namespace, name }: Named): string {
  return namespace === '' ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}
