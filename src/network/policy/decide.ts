import { isEnforced } from './cilium-switches.ts';
import { allTrue, anyTrue, negateTruth, no, type Truth, toTruth, unsure, yes } from './kleene.ts';
import { type ConnectionQuery, matchRule } from './match.ts';
import type { AppliedPolicy } from './policy-index.ts';

type Sum = { restricted: Truth; allowed: Truth; denied: Truth };

function add(sum: Sum, { policy: { denies, rules }, selects }: AppliedPolicy, asked: ConnectionQuery): void {
  let allows: Truth = no;
  for (const rule of rules) {
    if (!rule.deny && allows === yes) continue;
    const does = matchRule(rule, asked);
    if (rule.deny) sum.denied = anyTrue(sum.denied, allTrue(selects, does));
    else allows = anyTrue(allows, does);
  }
  sum.allowed = anyTrue(sum.allowed, allTrue(selects, allows));
  // A policy that may select and would surely allow takes nothing away, whichever it is.
  if (selects === yes || allows !== yes) sum.restricted = anyTrue(sum.restricted, allTrue(selects, denies));
}

/**
 * Whether the policies of one end let a connection pass: what no policy restricts passes, what one rule
 * allows passes, and what one rule denies does not. Policies that could not be read may restrict, allow and,
 * some kinds, deny.
 */
export function decideConnection(asked: ConnectionQuery): Truth {
  const { index, subject, direction, semantics } = asked;
  const { applied, unread } = index.policiesFor(subject.identity, direction, semantics);
  const { switches } = index;
  if (semantics === 'cilium' && !isEnforced(switches)) return yes;
  if (unread.some(({ may }) => may === 'override')) return unsure;
  const always = semantics === 'cilium' && switches.enforcement === 'always';
  const sum: Sum = { restricted: toTruth(always), allowed: no, denied: no };
  for (const each of applied) add(sum, each, asked);
  if (unread.length > 0) {
    sum.restricted = anyTrue(sum.restricted, unsure);
    sum.allowed = anyTrue(sum.allowed, unsure);
    if (unread.some(({ may }) => may === 'deny')) sum.denied = anyTrue(sum.denied, unsure);
  }
  return allTrue(negateTruth(sum.denied), anyTrue(negateTruth(sum.restricted), sum.allowed));
}
