import type { PortMatch } from '../../model/policy.ts';
import type { Semantics } from '../../model/reach.ts';
import { isWithin } from '../ip/address.ts';
import { type ConnectionEndpoint, namedPortOf, type PodEndpoint } from './endpoint.ts';
import { allTrue, commonTruth, no, type Truth, toTruth, unsure, yes } from './kleene.ts';
import type { PolicyIndex } from './policy-index.ts';
import type { BlockPeer, Direction, EntityPeer, NormalizedRule, Peer, Traffic } from './rule.ts';

/** What is not known of the Cilium that runs: how it looks port names up, and whether it knows SCTP. */
export type CiliumRelease = { readonly names: 'pod' | 'cluster'; readonly sctp: boolean };

/** One question to one end: whose policies, which way, who is at the other end, what travels. */
export type ConnectionQuery = {
  readonly index: PolicyIndex;
  readonly semantics: Semantics;
  readonly release: CiliumRelease;
  readonly direction: Direction;
  readonly subject: PodEndpoint;
  readonly peer: ConnectionEndpoint;
  readonly traffic: Traffic;
};

function matchBlock({ within: block, except, pods, nodes }: BlockPeer, peer: ConnectionEndpoint): Truth {
  const may = peer.kind === 'pod' ? pods : peer.kind === 'node' ? nodes : yes;
  if (may === no) return no;
  if (peer.point === null) return unsure;
  const { point } = peer;
  if (!isWithin(point, block) || except.some((each) => isWithin(point, each))) return no;
  // Where it may be a Pod or a node after all, Cilium may not look at the block.
  return peer.kind === 'address' && peer.doubtful ? commonTruth([yes, pods, nodes]) : may;
}

const known: CiliumRelease = { names: 'pod', sctp: true };

/**
 * The releases that an answer must hold for. Until February 2026 Cilium looked a name in an egress rule up in
 * the whole cluster, and skipped one with several numbers (cilium#30003, PR #44429); it knows SCTP only where
 * an operator switched it on, which AKS does not offer. Plain semantics leave neither open.
 */
export function releasesFor(
  subjects: readonly PodEndpoint[],
  protocol: string,
  index: PolicyIndex,
  semantics: Semantics,
): readonly CiliumRelease[] {
  if (semantics === 'plain') return [known];
  const named = subjects.some(({ identity }) => index.policiesFor(identity, 'egress', semantics).namesPort);
  const releases = named ? [known, { ...known, names: 'cluster' as const }] : [known];
  return protocol === 'SCTP' ? releases.flatMap((each) => [each, { ...each, sctp: false }]) : releases;
}

/** Whether a node is the one that a Pod runs on; unsure where one of the names is not known. */
export function isOwnNode(peer: ConnectionEndpoint, { pod }: PodEndpoint): Truth {
  if (peer.kind !== 'node') return no;
  if (peer.local) return yes;
  if (peer.name === null || pod.nodeName === null) return unsure;
  return toTruth(peer.name === pod.nodeName);
}

function world(peer: ConnectionEndpoint, family: 4 | 6 | null): Truth {
  if (peer.kind !== 'address' || (family !== null && peer.point.family !== family)) return no;
  return peer.doubtful ? unsure : yes;
}

/** What tells whether a peer of a rule means the other end. */
export type PeerQuery = Pick<ConnectionQuery, 'index' | 'direction' | 'subject' | 'peer'>;

/**
 * Whether the other end may be the API server: an address outside that Kubernetes does not tell for sure. On AKS it runs on
 * no node, so nothing that comes from a node is its own; what goes there may still be meant.
 */
function isApiServer({ index, direction, peer }: PeerQuery): Truth {
  if (peer.kind === 'pod') return no;
  return peer.kind === 'node' && direction === 'ingress' && index.network.aks === true ? no : unsure;
}

/** Cilium’s entities (docs.cilium.io, Layer 3 Policies, entities based). */
function matchEntity({ entity: name }: EntityPeer, asked: PeerQuery): Truth {
  const { peer, subject } = asked;
  const doubt: Truth = peer.kind === 'address' && peer.doubtful ? unsure : no;
  const node = peer.kind === 'node';
  switch (name) {
    case 'all':
      return yes;
    case 'world':
      return world(peer, null);
    case 'world-ipv4':
      return world(peer, 4);
    case 'world-ipv6':
      return world(peer, 6);
    case 'cluster':
      return peer.kind === 'address' ? doubt : yes;
    case 'host':
      return node ? isOwnNode(peer, subject) : doubt;
    case 'remote-node': {
      const own = isOwnNode(peer, subject);
      return node ? (own === yes ? no : own === no ? yes : unsure) : doubt;
    }
    case 'kube-apiserver':
      return isApiServer(asked);
    case 'unmanaged':
    case 'ingress':
      return peer.kind === 'pod' ? no : doubt;
    case 'init':
    case 'health':
    case 'none':
      return no;
    default:
      return unsure;
  }
}

/** Whether one peer of a rule means the other end. */
export function matchPeer(peer: Peer, asked: PeerQuery): Truth {
  const other = asked.peer;
  switch (peer.kind) {
    case 'pods':
      if (other.kind === 'pod') return peer.matches(other.identity);
      return other.kind === 'address' && other.doubtful ? unsure : no;
    case 'block':
      return matchBlock(peer, other);
    case 'entity':
      return matchEntity(peer, asked);
    case 'unjudged':
      return peer.anyone || other.kind === 'address' ? unsure : no;
  }
}

/** Whether a rule means the other end. */
export function matchRulePeers({ peers }: NormalizedRule, asked: PeerQuery): Truth {
  if (peers === null) return yes;
  let found: Truth = no;
  for (const each of peers) {
    const is = matchPeer(each, asked);
    if (is === yes) return yes;
    if (is === unsure) found = unsure;
  }
  return found;
}

/** A name on the destination itself, as the API means it. */
function nameOnPod(name: string, { port, protocol, to }: Traffic): Truth {
  if (to.kind !== 'pod') return to.kind === 'address' && to.doubtful ? unsure : no;
  const found = namedPortOf(to.pod, name, protocol);
  return found === null ? unsure : toTruth(found?.port === port);
}

/** A name that is looked up in the whole cluster and skipped where it stands for several numbers. */
function nameInCluster(name: string, { traffic, index }: ConnectionQuery): Truth {
  const numbers = index.portNumbers(name, traffic.protocol);
  const [number] = numbers;
  if (numbers.size > 1) return no;
  return index.policySnapshot.hasEveryPod ? toTruth(number === traffic.port) : unsure;
}

function opens(match: PortMatch, asked: ConnectionQuery): Truth {
  const { traffic, direction, release } = asked;
  if (match.protocol !== traffic.protocol && match.protocol !== 'ANY') return no;
  if (traffic.protocol === 'SCTP' && !release.sctp) return no;
  const { port, endPort } = match;
  if (port === null) return yes;
  if (typeof port === 'number') return toTruth(traffic.port >= port && traffic.port <= (endPort ?? port));
  const cluster = direction === 'egress' && release.names === 'cluster';
  return cluster ? nameInCluster(port, asked) : nameOnPod(port, traffic);
}

/** Whether a rule opens (or, for a deny rule, shuts) the port. */
export function matchRulePorts({ ports }: NormalizedRule, asked: ConnectionQuery): Truth {
  if (ports === null) return yes;
  let found: Truth = no;
  for (const each of ports) {
    const does = opens(each, asked);
    if (does === yes) return yes;
    if (does === unsure) found = unsure;
  }
  return found;
}

/** Whether a rule means this connection. */
export function matchRule(rule: NormalizedRule, asked: ConnectionQuery): Truth {
  const peer = matchRulePeers(rule, asked);
  if (peer === no) return no;
  const found = allTrue(peer, matchRulePorts(rule, asked));
  return rule.narrowed === null ? found : allTrue(found, unsure);
}
