import { Trouble } from '../../model/trouble.ts';
import { parseTaskNumber } from '../input/task-number.ts';
import type { QuizPart } from '../learning/questions.ts';

/** What is asked of `quiz` as a whole, or of a part of it. */
export type QuizPartRequest =
  | { readonly do: 'next'; readonly part: QuizPart }
  /** `sure` is whether somebody said that their answers may go. */
  | { readonly do: 'again'; readonly part: QuizPart; readonly sure: boolean }
  | { readonly do: 'skipped'; readonly part: QuizPart };

/** What is asked of one question. */
export type QuizQuestionRequest =
  /** The first word may be the id of a question, as buttons say it. */
  | { readonly do: 'answer'; readonly words: readonly string[] }
  /** The parts that somebody found in their own words, by their letters; each press turns one over. */
  | { readonly do: 'tick'; readonly id: string; readonly letter: string }
  /** `id` null: the question that waits for an answer. */
  | { readonly do: 'skip' | 'show' | 'unsure' | 'write'; readonly id: string | null };

/** What is asked of `quiz`. */
export type QuizRequest = QuizPartRequest | QuizQuestionRequest | { readonly do: 'stop' };

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

const questionActions = ['skip', 'show', 'unsure', 'write'] as const;

function againRequest(words: readonly string[]): QuizRequest {
  const sure = words.at(-1)?.toLowerCase() === 'yes';
  return { do: 'again', part: partIn(sure ? words.slice(0, -1) : words), sure };
}

/**
 * Reads `[task | theory | again [task] [yes] | skipped | stop | answer [ID] ANSWER | skip [ID] | show [ID] | unsure [ID] |
 * write [ID] | tick ID LETTER]`.
 * @throws Trouble for anything else
 */
export function parseQuizRequest(words: readonly string[]): QuizRequest {
  const [first = '', ...rest] = words;
  const action = first.toLowerCase();
  const [id = null, ...more] = rest;
  const onOne = questionActions.find((each) => each === action);
  if (action === 'again') return againRequest(rest);
  if (action === 'skipped') return { do: 'skipped', part: partIn(rest) };
  if (action === 'stop' && rest.length === 0) return { do: 'stop' };
  if (action === 'answer' && id !== null) return { do: 'answer', words: rest };
  if (onOne !== undefined && more.length === 0) return { do: onOne, id };
  const [letter] = more;
  if (action === 'tick' && id !== null && letter !== undefined && more.length === 1) return { do: 'tick', id, letter };
  if (['answer', 'stop', 'tick', ...questionActions].includes(action)) throw refuse();
  return { do: 'next', part: partIn(words) };
}

/** Whether the words ask for the form of an open question. */
export const asksToWrite = ([first = '']: readonly string[]): boolean => first.toLowerCase() === 'write';
