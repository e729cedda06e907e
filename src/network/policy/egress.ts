import type { Semantics } from '../../model/reach.ts';
import type { Pod } from '../../model/snapshot.ts';
import { dnsOf } from './dns.ts';
import { agreed, both, either, no, not, type Truth, unsure, yes } from './kleene.ts';
import { type Ground, nameOf } from './policy-index.ts';
import type { Peer, Rule } from './rule.ts';

const worlds = new Set(['all', 'world', 'world-ipv4', 'world-ipv6']);

/** Whether a peer can be an address outside of the cluster. */
function leadsOut(peer: Peer): Truth {
  if (peer.kind === 'block') return yes;
  if (peer.kind === 'entity') return worlds.has(peer.entity) ? yes : peer.entity === 'kube-apiserver' ? unsure : no;
  return peer.kind === 'unjudged' ? unsure : no;
}

function opensOut({ peers, ports, deny }: Rule): Truth {
  const out = peers === null ? yes : peers.map(leadsOut).reduce(either, no);
  // A denial shuts the way out only where it means everything outside.
  const all =
    peers === null ||
    peers.some((peer) => peer.kind === 'entity' && (peer.entity === 'all' || peer.entity === 'world'));
  return deny ? (all && ports === null ? yes : no) : out;
}

/** Whether some connection of a Pod out of the cluster may pass its policies. */
function mayLeave(pod: Pod, ground: Ground, semantics: Semantics): Truth {
  const identity = ground.identity(pod);
  const { applied, unread } = ground.deciding(identity, 'egress', semantics);
  let [restricted, allowed, denied]: [Truth, Truth, Truth] = [no, no, no];
  for (const { subject, selects } of applied) {
    restricted = either(restricted, both(selects, subject.denies));
    for (const rule of subject.rules) {
      const does = both(selects, opensOut(rule));
      if (rule.deny) denied = either(denied, does);
      else allowed = either(allowed, does);
    }
  }
  if (unread.length > 0) [restricted, allowed] = [either(restricted, unsure), either(allowed, unsure)];
  return both(not(denied), either(not(restricted), allowed));
}

/** What the policies say about one Pod’s way out of the cluster. */
export type WayOut = {
  readonly pod: Pod;
  readonly policies: readonly string[];
  /** Whether something outside may be reached. */
  readonly open: Truth;
  /** Whether the cluster’s DNS may be asked. */
  readonly dns: Truth;
  /** What could not be read. */
  readonly unread: readonly string[];
};

/** The way out of each Pod, by the given ways of reading policies; unsure where those differ. */
export function waysOut(pods: readonly Pod[], ground: Ground, semantics: readonly Semantics[]): readonly WayOut[] {
  const known = new Map<number, Omit<WayOut, 'pod'>>();
  return pods.map((pod) => {
    const { id } = ground.identity(pod);
    const found = known.get(id) ?? wayOut(pod, ground, semantics);
    known.set(id, found);
    return { pod, ...found };
  });
}

/** The same for all Pods of one identity. */
function wayOut(pod: Pod, ground: Ground, semantics: readonly Semantics[]): Omit<WayOut, 'pod'> {
  const deciding = semantics.map((each) => ground.deciding(ground.identity(pod), 'egress', each));
  const applied = deciding.flatMap((each) => each.applied);
  const [end] = ground.ends(pod);
  return {
    policies: [...new Set(applied.map(({ subject: { policy } }) => nameOf(policy)))].sort(),
    open: agreed(semantics.map((each) => mayLeave(pod, ground, each))),
    dns: end ? agreed(semantics.map((each) => dnsOf(ground, end, each))) : unsure,
    unread: [...new Set(deciding.flatMap(({ unread }) => unread.map(({ why }) => why)))],
  };
}
