import { choiceLetter, type Doc, type DocPart, type DocSection } from '../model/doc.ts';
import type { MissingRule, MissingRuleAnswer, MissingRuleState, OfferedRule, PolicyHome } from '../model/opening.ts';
import { comparedWords, connectionWords } from './connection.ts';
import { shortenPodNames } from './pod-names.ts';
import { policiesYaml } from './policy-yaml.ts';
import { listPolicies, startUpper } from './problem-fact.ts';
import { boldRun, codePart, createDoc, listPart, paragraphPart, textRun, timeRun } from './runs.ts';
import { triedSentence } from './walk-remarks.ts';

function peerWords({ peer, pod }: OfferedRule): string {
  switch (peer.is) {
    case 'outside':
      return 'any address outside the cluster';
    case 'address':
      return peer.address;
    case 'pod':
      return shortenPodNames([pod, peer.name])(peer.name);
    case 'node':
      return `the node ${peer.address}`;
    case 'dns':
      return 'DNS';
    case 'namespace':
      return 'all Pods of your namespace';
  }
}

/** A rule as a choice: `Egress to DNS, UDP 53`. */
function offeredWords(rule: OfferedRule): string {
  const { direction, pod, ports, peer } = rule;
  // Between two Pods it matters at which of them the rule stands.
  const whose = peer.is === 'pod' ? ` of ${shortenPodNames([pod, peer.name])(pod)}` : '';
  const way = direction === 'egress' ? `Egress${whose} to` : `Ingress${whose} from`;
  return `${way} ${peerWords(rule)}, ${ports.map(({ port, protocol }) => `${protocol} ${port}`).join(' and ')}`;
}

const homeWords: { readonly [H in PolicyHome]: string } = {
  own: 'It stands in your namespace. Whoever wrote it can change it.',
  cluster: 'It is for whoever runs the cluster to change.',
  other: 'It is for whoever owns that namespace to change.',
};

/** Why no rule that is added opens it, and whose it is; for one that is found, nothing. */
export function noRuleParts(missing: MissingRule): readonly DocPart[] {
  switch (missing.is) {
    case 'found':
      return [];
    case 'denied':
      return [
        paragraphPart(
          textRun(
            `${startUpper(listPolicies(missing.by))} ${missing.by.length === 1 ? 'denies' : 'deny'} it. A denial outweighs every rule that allows. `,
          ),
          textRun(homeWords[missing.home]),
        ),
      ];
    case 'elsewhere':
      return [
        paragraphPart(
          textRun('The other end lets nothing in: '),
          textRun(`${listPolicies(missing.by)}. ${homeWords[missing.home]}`),
        ),
      ];
    case 'untold':
      return [paragraphPart(textRun('I found no rule that surely opens it. Ask your instructor.'))];
  }
}

/** All that options which were chosen would change. */
function triedSections({ tried }: MissingRuleState): readonly DocSection[] {
  return tried
    .filter(({ changes }) => changes.length > 0)
    .map(({ option, changes }) => ({
      title: `What ${choiceLetter(option)} would change`,
      parts: [listPart(changes.map((each) => [textRun(`${comparedWords(each)}: ${each.without} → ${each.with}`)]))],
    }));
}

/** What stands in a message about a rule that is missing: the question, or the answer. */
export type RuleWords = {
  readonly verdict: string;
  readonly parts: readonly DocPart[];
  readonly details: readonly DocSection[];
};

/** The question which rule is missing, before the right one was chosen; then that one, to be copied. */
export function ruleWords(state: MissingRuleState, opens: string): RuleWords {
  const { missing, shown } = state;
  if (missing.is === 'untold')
    // One that was not found may be there.
    return { verdict: 'I cannot tell which rule is missing.', parts: noRuleParts(missing), details: [] };
  if (missing.is !== 'found')
    return { verdict: 'No rule that you can add opens it.', parts: noRuleParts(missing), details: [] };
  const options = missing.options.map(({ rules }) => rules.map(offeredWords).join('; '));
  const right = missing.options[missing.right];
  if (!shown || right === undefined)
    return {
      verdict: 'Which rule is missing?',
      parts: [paragraphPart(textRun(`Only one of these opens ${opens}:`)), { part: 'choices', options }],
      details: triedSections(state),
    };
  const isMany = right.rules.length > 1;
  const cilium = right.policies.ciliumPolicies.length > 0;
  return {
    verdict: isMany ? 'These rules open it.' : 'This rule opens it.',
    parts: [
      codePart(policiesYaml(right.policies)),
      paragraphPart(textRun('Save it as rule.yaml and run this. Then press Check again.')),
      codePart('kubectl apply -f rule.yaml'),
      ...(cilium ? [paragraphPart(textRun('If you may not create it, ask your instructor.'))] : []),
    ],
    details: triedSections(state),
  };
}

/** The answer to `reach … missing`. */
export function missingRuleDoc({ readAt, query, state }: MissingRuleAnswer): Doc {
  const { verdict, parts, details } = ruleWords(state, connectionWords(query));
  const last = state.tried.at(-1);
  const isShown = state.shown || state.missing.is !== 'found';
  return createDoc([boldRun(verdict)], parts, {
    smallPrint: [[textRun('Looked at '), timeRun(readAt), textRun('. I only read.')]],
    changed: last === undefined || isShown ? [] : [[textRun(triedSentence(last))]],
    details,
  });
}
