import type { Lab } from '../../model/lab.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import type { PolicyTrial, Reach, ReachAnswer, ReachQuery } from '../../model/reach.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { Trouble } from '../../model/trouble.ts';
import { parseAddress } from '../../network/ip/address.ts';
import { combineDnsReaches } from '../../network/policy/dns-targets.ts';
import type { Command } from '../command.ts';
import { askForWords, asksForWords } from '../input/word-forms.ts';
import { evaluateQuery, normalizeAddress, type PreparedPolicies, preparePolicies } from './evaluate.ts';
import { findPod, parseDestinations } from './find-ends.ts';
import { withoutForeignPolicies } from './foreign-policies.ts';
import {
  answerMissingRule,
  type DeniedReach,
  type MissingRuleQuestion,
  mayOpen,
  missingWord,
  parseMissingQuestion,
} from './missing-rule.ts';
import { parseOwnPolicies } from './own-policies.ts';
import { tryPolicies } from './policy-trial.ts';
import {
  asksForTrial,
  parseReachArguments,
  type ReachArguments,
  scopeOfQuestion,
  trialWord,
} from './reach-arguments.ts';

/** Characters of a question that a form carries along. */
const longestQuestion = 1000;

/** The form in which a policy is written; the question was read before, so that what is wrong with it is said at once. */
function openTrialForm(words: readonly string[]): Outcome {
  const question = ['reach', ...words].join(' ');
  if (question.length > longestQuestion)
    throw new Trouble('bad-input', { what: 'the question is too long for a form' });
  return {
    answer: {
      kind: 'trouble',
      message: 'A policy to try is written in a form, which Slack opens for a command or a button alone.',
      todo: `Type /netlab ${question} ${trialWord}`,
    },
    form: { kind: 'policy-trial', question },
    next: [],
  };
}

type AskedReach = { readonly query: ReachArguments; readonly namespace: string; readonly by: Person };

type AnsweredQuery = { readonly found: Reach; readonly queries: readonly ReachQuery[] };

/** The answer to a query in what was read, whole; `queries` are what it stands for: several where names may be asked for at two places. */
function answerWhole({ query, namespace }: AskedReach, policies: PreparedPolicies, lab: Lab): AnsweredQuery {
  const lookup = { namespace, policyIndex: policies.policyIndex, lab };
  const from = findPod(query.from, lookup);
  const queries = parseDestinations({ ...query, from }, lookup).map((to): ReachQuery => ({ ...query, from, to }));
  const [first, other] = queries.map((each) => evaluateQuery(each, policies));
  if (first === undefined) throw new Error('a query without a destination');
  return { found: combineDnsReaches(first, other), queries };
}

/** The same as whoever asked may see it; a student sees nothing of other namespaces in it. */
function answerSeen(asked: AskedReach, policies: PreparedPolicies, lab: Lab): AnsweredQuery {
  const { found, queries } = answerWhole(asked, policies, lab);
  return { found: asked.by.role === 'student' ? withoutForeignPolicies(found, asked.namespace) : found, queries };
}

const answerQuery = (asked: AskedReach, policies: PreparedPolicies, lab: Lab): readonly Reach[] => [
  answerSeen(asked, policies, lab).found,
];

type Answered = { readonly reaches: readonly Reach[]; readonly trial?: PolicyTrial };

/** The answers with a policy that was pasted, and what it changes. @throws Trouble `bad-input`, `not-yours` */
function answerWithPolicy(asked: AskedReach, pasted: string, policies: PreparedPolicies, lab: Lab): Answered {
  const { namespace, by } = asked;
  const { prepared, trial } = tryPolicies(parseOwnPolicies(pasted, namespace, by, lab), namespace, policies);
  return {
    reaches: answerQuery(asked, prepared, lab),
    trial: { ...trial, without: answerQuery(asked, policies, lab) },
  };
}

/** What can be done after an answer. */
function offerNext(words: readonly string[], denied: Omit<DeniedReach, 'queries'> | null): readonly Next[] {
  const again = ['reach', ...words].join(' ');
  const asksForRule = denied !== null && mayOpen(denied);
  return [
    ...(asksForRule ? [{ label: 'Which rule is missing?', command: `${again} ${missingWord}` }] : []),
    { label: 'Check again', command: again },
    { label: 'Try a policy', command: `${again} ${trialWord}` },
  ];
}

type ReachLook = { readonly policies: PreparedPolicies; readonly seen: Snapshot };

/** Reads what a question needs. */
async function lookForQuery({ query, namespace }: AskedReach, lab: Lab): Promise<ReachLook> {
  const addresses = parseAddress(query.to) ? [normalizeAddress(query.to)] : [];
  const policySnapshot = await lab.survey({ namespaces: [namespace], addresses });
  return { policies: preparePolicies(policySnapshot, 'auto'), seen: policySnapshot.snapshot };
}

/** The answer to a question, or which rule is missing where that was asked and the connection is still denied. */
function answerReach(
  asked: AskedReach,
  words: readonly string[],
  missing: MissingRuleQuestion | null,
  { policies, seen }: ReachLook,
  lab: Lab,
): Outcome {
  const { namespace, by } = asked;
  const { source, readAt } = seen;
  // Which kind of answer comes is told by what they may see, or it would tell what another namespace denies.
  const denied = { ...answerSeen(asked, policies, lab), namespace, by };
  if (missing !== null && denied.found.verdict === 'denied')
    return answerMissingRule(denied, missing, policies, readAt);
  const answer: ReachAnswer = {
    kind: 'reach',
    reaches: [denied.found],
    batch: false,
    source,
    readAt,
  };
  return { answer, next: offerNext(words, denied) };
}

/** The answer with a policy that was pasted. */
function answerTrial(
  asked: AskedReach,
  words: readonly string[],
  pasted: string,
  { policies, seen: { source, readAt } }: ReachLook,
  lab: Lab,
): Outcome {
  const answered = answerWithPolicy(asked, pasted, policies, lab);
  return { answer: { kind: 'reach', ...answered, batch: false, source, readAt }, next: offerNext(words, null) };
}

/**
 * `reach POD DEST PORT`: whether the NetworkPolicies let a connection pass, and which rule decides; with `with` at its end the
 * form for a policy that is not applied yet, with `missing` the rule that would open it, as a question.
 */
export const reach: Command = {
  word: 'reach',
  usage: 'reach POD DEST PORT [tcp|udp|sctp] [with]',
  purpose:
    'whether the policies let your Pod reach another of your Pods, a Service, an address, or dns, and which rule decides; “with” tries a policy',
  opensForm: (words) => asksForWords(words) || asksForTrial(words),
  // A choice takes the place of the question.
  replaces: ({ words }) => {
    const asked = parseMissingQuestion(words);
    return asked !== null && (asked.show || asked.chosen.length > 0) ? 'answer' : null;
  },
  async run({ by, words, pasted }, lab) {
    if (words.length === 0) return askForWords('reach');
    const trial = asksForTrial(words);
    const missing = parseMissingQuestion(words);
    const asked = missing?.words ?? (trial ? words.slice(0, -1) : words);
    const query = parseReachArguments(asked);
    const namespace = scopeOfQuestion(query, by, lab);
    if (trial) return openTrialForm(asked);
    const whole: AskedReach = { query, namespace, by };
    const look = await lookForQuery(whole, lab);
    const outcome =
      pasted === undefined
        ? answerReach(whole, asked, missing, look, lab)
        : answerTrial(whole, asked, pasted, look, lab);
    return { ...outcome, audit: { did: 'read', what: 'reach', namespace, as: look.seen.as } };
  },
};
