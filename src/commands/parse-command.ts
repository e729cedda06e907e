import { isPaste, pastedWord } from './explain/pasted.ts';
import { parseSettledQuestion } from './explain/settled/parse-settled.ts';
import { commands } from './index.ts';
import { interpretAsCommand } from './input/free-text.ts';
import { readHumanWish } from './input/human-wish.ts';
import { splitWords } from './input/tokenize.ts';

/** A text as a command: parsed once, where it comes in, and handed on to whatever has to know what was asked for. */
export type ParsedCommand = {
  /** The command's word; `unknown` where there is no such command, so that nothing that was typed gets into a log or metric. */
  readonly command: string;
  /** The words after the command's own, as typed; where the command is `unknown`, all of them. */
  readonly words: readonly string[];
  /** What was pasted from a terminal, as it came, with its line breaks; absent for all that is typed. */
  readonly pasted?: string;
};

const knownWords = commands.map(({ word }) => word);

/** Output of a terminal, without the word before it; null for what was typed, as a line that begins with another command is. */
function pastedTextIn(text: string): string | null {
  const [, first = ''] = /^\s*(\S{1,40})/u.exec(text) ?? [];
  const isTyped = first.toLowerCase() !== 'explain' && knownWords.includes(first.toLowerCase());
  if (isTyped && !text.trim().includes('\n')) return null;
  const rest = text.replace(/^\s*explain(?=\s)[ \t]?/iu, '');
  return isPaste(rest) ? rest : null;
}

/**
 * Parses what was typed or what a button says. No words at all are `help`; a question in free text is `explain`, as is what
 * somebody pasted.
 */
export function parseCommand(text: string): ParsedCommand {
  const pasted = pastedTextIn(text);
  if (pasted !== null) return { command: 'explain', words: [pastedWord], pasted };
  const typed = interpretAsCommand(splitWords(text), knownWords);
  const [first = 'help', ...words] = typed;
  const command = first.toLowerCase();
  if (knownWords.includes(command)) return { command, words };
  // An order of two words, or a question that begins like a command: no name is known here, so every word may be one.
  const isSettled = typed.length > 1 && parseSettledQuestion(typed.join(' '), () => true) !== null;
  return isSettled ? { command: 'explain', words: typed } : { command: 'unknown', words: typed };
}

/** All words of a command, its own first. */
export function wordsOfCommand({ command, words }: ParsedCommand): readonly string[] {
  return command === 'unknown' ? words : [command, ...words];
}

/** Whether a text is surely meant for netlab: it begins with a word of netlab's, or asks for a human. */
export function isTypedCommand(text: string): boolean {
  const words = splitWords(text);
  return knownWords.includes((words[0] ?? '').toLowerCase()) || readHumanWish(words) !== null;
}
