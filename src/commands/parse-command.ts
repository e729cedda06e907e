import { commands } from './index.ts';
import { interpretAsCommand } from './input/free-text.ts';
import { splitWords } from './input/tokenize.ts';

/** A text as a command: parsed once, where it comes in, and handed on to whatever has to know what was asked for. */
export type ParsedCommand = {
  /** The command's word; `unknown` where there is no such command, so that nothing that was typed gets into a log or metric. */
  readonly command: string;
  /** The words after the command's own, as typed; where the command is `unknown`, all of them. */
  readonly words: readonly string[];
};

const knownWords = commands.map(({ word }) => word);

/** Parses what was typed or what a button says. No words at all are `help`; a question in free text is `explain`. */
export function parseCommand(text: string): ParsedCommand {
  const typed = interpretAsCommand(splitWords(text), knownWords);
  const [first = 'help', ...words] = typed;
  const command = first.toLowerCase();
  return knownWords.includes(command) ? { command, words } : { command: 'unknown', words: typed };
}

/** All words of a command, its own first. */
export function wordsOfCommand({ command, words }: ParsedCommand): readonly string[] {
  return command === 'unknown' ? words : [command, ...words];
}
