import { cardFor } from '../exercise/cards.ts';
import type { Explanation } from '../model/answer.ts';
import type { CheckReport, Finding } from '../model/finding.ts';
import type { Lesson } from '../model/lesson.ts';
import type { Model } from '../model/network.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Situation, SituationFinding, Subject, TokenValue } from '../model/tutoring.ts';
import { countable } from '../network/pods.ts';
import { podSpaces } from '../network/ranges.ts';
import { nodesOf } from '../network/voters.ts';

// What a paragraph can speak of: more findings than these make it long, and it repeats what stands above it.
const most = 4;

/** The values of a student's own cluster that a paragraph may name, where each can be seen. */
function valuesIn({ reads }: Snapshot): readonly TokenValue[] {
  const pods = reads.pods.outcome === 'ok' ? countable(reads.pods.data, nodesOf(reads)).pods : [];
  const pod = pods[0]?.pod;
  const [space] = podSpaces(reads);
  const named = [
    { token: 'NODE_IP_1', means: 'the address of the node that runs one of your Pods', value: pod?.hostIPs[0] },
    { token: 'POD_IP_1', means: 'the address of that Pod', value: pod?.ips[0] },
    { token: 'POD_RANGE_1', means: 'the Pod range of your cluster', value: space?.text },
  ];
  return named.flatMap(({ value, ...rest }) => (value === undefined ? [] : [{ ...rest, value }]));
}

function findingFor(lesson: Lesson, { id, asks, status }: Finding, model: Model): SituationFinding {
  return { id, asks, status, card: cardFor(lesson, id, status, model) };
}

/** Findings of an answer, `what`, as what a paragraph may be about: what is not as expected comes first. */
export function situationOf(
  { findings, cluster }: Pick<CheckReport, 'findings' | 'cluster'>,
  lesson: Lesson,
  snapshot: Snapshot,
  what: string,
): Subject {
  // What belongs to no task is theory: nobody is stuck there.
  const open = findings.filter(({ status, task }) => status !== 'pass' && (task !== null || findings.length === 1));
  const told = (open.length > 0 ? open : findings).slice(0, most);
  return {
    findings: told.map((each) => findingFor(lesson, each, cluster.model)),
    passages: [...new Set(told.flatMap(({ theory }) => theory))],
    values: valuesIn(snapshot),
    question: null,
    chosen: false,
    about: `${what}, ${snapshot.readAt.slice(11, 16)} UTC`,
  };
}

/** What is left of an answer after its passages were found: a language model that chose them has had its part. */
export function leftOf({ by, until }: Explanation): Pick<Situation, 'chosen' | 'until'> {
  return { chosen: by === 'tutor', ...(until === undefined ? {} : { until }) };
}

/** A question and the passages that were found for it: nothing of the cluster. */
export function questionSituation(question: string, explanation: Explanation): Subject {
  const passages = explanation.passages.map(({ id }) => id);
  const about = explanation.passages.map(({ title }) => `“${title}”`).join(', ');
  return { findings: [], passages, values: [], question, about, ...leftOf(explanation) };
}
