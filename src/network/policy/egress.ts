import type { Semantics } from '../../model/reach.ts';
import type { Pod } from '../../model/snapshot.ts';
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
  let [restricted, allowed, denied]: [Truth, Truth, Truth] = [no, no, no];
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
  /** Whether the cluster’s DNS may be asked. */
  readonly dns: Truth;
  /** What could not be read. */
  readonly unread: readonly string[];
};

/** The egress of each Pod, by the given semantics; unsure where those differ. */
export function egressOfPods(
  pods: readonly Pod[],
  index: PolicyIndex,
  semantics: readonly Semantics[],
): readonly PodEgress[] {
  const known = new Map<number, Omit<PodEgress, 'pod'>>();
  return pods.map((pod) => {
    const { id } = index.identity(pod);
    const found = known.get(id) ?? judgeEgress(pod, index, semantics);
    known.set(id, found);
    return { pod, ...found };
  });
}

/** The same for all Pods of one identity. */
function judgeEgress(pod: Pod, index: PolicyIndex, semantics: readonly Semantics[]): Omit<PodEgress, 'pod'> {
  const deciding = semantics.map((each) => index.policiesFor(index.identity(pod), 'egress', each));
  const applied = deciding.flatMap((each) => each.applied);
  const [end] = index.endpoints(pod);
  return {
    policies: [...new Set(applied.map(({ policy: { name } }) => policyNameOf(name)))].sort(),
    open: commonTruth(semantics.map((each) => egressMayPass(pod, index, each))),
    dns: end ? commonTruth(semantics.map((each) => decideDns(index, end, each))) : unsure,
    unread: [...new Set(deciding.flatMap(({ unread }) => unread.map(({ why }) => why)))],
  };
}
