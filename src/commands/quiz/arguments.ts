import { Trouble } from '../../model/trouble.ts';
import { parseTaskNumber } from '../input/task-number.ts';
import type { QuizPart } from './engine.ts';

/** What is asked of `quiz`. */
export type QuizRequest =
  | { readonly do: 'next'; readonly part: QuizPart }
  | { readonly do: 'again'; readonly part: QuizPart; readonly only: 'skipped' | null }
  /** The first word may be the id of a question, as buttons say it. */
  | { readonly do: 'answer'; readonly words: readonly string[] }
  /** `id` null: the question that waits for an answer. */
  | { readonly do: 'skip' | 'show'; readonly id: string | null };

function refuse(): Trouble {
  const what = 'The quiz does not know that word';
  const todo =
    '“quiz” goes on where you were. “quiz 2” asks about one task, “quiz skipped” what you skipped. “quiz again” starts anew.';
  return new Trouble('bad-input', { what, todo });
}

function partIn(words: readonly string[]): QuizPart {
  const [word, ...more] = words.filter((each) => each.toLowerCase() !== 'task');
  if (word === undefined) return 'all';
  if (more.length > 0) throw refuse();
  if (word.toLowerCase() === 'theory') return null;
  const task = parseTaskNumber(word);
  if (task === null) throw refuse();
  return task;
}

/**
 * Reads `[task | theory | again [task] | skipped | answer [ID] ANSWER | skip [ID] | show [ID]]`.
 * @throws Trouble for anything else
 */
export function parseQuizRequest(words: readonly string[]): QuizRequest {
  const [first = '', ...rest] = words;
  const action = first.toLowerCase();
  const [id = null, ...more] = rest;
  if (action === 'again') return { do: 'again', part: partIn(rest), only: null };
  if (action === 'skipped') return { do: 'again', part: partIn(rest), only: 'skipped' };
  if (action === 'answer' && id !== null) return { do: 'answer', words: rest };
  if ((action === 'skip' || action === 'show') && more.length === 0) return { do: action, id };
  if (['answer', 'skip', 'show'].includes(action)) throw refuse();
  return { do: 'next', part: partIn(words) };
}
