import type { ProblemRow } from '../../model/finding.ts';
import type { ProblemOutcome } from '../../model/lesson.ts';
import type { WalkRemark } from '../../model/walk.ts';
import { problemRowOf, type Walk, type WalkPlace } from './state.ts';
import { moveWalk, passToNextProblem, settleProblem, type WalkContext, type WalkMove } from './transitions.ts';

const mostReports = 30;

/** Whether a report contradicts what netlab read itself; what could not be read contradicts nothing. */
function contradicts({ verdict }: ProblemOutcome, run: string, row: ProblemRow): boolean {
  if (verdict === 'cannot-see') return false;
  if (row.status !== 'cannot-see') return verdict !== row.status;
  return verdict === 'supported' && row.denied.includes(run);
}

/** Adds a report on the current command; `outcome` is null for not being sure, `at` an ISO time. */
export function recordReport(walk: Walk, outcome: ProblemOutcome | null, run: string, at: string): Walk {
  const { problem } = walk.place;
  const report = { problem, run, saw: outcome?.sees ?? null, verdict: outcome?.verdict ?? null, at };
  const askedCommands = walk.place.at === 'command' ? [...walk.asked, walk.place.command] : walk.asked;
  return { ...walk, asked: askedCommands, reports: [...walk.reports, report].slice(-mostReports) };
}

/** The move after a report, compared with what netlab reads itself. */
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
  const reportRemark: WalkRemark = { is: 'reported', saw: outcome.sees, means, alone };
  const withReport = ({ walk: next, remarks }: WalkMove): WalkMove => ({
    walk: next,
    remarks: [reportRemark, ...remarks],
  });
  if (!alone) return withReport(settleProblem(after, context));
  if (outcome.verdict === 'ruled-out')
    return withReport(passToNextProblem(after, 'reported-out', outcome.sees, context));
  return withReport({ walk: moveWalk(after, { at: 'confirmed', problem: place.problem, by: 'report' }), remarks: [] });
}
