import { distance } from 'fastest-levenshtein';
import { problemIds } from '../../model/finding.ts';
import { isTypo, nearestWord } from './spelling.ts';

// Words that begin a question, though one or the other is near a command (what, walk).
const asking: readonly string[] =
  'what whats what’s why how when where which who is are does do did can could should may will'.split(' ');
// What stands after `walk`, beside a problem.
const moves: readonly string[] = ['saw', 'continue', 'unsure', 'done', 'stop', 'handoff', 'handover', ...problemIds];

/** Whether the first of many words is a command but for a slip; a word of every day is near some command by chance. */
function isNearly(said: string, known: readonly string[], all: number): boolean {
  const near = nearestWord(said, known);
  if (near === null || asking.includes(said)) return false;
  return all < 4 || distance(said, near) === 1 || isTypo(said, near);
}

/** Whether what stands after `walk` is a problem in somebody's own words. */
function isTold([first = '', ...rest]: readonly string[]): boolean {
  return rest.length >= 2 && !/^\d+$/u.test(first) && nearestWord(first, moves) === null;
}

/**
 * What was typed, as a command: three words and more that begin with none are a question, and a problem in own words after
 * `walk` leads to the problems. `known` are the commands.
 */
export function interpretAsCommand(typed: readonly string[], known: readonly string[]): readonly string[] {
  const [first = '', ...rest] = typed;
  const said = first.toLowerCase();
  if (said === 'walk' && isTold(rest)) return ['walk'];
  if (typed.length < 3 || known.includes(said) || isNearly(said, known, typed.length)) return typed;
  return ['explain', ...typed];
}
