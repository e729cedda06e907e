import { choiceLetter } from '../../model/doc.ts';
import type { Lab } from '../../model/lab.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import type { QuizQuestion } from '../../model/quiz.ts';
import { Trouble } from '../../model/trouble.ts';
import { type QuizEntry, quizEntriesIn } from '../learning/quiz-entries.ts';
import { markOf, partsOf, recallAnswer, tickSteps } from './answer.ts';
import { stopStep } from './blank-answer.ts';

/** A question that somebody pressed or typed, and how it stood. */
export type RequestedQuestion = {
  readonly question: QuizQuestion;
  readonly was: QuizEntry | undefined;
  /** Said where it is not the question that was asked last. */
  readonly remarks: readonly string[];
};

/** Turns a part of the lesson's answer over: found in one's own words, or not. */
export async function tickPart(
  { question, was }: RequestedQuestion,
  letter: string,
  by: Person,
  namespace: string,
  lab: Lab,
): Promise<Outcome> {
  const parts = question.kind === 'transfer' ? question.parts : [];
  const at = parts.findIndex((_, index) => choiceLetter(index) === letter.toUpperCase());
  if (at < 0 || was?.state !== 'answered')
    throw new Trouble('bad-input', { what: 'There is nothing to compare yet', todo: '“quiz” goes on where you were.' });
  const is = await lab.notebooks.change(by.id, 'quiz', lab.newIdAndTime().at, (pages) => {
    const own = quizEntriesIn(pages, namespace).get(question.id) ?? was;
    const ticked = own.ticked.includes(at) ? own.ticked.filter((each) => each !== at) : [...own.ticked, at].toSorted();
    const next = { ...own, ticked };
    return { entries: [{ key: question.id, body: next }, ...markOf(question, next)], result: next };
  });
  const answer = recallAnswer(question, is, namespace, lab);
  const messages = ['Which of these did you say? Press each that was there.'];
  return {
    answer: { ...answer, title: 'Compare your words with the lesson’s.', messages, parts: partsOf(question, is) },
    next: [...tickSteps(question), { label: 'Next question', command: 'quiz' }, stopStep],
    changedHomes: [by.id],
  };
}

/** The form in which an open question is answered; what stands in for it says how to answer without. */
export function writeAnswer({ question }: RequestedQuestion): Outcome {
  if (question.choices.length > 0)
    throw new Trouble('bad-input', { what: 'That question has choices', todo: 'Press one, or write “quiz answer A”.' });
  const asks = question.kind === 'transfer' ? question.question : [];
  return {
    answer: {
      kind: 'told',
      about: null,
      message: 'Write “quiz answer”, then your answer.',
      lines: ['I do not keep what you write.'],
    },
    form: { kind: 'quiz-answer', id: question.id, asks },
    next: [],
  };
}
