import { z } from 'zod';
import { allows, allowsPath, rulesFor, type User } from './rbac.ts';
import { type Answer, badRequest } from './status.ts';
import { created, type Store } from './store.ts';

const access = z.looseObject({
  spec: z.looseObject({
    resourceAttributes: z
      .looseObject({
        verb: z.string().default(''),
        group: z.string().default(''),
        resource: z.string().default(''),
        namespace: z.string().default(''),
        name: z.string().default(''),
      })
      .optional(),
    nonResourceAttributes: z.looseObject({ verb: z.string().default(''), path: z.string().default('') }).optional(),
  }),
});

const rules = z.looseObject({ spec: z.looseObject({ namespace: z.string().default('') }) });

function reviewed(kind: string, group: string, rest: object, creationTimestamp: string | null = null): Answer {
  const metadata = { creationTimestamp };
  return { code: 201, body: { kind, apiVersion: `${group}/v1`, metadata, ...rest } };
}

function mayI(store: Store, user: User, body: unknown): Answer {
  const parsed = access.safeParse(body);
  if (!parsed.success) return badRequest('SelfSubjectAccessReview in version "v1" cannot be handled: spec is required');
  const { resourceAttributes: resource, nonResourceAttributes: path } = parsed.data.spec;
  if ((resource === undefined) === (path === undefined)) {
    return badRequest(
      'spec: Invalid value: exactly one of nonResourceAttributes or resourceAttributes must be specified',
    );
  }
  const allowed = resource
    ? allows(store, user, { ...resource, namespace: resource.namespace || null, name: resource.name || null })
    : allowsPath(store, user, path?.verb ?? '', path?.path ?? '');
  return reviewed('SelfSubjectAccessReview', 'authorization.k8s.io', { spec: parsed.data.spec, status: { allowed } });
}

function whatMayI(store: Store, user: User, body: unknown): Answer {
  const parsed = rules.safeParse(body);
  if (!parsed.success || parsed.data.spec.namespace === '') return badRequest('no namespace on request');
  const own = rulesFor(store, user, parsed.data.spec.namespace);
  const resourceRules = own
    .filter(({ resources }) => resources.length > 0)
    .map(({ verbs, apiGroups, resources, resourceNames }) => ({
      verbs,
      apiGroups,
      resources,
      ...(resourceNames.length > 0 ? { resourceNames } : {}),
    }));
  const nonResourceRules = own
    .filter(({ nonResourceURLs }) => nonResourceURLs.length > 0)
    .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs }));
  return reviewed('SelfSubjectRulesReview', 'authorization.k8s.io', {
    spec: {},
    status: { resourceRules, nonResourceRules, incomplete: false },
  });
}

function whoAmI({ name, groups }: User): Answer {
  const userInfo = { username: name, uid: `uid-${name}`, groups };
  return reviewed('SelfSubjectReview', 'authentication.k8s.io', { status: { userInfo } }, created);
}

const kinds: Readonly<Record<string, string>> = {
  selfsubjectaccessreviews: 'SelfSubjectAccessReview',
  selfsubjectrulesreviews: 'SelfSubjectRulesReview',
  selfsubjectreviews: 'SelfSubjectReview',
};

/** The resource of a self-review path, null for any other path. */
export function reviewOf(path: string): { readonly group: string; readonly resource: string } | null {
  const match = /^\/apis\/(authorization|authentication)\.k8s\.io\/v1\/(selfsubject[a-z]*reviews)$/u.exec(path);
  const [, group, resource] = match ?? [];
  if (group === undefined || resource === undefined || !(resource in kinds)) return null;
  return (group === 'authentication') === (resource === 'selfsubjectreviews')
    ? { group: `${group}.k8s.io`, resource }
    : null;
}

/** Answers the POST of a self-review; a body of another kind is refused. */
export function review(store: Store, user: User, resource: string, body: unknown): Answer {
  const kind = typeof body === 'object' && body !== null && 'kind' in body ? body.kind : undefined;
  if (kind !== kinds[resource]) {
    return badRequest(`the object provided is unrecognized (must be of type ${kinds[resource]}): got ${String(kind)}`);
  }
  if (resource === 'selfsubjectaccessreviews') return mayI(store, user, body);
  return resource === 'selfsubjectrulesreviews' ? whatMayI(store, user, body) : whoAmI(user);
}
