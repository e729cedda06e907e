import type { ProblemId, ProblemRow } from '../model/finding.ts';
import type { ProblemOutcome } from '../model/lesson.ts';
import { commandIn } from './rows.ts';
import {
  commandOf,
  enter,
  type Ground,
  leave,
  type Move,
  moved,
  openNext,
  passOn,
  type Remark,
  settle,
} from './walk-moves.ts';
import { lookedOf, type Place, rowChanges, rowIn, tokenOf, underWay, type Walk } from './walk-state.ts';

/** What somebody does in a walk. `token` is the step that a button belongs to; null for what was typed by hand. */
export type WalkEvent =
  | { readonly do: 'begin'; readonly problem: ProblemId; readonly token: string | null }
  | { readonly do: 'continue'; readonly token: string | null }
  /** Outcomes count from 1, as they stand on the buttons. */
  | { readonly do: 'saw'; readonly outcome: number; readonly token: string | null }
  | { readonly do: 'unsure' | 'done' | 'stop'; readonly token: string | null }
  | { readonly do: 'handed'; readonly problem: ProblemId; readonly question: string; readonly token: string | null };

const mostReports = 30;

/** Whether a report speaks against what netlab read itself. Where it could not read, nothing is called wrong. */
export function contradicts({ verdict }: ProblemOutcome, run: string, row: ProblemRow): boolean {
  if (verdict === 'cannot-see') return false;
  if (row.status !== 'cannot-see') return verdict !== row.status;
  return verdict === 'supported' && row.denied.includes(run);
}

function reported(walk: Walk, outcome: ProblemOutcome | null, run: string, at: string): Walk {
  const report = { run, saw: outcome?.sees ?? null, verdict: outcome?.verdict ?? null, at };
  const asked = walk.place.at === 'command' ? [...walk.asked, walk.place.command] : walk.asked;
  return { ...walk, asked, reports: [...walk.reports, report].slice(-mostReports) };
}

function saw(
  walk: Walk,
  place: Extract<Place, { at: 'command' }>,
  outcome: ProblemOutcome,
  run: string,
  ground: Ground,
): Move {
  const row = rowIn(ground.look, place.problem);
  const after = reported(walk, outcome, run, ground.look.readAt);
  if (contradicts(outcome, run, row)) {
    const again: Place = place.contradicted
      ? { at: 'open', problem: place.problem, why: 'contradicted' }
      : { ...place, contradicted: true };
    const same = { ...after, asked: place.contradicted ? after.asked : walk.asked };
    return { walk: moved(same, again), remarks: [{ is: 'contradiction', saw: outcome.sees, because: row.because }] };
  }
  const said: Remark = { is: 'reported', saw: outcome.sees, means: outcome.means };
  const told = ({ walk: next, remarks }: Move): Move => ({ walk: next, remarks: [said, ...remarks] });
  if (row.status !== 'cannot-see' || outcome.verdict === 'cannot-see') return told(settle(after, ground));
  if (outcome.verdict === 'ruled-out') return told(passOn(after, 'reported-out', outcome.sees, ground));
  return told({ walk: moved(after, { at: 'confirmed', problem: place.problem, by: 'report' }), remarks: [] });
}

function atCommand(walk: Walk, event: WalkEvent, ground: Ground): Move {
  const { place } = walk;
  const command = commandOf(walk, ground.problems);
  if (place.at !== 'command') return { walk, remarks: [] };
  // The lesson has fewer commands than when this step was shown.
  if (command === undefined) return { walk: enter(walk, place.problem, ground), remarks: [] };
  const run = commandIn(command.run, ground.look.namespace);
  if (event.do === 'unsure') {
    const { walk: next, remarks } = settle(reported(walk, null, run, ground.look.readAt), ground);
    return { walk: next, remarks: [{ is: 'unsure' }, ...remarks] };
  }
  if (event.do === 'done') return settle({ ...walk, asked: [...walk.asked, place.command] }, ground);
  const outcome = event.do === 'saw' ? command.outcomes[event.outcome - 1] : undefined;
  if (outcome === undefined) return { walk, remarks: [{ is: 'no-outcome', most: command.outcomes.length }] };
  return saw(walk, place, outcome, run, ground);
}

/** Looking again where no command is asked for: only what netlab reads can move it. */
function lookedAgain(walk: Walk, ground: Ground): Move {
  const { place } = walk;
  const { status, because } = rowIn(ground.look, place.problem);
  const stays: Move = { walk, remarks: [] };
  if (place.at === 'asked' || (place.at === 'confirmed' && place.by === 'live' && status === 'supported')) return stays;
  if (place.at === 'open' && place.why === 'nothing-left') {
    const [next] = openNext(walk, ground.look);
    return next === undefined ? stays : { walk: enter(walk, next, ground), remarks: [] };
  }
  if (status === 'supported')
    return { walk: moved(walk, { at: 'confirmed', problem: place.problem, by: 'live' }), remarks: [] };
  if (status === 'ruled-out') return passOn(walk, 'ruled-out', because, ground);
  // What was confirmed by a read is not there any more, and not ruled out either.
  return place.at === 'confirmed' && place.by === 'live'
    ? { walk: enter(walk, place.problem, ground), remarks: [] }
    : stays;
}

function begun(walk: Walk | null, problem: ProblemId, ground: Ground): Move {
  const { namespace } = ground.look;
  const steps = walk?.step ?? 0;
  const going = underWay(walk, namespace);
  const start: Walk = going
    ? walk
    : {
        id: ground.fresh,
        step: steps,
        namespace,
        place: { at: 'stopped', problem },
        asked: [],
        reports: [],
        left: [],
        looked: lookedOf(ground.look),
      };
  const { place } = start;
  const how = place.at === 'confirmed' ? 'confirmed' : place.at === 'asked' ? 'asked' : 'went-on';
  const known = start.left.some((each) => each.problem === place.problem);
  const on = going && !known && place.problem !== problem ? leave(start, place.problem, how) : start;
  return { walk: enter(on, problem, ground), remarks: [] };
}

function changed({ looked }: Walk, event: WalkEvent, { look, changesSince }: Ground): readonly Remark[] {
  const [rows, findings] = [rowChanges(looked, look), changesSince(looked.signature)];
  if (rows.length + findings.length > 0) return [{ is: 'changed', rows, findings }];
  return event.do === 'done' ? [{ is: 'unchanged' }] : [];
}

function moveOf(walk: Walk, event: WalkEvent, ground: Ground): Move {
  if (event.do === 'begin') return begun(walk, event.problem, ground);
  if (event.do === 'stop')
    return { walk: moved(walk, { at: 'stopped', problem: walk.place.problem }), remarks: [{ is: 'stopped' }] };
  if (event.do === 'handed') {
    const { problem, question } = event;
    return { walk: moved(walk, { at: 'asked', problem, question }), remarks: [] };
  }
  if (event.do === 'continue') {
    const lost = walk.place.at === 'command' && commandOf(walk, ground.problems) === undefined;
    return { walk: lost ? enter(walk, walk.place.problem, ground) : walk, remarks: [] };
  }
  if (walk.place.at === 'command') return atCommand(walk, event, ground);
  return event.do === 'done' ? lookedAgain(walk, ground) : { walk, remarks: [{ is: 'stale' }] };
}

/**
 * The walk's machine: from where somebody is and what they did to where they are next, by what the cluster shows now. A
 * report never outweighs a read; a problem is left only with a reason; a button of another step changes nothing.
 */
export function advance(walk: Walk | null, event: WalkEvent, ground: Ground): Move {
  const going = underWay(walk, ground.look.namespace);
  if (event.token !== null && (!going || event.token !== tokenOf(walk)))
    return { walk, remarks: [{ is: going ? 'stale' : 'no-walk' }] };
  if (!going) return event.do === 'begin' ? begun(walk, event.problem, ground) : { walk, remarks: [{ is: 'no-walk' }] };
  const { walk: next, remarks } = moveOf(walk, event, ground);
  const looked = lookedOf(ground.look);
  return { walk: next && { ...next, looked }, remarks: [...changed(walk, event, ground), ...remarks] };
}
