import type { ProblemId } from '../../model/finding.ts';
import { commandInNamespace } from '../../model/lesson.ts';
import type { LeftHow, WalkRemark } from '../../model/walk.ts';
import { askForRule, chooseRule, showRule } from './missing-rule.ts';
import { applyReport, recordReport } from './reports.ts';
import {
  isUnderWay,
  observationToKeep,
  problemRowOf,
  rowChanges,
  stepTokenOf,
  type Walk,
  type WalkPlace,
} from './state.ts';
import {
  enterProblem,
  isOpenedNow,
  leaveProblem,
  moveWalk,
  nextOpenProblems,
  passToNextProblem,
  settleProblem,
  type WalkContext,
  type WalkMove,
  walkCommandOf,
} from './transitions.ts';

/** What a person does in a walk. `token` is the step whose button was pressed; null for what was typed. */
export type WalkEvent =
  | { readonly do: 'begin'; readonly problem: ProblemId; readonly token: string | null }
  | { readonly do: 'continue'; readonly token: string | null }
  /** Outcomes count from 1, as they stand on the buttons. */
  | { readonly do: 'saw'; readonly outcome: number; readonly token: string | null }
  | { readonly do: 'unsure' | 'done' | 'stop'; readonly token: string | null }
  /** Asks which rule is missing; says whether it works now. */
  | { readonly do: 'rule' | 'works' | 'fails'; readonly token: string | null }
  | { readonly do: 'handed'; readonly problem: ProblemId; readonly question: string; readonly token: string | null };

const unreadMove = (walk: Walk): WalkMove => ({ walk, remarks: [{ is: 'unread' }] });

function moveAtCommand(walk: Walk, event: WalkEvent, context: WalkContext): WalkMove {
  const { place } = walk;
  const command = walkCommandOf(walk, context.problems);
  if (place.at !== 'command') return { walk, remarks: [] };
  // The lesson has fewer commands than when this step was shown.
  if (command === undefined) return { walk: enterProblem(walk, place.problem, context), remarks: [] };
  const run = commandInNamespace(command.run, context.look.namespace);
  if (event.do === 'unsure') {
    const { walk: next, remarks } = settleProblem(recordReport(walk, null, run, context.look.readAt), context);
    return { walk: next, remarks: [{ is: 'unsure' }, ...remarks] };
  }
  // What cannot be read says nothing about what was done.
  if (event.do === 'done' && problemRowOf(context.look, place.problem).unread) return unreadMove(walk);
  if (event.do === 'done') return settleProblem({ ...walk, asked: [...walk.asked, place.command] }, context);
  const outcome = event.do === 'saw' ? command.outcomes[event.outcome - 1] : undefined;
  if (outcome === undefined) return { walk, remarks: [{ is: 'no-outcome', most: command.outcomes.length }] };
  return applyReport(walk, place, outcome, run, context);
}

/** Another read at a place without a command: it moves only by what netlab reads. */
function readAgain(walk: Walk, context: WalkContext): WalkMove {
  const { place } = walk;
  const { status, because, unread: isUnread } = problemRowOf(context.look, place.problem);
  const stays: WalkMove = { walk, remarks: [] };
  if (isOpenedNow(walk, context))
    return { walk: moveWalk(walk, { at: 'opened', problem: place.problem }), remarks: [] };
  if (place.at === 'rule' && status === 'supported') return stays;
  if (place.at === 'asked' || (place.at === 'confirmed' && place.by === 'live' && status === 'supported')) return stays;
  if (place.at === 'open' && place.why === 'nothing-left') {
    const open = nextOpenProblems(walk, context.look);
    const next = open.find((id) => !problemRowOf(context.look, id).unread);
    if (next !== undefined) return { walk: enterProblem(walk, next, context), remarks: [] };
    return open.length > 0 || isUnread ? unreadMove(walk) : stays;
  }
  if (isUnread) return unreadMove(walk);
  if (status === 'supported')
    return { walk: moveWalk(walk, { at: 'confirmed', problem: place.problem, by: 'live' }), remarks: [] };
  if (status === 'ruled-out') return passToNextProblem(walk, 'ruled-out', because, context);
  // What was confirmed by a read is not there any more, and not ruled out either.
  return (place.at === 'confirmed' && place.by === 'live') || place.at === 'rule'
    ? { walk: enterProblem(walk, place.problem, context), remarks: [] }
    : stays;
}

const leftHow: { readonly [A in WalkPlace['at']]?: LeftHow } = {
  confirmed: 'confirmed',
  rule: 'confirmed',
  asked: 'asked',
};

function beginWalk(walk: Walk | null, problem: ProblemId, context: WalkContext): WalkMove {
  const { namespace } = context.look;
  const steps = walk?.step ?? 0;
  const underWay = isUnderWay(walk, namespace);
  const start: Walk = underWay
    ? walk
    : {
        id: context.fresh,
        step: steps,
        namespace,
        place: { at: 'stopped', problem },
        asked: [],
        reports: [],
        left: [],
        looked: observationToKeep(context.look),
      };
  const { place } = start;
  const how = leftHow[place.at] ?? 'went-on';
  const known = start.left.some((each) => each.problem === place.problem);
  const on = underWay && !known && place.problem !== problem ? leaveProblem(start, place.problem, how) : start;
  return { walk: enterProblem(on, problem, context), remarks: [] };
}

function remarksOnChanges(
  { looked }: Walk,
  event: WalkEvent,
  { look, changesSince }: WalkContext,
  move: WalkMove,
): readonly WalkRemark[] {
  const [rows, findings] = [rowChanges(looked, look), changesSince(looked.signature)];
  const since = looked.at ?? null;
  if (rows.length + findings.length > 0) return [{ is: 'changed', since, rows, findings }];
  // What could not be read may have changed all the same.
  const seen = move.remarks.every(({ is }) => is !== 'unread');
  return event.do === 'done' && seen ? [{ is: 'unchanged', since }] : [];
}

function resumeWalk(walk: Walk, context: WalkContext): WalkMove {
  if (walk.place.at !== 'command' || isOpenedNow(walk, context)) return readAgain(walk, context);
  const commandMissing = walkCommandOf(walk, context.problems) === undefined;
  return { walk: commandMissing ? enterProblem(walk, walk.place.problem, context) : walk, remarks: [] };
}

/** What came of trying it, where the policies let it pass. */
function moveAfterTry(walk: Walk, came: 'works' | 'fails'): WalkMove {
  const { at, problem } = walk.place;
  if (at !== 'opened') return { walk, remarks: [{ is: 'stale' }] };
  const place: WalkPlace = came === 'works' ? { at: 'solved', problem } : { at: 'open', problem, why: 'still-fails' };
  return { walk: moveWalk(walk, place), remarks: [] };
}

function moveAtRule(
  walk: Walk,
  place: Extract<WalkPlace, { at: 'rule' }>,
  event: WalkEvent,
  context: WalkContext,
): WalkMove {
  if (!place.shown && event.do === 'unsure') return showRule(walk, place);
  if (!place.shown && event.do === 'saw')
    return chooseRule(walk, place, event.outcome, context) ?? readAgain(walk, context);
  return { walk, remarks: [{ is: 'stale' }] };
}

function moveOf(walk: Walk, event: WalkEvent, context: WalkContext): WalkMove {
  if (event.do === 'begin') return beginWalk(walk, event.problem, context);
  if (event.do === 'stop')
    return { walk: moveWalk(walk, { at: 'stopped', problem: walk.place.problem }), remarks: [{ is: 'stopped' }] };
  if (event.do === 'handed') {
    const { problem, question } = event;
    return { walk: moveWalk(walk, { at: 'asked', problem, question }), remarks: [] };
  }
  if (event.do === 'continue') return resumeWalk(walk, context);
  if (event.do === 'rule') return askForRule(walk, context);
  if (event.do === 'works' || event.do === 'fails') return moveAfterTry(walk, event.do);
  if (walk.place.at === 'command') return moveAtCommand(walk, event, context);
  if (walk.place.at === 'rule' && event.do !== 'done') return moveAtRule(walk, walk.place, event, context);
  return event.do === 'done' ? readAgain(walk, context) : { walk, remarks: [{ is: 'stale' }] };
}

/**
 * The state machine of a walk: the next state by the event and by what the cluster shows now. A report never outweighs a
 * read; a problem is left only with a reason; what could not be read moves nothing; a button of another step changes nothing.
 */
export function advanceWalk(walk: Walk | null, event: WalkEvent, context: WalkContext): WalkMove {
  const underWay = isUnderWay(walk, context.look.namespace);
  if (event.token !== null && (!underWay || event.token !== stepTokenOf(walk)))
    return { walk, remarks: [{ is: underWay ? 'stale' : 'no-walk' }] };
  if (!underWay)
    return event.do === 'begin' ? beginWalk(walk, event.problem, context) : { walk, remarks: [{ is: 'no-walk' }] };
  const move = moveOf(walk, event, context);
  const stored = observationToKeep(context.look, walk.looked);
  const remarks = [...remarksOnChanges(walk, event, context, move), ...move.remarks];
  return { walk: move.walk && { ...move.walk, looked: stored }, remarks };
}
