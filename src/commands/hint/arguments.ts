import { hintLevels, type TaskNumber } from '../../model/lesson.ts';
import { Trouble } from '../../model/trouble.ts';
import { parseTaskNumber } from '../input/task-number.ts';
import type { HintRequest } from './ladder.ts';

/** In letters and digits. What a guess says is never judged. */
export const minGuessLength = 4;

/** Counts letters and digits. @throws Trouble `bad-input` for one that is too short */
export function lengthOfGuess(words: string): number {
  const length = words.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (length >= minGuessLength) return length;
  throw new Trouble('bad-input', { what: `a guess has ${minGuessLength} letters at least; a few words are best` });
}

const actions = ['again', 'all', 'guess'] as const;

/** Reads `[task] [again | all | guess [words…]]`. @throws Trouble for anything else */
export function parseHintRequest(words: readonly string[]): HintRequest {
  const [first = '', ...others] = words.filter((word, index) => index > 0 || word.toLowerCase() !== 'task');
  const task: TaskNumber | null = parseTaskNumber(first);
  const [actionWord, ...rest] = task === null ? [first, ...others] : others;
  if (actionWord === undefined || actionWord === '') return { do: 'next', task };
  const action = actions.find((each) => each === actionWord.toLowerCase());
  if (action === undefined || (action !== 'guess' && rest.length > 0))
    throw new Trouble('bad-input', {
      what: 'say hint 2 for the hint of a task, hint 2 again for the earlier ones too, or hint 2 guess and what you think',
    });
  if (action !== 'guess') return { do: action, task };
  return rest.length === 0 ? { do: 'explain-guess', task } : { do: 'guess', task, words: rest.join(' ') };
}

/** Whether words after `hint` ask to guess, but hold no guess yet: `guess`, `2 guess`, `task 2 guess`. */
export function isGuessWithoutWords(words: readonly string[]): boolean {
  const said = words.map((word) => word.toLowerCase());
  const rest = said[0] === 'task' ? said.slice(1) : said;
  return rest.length <= 2 && rest.at(-1) === 'guess';
}

/** Reads the number of a hint level, from 1, as the terminal takes it. @throws Trouble `bad-input` */
export function parseHintLevel(word: string) {
  const found = /^\d+$/u.test(word) ? hintLevels[Number(word) - 1] : undefined;
  if (found) return found;
  throw new Trouble('bad-input', { what: `--rung ${word.slice(0, 20)}: there are 1 to ${hintLevels.length}` });
}
