import { commandInNamespace, type Lesson, type Passage } from '../../model/lesson.ts';
import type { Observation, QuizQuestion, Transfer } from '../../model/quiz.ts';
import type { LeftOut, QuizResult } from '../../model/quiz-answer.ts';
import { explainingPassageId } from './engine.ts';

function passageIn({ passages }: Pick<Lesson, 'passages'>, id: string): Passage | null {
  return passages.find((passage) => passage.id === id) ?? null;
}

/** The words of a choice; null for one that the question does not have. */
export function choiceTextOf({ choices }: QuizQuestion, value: string | null): string | null {
  return choices.find((choice) => choice.value === value)?.text ?? null;
}

/** What the cluster shows of a prediction; `observation` is null where it was seen some time ago. */
export function predictionResult(
  question: Exclude<QuizQuestion, Transfer>,
  value: string,
  observation: Observation | null,
  lesson: Pick<Lesson, 'passages'>,
): QuizResult {
  const passage = passageIn(lesson, explainingPassageId(question, value));
  return { value, text: choiceTextOf(question, value), observation, answer: [], passage };
}

/** What the lesson says on a transfer question. */
export function transferResult(question: Transfer, lesson: Pick<Lesson, 'passages'>): QuizResult {
  const [value = null] = question.choices.length > 0 ? question.right : [];
  const text = question.choices
    .filter((choice) => question.right.includes(choice.value))
    .map((choice) => choice.text)
    .join(' / ');
  return {
    value,
    text: text === '' ? null : text,
    observation: null,
    answer: question.answer,
    passage: passageIn(lesson, question.passage),
  };
}

/** The command of a prediction, with the namespace in place of the exercise's. */
export function observeCommandOf(question: QuizQuestion, namespace: string | null): string | null {
  if (question.kind !== 'predict') return null;
  return namespace === null ? question.observe : commandInNamespace(question.observe, namespace);
}

const countQuestions = (count: number, verb: string) =>
  `${count} ${count === 1 ? 'question is' : 'questions are'} ${verb}`;

/** What is left out just now, in sentences. */
export function describeLeftOut(all: readonly LeftOut[]): readonly string[] {
  return all.map(({ why, count }) => `${countQuestions(count, 'left out just now')}: ${why}.`);
}
