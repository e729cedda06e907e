import { no, unsure } from './kleene.ts';
import { type ConnectionQuery, matchPeer, matchRule, matchRulePeers } from './match.ts';
import { policyNameOf } from './rule.ts';
import { endpointName, type Met, ruleName, rulesOf } from './rule-words.ts';

/** What keeps one rule from being judged. */
function doubtOf({ applied, rule }: Met, asked: ConnectionQuery): string {
  const { peer, index } = asked;
  const name = ruleName(rule, applied, asked);
  if (applied.selects === unsure)
    return `whether ${policyNameOf(applied.policy.name)} selects ${endpointName(asked.subject)} could not be seen`;
  if (rule.narrowed !== null) return `${name} is narrowed by ${rule.narrowed}, which is not judged`;
  const open = (rule.peers ?? []).filter((each) => matchPeer(each, asked) === unsure);
  const unjudged = open.find((each) => each.kind === 'unjudged');
  if (unjudged?.kind === 'unjudged') return `${name} names ${unjudged.what}, which is not judged`;
  const entity = open.find((each) => each.kind === 'entity');
  if (entity?.kind === 'entity')
    return `${name} names ${entity.entity}, and whether ${endpointName(peer)} belongs to that could not be seen`;
  if (matchRulePeers(rule, asked) === unsure) {
    if (peer.kind === 'address' && peer.doubtful)
      return `whether ${peer.point.text} is a Pod’s or a node’s could not be seen`;
    if (peer.kind === 'pod') {
      const read = index.namespace(peer.pod.namespace)?.namespace;
      if (peer.point === null) return `${endpointName(peer)} has no address yet`;
      const why = read && read.outcome !== 'ok' ? `: ${read.because}` : '';
      return `${name} asks for labels of ${peer.pod.namespace} that could not be seen${why}`;
    }
    if (peer.kind === 'node' && open.some((each) => each.kind === 'block'))
      return `${name} has a block of all addresses, and releases of Cilium differ on whether that means nodes`;
    return `whether ${name} means ${endpointName(peer)} could not be seen`;
  }
  return `the port that ${name} names could not be looked up`;
}

/** Everything that keeps one end's policies from being judged, each once. */
export function listDoubts(asked: ConnectionQuery): readonly string[] {
  const { applied, unread } = asked.index.policiesFor(asked.subject.identity, asked.direction, asked.semantics);
  const unclear = rulesOf(applied).filter(
    (met) =>
      matchRule(met.rule, asked) === unsure || (met.applied.selects === unsure && matchRule(met.rule, asked) !== no),
  );
  const open = applied.filter(({ selects }) => selects === unsure);
  return [
    ...new Set([
      ...unread.map(({ why }) => why),
      ...applied
        .filter(({ policy: { denies } }) => denies === unsure)
        .map(
          ({ policy: { name: policy } }) =>
            `whether ${policyNameOf(policy)} shuts anything without one rule is not documented`,
        ),
      ...unclear.map((met) => doubtOf(met, asked)),
      ...open.map(
        ({ policy: { name: policy } }) =>
          `whether ${policyNameOf(policy)} selects ${endpointName(asked.subject)} could not be seen`,
      ),
    ]),
  ];
}
