import { queriesFor } from '../queries.ts';
import { sanitizeText } from '../translate/sanitize.ts';
import { ciliumNamespaceIn } from './cilium-elsewhere.ts';
import type { Dump, DumpObject } from './dump.ts';
import { isAnswer } from './kinds.ts';

// Where Cilium, Calico and kube-proxy run matters to every answer, also where netlab does not look for them.
const agents = new Set([
  'DaemonSet cilium',
  'DaemonSet calico-node',
  'DaemonSet kube-proxy',
  'ConfigMap cilium-config',
]);

/** Whether an object that was not used could change what is said of a namespace: then it is named, not only counted. */
function couldMatter({ kind, namespace, name, hasAssumedNamespace }: DumpObject, looked: string): boolean {
  if (/(?:NetworkPolicy|Polic(?:y|ies))(?:\.|$)/u.test(kind))
    return namespace === '' || namespace === looked || hasAssumedNamespace;
  return agents.has(`${kind} ${name}`);
}

function label(object: DumpObject, looked: string): string {
  const { kind, namespace, name } = object;
  const plain = sanitizeText(kind, 63);
  if (!couldMatter(object, looked)) return plain;
  return sanitizeText(`${plain} ${namespace === '' ? '' : `${namespace}/`}${name}`);
}

/** How often each thing occurs, sorted by its name. */
export function countEach(things: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * What a dump holds and a look at `namespace` does not use: by kind, by name where it could matter, and kubectl's untyped
 * empty lists, which say nothing.
 */
export function unusedIn(dump: Dump, namespace: string): readonly string[] {
  const { objects, lists } = dump;
  const home = ciliumNamespaceIn(dump);
  const asked = Object.values(queriesFor(namespace));
  const unused = objects.filter((object) => !asked.some((ask) => isAnswer(ask, object, home)));
  const empty = lists.filter((list) => list.kind === null && list.objects.length === 0).map(() => 'List (empty)');
  return [...unused.map((object) => label(object, namespace)), ...empty];
}
