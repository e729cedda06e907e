import { allTrue, no, type Truth, unsure, yes } from './kleene.ts';
import { type ConnectionQuery, isOwnNode } from './match.ts';

/**
 * Whether a node reaches a Pod that its policies shut, under Cilium: where `own` says that it runs there. With enable-policy:
 * always, Cilium since 1.20.0 forgets that for a Pod that no policy selects for ingress (cilium#48444).
 */
function reachFromNode(found: Truth, own: Truth, { index, subject, semantics }: ConnectionQuery): Truth {
  const { localhost, enforcement, unknown } = index.switches;
  if (!localhost || unknown !== null) return found;
  const { selecting } = index.policiesFor(subject.identity, 'ingress', semantics);
  return enforcement === 'always' && selecting.length === 0 ? allTrue(own, unsure) : own;
}

/**
 * What holds between a Pod and a node whatever the rules say: under Cilium a node reaches the Pods on it; by
 * the Kubernetes documentation both ways are always open, which not every engine keeps to.
 */
export function applyNodeException(found: Truth, asked: ConnectionQuery): Truth {
  const { direction, subject, peer, semantics } = asked;
  const own = isOwnNode(peer, subject);
  if (found === yes || own === no) return found;
  if (semantics === 'plain') return unsure;
  return direction === 'egress' ? found : reachFromNode(found, own, asked);
}
