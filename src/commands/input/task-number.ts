import type { TaskNumber } from '../../model/lesson.ts';
import { Trouble } from '../../model/trouble.ts';

/**
 * Reads `2`, `task2` or `#2`; null for words that name no task at all.
 * @throws Trouble for a task that does not exist
 */
export function parseTaskNumber(word: string): TaskNumber | null {
  const digits = /^(?:task|#)?-?(\d{1,4})$/iu.exec(word)?.[1];
  if (digits === undefined) return null;
  const task = Number(digits);
  if (task === 1 || task === 2 || task === 3) return task;
  throw new Trouble('unknown-task', { task: digits });
}
