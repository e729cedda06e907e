import type { Attempt, OpenProblem, Progress, TaskProgress } from '../../model/progress.ts';

/** What is said where every task was seen: also that the newest look could not see all of them. */
export function describeAllSeen(tasks: readonly TaskProgress[]): string {
  const unseenTasks = tasks.filter(({ unseen }) => unseen !== null).map(({ task }) => task);
  if (unseenTasks.length === 0) return 'All three tasks are seen.';
  return `All three tasks were seen when I could see them, but the newest look could not see task ${unseenTasks.join(', ')}. Your instructor can tell why.`;
}

/** The button below whatever says that a task was seen: one question on it. */
export const answerQuestionLabel = 'Answer a question on it';

function stepToSee({ task, findings }: TaskProgress, attempts: readonly Attempt[]): Progress['next'] {
  const last = attempts.find((attempt) => attempt.task === null || attempt.task === task);
  const fresh = findings.every((finding) => finding.last === null);
  const message = fresh ? `Task ${task} is not looked at yet.` : (last?.next[task] ?? 'Look at it again.');
  return { message, label: `Check task ${task}`, command: `check ${task}` };
}

/**
 * The one next step, wherever it is named: the way out of a problem first, then the first task that was not seen, then the
 * first that was not understood, then the common problems. The newest attempt stands first.
 */
export function decideNextStep(
  all: readonly TaskProgress[],
  [problem]: readonly OpenProblem[],
  attempts: readonly Attempt[],
): Progress['next'] {
  if (problem !== undefined)
    return { message: 'Find out what causes the problem.', label: 'Find the cause', command: `walk ${problem.id}` };
  const open = all.find(({ seen }) => !seen);
  if (open !== undefined) return stepToSee(open, attempts);
  const told = describeAllSeen(all);
  const asked = all.find(({ understood }) => understood === null);
  if (asked !== undefined)
    return {
      message: `${told} Answer a question on task ${asked.task}.`,
      label: answerQuestionLabel,
      command: `quiz ${asked.task}`,
    };
  return {
    message: `${told} You understood them, too. The common problems are left.`,
    label: 'Problems',
    command: 'walk',
  };
}
