import type { StatusChange } from '../../model/check.ts';
import { type ProblemId, type ProblemRow, problemIds } from '../../model/finding.ts';
import { commandInNamespace, type Lesson, type ProblemCommand } from '../../model/lesson.ts';
import type { MissingRule, TriedOption } from '../../model/opening.ts';
import type { WalkRemark } from '../../model/walk.ts';
import { rankProblem } from './problem-table.ts';
import { problemRowOf, type Walk, type WalkObservation, type WalkPlace } from './state.ts';

/** What a move led to: the walk as it is to be stored, null for none, and what is said before its step. */
export type WalkMove = { readonly walk: Walk | null; readonly remarks: readonly WalkRemark[] };

/** What a move depends on: the read of the cluster, the lesson's texts, and in `fresh` the id of a walk that begins. */
export type WalkContext = {
  readonly look: WalkObservation;
  readonly problems: Lesson['problems'];
  readonly fresh: string;
  readonly changesSince: (signature: string) => readonly StatusChange[];
  /** Which rule would open the way that policies shut; looked for only where a step asks. */
  readonly findRule: () => MissingRule;
  /** What an option of it would change; counted from 0. */
  readonly tryOption: (option: number) => TriedOption;
};

type WalkPosition = Pick<Walk, 'left' | 'place'>;
type ProblemRows = Pick<WalkObservation, 'rows'>;

/** The rows that are wrong or open now, the most urgent first. */
function openNow({ rows }: ProblemRows): readonly ProblemRow[] {
  const order = (a: ProblemRow, b: ProblemRow) =>
    rankProblem(a) - rankProblem(b) || problemIds.indexOf(a.id) - problemIds.indexOf(b.id);
  return rows.filter((row) => rankProblem(row) < 2).toSorted(order);
}

/** Whether the walk does not offer an open problem next: it is under way, or was left for a reason that still holds. */
function isPassed({ left, place }: WalkPosition, { id }: ProblemRow): boolean {
  const how = left.find(({ problem }) => problem === id)?.how;
  const here = id === place.problem && !isDone(place);
  // What was ruled out and is open now is open again.
  return here || (how !== undefined && how !== 'ruled-out');
}

const isDone = (place: WalkPlace): boolean => place.at === 'open' && place.why === 'nothing-left';

/** The problems that are wrong or open and were not left before, the most urgent first. */
export function nextOpenProblems(walk: WalkPosition, look: ProblemRows): readonly ProblemId[] {
  return openNow(look)
    .filter((row) => !isPassed(walk, row))
    .map(({ id }) => id);
}

/** The open problems that were passed, where a problem is settled or nothing is left; none elsewhere. */
export function passedOpenProblems(walk: WalkPosition, look: ProblemRows): readonly ProblemRow[] {
  const { place } = walk;
  const passed = openNow(look).filter((row) => isPassed(walk, row));
  if (isDone(place)) return passed;
  return place.at === 'confirmed' ? passed.filter(({ id }) => id !== place.problem) : [];
}

/** Whether every student can run it: what asks Azure needs an account there. */
const isForStudents = ({ run }: { readonly run: string }) => run.startsWith('kubectl ');

/** The commands of a problem that are no step: those for whoever has access to Azure. */
export function commandsForOthers({ commands }: Lesson['problems'][ProblemId]): readonly ProblemCommand[] {
  return commands.filter((each) => !isForStudents(each));
}

/**
 * The index of the command to run next, null for none: those for what netlab could not read itself come first, and what a
 * student cannot run is no step at all.
 */
function commandFor(problem: ProblemId, asked: readonly number[], { look, problems }: WalkContext): number | null {
  const { commands } = problems[problem];
  const { nextCommand, denied } = problemRowOf(look, problem);
  const all = commands.map(({ run }, index) => ({ index, run: commandInNamespace(run, look.namespace) }));
  const able = all.filter(isForStudents);
  // What netlab read itself comes last: it can only show what is known.
  const isKnown = ({ run }: { readonly run: string }) => denied.includes(run);
  const isWanted = (each: { readonly run: string }) => each.run === nextCommand && !isKnown(each);
  const order = [...able.filter(isWanted), ...able.filter((each) => !isKnown(each)), ...able.filter(isKnown)];
  return order.find(({ index }) => !asked.includes(index))?.index ?? null;
}

/** The command of a step; undefined at a place without one, and where the lesson has fewer commands than before. */
export function walkCommandOf({ place }: Walk, problems: Lesson['problems']): ProblemCommand | undefined {
  return place.at === 'command' ? problems[place.problem].commands[place.command] : undefined;
}

/** The walk at another place, one step on, so that buttons of the step before are stale. */
export const moveWalk = (walk: Walk, place: WalkPlace): Walk => ({ ...walk, step: walk.step + 1, place });

/** Records why a problem was left. */
export function leaveProblem(walk: Walk, problem: ProblemId, how: Walk['left'][number]['how']): Walk {
  return { ...walk, left: [...walk.left.filter((each) => each.problem !== problem), { problem, how }] };
}

/** Moves to the first command of a problem and forgets that it was left before. */
export function enterProblem(walk: Walk, problem: ProblemId, context: WalkContext): Walk {
  const left = walk.left.filter((each) => each.problem !== problem);
  const command = commandFor(problem, [], context) ?? 0;
  return moveWalk({ ...walk, left, asked: [] }, { at: 'command', problem, command, contradicted: false });
}

/** Leaves a problem for the next open one; where there is none, for the end of the walk. */
export function passToNextProblem(
  walk: Walk,
  how: 'ruled-out' | 'reported-out',
  because: string,
  context: WalkContext,
): WalkMove {
  const { problem } = walk.place;
  const [next] = nextOpenProblems(walk, context.look);
  const walkWithoutProblem = leaveProblem(walk, problem, how);
  const remarks = [{ is: how, problem, because }] as const;
  if (next !== undefined) return { walk: enterProblem(walkWithoutProblem, next, context), remarks };
  return { walk: moveWalk(walkWithoutProblem, { at: 'open', problem, why: 'nothing-left' }), remarks };
}

/** Whether the policies shut the way at the last look and surely do not any more. */
export function isOpenedNow({ looked, place: { problem } }: Walk, { look }: WalkContext): boolean {
  const wasFound = looked.rows.some(({ id, status }) => id === problem && status === 'supported');
  const { status, unread } = problemRowOf(look, problem);
  return problem === 'no-egress' && wasFound && status === 'cannot-see' && !unread && look.open !== null;
}

/** The move after a command: what netlab reads decides, else the next command. */
export function settleProblem(walk: Walk, context: WalkContext): WalkMove {
  const { problem } = walk.place;
  const row = problemRowOf(context.look, problem);
  if (isOpenedNow(walk, context)) return { walk: moveWalk(walk, { at: 'opened', problem }), remarks: [] };
  if (row.status === 'supported')
    return { walk: moveWalk(walk, { at: 'confirmed', problem, by: 'live' }), remarks: [] };
  if (row.status === 'ruled-out') return passToNextProblem(walk, 'ruled-out', row.because, context);
  const command = commandFor(problem, walk.asked, context);
  const place: WalkPlace =
    command === null
      ? { at: 'open', problem, why: 'unsettled' }
      : { at: 'command', problem, command, contradicted: false };
  return { walk: moveWalk(walk, place), remarks: [] };
}
