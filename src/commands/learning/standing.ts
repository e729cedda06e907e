import type { Lab } from '../../model/lab.ts';
import type { Attempt, Progress } from '../../model/progress.ts';
import { progressOf } from './attempts.ts';
import { quizProgressOf, understoodTasksIn } from './quiz-entries.ts';

/**
 * How far somebody is, with their quiz and what comes next. `newest` is a look that is not kept yet; null for none.
 * @throws Trouble `store-down`
 */
export async function standingOf(
  user: string,
  namespace: string,
  lab: Pick<Lab, 'progress' | 'notebooks' | 'lesson'>,
  newest: Attempt | null = null,
): Promise<Progress> {
  const kept = await lab.progress.of(user);
  const attempts = newest === null ? kept : [newest, ...kept];
  const pages = await lab.notebooks.read(user, 'quiz');
  const lesson = lab.lesson();
  return {
    ...progressOf(attempts, namespace, understoodTasksIn(pages, namespace, lesson)),
    quiz: quizProgressOf(pages, attempts, namespace, lesson),
  };
}
