import { findCard } from '../../exercise/cards.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { ExplainAnswer, Explanation } from '../../model/explanation.ts';
import type { Finding, FindingCode } from '../../model/finding.ts';
import type { Lab } from '../../model/lab.ts';
import type { Card, Lesson, ValueName } from '../../model/lesson.ts';
import type { NetworkModel } from '../../model/network.ts';
import type { Next } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import { offerHuman } from '../offer-human.ts';
import { passageOnModel } from './own-model.ts';
import { ownValuesOf } from './own-values.ts';
import { explainThis } from './result-subject.ts';

// What of the student's own cluster stands beside a card; what the card observes is not said a second time.
const valuesBeside: { readonly [C in FindingCode]: readonly ValueName[] } = {
  'node-addresses': ['addresses'],
  'pods-outside-node-range': ['addresses', 'pod-range'],
  'cilium-agents': ['agents'],
  'kube-proxy-absent': ['agents'],
  'networkmonitor-configmap': [],
  'node-annotations': ['addresses'],
  'pod-cidr-per-node': ['addresses', 'pod-range'],
  'api-endpoint': [],
};

// Findings that the map of the network shows.
const onMap: readonly FindingCode[] = [
  'node-addresses',
  'pods-outside-node-range',
  'pod-cidr-per-node',
  'cilium-agents',
];

// The lesson's words on an error are about an outage.
const cannotLogIn = {
  why: 'netlab itself could not log in to the cluster. That is no outage, and not your doing.',
  simpler: 'netlab itself could not sign in. That is not your doing.',
};

/** Passages with that on the overlay exchanged for that on the student's own model, where it is another one. */
function onOwnModel({ by, passages }: Explanation, model: NetworkModel, lesson: Lesson): Explanation {
  const own = passageOnModel(model, lesson);
  const found = passages.map((each) => (each.id === 'overlay' && own ? own : each));
  return { by, passages: [...new Set(found)] };
}

/** The lesson's words for a finding as it stands now; null where it has none for its status. */
export function cardTextOf(finding: Finding, model: NetworkModel, lesson: Lesson): Omit<Card, 'models'> | null {
  const card = findCard(lesson, finding.id, finding.status, model);
  if (card === null || finding.owner !== 'bot') return card;
  return { ...card, ...cannotLogIn, next: finding.nextStep };
}

/** The card of a finding as it stands now, with what it rests on; null where the lesson has none for its status. */
export async function buildFindingCard(
  assessment: Assessment,
  code: FindingCode,
  lab: Pick<Lab, 'lesson' | 'explainFindings'>,
): Promise<{ readonly finding: Finding; readonly answer: ExplainAnswer } | null> {
  const { snapshot, network, findings } = assessment;
  const finding = findings.find(({ id }) => id === code);
  const card = finding && cardTextOf(finding, network.model, lab.lesson());
  if (!finding || !card) return null;
  const { id, task, asks, status, owner, observed, evidence } = finding;
  const { concept, why, next, simpler, ask } = card;
  const { namespace, source, readAt } = snapshot;
  const command = evidence[0]?.command ?? null;
  const seen = { id, task, asks, status, owner, observed, command, namespace, source, readAt };
  return {
    finding,
    answer: {
      kind: 'explain',
      explanation: onOwnModel(await lab.explainFindings([finding]), network.model, lab.lesson()),
      yours: ownValuesOf(valuesBeside[code], assessment),
      card: { ...seen, concept, why, next, ask, simpler },
    },
  };
}

/** What to try after a card: look again, what may be wrong, a hint where it is open, and the picture that shows it. */
export function offerAfterCard({ id, task, status, owner, problems }: Finding, by: Person): readonly Next[] {
  const settled = status === 'pass';
  const isForOthers = owner !== null && owner !== 'you';
  return [
    { label: 'Check again', command: task === null ? 'check' : `check ${task}` },
    ...(settled ? [] : problems.map((problem) => ({ label: 'Find the cause', command: `walk ${problem}` }))),
    ...(settled || task === null ? [] : [{ label: 'Hint', command: `hint ${task}` }]),
    ...(isForOthers ? offerHuman(by, { about: 'finding', id }) : []),
    ...(settled ? [{ label: 'Quiz', command: 'quiz' }] : []),
    ...(onMap.includes(id) ? [{ label: 'Show my network', command: 'picture' }] : []),
    explainThis(id),
  ];
}
