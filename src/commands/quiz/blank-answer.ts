import type { Next } from '../../model/outcome.ts';
import type { QuizAnswer } from '../../model/quiz-answer.ts';

/** What an answer to `quiz` has where nothing else is said. */
export const blankQuizAnswer: QuizAnswer = {
  ...{ kind: 'quiz', title: null, position: null, question: null, asks: [], open: false, chosen: null },
  ...{ observe: null, result: null, parts: [], messages: [], remarks: [] },
};

/** The button that ends a quiz for now, with where one is. */
export const stopStep: Next = { label: 'Enough for now', command: 'quiz stop' };
