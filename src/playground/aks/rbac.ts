import { z } from 'zod';
import type { RbacAttributes } from './status.ts';
import type { KubeObject, ObjectStore } from './store.ts';

/** Who sent a request. */
export type AksUser = { readonly name: string; readonly groups: readonly string[] };

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
export type RbacRule = z.output<typeof rule>;

function isSubject({ name, groups }: AksUser, each: z.output<typeof subject>): boolean {
  if (each.kind === 'User') return each.name === name;
  if (each.kind === 'Group') return groups.includes(each.name);
  return each.kind === 'ServiceAccount' && name === `system:serviceaccount:${each.namespace ?? ''}:${each.name}`;
}

function rulesOf(store: ObjectStore, object: KubeObject): readonly RbacRule[] {
  const { roleRef } = binding.parse(object);
  const inNamespace = (each: KubeObject) =>
    roleRef.kind === 'ClusterRole' || each.metadata.namespace === object.metadata.namespace;
  const found = store.all(roleRef.kind).find((each) => each.metadata.name === roleRef.name && inNamespace(each));
  return found ? role.parse(found).rules : [];
}

/** The rules that hold for a user: everywhere, and with a namespace also those bound in it. */
export function rulesFor(store: ObjectStore, user: AksUser, namespace: string | null): readonly RbacRule[] {
  const local = store
    .all('RoleBinding')
    .filter(({ metadata }) => namespace !== null && metadata.namespace === namespace);
  const bindings = [...store.all('ClusterRoleBinding'), ...local];
  const own = bindings.filter((each) => binding.parse(each).subjects.some((one) => isSubject(user, one)));
  return own.flatMap((each) => rulesOf(store, each));
}

const holds = (list: readonly string[], value: string): boolean => list.includes('*') || list.includes(value);

/** Whether RBAC lets a user do this. */
export function isAllowed(
  store: ObjectStore,
  user: AksUser,
  { verb, group, resource, namespace, name }: RbacAttributes,
): boolean {
  // A request for a namespace itself carries that namespace, so a Role in it can grant it.
  const scope = namespace ?? (resource === 'namespaces' ? name : null);
  return rulesFor(store, user, scope).some((each) => {
    const named = each.resourceNames.length === 0 || (name !== null && each.resourceNames.includes(name));
    return holds(each.verbs, verb) && holds(each.apiGroups, group) && holds(each.resources, resource) && named;
  });
}

/** Whether RBAC lets a user read a path that is no resource, such as /version. */
export function isPathAllowed(store: ObjectStore, user: AksUser, verb: string, path: string): boolean {
  const matches = (pattern: string) =>
    pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
  return rulesFor(store, user, null).some((each) => holds(each.verbs, verb) && each.nonResourceURLs.some(matches));
}
