import type { Next } from '../model/outcome.ts';
import type { Person } from '../model/person.ts';
import type { Command } from './command.ts';

function nextFor({ role, namespace }: Person): readonly Next[] {
  if (namespace === null && role === 'instructor')
    return [
      { label: 'Roster', command: 'roster' },
      { label: 'Write to the class', command: 'broadcast' },
    ];
  if (namespace === null) return [];
  return [
    { label: 'Check my cluster', command: 'check' },
    { label: 'Common problems', command: 'walk' },
    { label: 'Topics', command: 'explain' },
  ];
}

/** `help`: the words that exist; the table hands them in, so that none can be forgotten. */
export function createHelpCommand(others: readonly Command[]): Command {
  const help: Command = {
    word: 'help',
    usage: 'help',
    purpose: 'this list',
    for: 'anyone',
    async run({ by }) {
      const member = by.role === 'instructor' || by.namespace !== null;
      const mine = others.filter((each) => (each.for === 'instructor' ? by.role === 'instructor' : member || each.for));
      const lines = [...mine, help].map(({ usage, purpose }) => ({ usage, purpose }));
      const instructor = { usage: 'check [task] NAMESPACE', purpose: 'the same check for any student’s namespace' };
      const newcomer = member ? '' : ' Say which namespace is yours with join; then I can do more for you.';
      const note = `netlab only reads. Only you see its answers.${newcomer}`;
      return {
        answer: { kind: 'help', lines: by.role === 'instructor' ? [...lines, instructor] : lines, note },
        next: nextFor(by),
      };
    },
  };
  return help;
}
