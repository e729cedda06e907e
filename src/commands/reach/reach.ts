import type { Lab } from '../../model/lab.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import type { PolicyTrial, Reach, ReachAnswer } from '../../model/reach.ts';
import { Trouble } from '../../model/trouble.ts';
import { parseAddress } from '../../network/ip/address.ts';
import { combineDnsReaches } from '../../network/policy/dns-targets.ts';
import type { Command } from '../command.ts';
import { askForWords, asksForWords } from '../input/word-forms.ts';
import { evaluateQuery, normalizeAddress, type PreparedPolicies, preparePolicies } from './evaluate.ts';
import { findPod, parseDestinations } from './find-ends.ts';
import { withoutForeignPolicies } from './foreign-policies.ts';
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

/** The answers to a query in what was read; a student sees nothing of other namespaces in them. */
function answerQuery({ query, namespace, by }: AskedReach, policies: PreparedPolicies, lab: Lab): readonly Reach[] {
  const lookup = { namespace, policyIndex: policies.policyIndex, lab };
  const from = findPod(query.from, lookup);
  const [to, other] = parseDestinations({ ...query, from }, lookup);
  const evaluate = (destination: string) => evaluateQuery({ ...query, from, to: destination }, policies);
  const found = combineDnsReaches(evaluate(to), other === undefined ? undefined : evaluate(other));
  return [by.role === 'student' ? withoutForeignPolicies(found, namespace) : found];
}

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

/**
 * `reach POD DEST PORT`: whether the NetworkPolicies let a connection pass, and which rule decides; with `with` at its end the
 * form for a policy that is not applied yet.
 */
export const reach: Command = {
  word: 'reach',
  usage: 'reach POD DEST PORT [tcp|udp|sctp] [with]',
  purpose:
    'whether the policies let your Pod reach another of your Pods, a Service, an address, or dns, and which rule decides; “with” tries a policy',
  opensForm: (words) => asksForWords(words) || asksForTrial(words),
  async run({ by, words, pasted }, lab) {
    if (words.length === 0) return askForWords('reach');
    const trial = asksForTrial(words);
    const asked = trial ? words.slice(0, -1) : words;
    const query = parseReachArguments(asked);
    const namespace = scopeOfQuestion(query, by, lab);
    if (trial) return openTrialForm(asked);
    const addresses = parseAddress(query.to) ? [normalizeAddress(query.to)] : [];
    const policySnapshot = await lab.survey({ namespaces: [namespace], addresses });
    const policies = preparePolicies(policySnapshot, 'auto');
    const { source, readAt, as } = policySnapshot.snapshot;
    const whole: AskedReach = { query, namespace, by };
    const answered: Answered =
      pasted === undefined
        ? { reaches: answerQuery(whole, policies, lab) }
        : answerWithPolicy(whole, pasted, policies, lab);
    const answer: ReachAnswer = { kind: 'reach', ...answered, batch: false, source, readAt };
    const again = ['reach', ...words].join(' ');
    return {
      answer,
      audit: { did: 'read', what: 'reach', namespace, as },
      next: [
        { label: 'Ask again', command: again },
        { label: 'Try a policy', command: `${again} ${trialWord}` },
      ],
    };
  },
};
