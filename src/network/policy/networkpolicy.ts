import type { Labels } from '../../model/kubernetes-labels.ts';
import type { Block, LabelSelector, NetworkPolicy, PolicyPeer, PolicyRule } from '../../model/policy.ts';
import type { Semantics } from '../../model/reach.ts';
import { cidr, cidrs } from '../ip/address.ts';
import type { Identity } from './endpoint.ts';
import { both, no, type Truth, truth, yes } from './kleene.ts';
import { lookIn, selected } from './labels.ts';
import type { Blocked, Direction, Peer, Rule, Subject } from './rule.ts';

/** Answers a question about an identity once; identities never change. */
export function once(ask: (identity: Identity) => Truth): (identity: Identity) => Truth {
  const known: (Truth | undefined)[] = [];
  return (identity) => {
    const before = known[identity.id];
    if (before !== undefined) return before;
    const found = ask(identity);
    known[identity.id] = found;
    return found;
  };
}

/** A block as a peer; null for text that is no block, which matches nothing. */
export function blockPeer({ cidr: text, except }: Block, outside: boolean): Blocked | null {
  const within = cidr(text);
  return within && { kind: 'block', within, except: cidrs(except), outside };
}

const own = ({ labels }: { labels: Labels }) => lookIn({ labels, whole: true });

/** Pods by the two selectors of a peer: without a namespaceSelector those of the policy's own namespace. */
function podPeer(pods: LabelSelector | null, namespaces: LabelSelector | null, namespace: string): Peer {
  return {
    kind: 'pods',
    matches: once((identity) => {
      const home = namespaces ? selected(namespaces, lookIn(identity.space)) : truth(identity.namespace === namespace);
      return home === no ? no : both(home, pods ? selected(pods, own(identity)) : yes);
    }),
  };
}

function peerOf({ block, pods, namespaces }: PolicyPeer, namespace: string, semantics: Semantics): Peer | null {
  if (block) return blockPeer(block, semantics === 'cilium');
  return pods || namespaces ? podPeer(pods, namespaces, namespace) : null;
}

function ruleOf({ peers, ports }: PolicyRule, i: number, namespace: string, semantics: Semantics): Rule {
  return {
    place: i + 1,
    peers:
      peers.length === 0
        ? null
        : peers.map((peer) => peerOf(peer, namespace, semantics)).filter((peer) => peer !== null),
    ports: ports.length === 0 ? null : ports,
    deny: false,
    l7: false,
    narrowed: null,
  };
}

const typeNames = { ingress: 'Ingress', egress: 'Egress' } as const;

/** One direction of a NetworkPolicy, null where it says nothing about it. */
export function subjectOf(policy: NetworkPolicy, direction: Direction, semantics: Semantics): Subject | null {
  const rules = policy[direction];
  // Cilium enforces a section that policyTypes leaves out (netpol-cilium: cilium#48703).
  const counts = policy.types.includes(typeNames[direction]) || (semantics === 'cilium' && rules.length > 0);
  if (!counts) return null;
  const { namespace, name, selects } = policy;
  return {
    policy: { kind: 'NetworkPolicy', namespace, name },
    selects: once((identity) => (identity.namespace === namespace ? selected(selects, own(identity)) : no)),
    denies: yes,
    rules: rules.map((rule, i) => ruleOf(rule, i, namespace, semantics)),
  };
}
