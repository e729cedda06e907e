import { choiceLetter } from '../../model/doc.ts';
import type { MissingRule, MissingRuleAnswer, MissingRuleState, TriedOption } from '../../model/opening.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import type { Reach, ReachQuery } from '../../model/reach.ts';
import { no, yes } from '../../network/policy/kleene.ts';
import { findMissingRule } from '../../network/policy/missing-rule.ts';
import { gapsOfQuery } from '../../network/policy/opening-gaps.ts';
import { indexWith } from '../../network/policy/opening-task.ts';
import type { PolicyIndex } from '../../network/policy/policy-index.ts';
import { verdictChanges } from '../../network/policy/verdict-changes.ts';
import { evaluateQuery, type PreparedPolicies } from './evaluate.ts';

/** The word behind a question that asks which rule is missing, and what shows it without a choice. */
export const missingWord = 'missing';
const showWord = 'show';

/** A question about a missing rule: the words of the connection, the letters that were chosen, and whether to show it. */
export type MissingRuleQuestion = {
  readonly words: readonly string[];
  /** Counted from 0, in their order. */
  readonly chosen: readonly number[];
  readonly show: boolean;
};

/** Reads `POD DEST PORT … missing [letters]`; null for words that ask something else. */
export function parseMissingQuestion(words: readonly string[]): MissingRuleQuestion | null {
  const [last = '', before = ''] = [words.at(-1)?.toLowerCase(), words.at(-2)?.toLowerCase()];
  if (last === missingWord && words.length > 2) return { words: words.slice(0, -1), chosen: [], show: false };
  const isChoice = /^[a-d]{1,4}$/u.test(last) || last === showWord;
  if (before !== missingWord || !isChoice || words.length < 4) return null;
  const chosen = last === showWord ? [] : [...last].map((letter) => letter.charCodeAt(0) - 97);
  return { words: words.slice(0, -2), chosen, show: last === showWord };
}

/** A connection that is denied: the questions behind it, the answer, and whose namespace it is about. */
export type DeniedReach = {
  readonly queries: readonly ReachQuery[];
  readonly found: Reach;
  readonly namespace: string;
  readonly by: Pick<Person, 'role'>;
};

/** Whether somebody may be told which rule is missing: to another's Pods it would show how they are labelled. */
export function mayOpen({ found, namespace, by }: Omit<DeniedReach, 'queries'>): boolean {
  const { to } = found.homes;
  return (
    found.verdict === 'denied' && (by.role === 'instructor' || to === null || to === namespace || to === 'kube-system')
  );
}

/** Where policies may be added: in one's own namespace; an instructor also at the other end, but for kube-system. */
function namespacesFor({ found, namespace, by }: DeniedReach): readonly string[] {
  const { from, to } = found.homes;
  const ends = by.role === 'student' ? [namespace] : [namespace, from, to];
  return [...new Set(ends)].filter((each) => each !== null && each !== 'kube-system').map(String);
}

/** Which rule would open a connection that is denied. */
export function findReachRule(denied: DeniedReach, { policyIndex, semantics }: PreparedPolicies): MissingRule {
  const targets = denied.queries.flatMap((query) => {
    const { backends = [] } = evaluateQuery(query, { policyIndex, semantics });
    // Policies meet the Pods behind a Service, at their own port.
    return backends.length === 0 ? [query] : backends.map(({ to, port }) => ({ ...query, to, port }));
  });
  const isOpen = (index: PolicyIndex) =>
    denied.queries.every((query) => evaluateQuery(query, { policyIndex: index, semantics }).verdict === 'allowed')
      ? yes
      : no;
  return findMissingRule({
    gaps: targets.flatMap((query) => gapsOfQuery(query, policyIndex, semantics)),
    isOpen,
    index: policyIndex,
    semantics,
    namespaces: namespacesFor(denied),
  });
}

function stateOf(
  missing: MissingRule,
  { chosen, show }: MissingRuleQuestion,
  { policyIndex, semantics }: PreparedPolicies,
  namespace: string,
): MissingRuleState {
  if (missing.is !== 'found') return { missing, tried: [], shown: false };
  const wrong = chosen.filter((option) => option !== missing.right && missing.options[option] !== undefined);
  const tried = [...new Set(wrong)].flatMap((option): readonly TriedOption[] => {
    const policies = missing.options[option]?.policies;
    if (policies === undefined) return [];
    const indexes = { without: policyIndex, with: indexWith(policies, policyIndex) };
    const { changes, compared } = verdictChanges(indexes, [namespace], policies, semantics);
    return [{ option, changes, compared }];
  });
  return { missing, tried, shown: show || chosen.includes(missing.right) };
}

/** What can be chosen; a choice carries along what was chosen before. */
function nextOf({ missing, shown, tried }: MissingRuleState, asked: string): readonly Next[] {
  const again = { label: 'Check again', command: asked };
  if (missing.is !== 'found' || shown) return [again];
  const before = tried.map(({ option }) => choiceLetter(option).toLowerCase()).join('');
  const choice = (at: number) => `${asked} ${missingWord} ${before}${choiceLetter(at).toLowerCase()}`;
  return [
    ...missing.options.map((_, at) => ({ label: choiceLetter(at), command: choice(at) })),
    { label: 'Not sure', command: `${asked} ${missingWord} ${showWord}` },
  ];
}

/** Answers which rule is missing. */
export function answerMissingRule(
  denied: DeniedReach,
  question: MissingRuleQuestion,
  policies: PreparedPolicies,
  readAt: string,
): Pick<Outcome, 'next'> & { readonly answer: MissingRuleAnswer } {
  const missing: MissingRule = mayOpen(denied) ? findReachRule(denied, policies) : { is: 'untold' };
  const state = stateOf(missing, question, policies, denied.namespace);
  return {
    answer: { kind: 'missing-rule', readAt, query: denied.found.query, state },
    next: nextOf(state, ['reach', ...question.words].join(' ')),
  };
}
