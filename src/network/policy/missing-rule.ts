import type { MissingRule, PolicyHome, RuleOption } from '../../model/opening.ts';
import type { ProposedPolicies } from '../../model/reach.ts';
import { yes } from './kleene.ts';
import type { PolicyGap } from './opening-gaps.ts';
import { type PlacedDraft, policiesOfDrafts, selectorsForGap } from './opening-policies.ts';
import type { RuleDraft } from './opening-rules.ts';
import { indexWith, type OpeningTask } from './opening-task.ts';
import { smallerPolicies } from './smaller-policies.ts';
import { wrongRules } from './wrong-rules.ts';

/** So many ends may be shut at once: each costs a look at its policies with each rule that may open it. */
const mostGaps = 12;

const namespaceOf = ({ pods: [first] }: PolicyGap): string => first?.namespace ?? '';

/** The first draft that opens a gap, with the selectors of its policies; null where none surely does. */
function openingDraft(gap: PolicyGap, { index, semantics }: OpeningTask): PlacedDraft | null {
  const { direction, pods } = gap;
  const selectors = selectorsForGap(pods, direction, index, semantics);
  if (selectors === null) return null;
  const place = (draft: RuleDraft): PlacedDraft => ({ direction, namespace: namespaceOf(gap), selectors, draft });
  const opens = (draft: RuleDraft) => gap.decide(indexWith(policiesOfDrafts([place(draft)], index), index)) === yes;
  const found = gap.drafts.find(opens);
  return found === undefined ? null : place(found);
}

/** Policies of which nothing can be left out. Bounded: each round leaves something out. */
function shrink(policies: ProposedPolicies, opens: (policies: ProposedPolicies) => boolean): ProposedPolicies {
  const smaller = smallerPolicies(policies).find(opens);
  return smaller === undefined ? policies : shrink(smaller, opens);
}

function homeOf(names: readonly string[], task: OpeningTask): PolicyHome {
  const homes = names.map((name) => {
    const [, namespace = '', own] = name.split('/');
    return own === undefined ? 'cluster' : task.namespaces.includes(namespace) ? 'own' : 'other';
  });
  return homes.find((home) => home !== 'own') ?? 'own';
}

/** Why nothing that is added opens it; null where that may be. */
function whyShut({ gaps, ...task }: OpeningTask): MissingRule | null {
  const denials = [...new Set(gaps.flatMap((gap) => gap.denials))].sort();
  if (denials.length > 0) return { is: 'denied', by: denials, home: homeOf(denials, { gaps, ...task }) };
  const foreign = gaps.find((gap) => !task.namespaces.includes(namespaceOf(gap)));
  if (foreign?.shut === false) return { is: 'untold' };
  if (foreign === undefined) return null;
  const { index, semantics } = task;
  const by = foreign.pods.flatMap((pod) =>
    semantics.flatMap((each) => index.policiesFor(index.identity(pod), foreign.direction, each).selecting),
  );
  const home = namespaceOf(foreign) === 'kube-system' ? 'cluster' : 'other';
  return { is: 'elsewhere', by: [...new Set(by)].sort(), home };
}

/** A number from a text, the same for the same text. */
function numberOf(text: string): number {
  return [...text].reduce((sum, each) => (sum * 31 + (each.codePointAt(0) ?? 0)) % 65_521, 7);
}

/** The right option among the wrong ones, at a place that nobody can learn. */
function mixOptions(right: RuleOption, wrong: readonly RuleOption[]): Extract<MissingRule, { is: 'found' }> {
  const at = numberOf(JSON.stringify(right.rules)) % (wrong.length + 1);
  return { is: 'found', options: [...wrong.slice(0, at), right, ...wrong.slice(at)], right: at };
}

/**
 * The smallest policies that open what policies shut, found by trying: with them all of it passes, and without any one of
 * their policies, rules or ports it does not. They stand among options that do not open it.
 */
export function findMissingRule(task: OpeningTask): MissingRule {
  const { gaps, index, isOpen } = task;
  if (gaps.length === 0 || gaps.length > mostGaps) return { is: 'untold' };
  const why = whyShut(task);
  if (why !== null) return why;
  const placed = gaps.flatMap((gap) => {
    const found = openingDraft(gap, task);
    return found === null ? [] : [{ offer: gap.offer, placed: found }];
  });
  if (placed.length < gaps.length) return { is: 'untold' };
  const opens = (policies: ProposedPolicies) => isOpen(indexWith(policies, index)) === yes;
  const whole = policiesOfDrafts(
    placed.map((each) => each.placed),
    index,
  );
  if (!opens(whole)) return { is: 'untold' };
  const right = { rules: placed.map(({ offer }) => offer), policies: shrink(whole, opens) };
  return mixOptions(right, wrongRules(task, placed, opens));
}
