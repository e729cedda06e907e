import type { Audit } from '../../model/audit.ts';
import type { NewHelpRequest } from '../../model/help-request.ts';
import type { Lab } from '../../model/lab.ts';
import { type AskInstructorResult, askInstructor, tellInstructors } from '../help-request/ask-instructor.ts';
import { evidenceRowsOf, gatherEvidence } from '../help-request/evidence.ts';
import type { WalkEvent } from './machine.ts';
import { isUnderWay, stepTokenOf, type Walk, type WalkObservation } from './state.ts';

/** A request to hand a walk to the instructors; `id` is that of the help request, if a new one is stored. */
export type HandoffRequest = Pick<NewHelpRequest, 'id' | 'user' | 'at'> & {
  readonly walk: Walk | null;
  /** The step whose button was pressed; null for what was typed. */
  readonly token: string | null;
  readonly look: WalkObservation;
};

/** How the walk goes on, and what came of asking; `result` is null where nobody was asked. */
export type Handoff = { readonly event: WalkEvent; readonly result: AskInstructorResult | null };

/**
 * Asks the instructors about the problem of a walk. Nobody is asked about a walk that ended, or from the button of an older
 * step. The help request is stored, and instructors are told of it for a walk that did move.
 * @throws Trouble `no-instructor`, `unknown-person`, `store-down`
 */
export async function handOffWalk({ walk, token, look, id, user, at }: HandoffRequest, lab: Lab): Promise<Handoff> {
  if (!isUnderWay(walk, look.namespace) || (token !== null && token !== stepTokenOf(walk)))
    // A token that fits no step: the machine says why, and changes nothing.
    return { event: { do: 'continue', token: token ?? '' }, result: null };
  const { problem } = walk.place;
  const { namespace } = look;
  const subject = { about: 'problem', id: problem } as const;
  const { evidence } = await gatherEvidence({ user, namespace, at }, subject, lab);
  // What goes along is the look and the walk that the student has before them.
  const own = { ...evidence, readAt: look.readAt, rows: evidenceRowsOf(look), reports: walk.reports };
  const result = await askInstructor({ id, user, namespace, subject, at, evidence: own }, lab);
  return { event: { do: 'handed', problem, question: result.question.id, token }, result };
}

/** What goes out after a handoff: the id of the help request, and the audit's line; nothing where an instructor has it. */
export type HandoffEffects = { readonly audit?: readonly Audit[]; readonly conversation?: string };

/** Has the instructors told of a walk that did move. @throws Trouble `no-instructor`, `store-down` */
export async function sendHandoff({ question, isUntold }: AskInstructorResult, lab: Lab): Promise<HandoffEffects> {
  if (!isUntold) return {};
  await tellInstructors(question.id, null, lab);
  const { id, namespace, subject } = question;
  const about = subject.about === 'problem' ? subject.id : subject.about;
  return { conversation: id, audit: [{ did: 'send', what: `walk handoff ${about}`, namespace, as: null }] };
}
