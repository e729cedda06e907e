import { z } from 'zod';
import type { Attributes } from './status.ts';
import type { KubeObject, Store } from './store.ts';

/** Who sent a request. */
export type User = { readonly name: string; readonly groups: readonly string[] };

const words = z.array(z.string()).default([]);
const rule = z.looseObject({
  verbs: words,
  apiGroups: words,
  resources: words,
  resourceNames: words,
  nonResourceURLs: words,
});
const role = z.looseObject({ rules: z.array(rule).default([]) });
const subject = z.looseObject({ kind: z.string(), name: z.string(), namespace: z.string().optional() });
const binding = z.looseObject({
  roleRef: z.looseObject({ kind: z.string(), name: z.string() }),
  subjects: z.array(subject).default([]),
});

/** One rule of a role. */
export type Rule = z.output<typeof rule>;

function isSubject({ name, groups }: User, each: z.output<typeof subject>): boolean {
  if (each.kind === 'User') return each.name === name;
  if (each.kind === 'Group') return groups.includes(each.name);
  return each.kind === 'ServiceAccount' && name === `system:serviceaccount:${each.namespace ?? ''}:${each.name}`;
}

function rulesOf(store: Store, object: KubeObject): readonly Rule[] {
  const { roleRef } = binding.parse(object);
  const inNamespace = (each: KubeObject) =>
    roleRef.kind === 'ClusterRole' || each.metadata.namespace === object.metadata.namespace;
  const found = store.all(roleRef.kind).find((each) => each.metadata.name === roleRef.name && inNamespace(each));
  return found ? role.parse(found).rules : [];
}

/** The rules that hold for a user: everywhere, and with a namespace also those bound in it. */
export function rulesFor(store: Store, user: User, namespace: string | null): readonly Rule[] {
  const local = store
    .all('RoleBinding')
    .filter(({ metadata }) => namespace !== null && metadata.namespace === namespace);
  const bindings = [...store.all('ClusterRoleBinding'), ...local];
  const own = bindings.filter((each) => binding.parse(each).subjects.some((one) => isSubject(user, one)));
  return own.flatMap((each) => rulesOf(store, each));
}

const holds = (list: readonly string[], value: string): boolean => list.includes('*') || list.includes(value);

/** Whether RBAC lets a user do this. */
export function allows(store: Store, user: User, { verb, group, resource, namespace, name }: Attributes): boolean {
  // A request for a namespace itself carries that namespace, so a Role in it can grant it.
  const scope = namespace ?? (resource === 'namespaces' ? name : null);
  return rulesFor(store, user, scope).some((each) => {
    const named = each.resourceNames.length === 0 || (name !== null && each.resourceNames.includes(name));
    return holds(each.verbs, verb) && holds(each.apiGroups, group) && holds(each.resources, resource) && named;
  });
}

/** Whether RBAC lets a user read a path that is no resource, such as /version. */
export function allowsPath(store: Store, user: User, verb: string, path: string): boolean {
  const matches = (pattern: string) =>
    pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
  return rulesFor(store, user, null).some((each) => holds(each.verbs, verb) && each.nonResourceURLs.some(matches));
}
