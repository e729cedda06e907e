import type { HelpRequestEvidence, NewHelpRequest } from '../../model/help-request.ts';
import type { Lab } from '../../model/lab.ts';
import { type AskInstructorResult, askInstructor } from '../help-request/ask-instructor.ts';
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

// In UTF-16 code units: a reason may name every node of a cluster.
const maxReasonLength = 1000;

function evidenceOf({ reports }: Walk, { readAt, rows }: WalkObservation): HelpRequestEvidence {
  const evidence = rows.map(({ id, status, normal, because }) => ({
    id,
    status,
    normal,
    because: because.slice(0, maxReasonLength),
  }));
  return { readAt, rows: evidence, reports };
}

/**
 * Asks the instructors about the problem of a walk. Nobody is asked about a walk that ended, or from the button of an older
 * step. The help request is stored before its messages go out, and its `effects` are for a walk that did move.
 * @throws Trouble `no-instructor`, `unknown-person`, `store-down`
 */
export async function handOffWalk({ walk, token, look, id, user, at }: HandoffRequest, lab: Lab): Promise<Handoff> {
  if (!isUnderWay(walk, look.namespace) || (token !== null && token !== stepTokenOf(walk)))
    // A token that fits no step: the machine says why, and changes nothing.
    return { event: { do: 'continue', token: token ?? '' }, result: null };
  const { problem } = walk.place;
  const { namespace } = look;
  const result = await askInstructor({ id, user, namespace, problem, at, evidence: evidenceOf(walk, look) }, lab);
  return { event: { do: 'handed', problem, question: result.question.id, token }, result };
}
