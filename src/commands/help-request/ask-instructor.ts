import type { ProblemTitles } from '../../model/finding.ts';
import type { HelpRequest, NewHelpRequest } from '../../model/help-request.ts';
import type { Lab } from '../../model/lab.ts';
import type { Lesson } from '../../model/lesson.ts';
import { Trouble } from '../../model/trouble.ts';
import type { WalkRemark } from '../../model/walk.ts';
import {
  advanceConversation,
  type ConversationEvent,
  type ConversationMove,
  type ConversationResult,
} from './conversation.ts';

/** What came of asking the instructors. */
export type AskInstructorResult = {
  /** The new help request, or an older one about the same subject that has not ended. */
  readonly question: HelpRequest;
  readonly remarks: readonly WalkRemark[];
  /** Whether no instructor has it yet. */
  readonly isUntold: boolean;
};

type AskingLab = Pick<Lab, 'instructors' | 'helpRequests' | 'newIdAndTime'>;

/** The titles of the four problems. */
export function problemTitlesOf({ problems }: Lesson): ProblemTitles {
  return {
    'same-range': problems['same-range'].title,
    'no-cilium-pods': problems['no-cilium-pods'].title,
    'no-configmap': problems['no-configmap'].title,
    'no-egress': problems['no-egress'].title,
  };
}

/** Everybody who can be asked. @throws Trouble `no-instructor` */
export async function requireInstructors({ instructors }: Pick<Lab, 'instructors'>): Promise<readonly string[]> {
  const all = await instructors();
  if (all.length === 0) throw new Trouble('no-instructor');
  return all;
}

/**
 * Keeps a help request, of which nothing goes out yet: `tellInstructors` does that. One that has not ended is not kept a
 * second time. @throws Trouble `no-instructor`, `unknown-person`, `store-down`
 */
export async function askInstructor(
  request: NewHelpRequest,
  lab: Pick<Lab, 'instructors' | 'helpRequests'>,
): Promise<AskInstructorResult> {
  await requireInstructors(lab);
  const question = await lab.helpRequests.ask(request, []);
  const { at } = question;
  if (question.toldAt !== null) return { question, remarks: [{ is: 'asked-before', at }], isUntold: false };
  const remarks = question.id === request.id ? [] : [{ is: 'asked-again', at } as const];
  return { question, remarks, isUntold: true };
}

/** Moves a conversation and keeps what goes out; null where there is no such conversation. @throws Trouble `store-down` */
export async function moveConversation(
  id: string,
  event: ConversationEvent,
  lab: AskingLab,
): Promise<ConversationMove | null> {
  const moment = { ...lab.newIdAndTime(), instructors: await lab.instructors() };
  return lab.helpRequests.change(id, (found) => {
    const move = advanceConversation(found, event, moment);
    return { request: move.request, lines: move.lines, result: move };
  });
}

/**
 * Has the instructors told of a question, with what was written beside it. Where it is under way already, or has arrived, it
 * is not sent twice: words go after it as a line of their own. Resolves with what came of it; `ended` also where it is gone.
 */
export async function tellInstructors(id: string, words: string | null, lab: AskingLab): Promise<ConversationResult> {
  const moment = { ...lab.newIdAndTime(), instructors: await requireInstructors(lab) };
  const result = await lab.helpRequests.change(id, (found, waiting) => {
    const isUnderWay = waiting > 0 || found.toldAt !== null;
    if (isUnderWay && words === null) return { request: found, lines: [], result: 'same' as const };
    const event: ConversationEvent =
      isUnderWay && words !== null ? { do: 'say', words, to: null } : { do: 'tell', words };
    const move = advanceConversation(found, event, moment);
    return { request: move.request, lines: move.lines, result: move.result };
  });
  return result ?? 'ended';
}
