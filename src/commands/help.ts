import type { Next } from '../model/answer.ts';
import type { Person } from '../model/person.ts';
import type { Command } from './command.ts';

function nextFor({ role, namespace }: Person): readonly Next[] {
  if (namespace === null) return role === 'instructor' ? [{ label: 'Write to the class', say: 'broadcast' }] : [];
  return [
    { label: 'Check my cluster', say: 'check' },
    { label: 'Common problems', say: 'walk' },
    { label: 'Topics', say: 'explain' },
  ];
}

/** `help`: the words that exist; the table hands them in, so that none can be forgotten. */
export function helpOver(others: readonly Command[]): Command {
  const help: Command = {
    word: 'help',
    usage: 'help',
    purpose: 'this list',
    async run({ by }) {
      const mine = others.filter((each) => each.for === undefined || each.for === by.role);
      const lines = [...mine, help].map(({ usage, purpose }) => ({ usage, purpose }));
      const instructor = { usage: 'check [task] NAMESPACE', purpose: 'the same check for any student’s namespace' };
      const note = 'netlab only reads. Only you see its answers.';
      return {
        answer: { kind: 'help', lines: by.role === 'instructor' ? [...lines, instructor] : lines, note },
        next: nextFor(by),
      };
    },
  };
  return help;
}
