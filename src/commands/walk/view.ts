import type { ProblemId, ProblemStep } from '../../model/finding.ts';
import { commandInNamespace, type Lesson } from '../../model/lesson.ts';
import type { Next } from '../../model/outcome.ts';
import type { WalkAnswer, WalkStepAnswer } from '../../model/walk.ts';
import type { HelpRequestStatus } from '../help-request/help-request-status.ts';
import { rankProblem } from './problem-table.ts';
import { problemRowOf, stepTokenOf, type Walk, type WalkObservation } from './state.ts';
import { nextOpenProblems, passedOpenProblems, walkCommandOf } from './transitions.ts';
import { describePlace, describeUnsettledProblem } from './words.ts';

/** An answer with its buttons. */
export type WalkView = {
  readonly answer: WalkAnswer | WalkStepAnswer;
  readonly next: readonly Next[];
  /** False where the message whose button asked stays, though the answer is to the same walk. */
  readonly replacesMessage?: false;
};

/** The buttons below the table of problems. */
export function offerProblems(steps: readonly ProblemStep[], underWay: boolean): readonly Next[] {
  const begin = steps.map((step) => ({
    label: rankProblem(step) < 2 ? `Start with ${step.id}` : `Still see it? ${step.id}`,
    command: `walk ${step.id}`,
  }));
  const on = underWay ? [{ label: 'Continue', command: 'walk continue' }] : [];
  return [...on, ...begin, { label: 'Look again', command: 'walk' }];
}

function outcomesNext(walk: Walk, { problems }: Lesson, token: string): readonly Next[] {
  const outcomes = walkCommandOf(walk, problems)?.outcomes ?? [];
  if (outcomes.length === 0) return [];
  return [
    ...outcomes.map(({ sees }, index) => ({ label: `I see: ${sees}`, command: `walk saw ${index + 1} ${token}` })),
    { label: 'I am not sure', command: `walk unsure ${token}` },
  ];
}

function stepNext(
  walk: Walk,
  look: WalkObservation,
  lesson: Lesson,
  helpRequestStatus: HelpRequestStatus,
): readonly Next[] {
  const { place } = walk;
  const token = stepTokenOf(walk);
  const done = { label: place.at === 'command' ? 'Done, look again' : 'Look again', command: `walk done ${token}` };
  const hand = { label: 'Ask my instructor', command: `walk handoff ${token}` };
  const stop = { label: place.at === 'command' ? 'Stop' : 'End the walk', command: `walk stop ${token}` };
  const others = nextOpenProblems(walk, look).map((id) => ({ label: `Next: ${id}`, command: `walk ${id} ${token}` }));
  const back = passedOpenProblems(walk, look).map(({ id }) => ({
    label: `Back to: ${id}`,
    command: `walk ${id} ${token}`,
  }));
  if (place.at === 'command') return [...outcomesNext(walk, lesson, token), done, hand, stop];
  if (place.at === 'asked' && helpRequestStatus.is === 'told') return [...others, done, stop];
  if (place.at === 'asked') return [done, { ...hand, label: 'Ask again' }, ...others, stop];
  return place.at === 'open' ? [hand, done, ...others, ...back, stop] : [done, ...others, ...back, hand, stop];
}

/** A line for each problem that is not settled: those to come, then those that were passed. */
function describeUnsettled(walk: Walk, look: WalkObservation, lesson: Lesson): readonly string[] {
  const howLeft = (problem: ProblemId) => walk.left.find((each) => each.problem === problem)?.how;
  const toCome = nextOpenProblems(walk, look).map((id) => problemRowOf(look, id));
  const passed = passedOpenProblems(walk, look);
  return [
    ...toCome.map((row) => describeUnsettledProblem(row, undefined, lesson)),
    ...passed.map((row) => describeUnsettledProblem(row, howLeft(row.id), lesson)),
  ];
}

/** A step of a walk; `helpRequestStatus` matters only where the instructors were asked. */
export function buildStepView(
  walk: Walk,
  look: WalkObservation,
  lesson: Lesson,
  remarks: readonly string[],
  helpRequestStatus: HelpRequestStatus = { is: 'gone' },
): WalkView {
  const { place } = walk;
  const row = problemRowOf(look, place.problem);
  const { id, status, normal, because } = row;
  const text = lesson.problems[id];
  const command = walkCommandOf(walk, lesson.problems);
  const still = describeUnsettled(walk, look, lesson);
  const { headline, lines } = describePlace(place, text, row, {
    first: walk.asked.length === 0,
    still,
    helpRequestStatus,
  });
  return {
    answer: {
      kind: 'walking',
      namespace: look.namespace,
      readAt: look.readAt,
      remarks,
      title: text.title,
      row: { id, status, normal, because },
      headline,
      lines: command?.note === undefined ? lines : [command.note, ...lines],
      command: command
        ? { run: commandInNamespace(command.run, look.namespace), sees: command.outcomes.map(({ sees }) => sees) }
        : null,
    },
    next: stepNext(walk, look, lesson, helpRequestStatus),
  };
}
