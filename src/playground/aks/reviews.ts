import { z } from 'zod';
import { findOwnValue } from '../own-value.ts';
import { type AksUser, isAllowed, isPathAllowed, rulesFor } from './rbac.ts';
import { type AksResponse, badRequestResponse } from './status.ts';
import { creationTime, type ObjectStore } from './store.ts';

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

function reviewResponse(
  kind: string,
  group: string,
  rest: object,
  creationTimestamp: string | null = null,
): AksResponse {
  const metadata = { creationTimestamp };
  return { code: 201, body: { kind, apiVersion: `${group}/v1`, metadata, ...rest } };
}

function answerAccessReview(store: ObjectStore, user: AksUser, body: unknown): AksResponse {
  const parsed = access.safeParse(body);
  if (!parsed.success)
    return badRequestResponse('SelfSubjectAccessReview in version "v1" cannot be handled: spec is required');
  const { resourceAttributes: resource, nonResourceAttributes: path } = parsed.data.spec;
  if ((resource === undefined) === (path === undefined)) {
    return badRequestResponse(
      'spec: Invalid value: exactly one of nonResourceAttributes or resourceAttributes must be specified',
    );
  }
  const allowed = resource
    ? isAllowed(store, user, { ...resource, namespace: resource.namespace || null, name: resource.name || null })
    : isPathAllowed(store, user, path?.verb ?? '', path?.path ?? '');
  return reviewResponse('SelfSubjectAccessReview', 'authorization.k8s.io', {
    spec: parsed.data.spec,
    status: { allowed },
  });
}

function answerRulesReview(store: ObjectStore, user: AksUser, body: unknown): AksResponse {
  const parsed = rules.safeParse(body);
  if (!parsed.success || parsed.data.spec.namespace === '') return badRequestResponse('no namespace on request');
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
  return reviewResponse('SelfSubjectRulesReview', 'authorization.k8s.io', {
    spec: {},
    status: { resourceRules, nonResourceRules, incomplete: false },
  });
}

function answerSubjectReview({ name, groups }: AksUser): AksResponse {
  const userInfo = { username: name, uid: `uid-${name}`, groups };
  return reviewResponse('SelfSubjectReview', 'authentication.k8s.io', { status: { userInfo } }, creationTime);
}

const kinds: Readonly<Record<string, string>> = {
  selfsubjectaccessreviews: 'SelfSubjectAccessReview',
  selfsubjectrulesreviews: 'SelfSubjectRulesReview',
  selfsubjectreviews: 'SelfSubjectReview',
};

/** The resource of a self-review path, null for any other path. */
export function selfReviewOf(path: string): { readonly group: string; readonly resource: string } | null {
  const match = /^\/apis\/(authorization|authentication)\.k8s\.io\/v1\/(selfsubject[a-z]*reviews)$/u.exec(path);
  const [, group, resource] = match ?? [];
  if (group === undefined || resource === undefined || findOwnValue(kinds, resource) === undefined) return null;
  return (group === 'authentication') === (resource === 'selfsubjectreviews')
    ? { group: `${group}.k8s.io`, resource }
    : null;
}

/** Answers the POST of a self-review; a body of another kind is refused. */
export function answerSelfReview(store: ObjectStore, user: AksUser, resource: string, body: unknown): AksResponse {
  const kind = typeof body === 'object' && body !== null && 'kind' in body ? body.kind : undefined;
  const wanted = findOwnValue(kinds, resource);
  if (kind !== wanted) {
    return badRequestResponse(`the object provided is unrecognized (must be of type ${wanted}): got ${String(kind)}`);
  }
  if (resource === 'selfsubjectaccessreviews') return answerAccessReview(store, user, body);
  return resource === 'selfsubjectrulesreviews' ? answerRulesReview(store, user, body) : answerSubjectReview(user);
}
