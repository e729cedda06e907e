import { z } from 'zod';
import { checks } from '../../checks/index.ts';
import { type FindingCode, findingCodes, type Status, type Task } from '../../model/finding.ts';
import type { Lesson, TaskNumber } from '../../model/lesson.ts';
import type { NotebookEntry } from '../../model/notebook.ts';
import type { Attempt } from '../../model/progress.ts';
import type { QuizProgress, QuizQuestion } from '../../model/quiz.ts';
import { type QuizPlace, questionIdsOf, quizPlacesOf } from './questions.ts';

/** What is stored of one question. Times are ISO. */
export type QuizEntry = {
  readonly namespace: string;
  readonly state: 'asked' | 'skipped' | 'answered';
  /** The key of the choice; null for none, and for an open question, since what is typed is not kept. */
  readonly choice: string | null;
  /** What the fact was when it was answered; null for a question that no cluster answers. */
  readonly fact: string | null;
  readonly askedAt: string;
  readonly answeredAt: string | null;
  /** Whether the answer held; null where nobody can tell but the reader, and in what an older netlab kept. */
  readonly right: boolean | null;
  /** Whether the answer was shown before any was given. */
  readonly shown: boolean;
  /** The value that an after-look question supposes; null for every other question. */
  readonly supposed: string | null;
  /** The parts of the lesson's answer that somebody found in their own words, by their place from 0. */
  readonly ticked: readonly number[];
};

/** The entries of one namespace by the id of their question. */
export type QuizEntries = ReadonlyMap<string, QuizEntry>;

const entry: z.ZodType<QuizEntry> = z.object({
  namespace: z.string(),
  state: z.enum(['asked', 'skipped', 'answered']),
  choice: z.string().nullable(),
  fact: z.string().nullable(),
  askedAt: z.string(),
  answeredAt: z.string().nullable(),
  right: z.boolean().nullable().default(null),
  shown: z.boolean().default(false),
  supposed: z.string().nullable().default(null),
  ticked: z.array(z.number()).default([]),
});

/** The entries of a namespace; what an older netlab wrote in another way counts as none. */
export function quizEntriesIn(pages: readonly NotebookEntry[], namespace: string): QuizEntries {
  const found = pages.flatMap(({ key, body }) => {
    const { data } = entry.safeParse(body);
    return data?.namespace === namespace ? [[key, data] as const] : [];
  });
  return new Map(found);
}

/** Whether an answer shows that its task was understood: it held, and was not shown before. */
export function showsUnderstanding(question: QuizQuestion, { state, shown, right, choice, fact, ticked }: QuizEntry) {
  if (state !== 'answered' || shown) return false;
  // Most of the parts, since the student alone can tell, and has seen those that lack.
  if (question.kind === 'transfer' && question.parts.length > 0) return ticked.length * 2 > question.parts.length;
  if (right !== null || choice === null) return right === true;
  return question.kind === 'transfer' ? question.right.includes(choice) : choice === fact;
}

const mark = z.object({ namespace: z.string(), understood: z.literal([1, 2, 3]), at: z.string() });

/** The key of the page that keeps that a task was understood; no question can have it. */
const markKey = (task: TaskNumber) => `understood:${task}`;

/** When each task was understood: by a mark, else by the first answer that shows it. */
export function understoodTasksIn(
  pages: readonly NotebookEntry[],
  namespace: string,
  { quiz }: Pick<Lesson, 'quiz'>,
): ReadonlyMap<TaskNumber, string> {
  const entries = quizEntriesIn(pages, namespace);
  const marks = pages.flatMap(({ body }) => {
    const { data } = mark.safeParse(body);
    return data?.namespace === namespace ? [[data.understood, data.at] as const] : [];
  });
  const answers = quiz.flatMap((question) => {
    const own = entries.get(question.id);
    const holds = question.task !== null && own !== undefined && showsUnderstanding(question, own);
    return holds ? [[question.task, own.answeredAt ?? own.askedAt] as const] : [];
  });
  // Of several, the earliest counts.
  return new Map([...marks, ...answers].toSorted(([, a], [, b]) => b.localeCompare(a)));
}

/** Pages that keep what was understood, whatever becomes of the answers. */
export function marksOfUnderstanding(
  understood: ReadonlyMap<TaskNumber, string>,
  namespace: string,
): readonly { readonly key: string; readonly body: unknown }[] {
  return [...understood].map(([task, at]) => ({ key: markKey(task), body: { namespace, understood: task, at } }));
}

const seenMark = z.object({ namespace: z.string(), seenAnswerOf: z.string() });

/** Whether the answer of a question was seen in a round that was deleted since. */
export function hasSeenAnswer(pages: readonly NotebookEntry[], namespace: string, id: string): boolean {
  return pages.some(({ body }) => {
    const { data } = seenMark.safeParse(body);
    return data?.namespace === namespace && data.seenAnswerOf === id;
  });
}

/** Pages that keep of which questions the answer was seen without being understood, before their entries are deleted. */
export function marksOfSeenAnswers(
  entries: QuizEntries,
  { quiz }: Pick<Lesson, 'quiz'>,
): readonly { readonly key: string; readonly body: unknown }[] {
  return quiz.flatMap((question) => {
    const own = entries.get(question.id);
    // Feedback on an answer shows the right one, too.
    const isSeen = own !== undefined && (own.shown || own.state === 'answered') && !showsUnderstanding(question, own);
    return isSeen
      ? [{ key: `seen:${question.id}`, body: { namespace: own.namespace, seenAnswerOf: question.id } }]
      : [];
  });
}

/** Tasks with a finding of one of these statuses in some attempt. */
function tasksWith(attempts: readonly Attempt[], namespace: string, wanted: readonly Status[]): ReadonlySet<Task> {
  const own = attempts.filter((attempt) => attempt.namespace === namespace);
  const has = (code: FindingCode) => own.some(({ statuses }) => wanted.some((status) => statuses[code] === status));
  return new Set(findingCodes.filter(has).map((code) => checks[code].task));
}

/** Tasks of which a check has found something as it should be: `pass`, or `differs`, which is right for the cluster. */
export function settledTasksIn(attempts: readonly Attempt[], namespace: string): ReadonlySet<Task> {
  return tasksWith(attempts, namespace, ['pass', 'differs']);
}

/** Tasks of which a check has shown something, so that nothing of them can be predicted any more. */
export function lookedTasksIn(attempts: readonly Attempt[], namespace: string): ReadonlySet<Task> {
  return tasksWith(attempts, namespace, ['pass', 'differs', 'fail']);
}

/** How a place of the quiz stands: by its newest step, whichever of its questions that was about. */
export function placeStateOf(place: QuizPlace, entries: QuizEntries): QuizEntry['state'] | 'new' {
  const states = questionIdsOf(place).flatMap((id) => entries.get(id)?.state ?? []);
  return (['answered', 'skipped', 'asked'] as const).find((state) => states.includes(state)) ?? 'new';
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
  const all = quizPlacesOf(lesson).filter(({ question: { kind, task } }) => kind === 'predict' || settled.has(task));
  const inState = (state: string) => all.filter((place) => placeStateOf(place, entries) === state);
  const next = inState('asked')[0] ?? inState('new')[0] ?? null;
  const answered = quizPlacesOf(lesson).filter((place) => placeStateOf(place, entries) === 'answered').length;
  const task = next?.question.task;
  return { answered, next: task === undefined ? null : task === null ? 'theory' : `task ${task}` };
}
