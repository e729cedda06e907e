import { placeholdersIn } from '../../exercise/hints.ts';
import type { Assessment } from '../../model/assessment.ts';
import { type Lesson, valueNames } from '../../model/lesson.ts';
import type { AfterLook, Prediction, QuizChoice, QuizQuestion, SupposedCase, Transfer } from '../../model/quiz.ts';
import type { QuizResult } from '../../model/quiz-answer.ts';
import { ownValuesOf } from '../explain/own-values.ts';
import type { JudgedAnswer } from './judge.ts';
import { predictionResult, transferResult } from './results.ts';

/** What is said of an answer: what it came to in a line, what it confused or why it holds, and what is shown beside it. */
export type Feedback = {
  /** Null where only the reader can tell. */
  readonly right: boolean | null;
  readonly title: string;
  readonly lines: readonly string[];
  readonly result: QuizResult;
};

type Passages = Pick<Lesson, 'passages'>;

const choiceOf = ({ choices }: QuizQuestion, value: string | null): QuizChoice | null =>
  choices.find((each) => each.value === value) ?? null;

const sentence = (text: string | null | undefined): readonly string[] => (text ? [text] : []);

/** A line with the student's own values in place of their names. */
function fillOwnValues(text: string | null, assessment: Assessment): readonly string[] {
  if (text === null) return [];
  const used = placeholdersIn([text]);
  const names = valueNames.filter((name) => used.includes(name));
  const [, ...values] = ownValuesOf(names, assessment);
  return [names.reduce((line, name, at) => line.replaceAll(`{{${name}}}`, () => values[at]?.value ?? ''), text)];
}

/** A prediction beside what the cluster shows: why it is so, or what the choice would have looked like. */
export function predictionFeedback(
  question: Prediction,
  choice: string,
  shown: { readonly value: string; readonly observation: QuizResult['observation']; readonly assessment: Assessment },
  lesson: Passages,
): Feedback {
  const result = predictionResult(question, shown.value, shown.observation, lesson);
  if (choice === shown.value)
    return {
      right: true,
      title: 'Right.',
      lines: sentence(choiceOf(question, choice)?.why),
      // It would say what was chosen a second time.
      result: { ...result, text: null },
    };
  return {
    right: false,
    title: 'The cluster shows something else.',
    lines: [...sentence(choiceOf(question, choice)?.looks), ...fillOwnValues(question.yours, shown.assessment)],
    result,
  };
}

/** What would be on another cluster, beside what somebody said. */
export function afterLookFeedback(
  question: AfterLook,
  choice: string,
  { right, why }: SupposedCase,
  lesson: Passages,
): Feedback {
  const result = predictionResult(question, right, null, lesson);
  if (choice === right) return { right: true, title: 'Right.', lines: [why], result: { ...result, text: null } };
  const looks = sentence(choiceOf(question, choice)?.looks);
  return { right: false, title: 'Not in that case.', lines: [...looks, why], result };
}

/** A chosen answer beside the lesson's. */
export function transferFeedback(question: Transfer, choice: string, lesson: Passages): Feedback {
  const result = transferResult(question, lesson);
  const { looks = null, why = null } = choiceOf(question, choice) ?? {};
  if (question.right.includes(choice))
    return { right: true, title: 'Right.', lines: sentence(why), result: { ...result, answer: [] } };
  return { right: false, title: 'The lesson says something else.', lines: sentence(looks), result };
}

/** A number, an address or a range that netlab judged: the cause of a near miss, and the steps. */
export function judgedFeedback(question: Transfer, judged: JudgedAnswer, lesson: Passages): Feedback {
  const result = transferResult(question, lesson);
  const steps = judged.steps === null ? [] : [`The steps: ${judged.steps}.`];
  if (judged.right) return { right: true, title: 'Right.', lines: steps, result };
  const title = judged.because === null ? 'The lesson comes to something else.' : `Not quite: ${judged.because}.`;
  return { right: false, title, lines: steps, result };
}

/** An answer in one's own words, which only the reader can compare. */
export function comparedFeedback(question: Transfer, lesson: Passages): Feedback {
  const lines = ['Which of these did you say? Press each that was there.'];
  return {
    right: null,
    title: 'Compare your words with the lesson’s.',
    lines,
    result: transferResult(question, lesson),
  };
}

/** What is said to who does not know: the idea of the task, or the page that has it; never an answer. */
export function ideaOf({ task, idea }: QuizQuestion, { hints, passages }: Lesson): readonly string[] {
  const title = passages.find(({ id }) => id === idea)?.title;
  if (title !== undefined) return [`Read “${title}” first, then choose.`];
  return hints.find((hint) => hint.task === task && hint.level === 'idea')?.body ?? [];
}
