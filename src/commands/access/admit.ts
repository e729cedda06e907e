import type { Audit } from '../../model/audit.ts';
import type { Lab } from '../../model/lab.ts';
import type { Caller, Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { isClassNamespace } from './namespace-scope.ts';
import { pendingClaimOf } from './pending-claim.ts';

/**
 * Who may do something: everybody on the roster, instructors alone, or anybody in the workspace. A reader may be on no roster,
 * too; but for whom a roster names a namespace that is none of the class, something is to be mended first.
 */
export type RequiredRole = 'roster' | 'instructor' | 'anyone' | 'reader';

/** The Trouble for a user on no roster; it names the pending claim where there is one. */
async function unknownPerson(user: string, word: string, lab: Pick<Lab, 'roster'>): Promise<Trouble> {
  const claim = pendingClaimOf(user, await lab.roster.read());
  if (claim === null) return new Trouble('unknown-person', { word });
  const { namespace: asked, since, askedAt } = claim;
  return new Trouble('unknown-person', { word, asked, since, askedAt });
}

/**
 * A person with their namespace, which is always one of the class: a roster of another pattern may still name others. An
 * instructor goes on without; whom nothing but their namespace lets in does not.
 */
function requireOwnOfClass(person: Person, right: RequiredRole, lab: Pick<Lab, 'namespacePattern'>): Person {
  const { role, namespace } = person;
  if (namespace === null || isClassNamespace(namespace, lab)) return person;
  if (role === 'student' && right !== 'anyone') throw new Trouble('outside-class', { own: namespace });
  return { ...person, namespace: null };
}

/**
 * The person behind a caller, if they may. Every command, button and form comes through here, each time anew.
 * @throws Trouble `stranger`, `unknown-person`, `instructors-only`, `outside-class`, `store-down`
 */
export async function admitCaller(
  { user, outside }: Caller,
  right: RequiredRole,
  word: string,
  lab: Pick<Lab, 'findPerson' | 'roster' | 'namespacePattern'>,
): Promise<Person> {
  if (outside) throw new Trouble('stranger');
  const person = await lab.findPerson(user);
  if (person === null && right !== 'anyone' && right !== 'reader') throw await unknownPerson(user, word, lab);
  if (right === 'instructor' && person?.role !== 'instructor') throw new Trouble('instructors-only', { word });
  return requireOwnOfClass(person ?? { id: user, role: 'student', namespace: null }, right, lab);
}

const refusals: readonly string[] = [
  'stranger',
  'unknown-person',
  'instructors-only',
  'not-yours',
  'not-your-button',
] satisfies readonly Trouble['kind'][];

/** The audit entry of a refusal; null for a Trouble that is none. */
export function refusalAuditOf({ kind, detail }: Trouble, what: string): Audit | null {
  if (!refusals.includes(kind)) return null;
  return { did: 'refused', what: `${what}: ${kind}`, namespace: detail.namespace ?? null, as: null };
}
