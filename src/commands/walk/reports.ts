import type { ProblemRow } from '../../model/finding.ts';
import type { ProblemOutcome } from '../../model/lesson.ts';
import { problemRowOf, type Walk, type WalkPlace } from './state.ts';
import {
  moveWalk,
  passToNextProblem,
  settleProblem,
  type WalkContext,
  type WalkMove,
  type WalkRemark,
} from './transitions.ts';

const mostReports = 30;

/** Whether a report speaks against what netlab read itself. Where it could not read, nothing is called wrong. */
function contradicts({ verdict }: ProblemOutcome, run: string, row: ProblemRow): boolean {
  if (verdict === 'cannot-see') return false;
  if (row.status !== 'cannot-see') return verdict !== row.status;
  return verdict === 'supported' && row.denied.includes(run);
}

/** A walk whose command had its turn, with what was reported of it; null for not being sure. */
export function recordReport(walk: Walk, outcome: ProblemOutcome | null, run: string, at: string): Walk {
  const { problem } = walk.place;
  const report = { problem, run, saw: outcome?.sees ?? null, verdict: outcome?.verdict ?? null, at };
  const asked = walk.place.at === 'command' ? [...walk.asked, walk.place.command] : walk.asked;
  return { ...walk, asked, reports: [...walk.reports, report].slice(-mostReports) };
}

/** What a report leads to, held against what netlab reads itself. */
export function applyReport(
  walk: Walk,
  place: Extract<WalkPlace, { at: 'command' }>,
  outcome: ProblemOutcome,
  run: string,
  context: WalkContext,
): WalkMove {
  const row = problemRowOf(context.look, place.problem);
  const after = recordReport(walk, outcome, run, context.look.readAt);
  if (contradicts(outcome, run, row)) {
    const again: WalkPlace = place.contradicted
      ? { at: 'open', problem: place.problem, why: 'contradicted' }
      : { ...place, contradicted: true };
    const same = { ...after, asked: place.contradicted ? after.asked : walk.asked };
    return { walk: moveWalk(same, again), remarks: [{ is: 'contradiction', saw: outcome.sees, because: row.because }] };
  }
  const alone = row.status === 'cannot-see' && outcome.verdict !== 'cannot-see';
  const means = row.status === 'cannot-see' && outcome.unread ? `${outcome.means} ${outcome.unread}` : outcome.means;
  const said: WalkRemark = { is: 'reported', saw: outcome.sees, means, alone };
  const told = ({ walk: next, remarks }: WalkMove): WalkMove => ({ walk: next, remarks: [said, ...remarks] });
  if (!alone) return told(settleProblem(after, context));
  if (outcome.verdict === 'ruled-out') return told(passToNextProblem(after, 'reported-out', outcome.sees, context));
  return told({ walk: moveWalk(after, { at: 'confirmed', problem: place.problem, by: 'report' }), remarks: [] });
}
