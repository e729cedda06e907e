import type { Lab } from '../../model/lab.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import type { Progress } from '../../model/progress.ts';
import { type QuizPart, quizPlacesOf } from '../learning/questions.ts';
import { placeStateOf, type QuizEntries, quizEntriesIn } from '../learning/quiz-entries.ts';
import { standingOf } from '../learning/standing.ts';
import { blankQuizAnswer } from './blank-answer.ts';

type QuizReply = Pick<Outcome, 'answer' | 'next'>;

const partWords = (part: QuizPart) => (part === 'all' ? '' : ` ${part ?? 'theory'}`);

/** Which tasks were understood, in a sentence. */
function describeUnderstood({ tasks }: Progress): string {
  const names = tasks.filter(({ understood }) => understood !== null).map(({ task }) => task);
  if (names.length === 0) return 'No task counts as understood yet: one right answer of your own is enough.';
  if (names.length === tasks.length) return 'All three tasks count as understood.';
  return `Understood so far: task ${names.join(' and task ')}.`;
}

function describeAnswered(entries: QuizEntries, lab: Pick<Lab, 'lesson'>): string {
  const states = quizPlacesOf(lab.lesson()).map((place) => placeStateOf(place, entries));
  const [answered, skipped] = ['answered', 'skipped'].map((state) => states.filter((each) => each === state).length);
  return `You answered ${answered}${skipped ? ` and skipped ${skipped}` : ''}.`;
}

/** What is shown where no question can be asked now: where one is, and what comes next. */
export async function overviewAnswer(
  { by, namespace }: { readonly by: Person; readonly namespace: string },
  shown: {
    readonly part: QuizPart;
    readonly entries: QuizEntries;
    readonly messages: readonly string[];
    readonly remarks: readonly string[];
  },
  lab: Lab,
): Promise<QuizReply> {
  const { part, entries, messages, remarks } = shown;
  const standing = await standingOf(by.id, namespace, lab);
  const { label, command } = standing.next;
  // A question of this part is what there is none of.
  const onward: readonly Next[] =
    command.startsWith('quiz') && [command, 'quiz'].includes(`quiz${partWords(part)}`) ? [] : [{ label, command }];
  const skipped = [...entries.values()].some(({ state }) => state === 'skipped');
  return {
    answer: {
      ...blankQuizAnswer,
      title:
        part === 'all' ? 'There is no question to ask just now.' : 'There is no question of this part to ask just now.',
      messages: [...messages, describeAnswered(entries, lab), describeUnderstood(standing)],
      remarks,
    },
    next: [
      ...onward,
      ...(part === 'all' ? [] : [{ label: 'The other questions', command: 'quiz' }]),
      ...(skipped ? [{ label: 'The skipped ones', command: 'quiz skipped' }] : []),
      { label: 'Start anew', command: `quiz again${partWords(part)}` },
      ...(command.startsWith('check') ? [] : [{ label: 'Check my cluster', command: 'check' }]),
    ].slice(0, 5),
  };
}

/** Ends a quiz for now: where one is, and how to go on. Nothing is read from the cluster. */
export async function stopAnswer(by: Person, namespace: string, lab: Lab): Promise<QuizReply> {
  const standing = await standingOf(by.id, namespace, lab);
  const entries = quizEntriesIn(await lab.notebooks.read(by.id, 'quiz'), namespace);
  const { message, label, command } = standing.next;
  const where = standing.quiz?.next;
  const onward = where ? [`“quiz” goes on with ${where}, whenever you like.`] : [];
  return {
    answer: {
      ...blankQuizAnswer,
      title: 'Enough for now.',
      messages: [describeAnswered(entries, lab), describeUnderstood(standing), ...onward],
      remarks: [`Next: ${message}`],
    },
    next: [
      { label, command },
      ...(command.startsWith('quiz') ? [] : [{ label: 'Go on with the quiz', command: 'quiz' }]),
    ],
  };
}

/** Asks before answers are deleted; null where there is none to delete. */
export function confirmAgain(part: QuizPart, entries: QuizEntries, lab: Pick<Lab, 'lesson'>): QuizReply | null {
  const places = quizPlacesOf(lab.lesson(), part);
  const gone = places.filter((place) => placeStateOf(place, entries) === 'answered').length;
  if (gone === 0) return null;
  const many = gone === 1 ? 'Your 1 answer' : `Your ${gone} answers`;
  return {
    answer: {
      ...blankQuizAnswer,
      title: 'Start anew?',
      messages: [`${many} ${part === 'all' ? '' : 'to this part '}will be deleted. What you understood stays.`],
    },
    next: [
      { label: 'Yes, start anew', command: `quiz again${partWords(part)} yes` },
      { label: 'No, go on', command: `quiz${partWords(part)}` },
    ],
  };
}
