import { choiceLetter } from '../../model/doc.ts';
import { findingCodes, type Task } from '../../model/finding.ts';
import type { Lesson } from '../../model/lesson.ts';
import { findOwnValue } from '../../model/own-value.ts';
import type { FactId, FactResult, QuizQuestion, SupposedCase, UnknownReason } from '../../model/quiz.ts';
import type { LeftOut, QuizPosition } from '../../model/quiz-answer.ts';
import { type QuizPart, type QuizPlace, questionIdsOf, quizPlacesOf } from '../learning/questions.ts';
import { placeStateOf, type QuizEntries, type QuizEntry } from '../learning/quiz-entries.ts';

/**
 * What decides which questions can be asked: the facts of the cluster now, the tasks with a settled finding, and those that
 * somebody has looked at, so that nothing of them can be predicted.
 */
export type QuizContext = {
  readonly fact: (fact: FactId) => FactResult;
  readonly settled: ReadonlySet<Task>;
  readonly looked: ReadonlySet<Task>;
};

/** Why a question cannot be asked: what is not known of the cluster, or that it comes before or after a look. */
export type NotAskable = UnknownReason | 'before-check' | 'after-look' | 'before-look';

/** Why a question cannot be asked now; null where it can. One that was asked after a look stays. */
export function reasonNotAskable(
  question: QuizQuestion,
  { fact, settled, looked }: QuizContext,
  entries: QuizEntries,
): NotAskable | null {
  if (question.kind === 'transfer') return settled.has(question.task) ? null : 'before-check';
  if (question.kind === 'after-look')
    return looked.has(question.task) || entries.has(question.id) ? null : 'before-look';
  if (looked.has(question.task)) return 'after-look';
  const found = fact(question.fact);
  return found.value === null ? found.untold : null;
}

/** The question of a place that is the one to ask now: the prediction, or what stands in for it after a look. */
export function questionAt({ question, afterLook }: QuizPlace, context: QuizContext, entries: QuizEntries) {
  const later = afterLook !== null && reasonNotAskable(afterLook, context, entries) === null;
  return later ? afterLook : question;
}

/** The question to ask: the one that waits for an answer, else the first that was neither answered nor skipped. */
export function nextQuestion(
  lesson: Pick<Lesson, 'quiz'>,
  entries: QuizEntries,
  context: QuizContext,
  part: QuizPart,
): QuizQuestion | null {
  const open = quizPlacesOf(lesson, part)
    .map((place) => ({ place, question: questionAt(place, context, entries) }))
    .filter(({ question }) => reasonNotAskable(question, context, entries) === null);
  const waiting = open.find(({ question }) => entries.get(question.id)?.state === 'asked');
  const fresh = open.find(({ place }) => ['new', 'asked'].includes(placeStateOf(place, entries)));
  return (waiting ?? fresh)?.question ?? null;
}

/** Where a question stands among those of its task that can be asked or were: answers change nothing of it. */
export function positionOf(
  question: QuizQuestion,
  lesson: Pick<Lesson, 'quiz'>,
  entries: QuizEntries,
  context: QuizContext,
): QuizPosition {
  const open = quizPlacesOf(lesson, question.task).filter(
    (place) =>
      questionIdsOf(place).includes(question.id) ||
      placeStateOf(place, entries) !== 'new' ||
      reasonNotAskable(questionAt(place, context, entries), context, entries) === null,
  );
  const at = open.findIndex((place) => questionIdsOf(place).includes(question.id));
  return { task: question.task, at: at + 1, of: open.length };
}

const leftOutReasons: { readonly [R in NotAskable]: string } = {
  permission: 'a permission is missing to see what they are about',
  outage: 'this time the cluster could not be read',
  nothing: 'there is nothing yet in the cluster that would show it',
  unsettled: 'what can be seen does not settle it',
  'before-check': 'they come after a check of their task has found what it looks for',
  'before-look': 'they come after a check of their task',
  'after-look': 'you have looked at their task since',
};

/** The reason in words, which give no answer away. */
export const leftOutWords = (reason: NotAskable): string => leftOutReasons[reason];

/** Counts the unanswered questions that cannot be asked now, by reason. */
export function countLeftOut(
  lesson: Pick<Lesson, 'quiz'>,
  entries: QuizEntries,
  context: QuizContext,
  part: QuizPart,
): readonly LeftOut[] {
  const missing = quizPlacesOf(lesson, part).filter((place) => placeStateOf(place, entries) !== 'answered');
  const reasons = missing.flatMap(
    (place) => reasonNotAskable(questionAt(place, context, entries), context, entries) ?? [],
  );
  return [...Map.groupBy(reasons, leftOutWords)].map(([why, all]) => ({ why, count: all.length }));
}

/** The case of an after-look question: the one it was asked with, else one that is not the cluster's own. */
export function supposedCaseOf(
  question: Extract<QuizQuestion, { readonly kind: 'after-look' }>,
  entry: QuizEntry | undefined,
  { fact }: Pick<QuizContext, 'fact'>,
): SupposedCase | null {
  const { cases } = question;
  const asked = cases.find(({ supposed }) => supposed === entry?.supposed);
  if (asked) return asked;
  const [own, now] = [fact(question.fact).value, fact(question.suppose).value];
  const others = cases.filter(({ supposed }) => supposed !== now);
  return others.find(({ right }) => right !== own) ?? others[0] ?? cases[0] ?? null;
}

/** What happens to one question. */
export type QuizAction = { readonly at: string; readonly namespace: string } & (
  | { readonly do: 'ask'; readonly supposed: string | null }
  | { readonly do: 'skip' | 'show' }
  | ({ readonly do: 'answer' } & Pick<QuizEntry, 'choice' | 'fact' | 'right' | 'supposed' | 'shown'>)
);

/** The entry after an action. An answered one never changes, so that a second press has no effect. */
export function applyQuizAction(was: QuizEntry | undefined, action: QuizAction): QuizEntry {
  const { namespace, at } = action;
  if (was?.state === 'answered') return was;
  const unanswered = {
    ...{ namespace, askedAt: was?.askedAt ?? at, choice: null, fact: null, answeredAt: null, right: null },
    ...{ shown: was?.shown ?? false, supposed: was?.supposed ?? null, ticked: [] },
  };
  switch (action.do) {
    case 'answer': {
      const { choice, fact, right, supposed } = action;
      const shown = unanswered.shown || action.shown;
      return { ...unanswered, state: 'answered', answeredAt: at, choice, fact, right, supposed, shown };
    }
    case 'ask':
      return { ...unanswered, state: 'asked', supposed: unanswered.supposed ?? action.supposed };
    case 'skip':
      return { ...unanswered, state: 'skipped' };
    case 'show':
      return { ...unanswered, state: 'skipped', shown: true };
  }
}

/** The key of the choice that somebody means: the key itself, its letter, or its number from 1; null for none of them. */
export function findChoice({ choices }: QuizQuestion, typed: string): string | null {
  const wanted = typed.toLowerCase();
  const found =
    choices.find(({ value }) => value.toLowerCase() === wanted) ??
    choices.find((_, at) => choiceLetter(at).toLowerCase() === wanted) ??
    choices[Number(wanted) - 1];
  return found?.value ?? null;
}

/** The passage that explains what holds. */
export function explainingPassageId(
  { explain }: Exclude<QuizQuestion, { readonly kind: 'transfer' }>,
  value: string,
): string {
  return findOwnValue(explain, value) ?? '';
}

/** Tasks with a finding that is as it should be, by the ids of such findings. */
export function tasksOfSettledFindings(
  settled: ReadonlySet<string>,
  taskOf: (code: (typeof findingCodes)[number]) => Task,
): ReadonlySet<Task> {
  return new Set(findingCodes.filter((code) => settled.has(code)).map(taskOf));
}
