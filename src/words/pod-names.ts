// What a ReplicaSet, a DaemonSet or a Job puts behind the name that somebody chose.
const madeUpEnds = [/-[a-z0-9]{8,10}-[a-z0-9]{5}$/u, /-[bcdfghjklmnpqrstvwxz2456789]{5}$/u];

const withoutNamespace = (name: string): string => name.split('/').at(-1) ?? name;

function chosenName(name: string): string {
  const own = withoutNamespace(name);
  const end = madeUpEnds.find((each) => each.test(own));
  return end === undefined ? own : own.replace(end, '');
}

/** Names of Pods as sentences have them; where two would be one, they keep all that tells them apart. */
export type ShortNames = (name: string) => string;

/**
 * Shortens names of Pods (NAME or NAMESPACE/NAME) for sentences, so that they still tell apart. Addresses, and names that are
 * not among these, stay as they are.
 */
export function shortenPodNames(names: readonly string[]): ShortNames {
  const all = [...new Set(names)];
  const own = all.map(withoutNamespace);
  const chosen = all.map(chosenName);
  const isUnique = (text: string, among: readonly string[]) => among.filter((each) => each === text).length === 1;
  const short = new Map(
    all.map((name, at) => {
      const [least = name, next = name] = [chosen[at], own[at]];
      return [name, isUnique(least, chosen) ? least : isUnique(next, own) ? next : name];
    }),
  );
  return (name) => short.get(name) ?? name;
}

/** Some names as a sentence lists them: `api, web and 3 more`. */
export function listNames(names: readonly string[], most = 3): string {
  const short = shortenPodNames(names);
  const shown = names.slice(0, names.length > most ? most - 1 : most).map(short);
  const left = names.length - shown.length;
  if (left > 0) return `${shown.join(', ')} and ${left} more`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}
