import { both, either, no, not, type Truth, unsure, yes } from './kleene.ts';
import { type Asked, means } from './match.ts';
import type { Applied } from './policy-index.ts';

type Sum = { restricted: Truth; allowed: Truth; denied: Truth };

function add(sum: Sum, { subject: { denies, rules }, selects }: Applied, asked: Asked): void {
  let allows: Truth = no;
  for (const rule of rules) {
    if (!rule.deny && allows === yes) continue;
    const does = means(rule, asked);
    if (rule.deny) sum.denied = either(sum.denied, both(selects, does));
    else allows = either(allows, does);
  }
  sum.allowed = either(sum.allowed, both(selects, allows));
  // A policy that may select and would surely allow takes nothing away, whichever it is.
  if (selects === yes || allows !== yes) sum.restricted = either(sum.restricted, both(selects, denies));
}

/**
 * Whether the policies of one end let a connection pass: what no policy restricts passes, what one rule allows passes,
 * and what one rule denies does not. Policies that could not be read may restrict, allow and, some kinds, deny.
 */
export function decide(asked: Asked): Truth {
  const { ground, subject, direction, semantics } = asked;
  const { applied, unread } = ground.deciding(subject.identity, direction, semantics);
  const sum: Sum = { restricted: no, allowed: no, denied: no };
  for (const each of applied) add(sum, each, asked);
  if (unread.length > 0) {
    sum.restricted = either(sum.restricted, unsure);
    sum.allowed = either(sum.allowed, unsure);
    if (unread.some(({ denies }) => denies)) sum.denied = either(sum.denied, unsure);
  }
  return both(not(sum.denied), either(not(sum.restricted), sum.allowed));
}
