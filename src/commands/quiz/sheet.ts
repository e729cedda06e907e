import { assess } from '../../checks/assess.ts';
import { checks } from '../../checks/index.ts';
import type { Lesson } from '../../model/lesson.ts';
import type { AuthoredQuestion, FactId } from '../../model/quiz.ts';
import type { QuizResult, QuizSheetAnswer, SheetQuestion } from '../../model/quiz-answer.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { type QuizPart, quizPlacesOf } from '../learning/questions.ts';
import { countLeftOut, type QuizContext, reasonNotAskable, tasksOfSettledFindings } from './engine.ts';
import { determineFact } from './facts.ts';
import { observeCommandOf, predictionResult, transferResult } from './results.ts';

/** The context by a snapshot alone: a task is settled where one of its findings passes or differs now. */
function contextOf(snapshot: Snapshot): QuizContext {
  const assessment = assess(snapshot);
  const fine = assessment.findings
    .filter(({ status }) => status === 'pass' || status === 'differs')
    .map(({ id }) => id);
  const settled = tasksOfSettledFindings(new Set(fine), (code) => checks[code].task);
  // A sheet is read before anything is looked at.
  return { settled, looked: new Set(), fact: (fact: FactId) => determineFact(fact, assessment) };
}

function resultOf(question: AuthoredQuestion, { fact }: QuizContext, lesson: Lesson): QuizResult | null {
  if (question.kind === 'transfer') return transferResult(question, lesson);
  const found = fact(question.fact);
  return found.value === null ? null : predictionResult(question, found.value, found.observation, lesson);
}

/**
 * The questions that can be asked of a cluster, with what it shows where `answers` asks for that; without a snapshot all of
 * them, as they are written.
 */
export function buildQuizSheet(
  lesson: Lesson,
  part: QuizPart,
  snapshot: Snapshot | null,
  answers: boolean,
): QuizSheetAnswer {
  const all = quizPlacesOf(lesson, part).map(({ question }) => question);
  const sheet = { kind: 'quiz-sheet', namespace: null, source: null, readAt: null, leftOut: [] } as const;
  if (snapshot === null) {
    const questions = all.map((question) => ({ question, observe: observeCommandOf(question, null), shows: null }));
    return { ...sheet, questions };
  }
  const context = contextOf(snapshot);
  const questions = all
    .filter((question) => reasonNotAskable(question, context, new Map()) === null)
    .map(
      (question): SheetQuestion => ({
        question,
        observe: observeCommandOf(question, snapshot.namespace),
        shows: answers ? resultOf(question, context, lesson) : null,
      }),
    );
  const { namespace, source, readAt } = snapshot;
  return { ...sheet, namespace, source, readAt, questions, leftOut: countLeftOut(lesson, new Map(), context, part) };
}
