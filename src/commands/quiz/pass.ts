import type { Lab } from '../../model/lab.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { QuizQuestion } from '../../model/quiz.ts';
import { type QuizEntries, type QuizEntry, quizEntriesIn } from '../learning/quiz-entries.ts';
import { recallAnswer, stepsAfterAnswer, tickSteps } from './answer.ts';
import { wordsOfQuestion } from './ask.ts';
import { blankQuizAnswer, stopStep } from './blank-answer.ts';
import { applyQuizAction, positionOf, supposedCaseOf } from './engine.ts';
import { predictionResult, transferResult } from './results.ts';
import type { QuizSession } from './session.ts';

/** How a question was passed: the entry as it is now, and all of them. */
type PassedQuestion = { readonly is: QuizEntry; readonly entries: QuizEntries };

function keepPass(
  { id }: QuizQuestion,
  how: 'skip' | 'show',
  { by, namespace, at }: QuizSession,
  lab: Lab,
): Promise<PassedQuestion> {
  return lab.notebooks.change(by.id, 'quiz', at, (pages) => {
    const before = quizEntriesIn(pages, namespace);
    const is = applyQuizAction(before.get(id), { do: how, at, namespace });
    return { entries: [{ key: id, body: is }], result: { entries: new Map(before).set(id, is), is } };
  });
}

const skippedWords = '“quiz skipped” asks it again. You can also see the answer now.';
const shownRemark = 'It was shown to you, so it does not count as understood.';

/** Skips a question, or shows its answer, after which it does not count as one's own any more. */
export async function passQuestion(
  question: QuizQuestion,
  how: 'skip' | 'show',
  session: QuizSession,
  lab: Lab,
): Promise<Outcome> {
  const { by, namespace, context, audit } = session;
  const { entries, is } = await keepPass(question, how, session, lab);
  const ticks = tickSteps(question).map(({ command }) => command);
  const steps = stepsAfterAnswer(question, entries, session, lab, null);
  const onward = steps.filter(({ command }) => !ticks.includes(command));
  const rest = { audit, changedHomes: [by.id] };
  // Somebody answered it at the same time.
  if (is.state === 'answered') return { answer: recallAnswer(question, is, namespace, lab), next: onward, ...rest };
  const shared = { ...blankQuizAnswer, question, position: positionOf(question, lab.lesson(), entries, context) };
  const show = { label: 'Show the answer', command: `quiz show ${question.id}` };
  if (how === 'skip')
    return {
      answer: { ...shared, title: 'Skipped.', messages: [skippedWords] },
      next: [...onward.slice(0, 1), show, stopStep],
      ...rest,
    };
  const asks = wordsOfQuestion(question, entries, session);
  const result = shownResult(question, is, session, lab);
  // Of a transfer and of another cluster the answer says why.
  const why = question.kind === 'predict' ? question.choices.find(({ value }) => value === result.value)?.why : null;
  const messages = why ? [why] : [];
  return {
    answer: { ...shared, title: 'Here is the answer.', asks, messages, result, remarks: [shownRemark] },
    next: onward,
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
