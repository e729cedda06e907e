import { isNamespaceName } from '../model/kubernetes-names.ts';
import type { Lab } from '../model/lab.ts';
import { isClassNamespace } from './access/namespace-scope.ts';
import type { ParsedCommand } from './parse-command.ts';

/** Commands that read no cluster. */
const withoutReads: readonly string[] = [
  'join',
  'roster',
  'progress',
  'privacy',
  'help',
  'notes',
  'plan',
  'answers',
  'unknown',
];

/** What is being done while somebody waits for an answer, in a line. A database that does not answer costs the namespace only. */
export async function waitingLineFor({ command, words }: ParsedCommand, user: string, lab: Lab): Promise<string> {
  if (command === 'explain') return 'Looking it up…';
  if (command === 'picture') return 'Drawing…';
  if (withoutReads.includes(command)) return 'One moment…';
  const person = await lab.findPerson(user).catch(() => null);
  const named =
    person?.role === 'instructor' ? words.find((word) => /^[a-z]+-/u.test(word) && isNamespaceName(word)) : undefined;
  const namespace = named ?? person?.namespace;
  // Whose namespace is not known, or not there, may have nothing read.
  return namespace && isClassNamespace(namespace, lab) ? `Reading ${namespace}…` : 'One moment…';
}
