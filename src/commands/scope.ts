import type { Lab } from '../model/lab.ts';
import type { Person } from '../model/person.ts';
import { Trouble } from '../model/trouble.ts';

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;

/** Whether text can be a namespace's name (RFC 1123 label). */
export function isNamespace(text: string): boolean {
  return label.test(text);
}

function isOfClass(name: string, { namespacePattern }: Pick<Lab, 'namespacePattern'>): boolean {
  return isNamespace(name) && new RegExp(namespacePattern, 'u').test(name);
}

/** A namespace of the class. @throws Trouble `bad-namespace` for anything else */
export function namespaceIn(name: string, lab: Pick<Lab, 'namespacePattern'>): string {
  if (isOfClass(name, lab)) return name;
  throw new Trouble('bad-namespace', { namespace: name });
}

/** The refusal of another one's namespace. The audit takes its name from it, and is to hold nothing else that was typed. */
export function notYours(wanted: string, own: string | null, lab: Pick<Lab, 'namespacePattern'>): Trouble {
  return new Trouble('not-yours', { own: own ?? '', ...(isOfClass(wanted, lab) ? { namespace: wanted } : {}) });
}

/**
 * The namespace a request is about: the person's own, or for an instructor the one that was named.
 * @throws Trouble `not-yours`, `bad-namespace` or `no-namespace`
 */
export function scopeOf(by: Person, named: string | undefined, lab: Pick<Lab, 'namespacePattern'>): string {
  const wanted = named ?? by.namespace;
  if (wanted === null) throw new Trouble('no-namespace');
  if (by.role === 'student' && wanted !== by.namespace) throw notYours(wanted, by.namespace, lab);
  return namespaceIn(wanted, lab);
}
