import type { Verdict } from '../../model/reach.ts';
import { some } from '../phrases.ts';
import type { End } from './endpoint.ts';
import { no, type Truth, unsure, yes } from './kleene.ts';
import { type Asked, isPeer, means, meansPeer, meansPort } from './match.ts';
import { type Applied, nameOf } from './policy-index.ts';
import type { Rule } from './rule.ts';

/** A truth as an answer. */
export function verdictOf(found: Truth): Verdict {
  return found === yes ? 'allowed' : found === no ? 'denied' : 'unknown';
}

/** One end in words. */
export function endName(end: End): string {
  if (end.kind === 'pod') return `${end.pod.namespace}/${end.pod.name}`;
  if (end.kind === 'node') return end.name === null ? `a node (${end.point.text})` : `the node ${end.name}`;
  return end.point.text;
}

/** `TCP 80`, `TCP 8000–8100`, `all UDP`. */
export function portWords({ ports }: Rule): string {
  if (ports === null) return 'every port';
  const words = ports.map(({ protocol, port, endPort }) => {
    const name = protocol === 'ANY' ? '' : `${protocol} `;
    if (port === null) return protocol === 'ANY' ? 'every port' : `all ${protocol}`;
    return endPort === null ? `${name}${port}` : `${name}${port}–${endPort}`;
  });
  return some(words);
}

function ruleName({ place, deny }: Rule, { subject: { policy } }: Applied, { direction }: Asked): string {
  return `${direction}${deny ? 'Deny' : ''} rule ${place} of ${nameOf(policy)}`;
}

type Met = { readonly applied: Applied; readonly rule: Rule };

function rulesOf(applied: readonly Applied[]): readonly Met[] {
  return applied.flatMap((each) => each.subject.rules.map((rule) => ({ applied: each, rule })));
}

function listed(applied: readonly Applied[]): string {
  return some([...new Set(applied.map(({ subject: { policy } }) => nameOf(policy)))], 4);
}

const ways = {
  egress: { leave: 'leave', peer: 'this destination' },
  ingress: { leave: 'come in', peer: 'this source' },
} as const;

/** Why the rules that come nearest do not allow it: the right peer with other ports, or the right port for others. */
function nearly(met: readonly Met[], asked: Asked): string {
  const { peer, direction, semantics } = asked;
  const right = met.filter(({ rule }) => !rule.deny && meansPeer(rule, asked) === yes);
  const [first] = right;
  if (first)
    return ` ${capital(ruleName(first.rule, first.applied, asked))} means ${ways[direction].peer}, but opens only ${portWords(first.rule)}.`;
  const opened = met.find(({ rule }) => !rule.deny && meansPort(rule, asked) === yes);
  const blocks =
    opened && semantics === 'cilium' && peer.kind !== 'address' && peer.point !== null ? opened.rule.peers : null;
  const point = peer.point;
  const held =
    point !== null &&
    blocks?.some(
      (each) =>
        each.kind === 'block' && isPeer(each, { kind: 'address', point, doubtful: false }, asked.subject) === yes,
    );
  if (opened && held)
    return ` ${capital(ruleName(opened.rule, opened.applied, asked))} has a block that holds ${point?.text}, but under Cilium a block never means a Pod or a node of the cluster.`;
  if (opened?.rule.peers?.length === 0)
    return ` ${capital(ruleName(opened.rule, opened.applied, asked))} names nobody.`;
  return opened
    ? ` ${capital(ruleName(opened.rule, opened.applied, asked))} opens the port, but not for ${ways[direction].peer}.`
    : '';
}

/** A sentence that begins with a capital. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** What keeps one rule from being judged. */
function doubtOf({ applied, rule }: Met, asked: Asked): string {
  const { peer, ground } = asked;
  const name = ruleName(rule, applied, asked);
  if (applied.selects === unsure)
    return `whether ${nameOf(applied.subject.policy)} selects ${endName(asked.subject)} could not be seen`;
  if (rule.narrowed !== null) return `${name} is narrowed by ${rule.narrowed}, which is not judged`;
  const open = (rule.peers ?? []).filter((each) => isPeer(each, peer, asked.subject) === unsure);
  const unjudged = open.find((each) => each.kind === 'unjudged');
  if (unjudged?.kind === 'unjudged') return `${name} names ${unjudged.what}, which is not judged`;
  const entity = open.find((each) => each.kind === 'entity');
  if (entity?.kind === 'entity')
    return `${name} names ${entity.entity}, and whether ${endName(peer)} belongs to that could not be seen`;
  if (meansPeer(rule, asked) === unsure) {
    if (peer.kind === 'address' && peer.doubtful)
      return `whether ${peer.point.text} is a Pod’s or a node’s could not be seen`;
    if (peer.kind === 'pod') {
      const read = ground.space(peer.pod.namespace)?.namespace;
      if (peer.point === null) return `${endName(peer)} has no address yet`;
      const why = read && read.outcome !== 'ok' ? `: ${read.because}` : '';
      return `${name} asks for labels of ${peer.pod.namespace} that could not be seen${why}`;
    }
    return `whether ${name} means ${endName(peer)} could not be seen`;
  }
  return `the port that ${name} names could not be looked up`;
}

function doubts(asked: Asked): readonly string[] {
  const { applied, unread } = asked.ground.deciding(asked.subject.identity, asked.direction, asked.semantics);
  const unclear = rulesOf(applied).filter(
    (met) => means(met.rule, asked) === unsure || (met.applied.selects === unsure && means(met.rule, asked) !== no),
  );
  const open = applied.filter(({ selects }) => selects === unsure);
  return [
    ...new Set([
      ...unread.map(({ why }) => why),
      ...applied
        .filter(({ subject: { denies } }) => denies === unsure)
        .map(
          ({ subject: { policy } }) => `whether ${nameOf(policy)} shuts anything without one rule is not documented`,
        ),
      ...unclear.map((met) => doubtOf(met, asked)),
      ...open.map(
        ({ subject: { policy } }) => `whether ${nameOf(policy)} selects ${endName(asked.subject)} could not be seen`,
      ),
    ]),
  ];
}

function whyAllowed(applied: readonly Applied[], asked: Asked): string {
  const { direction, subject } = asked;
  const allowing = rulesOf(applied).find(
    (met) => !met.rule.deny && met.applied.selects === yes && means(met.rule, asked) === yes,
  );
  if (allowing && applied.some(({ selects, subject: { denies } }) => selects === yes && denies === yes)) {
    const { rule } = allowing;
    const whom = rule.peers === null ? 'everyone' : ways[direction].peer;
    return `${capital(ruleName(rule, allowing.applied, asked))} allows it: it means ${whom}, and ${portWords(rule)}.`;
  }
  return applied.length === 0
    ? `No policy restricts the ${direction} of ${endName(subject)}, so everything may ${ways[direction].leave}.`
    : `${listed(applied)} shuts nothing by default, so what is not denied may ${ways[direction].leave}.`;
}

function whyDenied(applied: readonly Applied[], asked: Asked): string {
  const { direction, subject } = asked;
  const met = rulesOf(applied);
  const denial = met.find(
    ({ applied: { selects }, rule }) => rule.deny && selects === yes && means(rule, asked) === yes,
  );
  if (denial)
    return `${capital(ruleName(denial.rule, denial.applied, asked))} denies it, and a denial outweighs what others allow.`;
  const shutting = applied.filter(({ subject: { denies } }) => denies === yes);
  const allows = met.filter(({ rule }) => !rule.deny).length;
  const rules =
    allows === 0
      ? `without one ${direction} rule`
      : allows === 1
        ? `and its one ${direction} rule does not allow it`
        : `and none of the ${allows} ${direction} rules allows it`;
  const verb = shutting.length === 1 ? 'selects' : 'select';
  return `${listed(shutting)} ${verb} ${endName(subject)} for ${direction}, ${rules}.${nearly(met, asked)}`;
}

/** Why one end's policies say what they say, in a sentence or two. */
export function because(found: Truth, asked: Asked): string {
  const { applied } = asked.ground.deciding(asked.subject.identity, asked.direction, asked.semantics);
  if (found === yes) return whyAllowed(applied, asked);
  if (found === no) return whyDenied(applied, asked);
  const why = doubts(asked);
  return `It cannot be told: ${why.length > 0 ? why.slice(0, 3).join('; ') : 'the readings differ'}.`;
}

/** The policies that select one end in one direction. */
export function policiesOf({ ground, subject, direction, semantics }: Asked): readonly string[] {
  return ground.deciding(subject.identity, direction, semantics).selecting;
}
