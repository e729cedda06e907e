import { z } from 'zod';
import { checks } from '../../checks/index.ts';
import { findingCodes, type Task } from '../../model/finding.ts';
import type { Lesson } from '../../model/lesson.ts';
import type { NotebookEntry } from '../../model/notebook.ts';
import type { Attempt } from '../../model/progress.ts';
import type { QuizProgress } from '../../model/quiz.ts';
import { type QuizEntries, type QuizEntry, questionsInOrder, tasksOfSettledFindings } from './engine.ts';

const entry: z.ZodType<QuizEntry> = z.object({
  namespace: z.string(),
  state: z.enum(['asked', 'skipped', 'answered']),
  choice: z.string().nullable(),
  fact: z.string().nullable(),
  askedAt: z.string(),
  answeredAt: z.string().nullable(),
});

/** The entries of a namespace; what an older netlab wrote in another way counts as none. */
export function quizEntriesIn(pages: readonly NotebookEntry[], namespace: string): QuizEntries {
  const found = pages.flatMap(({ key, body }) => {
    const { data } = entry.safeParse(body);
    return data?.namespace === namespace ? [[key, data] as const] : [];
  });
  return new Map(found);
}

/** Tasks of which a check has found something as it should be: `pass`, or `differs`, which is right for the cluster. */
export function settledTasksIn(attempts: readonly Attempt[], namespace: string): ReadonlySet<Task> {
  const own = attempts.filter((attempt) => attempt.namespace === namespace);
  const found = findingCodes.filter((code) =>
    own.some(({ statuses }) => ['pass', 'differs'].includes(statuses[code] ?? '')),
  );
  return tasksOfSettledFindings(new Set(found), (code) => checks[code].task);
}

/** Where somebody is, without a look at the cluster: what cannot be asked there shows when the quiz goes on. */
export function quizProgressOf(
  pages: readonly NotebookEntry[],
  attempts: readonly Attempt[],
  namespace: string,
  lesson: Pick<Lesson, 'quiz'>,
): QuizProgress {
  const entries = quizEntriesIn(pages, namespace);
  const settled = settledTasksIn(attempts, namespace);
  const all = questionsInOrder(lesson).filter(({ kind, task }) => kind === 'predict' || settled.has(task));
  const next =
    all.find(({ id }) => entries.get(id)?.state === 'asked') ?? all.find(({ id }) => !entries.has(id)) ?? null;
  const answered = [...entries.values()].filter(({ state }) => state === 'answered').length;
  return { answered, next: next === null ? null : next.task === null ? 'theory' : `task ${next.task}` };
}
