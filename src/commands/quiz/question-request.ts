import { choiceLetter } from '../../model/doc.ts';
import type { Lesson } from '../../model/lesson.ts';
import type { NotebookEntry } from '../../model/notebook.ts';
import type { QuizQuestion } from '../../model/quiz.ts';
import { Trouble } from '../../model/trouble.ts';
import { quizEntriesIn } from '../learning/quiz-entries.ts';
import type { QuizQuestionRequest } from './arguments.ts';
import { findChoice } from './engine.ts';

type QuizLesson = Pick<Lesson, 'quiz'>;

/** What is done to which question; `said` is what was answered or ticked, null where nothing is. */
export type QuestionRequest = {
  readonly do: QuizQuestionRequest['do'];
  readonly question: QuizQuestion;
  readonly said: string | null;
};

function findQuestion({ quiz }: QuizLesson, id: string): QuizQuestion | null {
  return quiz.find((each) => each.id === id.toLowerCase()) ?? null;
}

/** The question that waits for an answer, of several the one that was asked last; null for none. */
export function findWaitingQuestion(
  lesson: QuizLesson,
  pages: readonly NotebookEntry[],
  namespace: string,
): QuizQuestion | null {
  const entries = quizEntriesIn(pages, namespace);
  // The oldest page stands first, and asking again writes it anew.
  const open = pages
    .filter(({ key }) => entries.get(key)?.state === 'asked')
    .map(({ key }) => findQuestion(lesson, key));
  return open.findLast((each) => each !== null) ?? null;
}

function requireQuestion(lesson: QuizLesson, id: string): QuizQuestion {
  const found = findQuestion(lesson, id);
  if (found) return found;
  throw new Trouble('bad-input', {
    what: `the quiz has no question “${id.slice(0, 60)}”`,
    todo: '“quiz” goes on where you were.',
  });
}

/**
 * Which question is meant: the one that a button names, else the one that waits for an answer. `pages` are those of the quiz.
 * @throws Trouble `bad-input`
 */
export function findRequestedQuestion(
  request: QuizQuestionRequest,
  lesson: QuizLesson,
  pages: readonly NotebookEntry[],
  namespace: string,
): QuestionRequest {
  const open = (): QuizQuestion => {
    const waiting = findWaitingQuestion(lesson, pages, namespace);
    if (waiting) return waiting;
    throw new Trouble('bad-input', { what: 'No question waits for your answer', todo: '“quiz” asks one.' });
  };
  if (request.do === 'tick') return { do: 'tick', question: requireQuestion(lesson, request.id), said: request.letter };
  if (request.do !== 'answer') {
    const question = request.id === null ? open() : requireQuestion(lesson, request.id);
    return { do: request.do, question, said: null };
  }
  const [id = '', ...rest] = request.words;
  const named = findQuestion(lesson, id);
  if (named !== null && rest.length === 0)
    throw new Trouble('bad-input', {
      what: 'Your answer is missing',
      todo: 'Write “quiz answer” and then your answer.',
    });
  return { do: 'answer', question: named ?? open(), said: (named === null ? request.words : rest).join(' ') };
}

/** The value of the choice that was said; null for an open question. @throws Trouble `bad-input` */
export function parseChoice(question: QuizQuestion, said: string | null): string | null {
  const { choices } = question;
  if (choices.length === 0) return null;
  const meant = said === null ? null : findChoice(question, said);
  if (meant !== null) return meant;
  const letters = choices.map((_, at) => choiceLetter(at));
  throw new Trouble('bad-input', {
    what: `Choose one of ${letters.slice(0, -1).join(', ')} and ${letters.at(-1)}`,
    todo: 'Press its button, or write for example “quiz answer A”.',
  });
}
