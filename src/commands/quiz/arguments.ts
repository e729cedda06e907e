import { Trouble } from '../../model/trouble.ts';
import { parseTaskNumber } from '../input/task-number.ts';
import type { QuizPart } from './engine.ts';

/** What is asked of `quiz`. */
export type QuizRequest =
  | { readonly do: 'next'; readonly part: QuizPart }
  | { readonly do: 'again'; readonly part: QuizPart; readonly only: 'skipped' | null }
  | { readonly do: 'answer'; readonly id: string; readonly said: string }
  | { readonly do: 'skip' | 'show'; readonly id: string };

function refuse(): Trouble {
  const what =
    'quiz goes on where you were, quiz 2 asks about one task, quiz skipped asks what you skipped, quiz again starts anew';
  return new Trouble('bad-input', { what });
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
 * Reads `[task | theory | again [task] | skipped | answer ID CHOICE | skip ID | show ID]`.
 * @throws Trouble for anything else
 */
export function parseQuizRequest(words: readonly string[]): QuizRequest {
  const [first = '', ...rest] = words;
  const action = first.toLowerCase();
  const [id, ...answerWords] = rest;
  if (action === 'again') return { do: 'again', part: partIn(rest), only: null };
  if (action === 'skipped') return { do: 'again', part: partIn(rest), only: 'skipped' };
  if (action === 'answer' && id !== undefined && answerWords.length > 0)
    return { do: 'answer', id, said: answerWords.join(' ') };
  if ((action === 'skip' || action === 'show') && id !== undefined && answerWords.length === 0)
    return { do: action, id };
  if (['answer', 'skip', 'show'].includes(action)) throw refuse();
  return { do: 'next', part: partIn(words) };
}
