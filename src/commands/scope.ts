import type { Lab } from '../model/lab.ts';
import type { Person } from '../model/person.ts';
import { Trouble } from '../model/trouble.ts';

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;

/** Whether text can be a namespace's name (RFC 1123 label). */
export function isNamespace(text: string): boolean {
  return label.test(text);
}

/** A namespace of the class. @throws Trouble `bad-namespace` for anything else */
export function namespaceIn(name: string, { namespacePattern }: Pick<Lab, 'namespacePattern'>): string {
  if (isNamespace(name) && new RegExp(namespacePattern, 'u').test(name)) return name;
  throw new Trouble('bad-namespace', { namespace: name });
}

/**
 * The namespace a request is about: the person's own, or for an instructor the one that was named.
 * @throws Trouble `not-yours`, `bad-namespace` or `no-namespace`
 */
export function scopeOf(by: Person, named: string | undefined, lab: Pick<Lab, 'namespacePattern'>): string {
  const wanted = named ?? by.namespace;
  if (wanted === null) throw new Trouble('no-namespace');
  if (by.role === 'student' && wanted !== by.namespace)
    throw new Trouble('not-yours', { namespace: wanted, own: by.namespace ?? '' });
  return namespaceIn(wanted, lab);
}
