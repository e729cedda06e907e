import type { DirectMessage, ProblemTitles } from '../../model/answer.ts';
import type { Audit } from '../../model/audit.ts';
import type { HelpRequest, HelpRequestEvidence } from '../../model/help-request.ts';
import type { Lab } from '../../model/lab.ts';
import type { Lesson } from '../../model/lesson.ts';
import type { Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import type { WalkEvent } from '../walk/machine.ts';
import { isUnderWay, stepTokenOf, type Walk, type WalkObservation } from '../walk/state.ts';
import { formatUtcTime } from './help-request-status.ts';

/** A walk that somebody wants to hand to the instructors. */
export type AskInstructorInput = {
  readonly walk: Walk | null;
  readonly by: Person;
  /** Of the question, if it is a new one. */
  readonly id: string;
  readonly at: string;
  readonly token: string | null;
  readonly look: WalkObservation;
};

/** What came of it: how the walk goes on, and what else is to be done and said. */
export type AskInstructorResult = {
  readonly event: WalkEvent;
  readonly remarks: readonly string[];
  readonly question: HelpRequest | null;
  /** To be done only where the walk moved. */
  readonly effects: { readonly audit: readonly Audit[]; readonly directMessages: readonly DirectMessage[] };
};

/** The titles of the four problems. */
export function problemTitlesOf({ problems }: Lesson): ProblemTitles {
  return {
    'same-range': problems['same-range'].title,
    'no-cilium-pods': problems['no-cilium-pods'].title,
    'no-configmap': problems['no-configmap'].title,
    'no-egress': problems['no-egress'].title,
  };
}

function evidenceOf({ reports }: Walk, { readAt, rows }: WalkObservation): HelpRequestEvidence {
  const short = rows.map(({ id, status, normal, because }) => ({
    id,
    status,
    normal,
    because: because.slice(0, 1000),
  }));
  return { readAt, rows: short, reports };
}

function asking(question: HelpRequest, instructors: readonly string[], lesson: Lesson): DirectMessage {
  return {
    to: instructors,
    answer: { kind: 'question', request: question, titles: problemTitlesOf(lesson) },
    next: [
      { label: 'Answer', command: `answers ${question.id}` },
      { label: 'Look myself', command: `check ${question.namespace}` },
    ],
    keepsChannel: false,
    unreached: 'I could not reach any instructor. The question is kept: ask again, or tell your instructor yourself.',
    helpRequest: question.id,
  };
}

/**
 * Hands a walk to the instructors: the question is kept before anything is told, asked once while nobody answered, and told
 * again as long as it is not known to have reached anybody. What was stopped, or asked from an older step, is left to the
 * machine. @throws Trouble `no-instructor`, `unknown-person`, `store-down`
 */
export async function askInstructor(
  { walk, by, id, at, token, look }: AskInstructorInput,
  lab: Lab,
): Promise<AskInstructorResult> {
  const going = isUnderWay(walk, look.namespace);
  if (!going || (token !== null && token !== stepTokenOf(walk)))
    // A token that no step has: the machine says what there is to say, and changes nothing.
    return {
      event: { do: 'continue', token: token ?? '' },
      remarks: [],
      question: null,
      effects: { audit: [], directMessages: [] },
    };
  const instructors = await lab.instructors();
  if (instructors.length === 0) throw new Trouble('no-instructor');
  const { problem } = walk.place;
  const evidence = evidenceOf(walk, look);
  const question = await lab.helpRequests.ask({ id, user: by.id, namespace: look.namespace, problem, at, evidence });
  const event: WalkEvent = { do: 'handed', problem, question: question.id, token };
  const when = formatUtcTime(question.at);
  if (question.toldAt !== null) {
    const remarks = [`Your instructor was asked about this on ${when} already; I did not ask twice.`];
    return { event, remarks, question, effects: { audit: [], directMessages: [] } };
  }
  const remarks =
    question.id === id ? [] : [`You asked about this on ${when}, but I do not know whether it arrived: I ask again.`];
  const audit = { did: 'send', what: `walk handoff ${problem}`, namespace: look.namespace, as: null } as const;
  return {
    event,
    remarks,
    question,
    effects: { audit: [audit], directMessages: [asking(question, instructors, lab.lesson)] },
  };
}
