import type { Task } from '../../model/finding.ts';
import type { Lesson } from '../../model/lesson.ts';
import { type AfterLook, type AuthoredQuestion, type FactId, type QuizQuestion, quizFacts } from '../../model/quiz.ts';

/** A part of the quiz: one task, the theory (null), or all of it. */
export type QuizPart = Task | 'all';

/** A place in the quiz: a question, and the one that is asked in its place once somebody has looked; null for none. */
export type QuizPlace = { readonly question: AuthoredQuestion; readonly afterLook: AfterLook | null };

const tasks: readonly Task[] = [1, 2, 3, null];
const factOrder = Object.keys(quizFacts) as readonly FactId[];

const rankOf = (each: QuizQuestion) => (each.kind === 'transfer' ? factOrder.length : factOrder.indexOf(each.fact));

/** The places of the quiz in the order in which they are asked: by task, what is to be predicted first. */
export function quizPlacesOf({ quiz }: Pick<Lesson, 'quiz'>, part: QuizPart = 'all'): readonly QuizPlace[] {
  const later = quiz.filter((each) => each.kind === 'after-look');
  const sorted = quiz
    .filter((each): each is AuthoredQuestion => each.kind !== 'after-look' && (part === 'all' || part === each.task))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  return tasks
    .flatMap((task) => sorted.filter((each) => each.task === task))
    .map((question) => ({ question, afterLook: later.find(({ instead }) => instead === question.id) ?? null }));
}

/** The ids of a place's questions. */
export function questionIdsOf({ question, afterLook }: QuizPlace): readonly string[] {
  return [question.id, ...(afterLook === null ? [] : [afterLook.id])];
}
