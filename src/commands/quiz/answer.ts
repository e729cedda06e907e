import { choiceLetter } from '../../model/doc.ts';
import type { Lab } from '../../model/lab.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { QuizQuestion } from '../../model/quiz.ts';
import type { QuizAnswer } from '../../model/quiz-answer.ts';
import { formatMinute } from '../../model/time.ts';
import {
  hasSeenAnswer,
  marksOfUnderstanding,
  type QuizEntries,
  type QuizEntry,
  quizEntriesIn,
  showsUnderstanding,
} from '../learning/quiz-entries.ts';
import { blankQuizAnswer, stopStep } from './blank-answer.ts';
import { applyQuizAction, nextQuestion, positionOf, supposedCaseOf } from './engine.ts';
import {
  afterLookFeedback,
  comparedFeedback,
  type Feedback,
  judgedFeedback,
  predictionFeedback,
  transferFeedback,
} from './feedback.ts';
import { judgeOpenAnswer } from './judge.ts';
import { parseChoice } from './question-request.ts';
import { choiceTextOf, observeCommandOf, predictionResult, transferResult } from './results.ts';
import type { QuizSession } from './session.ts';

/** The buttons below an answered question: the parts to compare with, the next question, and what the lesson says. */
export function stepsAfterAnswer(
  question: QuizQuestion,
  entries: QuizEntries,
  { context }: Pick<QuizSession, 'context'>,
  { lesson }: Pick<Lab, 'lesson'>,
  passage: string | null,
): readonly Next[] {
  const nextIn = (part: QuizQuestion['task'] | 'all') => nextQuestion(lesson(), entries, context, part);
  const next = nextIn(question.task) ?? nextIn('all');
  const where = next !== null && next.task === question.task ? ` ${question.task ?? 'theory'}` : '';
  const go =
    next === null ? { label: 'Where I am', command: 'quiz' } : { label: 'Next question', command: `quiz${where}` };
  return [
    ...tickSteps(question),
    go,
    ...(passage ? [{ label: 'The lesson on it', command: `explain ${passage}` }] : []),
    stopStep,
  ];
}

/** One button for each part of an answer in one's own words. */
export function tickSteps(question: QuizQuestion): readonly Next[] {
  const parts = question.kind === 'transfer' ? question.parts : [];
  return parts.map((_, at) => ({ label: choiceLetter(at), command: `quiz tick ${question.id} ${choiceLetter(at)}` }));
}

/** The parts of a question, and which of them somebody ticked. */
export function partsOf(question: QuizQuestion, { ticked }: Pick<QuizEntry, 'ticked'>): QuizAnswer['parts'] {
  const parts = question.kind === 'transfer' ? question.parts : [];
  return parts.map((text, at) => ({ text, ticked: ticked.includes(at) }));
}

/** Judges what was said. @throws Trouble `bad-input` for what is no choice, or cannot be read */
export function judgeAnswer(
  question: QuizQuestion,
  typed: string,
  entry: QuizEntry | undefined,
  { context, assessment }: QuizSession,
  { lesson }: Pick<Lab, 'lesson'>,
): Feedback {
  const choice = parseChoice(question, typed) ?? '';
  if (question.kind === 'predict') {
    const found = context.fact(question.fact);
    const observation = found.value === null ? null : found.observation;
    return predictionFeedback(question, choice, { value: found.value ?? '', observation, assessment }, lesson());
  }
  if (question.kind === 'after-look') {
    const supposed = supposedCaseOf(question, entry, context);
    return afterLookFeedback(
      question,
      choice,
      supposed ?? { supposed: '', question: [], right: '', why: '' },
      lesson(),
    );
  }
  if (question.choices.length > 0) return transferFeedback(question, choice, lesson());
  if (question.expects === null) return comparedFeedback(question, lesson());
  return judgedFeedback(question, judgeOpenAnswer(typed, question.expects), lesson());
}

const seenBefore = 'You had seen the answer before, so this does not count as understood.';
const skippedBefore = 'You skipped this one at first.';

/** What is kept of an answer, and whether it was the first. */
type KeptQuizAnswer = { readonly entries: QuizEntries; readonly is: QuizEntry; readonly first: QuizEntry | undefined };

/** Keeps an answer; what it shows to be understood is kept apart, so that it stays when the answers go. */
export function keepAnswer(
  question: QuizQuestion,
  typed: string,
  { right, result }: Feedback,
  session: QuizSession,
  lab: Lab,
): Promise<KeptQuizAnswer> {
  const { by, namespace, at, context } = session;
  const choice = parseChoice(question, typed);
  const fact = question.kind === 'predict' ? result.value : null;
  return lab.notebooks.change(by.id, 'quiz', at, (pages) => {
    const before = quizEntriesIn(pages, namespace);
    const first = before.get(question.id);
    const supposed =
      question.kind === 'after-look' ? (supposedCaseOf(question, first, context)?.supposed ?? null) : null;
    const shown = hasSeenAnswer(pages, namespace, question.id);
    const is = applyQuizAction(first, { do: 'answer', at, namespace, choice, fact, right, supposed, shown });
    const entries = new Map(before).set(question.id, is);
    return { entries: [{ key: question.id, body: is }, ...markOf(question, is)], result: { entries, is, first } };
  });
}

/** The page that keeps that an answer shows its task to be understood; none where it does not. */
export function markOf(question: QuizQuestion, is: QuizEntry) {
  if (question.task === null || !showsUnderstanding(question, is)) return [];
  return marksOfUnderstanding(new Map([[question.task, is.answeredAt ?? is.askedAt]]), is.namespace);
}

/** What came of an answer, with the buttons below it. */
export function feedbackOutcome(
  question: QuizQuestion,
  { right: _, title, lines, result }: Feedback,
  { entries, is, first }: KeptQuizAnswer,
  session: QuizSession,
  lab: Lab,
): Outcome {
  const { by, namespace, audit, context } = session;
  const supposed = question.kind === 'after-look' ? supposedCaseOf(question, is, context) : null;
  const remarks = is.shown ? [seenBefore] : first?.state === 'skipped' ? [skippedBefore] : [];
  return {
    answer: {
      ...blankQuizAnswer,
      title,
      messages: lines,
      position: positionOf(question, lab.lesson(), entries, context),
      question,
      asks: question.kind === 'after-look' ? (supposed?.question ?? []) : question.question,
      chosen: choiceTextOf(question, is.choice),
      observe: observeCommandOf(question, namespace),
      result,
      parts: partsOf(question, is),
      remarks,
    },
    next: stepsAfterAnswer(question, entries, session, lab, result.passage?.id ?? null),
    audit,
    changedHomes: [by.id],
  };
}

/** What was answered before, as it is kept. */
export function recallAnswer(
  question: QuizQuestion,
  entry: QuizEntry,
  namespace: string,
  { lesson }: Pick<Lab, 'lesson'>,
): QuizAnswer {
  const at = formatMinute(entry.answeredAt ?? entry.askedAt);
  const supposed =
    question.kind === 'after-look'
      ? supposedCaseOf(question, entry, { fact: () => ({ value: null, untold: 'unsettled' }) })
      : null;
  const result =
    question.kind === 'transfer'
      ? transferResult(question, lesson())
      : predictionResult(question, supposed?.right ?? entry.fact ?? '', null, lesson());
  return {
    ...blankQuizAnswer,
    title: 'You answered this one before.',
    messages: [`That was at ${at}, and it stays as it was. “quiz again” asks anew.`],
    question,
    asks: question.kind === 'after-look' ? (supposed?.question ?? []) : question.question,
    chosen: choiceTextOf(question, entry.choice),
    observe: observeCommandOf(question, namespace),
    result,
    parts: partsOf(question, entry),
  };
}
