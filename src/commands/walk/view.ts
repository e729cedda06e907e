import type { Next, WalkAnswer, WalkingAnswer } from '../../model/answer.ts';
import type { ProblemId, ProblemStep } from '../../model/finding.ts';
import type { Lesson } from '../../model/lesson.ts';
import type { Asked } from '../help-request/help-request-status.ts';
import { commandIn, rank } from './problem-table.ts';
import { type Look, rowIn, tokenOf, type Walk } from './state.ts';
import { commandOf, openNext, stillOpen } from './transitions.ts';
import { placeWords, unsettledWords } from './words.ts';

/** What is shown, and what is offered below it. */
export type View = {
  readonly answer: WalkAnswer | WalkingAnswer;
  readonly next: readonly Next[];
  readonly beside?: boolean;
};

/** Below the rows: go on where one was, or begin with a problem, those that are open first. */
export function overviewNext(steps: readonly ProblemStep[], going: boolean): readonly Next[] {
  const begin = steps.map((step) => ({
    label: rank(step) < 2 ? `Start with ${step.id}` : `Still see it? ${step.id}`,
    say: `walk ${step.id}`,
  }));
  const on = going ? [{ label: 'Continue', say: 'walk continue' }] : [];
  return [...on, ...begin, { label: 'Look again', say: 'walk' }];
}

function outcomesNext(walk: Walk, { problems }: Lesson, token: string): readonly Next[] {
  const outcomes = commandOf(walk, problems)?.outcomes ?? [];
  if (outcomes.length === 0) return [];
  return [
    ...outcomes.map(({ sees }, index) => ({ label: `I see: ${sees}`, say: `walk saw ${index + 1} ${token}` })),
    { label: 'I am not sure', say: `walk unsure ${token}` },
  ];
}

function stepNext(walk: Walk, look: Look, lesson: Lesson, asked: Asked): readonly Next[] {
  const { place } = walk;
  const token = tokenOf(walk);
  const done = { label: place.at === 'command' ? 'Done, look again' : 'Look again', say: `walk done ${token}` };
  const hand = { label: 'Ask my instructor', say: `walk handoff ${token}` };
  const stop = { label: place.at === 'command' ? 'Stop' : 'End the walk', say: `walk stop ${token}` };
  const others = openNext(walk, look).map((id) => ({ label: `Next: ${id}`, say: `walk ${id} ${token}` }));
  const back = stillOpen(walk, look).map(({ id }) => ({ label: `Back to: ${id}`, say: `walk ${id} ${token}` }));
  if (place.at === 'command') return [...outcomesNext(walk, lesson, token), done, hand, stop];
  if (place.at === 'asked' && asked.is === 'told') return [...others, done, stop];
  if (place.at === 'asked') return [done, { ...hand, label: 'Ask again' }, ...others, stop];
  return place.at === 'open' ? [hand, done, ...others, ...back, stop] : [done, ...others, ...back, hand, stop];
}

/** A walk that is under way, as it is shown; `asked` is how the question stands at a place where one was handed over. */
export function stepView(
  walk: Walk,
  look: Look,
  lesson: Lesson,
  remarks: readonly string[],
  asked: Asked = { is: 'gone' },
): View {
  const { place } = walk;
  const row = rowIn(look, place.problem);
  const { id, status, normal, because } = row;
  const text = lesson.problems[id];
  const command = commandOf(walk, lesson.problems);
  const howLeft = (problem: ProblemId) => walk.left.find((each) => each.problem === problem)?.how;
  const still = [
    ...openNext(walk, look).map((problem) => unsettledWords(rowIn(look, problem), undefined, lesson)),
    ...stillOpen(walk, look).map((each) => unsettledWords(each, howLeft(each.id), lesson)),
  ];
  const { headline, lines } = placeWords(place, text, row, { first: walk.asked.length === 0, still, asked });
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
        ? { run: commandIn(command.run, look.namespace), sees: command.outcomes.map(({ sees }) => sees) }
        : null,
    },
    next: stepNext(walk, look, lesson, asked),
  };
}
