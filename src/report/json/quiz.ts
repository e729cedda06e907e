import type { QuizSheetAnswer, SheetQuestion } from '../../model/quiz-answer.ts';

function questionJson({ question, observe, shows }: SheetQuestion): object {
  const { id, task, kind, question: asks, choices } = question;
  const answer = shows && {
    value: shows.value,
    text: shows.text,
    observed: shows.observation?.says ?? null,
    evidence: shows.observation?.evidence ?? [],
    answer: shows.answer,
    passage: shows.passage?.id ?? null,
  };
  return {
    id,
    task,
    kind,
    fact: question.kind === 'predict' ? question.fact : null,
    question: asks,
    choices: choices.map(({ value, text }) => ({ value, text })),
    observe,
    answer,
  };
}

/** The questions of the quiz as `netlab.quiz/1`. */
export function quizSheetJson({ namespace, source, readAt, questions, leftOut }: QuizSheetAnswer): object {
  return { schema: 'netlab.quiz/1', namespace, source, readAt, questions: questions.map(questionJson), leftOut };
}
