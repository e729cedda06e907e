import { distance } from 'fastest-levenshtein';
import { problemIds } from '../../model/finding.ts';
import { parseFollowUp } from './follow-up.ts';
import { readHumanWish } from './human-wish.ts';
import { isTypo, nearestWord } from './spelling.ts';

// Words that begin a question; some of them are near a command in spelling (what, walk).
const questionWords: readonly string[] =
  'what whats what’s why how when where which who is are does do did can could should may will'.split(' ');
// What people write first to somebody they do not know yet; `hello` is near `tell` in spelling.
const greetings: readonly string[] = ['hello', 'hi', 'hey', 'hallo', 'hola', 'salut', 'bonjour', 'ciao'];
// What may follow `walk`.
const walkWords: readonly string[] = [
  'saw',
  'continue',
  'unsure',
  'done',
  'stop',
  'handoff',
  'handover',
  ...problemIds,
];

/**
 * Whether the first of `all` words is a misspelt command; in a sentence only one edit counts, since everyday words
 * are near commands.
 */
function isNearly(firstWord: string, known: readonly string[], all: number): boolean {
  const near = nearestWord(firstWord, known);
  if (near === null || questionWords.includes(firstWord)) return false;
  return all < 4 || distance(firstWord, near) === 1 || isTypo(firstWord, near);
}

/**
 * Whether the words after `walk` describe a problem freely: three and more, and the first names neither a step nor a
 * problem.
 */
function isDescribedProblem([first = '', ...rest]: readonly string[]): boolean {
  return rest.length >= 2 && !/^\d+$/u.test(first) && nearestWord(first, walkWords) === null;
}

/**
 * Turns free text into a command: a follow-up and three and more words that begin with no command are a question for `explain`, a
 * problem that is described after `walk` becomes `walk` alone, who wants a human is led to one, and who only greets is
 * shown what there is. `known` are the commands.
 */
export function interpretAsCommand(typed: readonly string[], known: readonly string[]): readonly string[] {
  const [first = '', ...rest] = typed;
  const firstWord = first.toLowerCase();
  if (parseFollowUp(typed) !== null) return ['explain', ...typed];
  if (typed.length < 3 && greetings.includes(firstWord.replace(/\P{L}+$/u, ''))) return ['help'];
  const wish = readHumanWish(typed);
  if (wish !== null) return wish;
  if (firstWord === 'walk' && isDescribedProblem(rest)) return ['walk'];
  if (typed.length < 3 || known.includes(firstWord) || isNearly(firstWord, known, typed.length)) return typed;
  return ['explain', ...typed];
}
