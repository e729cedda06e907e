import type { ConnectionEndpoint } from './endpoint.ts';
import { yes } from './kleene.ts';
import { type ConnectionQuery, matchPeer, matchRulePeers, matchRulePorts } from './match.ts';
import { capitalizeFirst, type Met, portWords, ruleName, ways } from './rule-words.ts';

/** What a block never means under Cilium, as its switches stand; null where it may mean this end. */
function neverMeant({ kind }: ConnectionEndpoint, { index, semantics }: ConnectionQuery): string | null {
  if (semantics === 'plain' || kind === 'address') return null;
  const { pods, nodes } = index.switches.blocks;
  if (!pods && !nodes) return 'a Pod or a node';
  if (kind === 'pod') return pods ? null : 'a Pod';
  return nodes ? null : 'a node';
}

/** Whether a rule has a block that holds the other end's address, whatever Cilium makes of it. */
function holdsAddress({ rule }: Met, asked: ConnectionQuery): boolean {
  const { point } = asked.peer;
  if (point === null) return false;
  const peer = { kind: 'address', point, doubtful: false } as const;
  return (rule.peers ?? []).some((each) => each.kind === 'block' && matchPeer(each, { ...asked, peer }) === yes);
}

function namesApiServer({ rule }: Met): boolean {
  return (rule.peers ?? []).some((each) => each.kind === 'entity' && each.entity === 'kube-apiserver');
}

/** Why a rule that opens the port does not mean the other end. */
function whyNotMeant(opened: Met, asked: ConnectionQuery): string {
  const name = capitalizeFirst(ruleName(opened.rule, opened.applied, asked));
  const never = neverMeant(asked.peer, asked);
  if (never !== null && holdsAddress(opened, asked))
    return ` ${name} has a block that holds ${asked.peer.point?.text}, but under Cilium a block never means ${never} of the cluster.`;
  if (opened.rule.peers?.length === 0) return ` ${name} names nobody.`;
  if (asked.peer.kind === 'node' && asked.direction === 'ingress' && namesApiServer(opened))
    return ` ${name} names kube-apiserver, which on AKS runs on no node: add remote-node.`;
  return ` ${name} opens the port, but not for ${ways[asked.direction].peer}.`;
}

/**
 * Why the rules that come nearest do not allow it: the right peer with other ports, or the right port for
 * others.
 */
export function explainNearMiss(met: readonly Met[], asked: ConnectionQuery): string {
  const right = met.find(({ rule }) => !rule.deny && matchRulePeers(rule, asked) === yes);
  if (right) {
    const name = capitalizeFirst(ruleName(right.rule, right.applied, asked));
    return ` ${name} means ${ways[asked.direction].peer}, but opens only ${portWords(right.rule)}.`;
  }
  const opened = met.find(({ rule }) => !rule.deny && matchRulePorts(rule, asked) === yes);
  return opened ? whyNotMeant(opened, asked) : '';
}
