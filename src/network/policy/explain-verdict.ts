import type { Verdict } from '../../model/reach.ts';
import { isEnforced } from './cilium-switches.ts';
import { listDoubts } from './doubts.ts';
import { no, type Truth, yes } from './kleene.ts';
import { type ConnectionQuery, matchRule } from './match.ts';
import { explainNearMiss } from './near-miss.ts';
import type { AppliedPolicy } from './policy-index.ts';
import { capitalizeFirst, endpointName, listPolicyNames, portWords, ruleName, rulesOf, ways } from './rule-words.ts';

/** A truth as an answer. */
export function verdictOf(found: Truth): Verdict {
  return found === yes ? 'allowed' : found === no ? 'denied' : 'unknown';
}

/** Why nothing is denied though policies may say so, null where they are enforced. */
function whyUnenforced({ index: { switches }, semantics }: ConnectionQuery): string | null {
  if (semantics === 'plain' || isEnforced(switches)) return null;
  return switches.audit
    ? 'With policy-audit-mode: true in cilium-config, Cilium writes down what policies deny, and lets it pass.'
    : 'With enable-policy: never in cilium-config, Cilium enforces no policy.';
}

/** Whether Cilium restricts Pods that no policy selects. */
function isAlwaysRestricted({ index: { switches }, semantics }: ConnectionQuery): boolean {
  return semantics === 'cilium' && switches.enforcement === 'always';
}

function whyAllowed(applied: readonly AppliedPolicy[], asked: ConnectionQuery): string {
  const { direction, subject } = asked;
  const unenforced = whyUnenforced(asked);
  if (unenforced !== null) return unenforced;
  const allowing = rulesOf(applied).find(
    (met) => !met.rule.deny && met.applied.selects === yes && matchRule(met.rule, asked) === yes,
  );
  const restricted = applied.some(({ selects, policy: { denies } }) => selects === yes && denies === yes);
  if (allowing && (restricted || isAlwaysRestricted(asked))) {
    const { rule } = allowing;
    const whom = rule.peers === null ? 'everyone' : ways[direction].peer;
    return `${capitalizeFirst(ruleName(rule, allowing.applied, asked))} allows it: it means ${whom}, and ${portWords(rule)}.`;
  }
  return applied.length === 0
    ? `No policy restricts the ${direction} of ${endpointName(subject)}, so everything may ${ways[direction].leave}.`
    : `${listPolicyNames(applied)} shuts nothing by default, so what is not denied may ${ways[direction].leave}.`;
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
  if (shutting.length === 0)
    return `With enable-policy: always in cilium-config, what no rule allows is shut also where no policy selects a Pod, and no rule allows this ${direction} of ${endpointName(subject)}.${explainNearMiss(met, asked)}`;
  const verb = shutting.length === 1 ? 'selects' : 'select';
  return `${listPolicyNames(shutting)} ${verb} ${endpointName(subject)} for ${direction}, ${rules}.${explainNearMiss(met, asked)}`;
}

/** Why one end's policies say what they say, in a sentence or two. */
export function explainVerdict(found: Truth, asked: ConnectionQuery): string {
  const { applied } = asked.index.policiesFor(asked.subject.identity, asked.direction, asked.semantics);
  if (found === yes) return whyAllowed(applied, asked);
  if (found === no) return whyDenied(applied, asked);
  const why = listDoubts(asked);
  return `It cannot be told: ${why.length > 0 ? why.slice(0, 3).join('; ') : 'the readings differ'}.`;
}

/** The policies that select one end in one direction. */
export function selectingPolicies({ index, subject, direction, semantics }: ConnectionQuery): readonly string[] {
  return index.policiesFor(subject.identity, direction, semantics).selecting;
}
