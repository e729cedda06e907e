import type { Labels } from '../../model/kubernetes-labels.ts';
import type { IpBlock, LabelSelector, NetworkPolicy, PolicyPeer, PolicyRule } from '../../model/policy.ts';
import { parseCidr, parseCidrs } from '../ip/address.ts';
import { allTrue, no, type Truth, toTruth, unsure, yes } from './kleene.ts';
import { createLabelLookup, matchSelector } from './labels.ts';
import { memoizeByIdentity } from './memoize.ts';
import type { BlockMeaning, BlockPeer, DirectedPolicy, Direction, NormalizedRule, Peer } from './rule.ts';

/** How policies are read: Cilium also enforces a section that `policyTypes` leaves out. */
export type PolicyReading = { readonly cilium: boolean; readonly blocks: BlockMeaning };

/**
 * Whether a block of so many bits may mean nodes. Cilium 1.19 and 1.20 leave nodes out of a block of all addresses, though
 * policy-cidr-match-mode names them (cilium#47827).
 */
function nodesIn(bits: number, { cilium, blocks }: PolicyReading): Truth {
  return blocks.nodes && cilium && bits === 0 ? unsure : toTruth(blocks.nodes);
}

/** A block as a peer; null for text that is no block, which matches nothing. */
export function toBlockPeer({ cidr: text, except }: IpBlock, reading: PolicyReading): BlockPeer | null {
  const within = parseCidr(text);
  if (within === null) return null;
  const [pods, nodes] = [toTruth(reading.blocks.pods), nodesIn(within.bits, reading)];
  return { kind: 'block', within, except: parseCidrs(except), pods, nodes };
}

const own = ({ labels }: { labels: Labels }) => createLabelLookup({ labels, whole: true });

/** Pods by the two selectors of a peer: without a namespaceSelector those of the policy's own namespace. */
function podPeer(pods: LabelSelector | null, namespaces: LabelSelector | null, namespace: string): Peer {
  return {
    kind: 'pods',
    matches: memoizeByIdentity((identity) => {
      const home = namespaces
        ? matchSelector(namespaces, createLabelLookup(identity.namespaceLabels))
        : toTruth(identity.namespace === namespace);
      return home === no ? no : allTrue(home, pods ? matchSelector(pods, own(identity)) : yes);
    }),
  };
}

function peerOf({ block, pods, namespaces }: PolicyPeer, namespace: string, reading: PolicyReading): Peer | null {
  if (block) return toBlockPeer(block, reading);
  return pods || namespaces ? podPeer(pods, namespaces, namespace) : null;
}

function ruleOf({ peers, ports }: PolicyRule, i: number, namespace: string, reading: PolicyReading): NormalizedRule {
  return {
    place: i + 1,
    peers:
      peers.length === 0 ? null : peers.map((peer) => peerOf(peer, namespace, reading)).filter((peer) => peer !== null),
    ports: ports.length === 0 ? null : ports,
    deny: false,
    l7: false,
    narrowed: null,
  };
}

const typeNames = { ingress: 'Ingress', egress: 'Egress' } as const;

/** One direction of a NetworkPolicy, null where it says nothing about it. */
export function directedPolicyOf(
  policy: NetworkPolicy,
  direction: Direction,
  reading: PolicyReading,
): DirectedPolicy | null {
  const rules = policy[direction];
  // Cilium enforces a section that policyTypes leaves out (netpol-cilium: cilium#48703).
  const counts = policy.types.includes(typeNames[direction]) || (reading.cilium && rules.length > 0);
  if (!counts) return null;
  const { namespace, name, selects } = policy;
  return {
    name: { kind: 'NetworkPolicy', namespace, name },
    selects: memoizeByIdentity((identity) =>
      identity.namespace === namespace ? matchSelector(selects, own(identity)) : no,
    ),
    denies: yes,
    rules: rules.map((rule, i) => ruleOf(rule, i, namespace, reading)),
  };
}
