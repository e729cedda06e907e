import type { Semantics } from '../../model/reach.ts';
import type { Pod } from '../../model/snapshot.ts';
import type { LocalDnsState } from '../facts/local-dns.ts';
import { isEnforced } from './cilium-switches.ts';
import { decideDns } from './dns.ts';
import { allTrue, anyTrue, commonTruth, negateTruth, no, type Truth, unsure, yes } from './kleene.ts';
import type { PolicyIndex } from './policy-index.ts';
import { type NormalizedRule, type Peer, policyNameOf } from './rule.ts';

const worlds = new Set(['all', 'world', 'world-ipv4', 'world-ipv6']);

/** Whether a peer can be an address outside of the cluster. */
function leadsOut(peer: Peer): Truth {
  if (peer.kind === 'block') return yes;
  if (peer.kind === 'entity') return worlds.has(peer.entity) ? yes : peer.entity === 'kube-apiserver' ? unsure : no;
  return peer.kind === 'unjudged' ? unsure : no;
}

function opensOut({ peers, ports, deny }: NormalizedRule): Truth {
  const out = peers === null ? yes : peers.map(leadsOut).reduce(anyTrue, no);
  // A denial closes egress only where it means everything outside.
  const all =
    peers === null ||
    peers.some((peer) => peer.kind === 'entity' && (peer.entity === 'all' || peer.entity === 'world'));
  return deny ? (all && ports === null ? yes : no) : out;
}

/** Whether some connection of a Pod out of the cluster may pass its policies. */
function egressMayPass(pod: Pod, index: PolicyIndex, semantics: Semantics): Truth {
  const identity = index.identity(pod);
  const { applied, unread } = index.policiesFor(identity, 'egress', semantics);
  const { switches } = index;
  const cilium = semantics === 'cilium';
  if (cilium && !isEnforced(switches)) return yes;
  if (unread.some(({ may }) => may === 'override')) return unsure;
  let [restricted, allowed, denied]: [Truth, Truth, Truth] = [no, no, no];
  if (cilium && switches.enforcement === 'always') restricted = yes;
  for (const { policy, selects } of applied) {
    restricted = anyTrue(restricted, allTrue(selects, policy.denies));
    for (const rule of policy.rules) {
      const does = allTrue(selects, opensOut(rule));
      if (rule.deny) denied = anyTrue(denied, does);
      else allowed = anyTrue(allowed, does);
    }
  }
  if (unread.length > 0) [restricted, allowed] = [anyTrue(restricted, unsure), anyTrue(allowed, unsure)];
  return allTrue(negateTruth(denied), anyTrue(negateTruth(restricted), allowed));
}

/** What the policies say about one Pod’s egress out of the cluster. */
export type PodEgress = {
  readonly pod: Pod;
  readonly policies: readonly string[];
  /** Whether something outside may be reached. */
  readonly open: Truth;
  /** Whether names may be asked for, where the Pod’s node sends such questions. */
  readonly dns: Truth;
  readonly localDns: LocalDnsState;
  /** What could not be read. */
  readonly unread: readonly string[];
};

/** The egress of each Pod, by the given semantics; unsure where those differ. */
export function egressOfPods(
  pods: readonly Pod[],
  index: PolicyIndex,
  semantics: readonly Semantics[],
): readonly PodEgress[] {
  const known = new Map<string, Omit<PodEgress, 'pod'>>();
  return pods.map((pod) => {
    const key = `${index.identity(pod).id} ${index.localDns.stateOn(pod.nodeName)}`;
    const found = known.get(key) ?? judgeEgress(pod, index, semantics);
    known.set(key, found);
    return { pod, ...found };
  });
}

/** The same for all Pods of one identity whose nodes answer names alike. */
function judgeEgress(pod: Pod, index: PolicyIndex, semantics: readonly Semantics[]): Omit<PodEgress, 'pod'> {
  const deciding = semantics.map((each) => index.policiesFor(index.identity(pod), 'egress', each));
  const applied = deciding.flatMap((each) => each.applied);
  const [end] = index.endpoints(pod);
  const restricts = semantics.includes('cilium') && index.switches.enforcement === 'always';
  const always = restricts ? ['enable-policy: always in cilium-config'] : [];
  return {
    policies: [...new Set([...applied.map(({ policy: { name } }) => policyNameOf(name)), ...always])].sort(),
    open: commonTruth(semantics.map((each) => egressMayPass(pod, index, each))),
    dns: end ? commonTruth(semantics.map((each) => decideDns(index, end, each))) : unsure,
    localDns: index.localDns.stateOn(pod.nodeName),
    unread: [...new Set(deciding.flatMap(({ unread }) => unread.map(({ why }) => why)))],
  };
}
