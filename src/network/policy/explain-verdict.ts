import type { Verdict } from '../../model/reach.ts';
import { listSome } from '../phrases.ts';
import type { ConnectionEndpoint } from './endpoint.ts';
import { no, type Truth, unsure, yes } from './kleene.ts';
import { type ConnectionQuery, matchPeer, matchRule, matchRulePeers, matchRulePorts } from './match.ts';
import type { AppliedPolicy } from './policy-index.ts';
import { type NormalizedRule, policyNameOf } from './rule.ts';

/** A truth as an answer. */
export function verdictOf(found: Truth): Verdict {
  return found === yes ? 'allowed' : found === no ? 'denied' : 'unknown';
}

/** One end in words. */
export function endpointName(end: ConnectionEndpoint): string {
  if (end.kind === 'pod') return `${end.pod.namespace}/${end.pod.name}`;
  if (end.kind === 'node') return end.name === null ? `a node (${end.point.text})` : `the node ${end.name}`;
  return end.point.text;
}

/** `TCP 80`, `TCP 8000–8100`, `all UDP`. */
export function portWords({ ports }: NormalizedRule): string {
  if (ports === null) return 'every port';
  const words = ports.map(({ protocol, port, endPort }) => {
    const name = protocol === 'ANY' ? '' : `${protocol} `;
    if (port === null) return protocol === 'ANY' ? 'every port' : `all ${protocol}`;
    return endPort === null ? `${name}${port}` : `${name}${port}–${endPort}`;
  });
  return listSome(words);
}

function ruleName(
  { place, deny }: NormalizedRule,
  { policy: { name: policy } }: AppliedPolicy,
  { direction }: ConnectionQuery,
): string {
  return `${direction}${deny ? 'Deny' : ''} rule ${place} of ${policyNameOf(policy)}`;
}

type Met = { readonly applied: AppliedPolicy; readonly rule: NormalizedRule };

function rulesOf(applied: readonly AppliedPolicy[]): readonly Met[] {
  return applied.flatMap((each) => each.policy.rules.map((rule) => ({ applied: each, rule })));
}

function listed(applied: readonly AppliedPolicy[]): string {
  return listSome([...new Set(applied.map(({ policy: { name: policy } }) => policyNameOf(policy)))], 4);
}

const ways = {
  egress: { leave: 'leave', peer: 'this destination' },
  ingress: { leave: 'come in', peer: 'this source' },
} as const;

/**
 * Why the rules that come nearest do not allow it: the right peer with other ports, or the right port for
 * others.
 */
function nearly(met: readonly Met[], asked: ConnectionQuery): string {
  const { peer, direction, semantics } = asked;
  const right = met.filter(({ rule }) => !rule.deny && matchRulePeers(rule, asked) === yes);
  const [first] = right;
  if (first)
    return ` ${capitalizeFirst(ruleName(first.rule, first.applied, asked))} means ${ways[direction].peer}, but opens only ${portWords(first.rule)}.`;
  const opened = met.find(({ rule }) => !rule.deny && matchRulePorts(rule, asked) === yes);
  const blocks =
    opened && semantics === 'cilium' && peer.kind !== 'address' && peer.point !== null ? opened.rule.peers : null;
  const point = peer.point;
  const held =
    point !== null &&
    blocks?.some(
      (each) =>
        each.kind === 'block' && matchPeer(each, { kind: 'address', point, doubtful: false }, asked.subject) === yes,
    );
  if (opened && held)
    return ` ${capitalizeFirst(ruleName(opened.rule, opened.applied, asked))} has a block that holds ${point?.text}, but under Cilium a block never means a Pod or a node of the cluster.`;
  if (opened?.rule.peers?.length === 0)
    return ` ${capitalizeFirst(ruleName(opened.rule, opened.applied, asked))} names nobody.`;
  return opened
    ? ` ${capitalizeFirst(ruleName(opened.rule, opened.applied, asked))} opens the port, but not for ${ways[direction].peer}.`
    : '';
}

/** A sentence that begins with a capital. */
export function capitalizeFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** What keeps one rule from being judged. */
function doubtOf({ applied, rule }: Met, asked: ConnectionQuery): string {
  const { peer, index } = asked;
  const name = ruleName(rule, applied, asked);
  if (applied.selects === unsure)
    return `whether ${policyNameOf(applied.policy.name)} selects ${endpointName(asked.subject)} could not be seen`;
  if (rule.narrowed !== null) return `${name} is narrowed by ${rule.narrowed}, which is not judged`;
  const open = (rule.peers ?? []).filter((each) => matchPeer(each, peer, asked.subject) === unsure);
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
    return `whether ${name} means ${endpointName(peer)} could not be seen`;
  }
  return `the port that ${name} names could not be looked up`;
}

function doubts(asked: ConnectionQuery): readonly string[] {
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

function whyAllowed(applied: readonly AppliedPolicy[], asked: ConnectionQuery): string {
  const { direction, subject } = asked;
  const allowing = rulesOf(applied).find(
    (met) => !met.rule.deny && met.applied.selects === yes && matchRule(met.rule, asked) === yes,
  );
  if (allowing && applied.some(({ selects, policy: { denies } }) => selects === yes && denies === yes)) {
    const { rule } = allowing;
    const whom = rule.peers === null ? 'everyone' : ways[direction].peer;
    return `${capitalizeFirst(ruleName(rule, allowing.applied, asked))} allows it: it means ${whom}, and ${portWords(rule)}.`;
  }
  return applied.length === 0
    ? `No policy restricts the ${direction} of ${endpointName(subject)}, so everything may ${ways[direction].leave}.`
    : `${listed(applied)} shuts nothing by default, so what is not denied may ${ways[direction].leave}.`;
}

function whyDenied(applied: readonly AppliedPolicy[], asked: ConnectionQuery): string {
  const { direction, subject } = asked;
  const met = rulesOf(applied);
  const denial = met.find(
    ({ applied: { selects }, rule }) => rule.deny && selects === yes && matchRule(rule, asked) === yes,
  );
  if (denial)
    return `${capitalizeFirst(ruleName(denial.rule, denial.applied, asked))} denies it, and a denial outweighs what others allow.`;
  const shutting = applied.filter(({ policy: { denies } }) => denies === yes);
  const allows = met.filter(({ rule }) => !rule.deny).length;
  const rules =
    allows === 0
      ? `without one ${direction} rule`
      : allows === 1
        ? `and its one ${direction} rule does not allow it`
        : `and none of the ${allows} ${direction} rules allows it`;
  const verb = shutting.length === 1 ? 'selects' : 'select';
  return `${listed(shutting)} ${verb} ${endpointName(subject)} for ${direction}, ${rules}.${nearly(met, asked)}`;
}

/** Why one end's policies say what they say, in a sentence or two. */
export function explainVerdict(found: Truth, asked: ConnectionQuery): string {
  const { applied } = asked.index.policiesFor(asked.subject.identity, asked.direction, asked.semantics);
  if (found === yes) return whyAllowed(applied, asked);
  if (found === no) return whyDenied(applied, asked);
  const why = doubts(asked);
  return `It cannot be told: ${why.length > 0 ? why.slice(0, 3).join('; ') : 'the readings differ'}.`;
}

/** The policies that select one end in one direction. */
export function selectingPolicies({ index, subject, direction, semantics }: ConnectionQuery): readonly string[] {
  return index.policiesFor(subject.identity, direction, semantics).selecting;
}
