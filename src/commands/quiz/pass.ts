import type { Lab } from '../../model/lab.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { QuizQuestion } from '../../model/quiz.ts';
import { type QuizEntry, quizEntriesIn } from '../learning/quiz-entries.ts';
import { stepsAfterAnswer, tickSteps } from './answer.ts';
import { wordsOfQuestion } from './ask.ts';
import { blankQuizAnswer, stopStep } from './blank-answer.ts';
import { applyQuizAction, positionOf, supposedCaseOf } from './engine.ts';
import { predictionResult, transferResult } from './results.ts';
import type { QuizSession } from './session.ts';

/** Skips a question, or shows its answer, after which it does not count as one's own any more. */
export async function passQuestion(
  question: QuizQuestion,
  how: 'skip' | 'show',
  session: QuizSession,
  lab: Lab,
): Promise<Outcome> {
  const { by, namespace, at, context, audit } = session;
  const { entries, is } = await lab.notebooks.change(by.id, 'quiz', at, (pages) => {
    const before = quizEntriesIn(pages, namespace);
    const next = applyQuizAction(before.get(question.id), { do: how, at, namespace });
    return {
      entries: [{ key: question.id, body: next }],
      result: { entries: new Map(before).set(question.id, next), is: next },
    };
  });
  const position = positionOf(question, lab.lesson(), entries, context);
  const shared = { ...blankQuizAnswer, question, position };
  const steps = stepsAfterAnswer(question, entries, session, lab, null).filter(
    ({ command }) => !tickSteps(question).some((each) => each.command === command),
  );
  const rest = { audit, changedHomes: [by.id] };
  if (how === 'skip')
    return {
      answer: {
        ...shared,
        title: 'Skipped.',
        messages: ['“quiz skipped” asks it again. You can also see the answer now.'],
      },
      next: [...steps.slice(0, 1), { label: 'Show the answer', command: `quiz show ${question.id}` }, stopStep],
      ...rest,
    };
  return {
    answer: {
      ...shared,
      title: 'Here is the answer.',
      asks: wordsOfQuestion(question, entries, session),
      result: shownResult(question, is, session, lab),
      remarks: ['It was shown to you, so it does not count as understood.'],
    },
    next: steps,
    ...rest,
  };
}

/** What a question that nobody answered comes to. */
function shownResult(question: QuizQuestion, entry: QuizEntry, { context }: QuizSession, { lesson }: Lab) {
  if (question.kind === 'transfer') return transferResult(question, lesson());
  if (question.kind === 'after-look') {
    const supposed = supposedCaseOf(question, entry, context);
    const result = predictionResult(question, supposed?.right ?? '', null, lesson());
    return { ...result, answer: [result.text ?? '', supposed?.why ?? ''].filter((each) => each !== '') };
  }
  const found = context.fact(question.fact);
  return predictionResult(question, found.value ?? '', found.value === null ? null : found.observation, lesson());
}
