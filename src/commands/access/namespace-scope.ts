import { isNamespaceName } from '../../model/kubernetes-names.ts';
import type { Lab } from '../../model/lab.ts';
import { anchorPattern } from '../../model/namespace-pattern.ts';
import type { Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';

/** Whether a name is one of the class's namespaces; a lab without a pattern, the terminal's, takes every name. */
export function isClassNamespace(name: string, { namespacePattern }: Pick<Lab, 'namespacePattern'>): boolean {
  if (!isNamespaceName(name)) return false;
  return namespacePattern === '' || new RegExp(anchorPattern(namespacePattern), 'u').test(name);
}

/** A namespace of the class. @throws Trouble `bad-namespace` for anything else */
export function requireClassNamespace(name: string, lab: Pick<Lab, 'namespacePattern'>): string {
  if (isClassNamespace(name, lab)) return name;
  throw new Trouble('bad-namespace', { namespace: name });
}

/** A Trouble for the namespace of another student. Its detail goes into the audit, so it holds no other typed text. */
export function foreignNamespaceTrouble(
  wanted: string,
  own: string | null,
  lab: Pick<Lab, 'namespacePattern'>,
): Trouble {
  return new Trouble('not-yours', { own: own ?? '', ...(isClassNamespace(wanted, lab) ? { namespace: wanted } : {}) });
}

/**
 * The namespace a request is about: the person's own, or for an instructor the one that was named.
 * @throws Trouble `not-yours`, `bad-namespace` or `no-namespace`
 */
export function scopeOf(by: Person, named: string | undefined, lab: Pick<Lab, 'namespacePattern'>): string {
  const wanted = named ?? by.namespace;
  if (wanted === null) throw new Trouble('no-namespace');
  if (by.role === 'student' && wanted !== by.namespace) throw foreignNamespaceTrouble(wanted, by.namespace, lab);
  return requireClassNamespace(wanted, lab);
}

// How the lesson writes somebody's namespace in a command.
const placeholder = /-x+$/u;
// What no class calls its namespaces. A pattern that fits these fits any word, so that only the roster tells a name.
const ordinary: readonly string[] = ['what', 'pods', 'kube-proxy'];

/** What may be a namespace in free text: `student-07`, also where it is written as `student_07` or `student 07`. */
function wordsIn(text: string): readonly string[] {
  const words =
    text
      // What cannot be seen may stand inside of a name.
      .replaceAll(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
      .toLowerCase()
      .replaceAll(/[\p{Pd}_]/gu, '-')
      .match(/[a-z0-9-]+/gu) ?? [];
  const pairs = words.flatMap((word, at) => (/^\d+$/u.test(words[at + 1] ?? '') ? [`${word}-${words[at + 1]}`] : []));
  return [...words, ...pairs];
}

/**
 * The namespace of somebody else that free text of a student names, by the class's pattern; undefined for none. Whether there
 * is such a namespace, or anybody in it, makes no difference.
 */
export async function foreignNamespaceIn(
  text: string,
  { role, namespace }: Person,
  lab: Pick<Lab, 'namespacePattern' | 'people'>,
): Promise<string | undefined> {
  if (role === 'instructor' || lab.namespacePattern === '') return undefined;
  const words = wordsIn(text);
  const others = words.filter((word) => word !== namespace && !placeholder.test(word) && isClassNamespace(word, lab));
  if (others.length === 0 || !ordinary.some((word) => isClassNamespace(word, lab))) return others[0];
  const taken = (await lab.people()).map((each) => each.namespace);
  return others.find((word) => taken.includes(word));
}
