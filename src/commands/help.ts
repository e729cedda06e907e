import type { Command } from './command.ts';

/** `help`: the words that exist; the table hands them in, so that none can be forgotten. */
export function helpOver(others: readonly Command[]): Command {
  const help: Command = {
    word: 'help',
    usage: 'help',
    purpose: 'this list',
    async run({ by }) {
      const lines = [...others, help].map(({ usage, purpose }) => ({ usage, purpose }));
      const instructor = { usage: 'check [task] NAMESPACE', purpose: 'the same check for any student’s namespace' };
      const note = 'netlab only reads. Only you see its answers.';
      return { answer: { kind: 'help', lines: by.role === 'instructor' ? [...lines, instructor] : lines, note } };
    },
  };
  return help;
}
