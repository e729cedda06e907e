import { reportOn } from '../../checks/assess.ts';
import { cardFor } from '../../exercise/cards.ts';
import type { ExplainAnswer, Explanation, Next } from '../../model/answer.ts';
import type { Code, Finding } from '../../model/finding.ts';
import type { Lab } from '../../model/lab.ts';
import type { Lesson, ValueName } from '../../model/lesson.ts';
import type { Model } from '../../model/network.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { ownPassage } from './own-model.ts';
import { valuesOf } from './own-values.ts';

// What of the student's own cluster stands beside a card; what the card observes is not said a second time.
const beside: { readonly [C in Code]: readonly ValueName[] } = {
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
const drawn: readonly Code[] = ['node-addresses', 'pods-outside-node-range', 'pod-cidr-per-node', 'cilium-agents'];

/** Passages with that on the overlay exchanged for that on the student's own model, where it is another one. */
function onOwnModel({ by, passages }: Explanation, model: Model, lesson: Lesson): Explanation {
  const own = ownPassage(model, lesson);
  const found = passages.map((each) => (each.id === 'overlay' && own ? own : each));
  return { by, passages: [...new Set(found)] };
}

/** The card of a finding as it stands in a snapshot, with what it rests on; null where the lesson has none for its status. */
export async function cardIn(
  snapshot: Snapshot,
  code: Code,
  { lesson, explain }: Pick<Lab, 'lesson' | 'explain'>,
): Promise<{ readonly finding: Finding; readonly answer: ExplainAnswer } | null> {
  const { findings, cluster } = reportOn(snapshot, lesson.id);
  const finding = findings.find(({ id }) => id === code);
  const card = finding && cardFor(lesson, code, finding.status, cluster.model);
  if (!finding || !card) return null;
  const { id, task, asks, status, owner, observed, evidence } = finding;
  const { concept, why, next, ask } = card;
  const { namespace, source, readAt } = snapshot;
  const command = evidence[0]?.command ?? null;
  const seen = { id, task, asks, status, owner, observed, command, namespace, source, readAt };
  return {
    finding,
    answer: {
      kind: 'explain',
      explanation: onOwnModel(await explain([finding]), cluster.model, lesson),
      yours: valuesOf(beside[code], snapshot),
      card: { ...seen, concept, why, next, ask },
    },
  };
}

/** What to try after a card: look again, what may be wrong, a hint where it is open, and the picture that shows it. */
export function afterCard({ id, task, status, problems }: Finding): readonly Next[] {
  const settled = status === 'pass';
  return [
    task === null
      ? { label: 'Check again', say: 'check' }
      : { label: `Check task ${task} again`, say: `check ${task}` },
    ...(settled ? [] : problems.map((problem) => ({ label: `Walk through ${problem}`, say: `walk ${problem}` }))),
    ...(settled || task === null ? [] : [{ label: `A hint for task ${task}`, say: `hint ${task}` }]),
    ...(settled ? [{ label: 'Ask me a question', say: 'quiz' }] : []),
    ...(drawn.includes(id) ? [{ label: 'Show my network', say: 'picture' }] : []),
  ];
}
