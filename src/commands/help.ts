import type { HelpLine } from '../model/answer.ts';
import { firstSteps, instructorSteps, newcomerSteps } from '../model/first-steps.ts';
import type { Next } from '../model/outcome.ts';
import type { Person } from '../model/person.ts';
import type { Command } from './command.ts';

function nextFor({ role, namespace }: Person): readonly Next[] {
  if (role === 'instructor') return instructorSteps;
  return namespace === null ? newcomerSteps : firstSteps;
}

const studentWishes: readonly HelpLine[] = [
  { usage: 'check', purpose: 'see what my cluster shows' },
  { usage: 'explain overlay', purpose: 'understand something' },
  { usage: 'walk', purpose: 'find out what is wrong, or ask my instructor' },
  { usage: 'hint 1', purpose: 'get a hint for a task' },
  { usage: 'quiz', purpose: 'test what I understood' },
];

const instructorWishes: readonly HelpLine[] = [
  { usage: 'roster', purpose: 'give students their namespaces' },
  { usage: 'check student-07', purpose: 'look at a student’s namespace' },
  { usage: 'answers', purpose: 'answer who waits for me' },
  { usage: 'broadcast', purpose: 'write to the class' },
  { usage: 'notes', purpose: 'see what is newer than the exercise' },
];

const newcomerWishes: readonly HelpLine[] = [
  { usage: 'join NAMESPACE', purpose: 'say which namespace is mine' },
  { usage: 'explain overlay', purpose: 'understand something' },
  { usage: 'plan overlay 50 nodes', purpose: 'plan addresses' },
  { usage: 'privacy', purpose: 'see what is stored about me' },
];

function wishesOf({ role, namespace }: Person): readonly HelpLine[] {
  if (role === 'instructor') return instructorWishes;
  return namespace === null ? newcomerWishes : studentWishes;
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
      const listed = others.filter(({ isUnlisted }) => !isUnlisted);
      const mine = listed.filter((each) => (each.for === 'instructor' ? by.role === 'instructor' : member || each.for));
      const lines = [...mine, help].map(({ usage, purpose }) => ({ usage, purpose }));
      const instructor = { usage: 'check [task] NAMESPACE', purpose: 'the same check for any student’s namespace' };
      const newcomer = member ? '' : ' Once I know your namespace, I can do more for you.';
      const note = `I only read the cluster. Only you see my answers.${newcomer}`;
      return {
        answer: {
          kind: 'help',
          lines: by.role === 'instructor' ? [...lines, instructor] : lines,
          note,
          wishes: wishesOf(by),
        },
        next: nextFor(by),
      };
    },
  };
  return help;
}
