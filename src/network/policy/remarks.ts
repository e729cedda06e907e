import type { Remark, Semantics } from '../../model/reach.ts';
import { no } from './kleene.ts';
import { type ConnectionQuery, matchRule } from './match.ts';
import type { PolicyIndex } from './policy-index.ts';

/** What is to be known beside an answer, by id; worded once. */
const words = {
  self: 'A Pod always reaches itself: no policy is asked.',
  'host-network':
    'A host-network Pod uses its node’s address. The API leaves open whether policies see it as a Pod or as its node; where the two differ, the answer is unknown.',
  'host-network-cilium':
    'Under Cilium a host-network Pod counts as its node: no policy selects it, and no Pod selector means it.',
  'own-node':
    'By the Kubernetes documentation a Pod and its own node always reach each other; not every engine keeps to that, so a rule that shuts it leaves the answer open.',
  'own-node-cilium': 'Under Cilium a node always reaches the Pods that run on it; the way back needs a rule.',
  'family-dependent': 'IPv4 and IPv6 come to different answers: ask for one address.',
  'address-twice':
    'Several Pods are listed with this address; where they differ, the answer is unknown: ask for one by its name.',
  'service-address':
    'This is the address of a Service. Whether policies look before or after it is replaced by a Pod’s address is not defined: ask for a Pod behind it, and for its own port.',
  'maybe-service':
    'Whether this is the address of a Service could not be seen. If it is, ask for a Pod behind it, and for its own port.',
  'dns-blocked':
    'Port 53 to the cluster’s DNS is not allowed, so names do not resolve: allow UDP and TCP 53 to the Pods k8s-app=kube-dns in kube-system.',
  'dns-unseen': 'Whether port 53 to the cluster’s DNS is allowed could not be told, so names may not resolve.',
  'not-running': 'One of the Pods does not run, so nothing travels now, whatever the policies say.',
  'l7-not-judged':
    'A rule that is met here has L7 conditions (HTTP, DNS or TLS names), which are not judged: they may still refuse a request.',
  'end-port': 'A range of ports (endPort) is met: Cilium before 1.17 may open only its first port.',
  'cilium-named-ports':
    'Cilium before February 2026 looks a port’s name up in the whole cluster and skips one that stands for several numbers: write the number.',
  'cilium-sctp': 'Cilium knows SCTP only where it was switched on, which AKS does not offer.',
  'semantics-differ':
    'Plain NetworkPolicy and Cilium come to different answers, and which of them runs here is not known.',
  'no-engine': 'No policy engine was found on this cluster, so policies are only text here: the traffic passes.',
  'list-not-whole':
    'The dump does not prove that its list of policies is whole. netlab check --record FILE or kubectl get --raw saves one that does; --complete is your word that there are no others.',
  'policy-without-namespace':
    'The dump holds a policy that names no namespace: it counts in default, as kubectl would take it, and nowhere else.',
  'cilium-policies-not-in-dump': 'The dump holds no CiliumNetworkPolicy; if the cluster has some, they count as well.',
  'cilium-policies-not-applied':
    'There are CiliumNetworkPolicies, which only Cilium reads; the answer leaves them out.',
  'calico-policies': 'There are Calico policies, which are not judged.',
  'pod-not-found': 'There is no such Pod.',
  'pod-unseen': 'Whether there is such a Pod could not be seen.',
  'no-such-port': 'The destination has no container port of that name.',
} as const;

/** The id of a remark. */
export type RemarkId = keyof typeof words;

const order: readonly Remark[] = Object.entries(words).map(([id, says]) => ({ id, message: says }));

/** Remarks in the order of the table, each once. */
export function remarksFor(ids: readonly RemarkId[]): readonly Remark[] {
  if (ids.length === 0) return [];
  const wanted: ReadonlySet<string> = new Set(ids);
  return order.filter(({ id }) => wanted.has(id));
}

/** Remarks about the rules that mean a connection. */
export function ruleRemarks(asked: ConnectionQuery | null): readonly RemarkId[] {
  if (asked === null || asked.semantics === 'plain') return [];
  const { index, subject, direction, semantics, traffic } = asked;
  const { applied } = index.policiesFor(subject.identity, direction, semantics);
  const met = applied.flatMap(({ policy: { rules } }) =>
    rules.filter((rule) => !rule.deny && matchRule(rule, asked) !== no),
  );
  const ranged = met.some(({ ports }) =>
    (ports ?? []).some(
      ({ port, endPort }) =>
        typeof port === 'number' && endPort !== null && traffic.port > port && traffic.port <= endPort,
    ),
  );
  return [
    ...(met.some(({ l7 }) => l7) ? (['l7-not-judged'] as const) : []),
    ...(ranged ? (['end-port'] as const) : []),
  ];
}

function remarksOn(index: PolicyIndex, namespace: string, semantics: readonly Semantics[]): readonly RemarkId[] {
  const { network, policySnapshot } = index;
  const space = index.namespace(namespace);
  if (space === undefined) return [];
  const { networkPolicies, ciliumPolicies, calicoPolicies } = space;
  const some = (read: { outcome: string; data?: readonly unknown[] }) =>
    read.outcome === 'ok' && (read.data?.length ?? 0) > 0;
  const cilium = [ciliumPolicies, policySnapshot.ciliumClusterPolicies];
  const calico = [calicoPolicies, policySnapshot.calicoGlobalPolicies];
  return [
    ...(policySnapshot.snapshot.assumed?.some((each) => /^\S*NetworkPolicy\b/u.test(each))
      ? (['policy-without-namespace'] as const)
      : []),
    ...(networkPolicies.outcome === 'ok' && networkPolicies.absence !== 'proven' ? (['list-not-whole'] as const) : []),
    ...(semantics.includes('cilium') && cilium.some(({ outcome }) => outcome === 'not-in-dump')
      ? (['cilium-policies-not-in-dump'] as const)
      : []),
    ...(!semantics.includes('cilium') && cilium.some(some) ? (['cilium-policies-not-applied'] as const) : []),
    ...(calico.some(some) ? (['calico-policies'] as const) : []),
    ...(network.policyEngine === 'none' && some(networkPolicies) ? (['no-engine'] as const) : []),
  ];
}

type RemarksByNamespace = Map<string, readonly RemarkId[]>;
const known = new WeakMap<PolicyIndex, WeakMap<readonly Semantics[], RemarksByNamespace>>();

function tableOf(index: PolicyIndex, semantics: readonly Semantics[]): RemarksByNamespace {
  const tables = known.get(index) ?? new WeakMap<readonly Semantics[], RemarksByNamespace>();
  known.set(index, tables);
  const table = tables.get(semantics) ?? new Map();
  tables.set(semantics, table);
  return table;
}

/** Remarks about what was read for one namespace, whoever asks. */
export function namespaceRemarks(
  index: PolicyIndex,
  namespace: string,
  semantics: readonly Semantics[],
): readonly RemarkId[] {
  const table = tableOf(index, semantics);
  const before = table.get(namespace);
  if (before) return before;
  const found = remarksOn(index, namespace, semantics);
  table.set(namespace, found);
  return found;
}
