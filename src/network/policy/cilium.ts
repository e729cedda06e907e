import type { CiliumPolicy, CiliumRule, CiliumSpec, LabelSelector, UnjudgedMember } from '../../model/policy.ts';
import type { PodIdentity } from './endpoint.ts';
import { allTrue, no, toTruth, unsure } from './kleene.ts';
import { createLabelLookup, type LabelLookup, matchSelector } from './labels.ts';
import { memoizeByIdentity } from './memoize.ts';
import { type PolicyReading, toBlockPeer } from './networkpolicy.ts';
import type { DirectedPolicy, Direction, NormalizedRule, Peer, PolicyName } from './rule.ts';

const namespaceKey = 'io.kubernetes.pod.namespace';
const spacePrefix = 'io.cilium.k8s.namespace.labels.';

/** A key without the source that Cilium lets people write before it (`k8s:app`, `any:app`). */
function bare(key: string): string {
  return key.replace(/^(?:k8s|any):/u, '');
}

/**
 * The labels that Cilium gives a Pod: its own, its namespace's name, and its namespace's labels under a
 * prefix.
 */
function lookOf({ labels, namespace, namespaceLabels }: PodIdentity): LabelLookup {
  const [own, around] = [createLabelLookup({ labels, whole: true }), createLabelLookup(namespaceLabels)];
  return (written) => {
    const key = bare(written);
    if (key === namespaceKey) return namespace;
    if (key.startsWith(spacePrefix)) return around(key.slice(spacePrefix.length));
    // Service account and cluster name are not read.
    return key.startsWith('io.cilium.k8s.policy.') ? null : own(key);
  };
}

function keysOf({ matchLabels, matchExpressions }: LabelSelector): readonly string[] {
  return [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)];
}

/** Whether a selector says itself in which namespaces to look. */
function namesNamespaces(selector: LabelSelector): boolean {
  return keysOf(selector).some((key) => bare(key) === namespaceKey || bare(key).startsWith(spacePrefix));
}

/** Pods that a selector of a policy in `namespace` means; `''` for a clusterwide policy. */
function endpoints(selector: LabelSelector, namespace: string): Peer {
  const reserved = keysOf(selector).find((key) => key.startsWith('reserved:'));
  if (reserved !== undefined) return { kind: 'entity', entity: reserved.slice('reserved:'.length) };
  const anywhere = namespace === '' || namesNamespaces(selector);
  return {
    kind: 'pods',
    matches: memoizeByIdentity((identity) =>
      anywhere || identity.namespace === namespace ? matchSelector(selector, lookOf(identity)) : no,
    ),
  };
}

const unjudgedWords: { readonly [U in UnjudgedMember]: { readonly what: string; readonly anyone: boolean } } = {
  // Names resolve to addresses outside: inside the cluster toFQDNs does not apply.
  fqdns: { what: 'toFQDNs', anyone: false },
  services: { what: 'toServices', anyone: true },
  nodes: { what: 'a selector of nodes', anyone: true },
  groups: { what: 'groups of a cloud provider', anyone: false },
  cidrGroups: { what: 'a CiliumCIDRGroup', anyone: false },
  requires: { what: 'fromRequires or toRequires', anyone: true },
};

function unjudged({ unjudged: members, names }: CiliumRule): readonly Peer[] {
  return members
    .filter((each) => each !== 'requires')
    .map((each) => {
      const { what, anyone } = unjudgedWords[each];
      const listed = each === 'fqdns' && names.length > 0 ? ` (${names.join(', ')})` : '';
      return { kind: 'unjudged', what: what + listed, anyone };
    });
}

/** Where a policy stands (`''` for a clusterwide one), and how it is read. */
type PolicyPlace = { readonly namespace: string; readonly reading: PolicyReading };

/** Whom a rule names: null for everyone, which a rule with ports and without peers means; [] for nobody. */
function peersOf(rule: CiliumRule, { namespace, reading }: PolicyPlace): readonly Peer[] | null {
  const blocks = rule.blocks.map((block) => toBlockPeer(block, reading)).filter((peer) => peer !== null);
  const peers: readonly Peer[] = [
    ...rule.endpoints.map((selector) => endpoints(selector, namespace)),
    ...rule.entities.map((entity) => ({ kind: 'entity', entity }) as const),
    ...blocks,
    ...unjudged(rule),
  ];
  if (peers.length > 0 || rule.blocks.length > 0 || rule.ports === null) return peers;
  // Releases differ on whether an empty list with ports is nobody or everybody.
  return rule.emptyPeers ? [{ kind: 'unjudged', what: 'an empty list of peers', anyone: true }] : null;
}

function ruleOf(rule: CiliumRule, i: number, place: PolicyPlace, deny: boolean): NormalizedRule {
  return {
    place: i + 1,
    // ICMP is no port: such a rule says nothing about TCP, UDP and SCTP.
    peers: rule.icmp && rule.ports === null ? [] : peersOf(rule, place),
    ports: rule.ports,
    deny,
    l7: rule.l7,
    narrowed: rule.unjudged.includes('requires') ? unjudgedWords.requires.what : null,
  };
}

/** Where a policy is read for one direction. */
type DirectedReading = { readonly direction: Direction; readonly reading: PolicyReading };

function subjectOf(
  policy: CiliumPolicy,
  spec: CiliumSpec,
  { direction, reading }: DirectedReading,
): readonly DirectedPolicy[] {
  const { selects } = spec;
  const [allows, denials] = [spec[direction], spec[`${direction}Deny`]];
  const empty = allows.length + denials.length === 0;
  // A policy for nodes says nothing about Pods.
  if (selects === null || (empty && !spec.denies[direction])) return [];
  const { namespace, name } = policy;
  const place = { namespace, reading };
  const kind = namespace === '' ? 'CiliumClusterwideNetworkPolicy' : 'CiliumNetworkPolicy';
  const home = (identity: PodIdentity) => toTruth(namespace === '' || identity.namespace === namespace);
  return [
    {
      name: { kind, namespace, name },
      selects: memoizeByIdentity((identity) => allTrue(home(identity), matchSelector(selects, lookOf(identity)))),
      // Whether enableDefaultDeny counts where there is not one rule is not documented.
      denies: empty ? unsure : toTruth(spec.denies[direction]),
      rules: [
        ...allows.map((rule, i) => ruleOf(rule, i, place, false)),
        ...denials.map((rule, i) => ruleOf(rule, i, place, true)),
      ],
    },
  ];
}

/** One direction of a CiliumNetworkPolicy or CiliumClusterwideNetworkPolicy. */
export function ciliumDirectedPolicies(
  policy: CiliumPolicy,
  direction: Direction,
  reading: PolicyReading,
): readonly DirectedPolicy[] {
  return policy.specs.flatMap((spec) => subjectOf(policy, spec, { direction, reading }));
}

/** The policies for nodes that say something about one direction: a host firewall enforces them, and they are not judged. */
export function hostPoliciesIn(policies: readonly CiliumPolicy[], direction: Direction): readonly PolicyName[] {
  const speaks = (spec: CiliumSpec) =>
    spec.selects === null && (spec.denies[direction] || spec[direction].length + spec[`${direction}Deny`].length > 0);
  const kind = 'CiliumClusterwideNetworkPolicy';
  return policies.filter(({ specs }) => specs.some(speaks)).map(({ namespace, name }) => ({ kind, namespace, name }));
}
