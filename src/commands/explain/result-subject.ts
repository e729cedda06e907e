import { type FindingCode, findingCodes, type ProblemId, problemIds } from '../../model/finding.ts';
import type { TaskNumber } from '../../model/lesson.ts';
import type { Next } from '../../model/outcome.ts';
import { parseTaskNumber } from '../input/task-number.ts';

/** What of a look is to be explained: all of it, a task, a finding, or a common problem. */
export type ResultSubject =
  | { readonly is: 'all' }
  | { readonly is: 'task'; readonly task: TaskNumber }
  | { readonly is: 'finding'; readonly code: FindingCode }
  | { readonly is: 'problem'; readonly problem: ProblemId };

/** Reads `result`, `result 2`, `result FINDING` or `result PROBLEM`; null for other words, which are a question. */
export function parseResultSubject(words: readonly string[]): ResultSubject | null {
  const [first, name, ...more] = words.map((word) => word.toLowerCase());
  if (first !== 'result' || more.length > 0) return null;
  if (name === undefined) return { is: 'all' };
  const task = parseTaskNumber(name);
  if (task !== null) return { is: 'task', task };
  const code = findingCodes.find((each) => each === name);
  if (code !== undefined) return { is: 'finding', code };
  const problem = problemIds.find((each) => each === name);
  return problem === undefined ? null : { is: 'problem', problem };
}

/** The button that explains a result: of a task, a finding or a problem, or with null of a whole look. */
export function explainThis(about: TaskNumber | FindingCode | ProblemId | null): Next {
  return { label: 'Explain this', command: ['explain result', ...(about === null ? [] : [about])].join(' ') };
}
