import type { Lab } from '../../model/lab.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import type { ProgressAnswer } from '../../model/progress.ts';
import { Trouble } from '../../model/trouble.ts';
import { foreignNamespaceTrouble, isClassNamespace } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { standingOf } from '../learning/standing.ts';

/** Says that nobody else's progress is shown, rather than to show one's own to who asked for another one. @throws Trouble */
function refuseOtherThanOwn(words: readonly string[], by: Person, lab: Pick<Lab, 'namespacePattern'>): void {
  const others = words.filter((word) => word !== by.namespace);
  if (others.length === 0) return;
  const foreign = others.find((word) => isClassNamespace(word, lab));
  if (by.role === 'student' && foreign !== undefined) throw foreignNamespaceTrouble(foreign, by.namespace, lab);
  const todo = by.role === 'instructor' ? 'Look at a student’s namespace with: check NAMESPACE.' : 'Say: progress.';
  throw new Trouble('bad-input', { what: '“progress” shows your own and takes no more words', todo });
}

/** How far somebody is, with the next step first. `asked` is what a question asked for. @throws Trouble `no-namespace` */
export async function readOwnProgress(
  { id, namespace }: Person,
  lab: Pick<Lab, 'progress' | 'notebooks' | 'lesson'>,
  asked?: ProgressAnswer['asked'],
): Promise<Outcome> {
  if (namespace === null) throw new Trouble('no-namespace');
  const found = await standingOf(id, namespace, lab);
  return {
    answer: { kind: 'progress', progress: found, ...(asked === undefined ? {} : { asked }) },
    next: [
      { label: found.next.label, command: found.next.command },
      { label: 'Quiz', command: 'quiz' },
      { label: 'What I keep about you', command: 'privacy' },
    ],
  };
}

/** `progress`: what the checks of one's own namespace came to, task by task. */
export const progress: Command = {
  word: 'progress',
  usage: 'progress',
  purpose: 'how far you are: each task, what it came to last, and what is next',
  async run({ by, words }, lab) {
    refuseOtherThanOwn(words, by, lab);
    return readOwnProgress(by, lab);
  },
};
