import { reportOn } from '../../checks/assess.ts';
import { checks } from '../../checks/index.ts';
import type { QuizResult, QuizSheetAnswer, SheetQuestion } from '../../model/answer.ts';
import type { Lesson } from '../../model/lesson.ts';
import type { FactId, Question } from '../../model/quiz.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { barredBy, type Ground, inOrder, leftOut, type Part, settledTasks } from './engine.ts';
import { factOf } from './facts.ts';
import { observing, predicted, transferred } from './results.ts';

/** What a snapshot alone says: a task is settled where one of its findings is as it should be now. */
function groundOf(snapshot: Snapshot, exercise: string): Ground {
  const report = reportOn(snapshot, exercise);
  const fine = report.findings.filter(({ status }) => status === 'pass' || status === 'differs').map(({ id }) => id);
  const settled = settledTasks(new Set(fine), (code) => checks[code].task);
  return { settled, fact: (fact: FactId) => factOf(fact, { report, snapshot }) };
}

function resultOf(question: Question, { fact }: Ground, lesson: Lesson): QuizResult | null {
  if (question.kind === 'transfer') return transferred(question, lesson);
  const found = fact(question.fact);
  return found.value === null ? null : predicted(question, found.value, found.observation, lesson);
}

/**
 * The questions that can be asked of a cluster, with what it shows where `answers` asks for that; without a snapshot all of
 * them, as they are written.
 */
export function sheetOf(lesson: Lesson, part: Part, snapshot: Snapshot | null, answers: boolean): QuizSheetAnswer {
  const all = inOrder(lesson, part);
  const sheet = { kind: 'quiz-sheet', namespace: null, source: null, readAt: null, leftOut: [] } as const;
  if (snapshot === null) {
    const questions = all.map((question) => ({ question, observe: observing(question, null), shows: null }));
    return { ...sheet, questions };
  }
  const ground = groundOf(snapshot, lesson.id);
  const questions = all
    .filter((question) => barredBy(question, ground) === null)
    .map(
      (question): SheetQuestion => ({
        question,
        observe: observing(question, snapshot.namespace),
        shows: answers ? resultOf(question, ground, lesson) : null,
      }),
    );
  const { namespace, source, readAt } = snapshot;
  return { ...sheet, namespace, source, readAt, questions, leftOut: leftOut(lesson, new Map(), ground, part) };
}
