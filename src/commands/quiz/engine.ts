import { choiceLetter } from '../../model/doc.ts';
import { findingCodes, type Task } from '../../model/finding.ts';
import type { Lesson } from '../../model/lesson.ts';
import { findOwnValue } from '../../model/own-value.ts';
import type { FactId, FactResult, Prediction, QuizQuestion, Transfer, UnknownReason } from '../../model/quiz.ts';
import type { LeftOut } from '../../model/quiz-answer.ts';
import { factOrder } from './facts.ts';

/** What is stored of one question. Times are ISO. */
export type QuizEntry = {
  readonly namespace: string;
  readonly state: 'asked' | 'skipped' | 'answered';
  /** The key of the choice; null for none, and for an open question, since what is typed is not kept. */
  readonly choice: string | null;
  /** What the fact was when it was answered; null for a transfer. */
  readonly fact: string | null;
  readonly askedAt: string;
  readonly answeredAt: string | null;
};

/** The entries of one namespace by the id of their question. */
export type QuizEntries = ReadonlyMap<string, QuizEntry>;

/** What decides which questions can be asked: the facts of the cluster now, and the tasks with a settled finding. */
export type QuizContext = {
  readonly fact: (fact: FactId) => FactResult;
  readonly settled: ReadonlySet<Task>;
};

/** A part of the quiz: one task, the theory, or all of it. */
export type QuizPart = Task | 'all';

const tasks: readonly Task[] = [1, 2, 3, null];

function isIn(part: QuizPart, { task }: QuizQuestion): boolean {
  return part === 'all' || part === task;
}

/** The questions in the order in which they are asked: by task, what is to be predicted first. */
export function questionsInOrder({ quiz }: Pick<Lesson, 'quiz'>, part: QuizPart = 'all'): readonly QuizQuestion[] {
  const rank = (each: QuizQuestion) => (each.kind === 'predict' ? factOrder.indexOf(each.fact) : factOrder.length);
  const sorted = quiz.filter((each) => isIn(part, each)).toSorted((a, b) => rank(a) - rank(b));
  return tasks.flatMap((task) => sorted.filter((each) => each.task === task));
}

/** Why a question cannot be asked now; null where it can. */
export function reasonNotAskable(
  question: QuizQuestion,
  { fact, settled }: QuizContext,
): UnknownReason | 'before-check' | null {
  if (question.kind === 'transfer') return settled.has(question.task) ? null : 'before-check';
  const found = fact(question.fact);
  return found.value === null ? found.untold : null;
}

/** The question to ask: the one that waits for an answer, else the first that was neither answered nor skipped. */
export function nextQuestion(
  lesson: Pick<Lesson, 'quiz'>,
  entries: QuizEntries,
  context: QuizContext,
  part: QuizPart,
): QuizQuestion | null {
  const open = questionsInOrder(lesson, part).filter((each) => reasonNotAskable(each, context) === null);
  const waiting = open.find(({ id }) => entries.get(id)?.state === 'asked');
  return waiting ?? open.find(({ id }) => !entries.has(id)) ?? null;
}

const leftOutReasons: { readonly [U in UnknownReason | 'before-check']: string } = {
  permission: 'a permission is missing to see what they are about',
  outage: 'this time the cluster could not be read',
  nothing: 'there is nothing yet in the cluster that would show it',
  unsettled: 'what can be seen does not settle it',
  'before-check': 'they come after a check of their task has found what it looks for',
};

/** Counts the unanswered questions that cannot be asked now, by reason; the reasons give no answer away. */
export function countLeftOut(
  lesson: Pick<Lesson, 'quiz'>,
  entries: QuizEntries,
  context: QuizContext,
  part: QuizPart,
): readonly LeftOut[] {
  const missing = questionsInOrder(lesson, part).filter(({ id }) => entries.get(id)?.state !== 'answered');
  const reasons = missing.map((each) => reasonNotAskable(each, context)).filter((each) => each !== null);
  return [...Map.groupBy(reasons, (each) => leftOutReasons[each])].map(([why, all]) => ({ why, count: all.length }));
}

/** What happens to one question. `fact` is what the cluster shows when it is answered. */
export type QuizAction =
  | { readonly do: 'ask'; readonly at: string; readonly namespace: string }
  | { readonly do: 'skip'; readonly at: string; readonly namespace: string }
  | {
      readonly do: 'answer';
      readonly at: string;
      readonly namespace: string;
      readonly choice: string | null;
      readonly fact: string | null;
    };

/** The entry after an action. An answered one never changes, so that a second press has no effect. */
export function applyQuizAction(was: QuizEntry | undefined, action: QuizAction): QuizEntry {
  const { namespace, at } = action;
  if (was?.state === 'answered') return was;
  const askedAt = was?.askedAt ?? at;
  const unansweredEntry = { namespace, askedAt, choice: null, fact: null, answeredAt: null };
  if (action.do === 'answer')
    return { ...unansweredEntry, state: 'answered', choice: action.choice, fact: action.fact, answeredAt: at };
  return { ...unansweredEntry, state: action.do === 'skip' ? 'skipped' : 'asked' };
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

const normaliseAnswer = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

// With one of these a number is not the answer itself: "not 64", "more than 64".
const negations = /\b(?:not|no|never|more|less|fewer|over|under|above|below|minus|except|half|twice|double)\b/iu;

/** The one number that a text names, as it is written in English (`1,000` is 1000); null for none and for several. */
function oneNumber(text: string): number | null {
  if (negations.test(text)) return null;
  const found = text.split(/\s+/u).filter((word) => /\p{N}/u.test(word));
  const plain = (found[0] ?? '').replace(/^["'(“‘]+/u, '').replace(/["')”’.,;:!?]+$/u, '');
  if (found.length !== 1 || !/^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/u.test(plain)) return null;
  return Number(plain.replaceAll(',', ''));
}

/** Whether what somebody typed for an open question is surely what the lesson says. */
export function matchesLessonAnswer({ right }: Pick<Transfer, 'right'>, typed: string): boolean {
  const number = oneNumber(typed);
  return right.some((each) => {
    const wanted = oneNumber(each);
    return wanted === null ? normaliseAnswer(each) === normaliseAnswer(typed) : wanted === number;
  });
}

/** The passage that explains what the cluster showed. */
export function explainingPassageId({ explain }: Prediction, value: string): string {
  return findOwnValue(explain, value) ?? '';
}

/** Tasks with a finding that is as it should be, by the ids of such findings. */
export function tasksOfSettledFindings(
  settled: ReadonlySet<string>,
  taskOf: (code: (typeof findingCodes)[number]) => Task,
): ReadonlySet<Task> {
  return new Set(findingCodes.filter((code) => settled.has(code)).map(taskOf));
}
