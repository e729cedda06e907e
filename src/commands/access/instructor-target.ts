import { isNamespaceName } from '../../model/kubernetes-names.ts';
import type { Lab } from '../../model/lab.ts';
import type { Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';

/** What only makes sense for a namespace of one's own; a picture only where it is the map of one. */
function isForOwn([word = '', part = '', name]: readonly string[]): boolean {
  if (word === 'walk' || word === 'progress') return true;
  if (word !== 'picture' || part === 'models' || part === 'plan') return false;
  return part === '' || (part === 'map' ? name === undefined : /\d/u.test(part) && isNamespaceName(part));
}

/**
 * Says to an instructor without a namespace what to type instead of a student's own words.
 * @throws Trouble `own-only`
 */
export function refuseOwnOnly(typed: readonly string[], { role, namespace }: Person): void {
  if (role !== 'instructor' || namespace !== null) return;
  const typedWords = typed.map((each) => each.toLowerCase());
  if (isForOwn(typedWords)) throw new Trouble('own-only', { word: typedWords[0] ?? '' });
}

const mention = /^@([UW][A-Z0-9]+)$/u;

/** The namespace of somebody whom an instructor names by a mention or `@name`; other words stay as they are. */
export async function resolveNamedNamespace(
  named: string | undefined,
  { role }: Person,
  { people, members }: Pick<Lab, 'people' | 'members'>,
): Promise<string | undefined> {
  if (role !== 'instructor' || !named?.startsWith('@')) return named;
  const name = named.slice(1).toLowerCase();
  const id = mention.exec(named)?.[1];
  const all = id === undefined ? (await members()).all : [];
  const known = all.filter((each) => [each.name, each.displayName].some((other) => other.toLowerCase() === name));
  const ids = id === undefined ? known.map((each) => each.id) : [id];
  const matches = (await people()).filter(({ user }) => ids.includes(user));
  if (matches.length === 1) return matches[0]?.namespace;
  throw new Trouble('bad-input', {
    what:
      matches.length === 0 ? 'I find nobody of that name on the roster' : 'several people on the roster have that name',
    todo: 'Name the namespace instead, for example: check NAMESPACE. “roster” lists who has which.',
  });
}

/**
 * What is said before an instructor's look at a namespace that nobody has; null where somebody has it, or none can
 * tell.
 */
export async function unassignedNamespaceWarning(
  namespace: string,
  { role }: Person,
  lab: Pick<Lab, 'people'>,
): Promise<string | null> {
  if (role !== 'instructor') return null;
  const all = await lab.people().catch(() => []);
  if (all.length === 0 || all.some((each) => each.namespace === namespace)) return null;
  return `Nobody on the roster has ${namespace}: is it mistyped?`;
}
