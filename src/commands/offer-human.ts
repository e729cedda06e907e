import { type HelpSubject, subjectWords } from '../model/help-subject.ts';
import type { Next, Outcome } from '../model/outcome.ts';
import type { Person } from '../model/person.ts';

/**
 * The way to a human, below whatever a person cannot go on from by themselves: nothing for instructors, and for whom netlab
 * knows no namespace of.
 */
export function offerHuman(
  { role, namespace }: Pick<Person, 'role' | 'namespace'>,
  subject: HelpSubject,
): readonly Next[] {
  if (role !== 'student' || namespace === null) return [];
  return [{ label: 'Ask my instructor', command: `ask ${subjectWords(subject)}` }];
}

/** An outcome with the way to a human behind its other steps. */
export function withHuman<O extends Pick<Outcome, 'next'>>(outcome: O, by: Person, subject: HelpSubject): O {
  return { ...outcome, next: [...(outcome.next ?? []), ...offerHuman(by, subject)] };
}
