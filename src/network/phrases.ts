import type { ApiQuery } from '../model/read.ts';

/** The first `max` entries in words, and how many more there are; only what is shown is worded. */
export function listSomeOf<T>(entries: readonly T[], word: (entry: T) => string, max = 6): string {
  if (entries.length === 0) return 'none';
  const shown = entries.slice(0, max).map(word).join(', ');
  return entries.length > max ? `${shown} and ${entries.length - max} more` : shown;
}

/** The first `max` entries, and how many more there are. */
export function listSome(entries: readonly string[], max = 6): string {
  return listSomeOf(entries, (entry) => entry, max);
}

/** `1 Pod`, `2 Pods`. */
export function countNoun(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** `each of 2 Pods`; of a single one `the one Pod`. */
export function eachOfNouns(n: number, noun: string): string {
  return n === 1 ? `the one ${noun}` : `each of ${countNoun(n, noun)}`;
}

/** A permission as `kubectl auth can-i` names it: verb, resource, name and scope. */
export function permissionName({ verb, resource, group, name, namespace }: ApiQuery): string {
  const full = group === '' ? resource : `${resource}.${group}`;
  const scope = namespace === null ? 'at cluster scope' : `in namespace ${namespace}`;
  return `${verb} ${full}${name === null ? '' : ` ${name}`} ${scope}`;
}

/** The kubectl command that asks the same question. */
export function kubectlCommand({ resource, group, name, namespace }: ApiQuery): string {
  const full = group === '' ? resource : `${resource}.${group}`;
  return `kubectl get ${full}${namespace === null ? '' : ` -n ${namespace}`}${name === null ? '' : ` ${name}`}`;
}
