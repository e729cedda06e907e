import type { Audit } from '../../model/audit.ts';
import type { ProblemTitles } from '../../model/finding.ts';
import type { HelpRequest, NewHelpRequest } from '../../model/help-request.ts';
import type { Lab } from '../../model/lab.ts';
import type { Lesson } from '../../model/lesson.ts';
import type { DirectMessage } from '../../model/outcome.ts';
import { Trouble } from '../../model/trouble.ts';
import type { WalkRemark } from '../../model/walk.ts';

/** What came of asking the instructors. */
export type AskInstructorResult = {
  /** The open help request: the new one, or an older one on the same problem that nobody answered. */
  readonly question: HelpRequest;
  readonly remarks: readonly WalkRemark[];
  /** Empty where an instructor has the request already. */
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

function messageToInstructors(question: HelpRequest, instructors: readonly string[], lesson: Lesson): DirectMessage {
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
    again: `answers ${question.id}`,
  };
}

/**
 * Stores a help request and returns the message to the instructors. One that nobody answered yet is not stored a second
 * time, and is sent again only while it is not known to have reached anybody.
 * @throws Trouble `no-instructor`, `unknown-person`, `store-down`
 */
export async function askInstructor(
  request: NewHelpRequest,
  lab: Pick<Lab, 'instructors' | 'helpRequests' | 'lesson'>,
): Promise<AskInstructorResult> {
  const instructors = await lab.instructors();
  if (instructors.length === 0) throw new Trouble('no-instructor');
  const question = await lab.helpRequests.ask(request);
  const { at } = question;
  if (question.toldAt !== null)
    return { question, remarks: [{ is: 'asked-before', at }], effects: { audit: [], directMessages: [] } };
  const remarks = question.id === request.id ? [] : [{ is: 'asked-again', at } as const];
  const { problem, namespace } = request;
  const audit = { did: 'send', what: `walk handoff ${problem}`, namespace, as: null } as const;
  const directMessages = [messageToInstructors(question, instructors, lab.lesson())];
  return { question, remarks, effects: { audit: [audit], directMessages } };
}
