import { assess } from '../../checks/assess.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { Audit } from '../../model/audit.ts';
import type { Lab } from '../../model/lab.ts';
import type { Person } from '../../model/person.ts';
import type { FactId, FactResult } from '../../model/quiz.ts';
import { lookedTasksIn, settledTasksIn } from '../learning/quiz-entries.ts';
import type { QuizContext } from './engine.ts';
import { determineFact } from './facts.ts';

/** A quiz of one person after one read of the cluster; `at` is an ISO time. */
export type QuizSession = {
  readonly by: Person;
  readonly namespace: string;
  readonly at: string;
  readonly assessment: Assessment;
  readonly context: QuizContext;
  readonly audit: Audit;
};

/** Reads the cluster once and opens a quiz on it. @throws Trouble where the cluster refuses or does not answer */
export async function openQuizSession(by: Person, namespace: string, lab: Lab): Promise<QuizSession> {
  const snapshot = await lab.observe(namespace);
  const assessment = assess(snapshot);
  const attempts = await lab.progress.of(by.id);
  const found = new Map<FactId, FactResult>();
  const fact = (id: FactId): FactResult => {
    const known = found.get(id) ?? determineFact(id, assessment);
    found.set(id, known);
    return known;
  };
  const settled = settledTasksIn(attempts, namespace);
  const looked = new Set([...lookedTasksIn(attempts, namespace), ...lab.shownTasks.of(by.id, namespace)]);
  const audit: Audit = { did: 'read', what: 'quiz', namespace, as: snapshot.as };
  return { by, namespace, at: lab.newIdAndTime().at, assessment, context: { fact, settled, looked }, audit };
}
