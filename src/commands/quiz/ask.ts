import { choiceLetter } from '../../model/doc.ts';
import type { Lab } from '../../model/lab.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { QuizQuestion } from '../../model/quiz.ts';
import type { QuizAnswer, QuizPosition } from '../../model/quiz-answer.ts';
import type { QuizPart } from '../learning/questions.ts';
import {
  marksOfSeenAnswers,
  marksOfUnderstanding,
  type QuizEntries,
  quizEntriesIn,
  understoodTasksIn,
} from '../learning/quiz-entries.ts';
import { blankQuizAnswer, stopStep } from './blank-answer.ts';
import { applyQuizAction, countLeftOut, nextQuestion, positionOf, supposedCaseOf } from './engine.ts';
import { overviewAnswer } from './overview.ts';
import { describeLeftOut } from './results.ts';
import type { QuizSession } from './session.ts';

/** So many choices stand on buttons, with a list of the ways past them; more are a list themselves. */
const mostButtons = 4;

/** The choices by the letters that the question shows, and the ways past it. */
function choicesOf({ id, choices }: QuizQuestion, canBeUnsure: boolean): Pick<Outcome, 'next' | 'menu'> {
  const unsure = canBeUnsure ? [{ label: 'I do not know', command: `quiz unsure ${id}` }] : [];
  const past: readonly Next[] = [{ label: 'Skip', command: `quiz skip ${id}` }, stopStep];
  const answers = choices.map(({ value, text }, at): Next => {
    const [whole, letter] = [`${choiceLetter(at)} · ${text}`, choiceLetter(at)];
    const onButton = choices.length <= mostButtons && whole.length > 24 ? letter : whole;
    return { label: onButton, command: `quiz answer ${id} ${value}` };
  });
  if (choices.length === 0) return { next: [{ label: 'Answer', command: `quiz write ${id}` }, ...unsure, ...past] };
  if (choices.length > mostButtons)
    return { next: [...unsure, ...past], menu: { label: 'Choose your answer', options: answers } };
  if (choices.length > 2) return { next: [...answers, ...unsure], menu: { label: 'Or', options: past } };
  return { next: [...answers, ...unsure, ...past] };
}

/** A question as it is asked, or asked again by somebody who did not know. */
export type PosedQuestion = Pick<QuizAnswer, 'asks' | 'title' | 'messages' | 'remarks'> & {
  readonly question: QuizQuestion;
  readonly position: QuizPosition;
};

/** A question with the buttons below it. */
export function questionAnswer(asked: PosedQuestion, canBeUnsure = true): Pick<Outcome, 'answer' | 'next' | 'menu'> {
  const { question, remarks } = asked;
  const how = question.choices.length === 0 ? ['I do not keep what you write.'] : [];
  return {
    answer: { ...blankQuizAnswer, ...asked, open: true, remarks: [...how, ...remarks] },
    ...choicesOf(question, canBeUnsure),
  };
}

/** The words of a question; those of an after-look question are of one of its cases. */
export function wordsOfQuestion(
  question: QuizQuestion,
  entries: QuizEntries,
  { context }: Pick<QuizSession, 'context'>,
): readonly string[] {
  if (question.kind !== 'after-look') return question.question;
  return supposedCaseOf(question, entries.get(question.id), context)?.question ?? [];
}

/** What is asked, and what is done before: sentences above it, entries to take out, the one question that is wanted. */
export type AskOptions = {
  readonly part: QuizPart;
  readonly messages?: readonly string[];
  readonly takesOut?: (id: string, entries: QuizEntries) => boolean;
  readonly wanted?: QuizQuestion;
};

/** Asks the next question of a part and stores that it was asked. What was understood, and what was seen, outlives what is taken out. */
export async function askNextQuestion(
  session: QuizSession,
  { part, messages = [], takesOut = () => false, wanted }: AskOptions,
  lab: Lab,
): Promise<Outcome> {
  const { by, namespace, at, context, audit } = session;
  const lesson = lab.lesson();
  const { question, entries } = await lab.notebooks.change(by.id, 'quiz', at, (pages) => {
    const before = quizEntriesIn(pages, namespace);
    const takenOut = [...before.keys()].filter((id) => takesOut(id, before));
    const kept = new Map([...before].filter(([id]) => !takenOut.includes(id)));
    const next = wanted ?? nextQuestion(lesson, kept, context, part);
    const own = next === null ? undefined : kept.get(next.id);
    const supposed = next?.kind === 'after-look' ? (supposedCaseOf(next, own, context)?.supposed ?? null) : null;
    const asked = next === null ? null : applyQuizAction(own, { do: 'ask', at, namespace, supposed });
    const marks =
      takenOut.length === 0 ? [] : marksOfUnderstanding(understoodTasksIn(pages, namespace, lesson), namespace);
    const seen = marksOfSeenAnswers(new Map([...before].filter(([id]) => takenOut.includes(id))), lesson);
    return {
      entries: [
        ...marks,
        ...seen,
        ...takenOut.filter((id) => id !== next?.id).map((key) => ({ key, body: null })),
        ...(next === null ? [] : [{ key: next.id, body: asked }]),
      ],
      result: {
        question: next,
        entries: next === null || asked === null ? kept : new Map(kept).set(next.id, asked),
      },
    };
  });
  const remarks = describeLeftOut(countLeftOut(lesson, entries, context, part));
  const rest = { audit, changedHomes: [by.id] };
  if (question === null)
    return { ...(await overviewAnswer(session, { part, entries, messages, remarks }, lab)), ...rest };
  const asks = wordsOfQuestion(question, entries, session);
  const position = positionOf(question, lesson, entries, context);
  return { ...questionAnswer({ question, asks, position, title: null, messages, remarks }), ...rest };
}
