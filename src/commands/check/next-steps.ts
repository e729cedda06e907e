import type { CheckAnswer } from '../../model/check.ts';
import { type CheckOutlook, outlookOf } from '../../model/check-outlook.ts';
import type { Task } from '../../model/finding.ts';
import type { Lesson } from '../../model/lesson.ts';
import type { Next } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import type { Progress } from '../../model/progress.ts';
import { explainThis } from '../explain/result-subject.ts';
import { answerQuestionLabel } from '../learning/next-step.ts';
import { offerHuman } from '../offer-human.ts';

/** Whose look it was, the words that asked for it, and how far they are with it; null where that is not known. */
export type CheckOffer = {
  readonly by: Person;
  readonly words: readonly string[];
  readonly standing: Progress | null;
};

/** So many steps stand beside the evidence. */
const mostSteps = 4;

const tellInstructor: Next = { label: 'Tell my instructor', command: 'tell' };

/** What explains somebody else's state: the first passage of the problem, or the card of the finding. */
function explainForeign({ found, lead }: CheckOutlook, { problems }: Lesson): readonly Next[] {
  const [problem] = found;
  const id = problem ? problems[problem.id].passages[0] : lead?.id;
  return id === undefined ? [] : [{ label: 'Explain this', command: `explain ${id}` }];
}

const stepOf = ({ next: { label, command } }: Progress): Next => ({ label, command });

/** One question on a task that was seen now and is not understood yet; a look that judged nothing asks nothing. */
function questionStep({ state }: CheckOutlook, task: Task, standing: Progress | null): readonly Next[] {
  const isRight = state === 'pass' || state === 'differs';
  const own = standing?.tasks.find(
    (each) => each.seen && each.understood === null && (task === null || each.task === task),
  );
  return isRight && own ? [{ label: answerQuestionLabel, command: `quiz ${own.task}` }] : [];
}

/** The one next step of somebody's own namespace. */
function firstStep({ state, found, lead }: CheckOutlook, again: Next, standing: Progress | null): Next {
  const [problem] = found;
  switch (state) {
    case 'problem':
      return problem ? { label: 'Find the cause', command: `walk ${problem.id}` } : again;
    case 'fail':
    case 'blocked':
    case 'error':
      return tellInstructor;
    case 'not-measurable':
      return lead?.owner === 'you' ? again : tellInstructor;
    // What Home and the quiz name as the next step, too.
    case 'differs':
    case 'pass':
      return standing === null ? { label: 'Quiz', command: 'quiz' } : stepOf(standing);
  }
}

function withoutRepeats(steps: readonly Next[]): readonly Next[] {
  return steps.filter(({ command }, at) => steps.findIndex((each) => each.command === command) === at);
}

/** Where others have to mend what the look came to: the way to one of them. */
function offerOthers({ state, lead }: CheckOutlook, by: Person): readonly Next[] {
  const isTheirs = state === 'fail' || state === 'blocked' || state === 'error' || lead?.owner === 'instructor';
  const isOpen = state === 'not-measurable' && lead !== null && lead.owner !== 'you';
  if (!isTheirs && !isOpen) return [];
  return offerHuman(by, lead === null ? { about: 'general' } : { about: 'finding', id: lead.id });
}

/** What to do after a check: the one next step first, then to look again, what explains it, and ways to go on. */
export function stepsAfterCheck(
  answer: CheckAnswer,
  { by, words, standing }: CheckOffer,
  lesson: Lesson,
): readonly Next[] {
  const outlook = outlookOf(answer);
  const again = { label: 'Check again', command: ['check', ...words].join(' ') };
  const isPass = outlook.state === 'pass';
  if (answer.report.namespace !== by.namespace)
    return withoutRepeats([again, ...(isPass ? [] : explainForeign(outlook, lesson))]);
  const step = firstStep(outlook, again, standing);
  const first = step.command === tellInstructor.command && by.role === 'instructor' ? again : step;
  const stuck = outlook.lead?.task ?? null;
  const isOpen = !isPass && outlook.state !== 'differs';
  const steps = withoutRepeats([
    first,
    again,
    ...questionStep(outlook, answer.task, standing),
    explainThis(answer.task),
    { label: 'Problems', command: 'walk' },
    ...(isOpen && stuck !== null ? [{ label: 'Hint', command: `hint ${stuck}` }] : []),
  ]).slice(0, mostSteps);
  return [...steps, ...offerOthers(outlook, by)];
}
