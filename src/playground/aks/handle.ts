import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { findOwnValue } from '../own-value.ts';
import { answerDiscovery } from './discovery.ts';
import { answerList } from './list.ts';
import { type AksUser, isAllowed, isPathAllowed } from './rbac.ts';
import { answerSelfReview, selfReviewOf } from './reviews.ts';
import { attributesOf, parseResourcePath, type ResourceRoute, verbOf } from './route.ts';
import {
  type AksResponse,
  forbiddenPathResponse,
  forbiddenResponse,
  methodNotAllowedResponse,
  notFoundResponse,
  unauthorizedResponse,
  unknownPathResponse,
} from './status.ts';
import type { ObjectStore } from './store.ts';
import { toTable } from './table.ts';
import { answerWatch } from './watch.ts';

/** A request as it came in. */
export type IncomingAksRequest = {
  readonly method: string;
  readonly target: URL;
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
  readonly address: string;
};

/** What became of a request; no answer where a watch streams its own. */
export type HandledAksRequest = {
  readonly verb: string;
  readonly resource: string;
  readonly namespace: string | null;
  readonly name: string | null;
  readonly user: string | null;
  readonly answer: AksResponse | null;
};

// Tokens end in `-token`; whose they are stands before that.
const accounts: Readonly<Record<string, string>> = { netlab: 'system:serviceaccount:netlab:netlab' };
const people = ['netlab', 'student-01', 'student-07', 'student-12', 'admin', 'nobody'];

/** Who a bearer token belongs to; null for none or an unknown one. */
function authenticateUser({ authorization }: IncomingHttpHeaders): AksUser | null {
  const person = /^Bearer (\S+)-token$/u.exec(authorization ?? '')?.[1];
  if (person === undefined || !people.includes(person)) return null;
  const name = findOwnValue(accounts, person) ?? person;
  const groups = name.startsWith('system:serviceaccount:')
    ? ['system:serviceaccounts', 'system:serviceaccounts:netlab']
    : [];
  return { name, groups: [...groups, 'system:authenticated'] };
}

function answerGet(
  store: ObjectStore,
  { type, namespace, name, group, resource }: ResourceRoute,
  { headers, target }: IncomingAksRequest,
): AksResponse {
  const found = store
    .all(type?.kind ?? '')
    .find(({ metadata }) => metadata.name === name && (metadata.namespace ?? null) === namespace);
  if (!found || !type) return notFoundResponse(resource, group, name ?? '');
  if (!/as=Table/u.test(headers.accept ?? '')) return { code: 200, body: store.shown(found, type) };
  const { resourceVersion } = found.metadata;
  return { code: 200, body: toTable([found], type, { resourceVersion }, target.searchParams.get('includeObject')) };
}

function resourceAnswer(
  store: ObjectStore,
  found: ResourceRoute,
  verb: string,
  incoming: IncomingAksRequest,
  stream: () => ServerResponse,
): AksResponse | null {
  const { type, namespace } = found;
  if (type === null) return unknownPathResponse();
  const { target, headers } = incoming;
  if (verb === 'get') return answerGet(store, found, incoming);
  const query = { type, namespace, parameters: target.searchParams };
  if (verb === 'list') return answerList(store, query, headers.accept ?? '');
  return verb === 'watch' ? answerWatch(store, query, stream) : methodNotAllowedResponse();
}

/**
 * Answers one request in the order of a Kubernetes API server: authentication, authorisation, existence. `stream` opens
 * the response of a watch.
 */
export function handleAksRequest(
  store: ObjectStore,
  incoming: IncomingAksRequest,
  stream: () => ServerResponse,
): HandledAksRequest {
  const { method, target } = incoming;
  const path = target.pathname.length > 1 ? target.pathname.replace(/\/$/u, '') : target.pathname;
  const user = authenticateUser(incoming.headers);
  const none = { verb: method.toLowerCase(), resource: '', namespace: null, name: null, user: user?.name ?? null };
  if (user === null) return { ...none, answer: unauthorizedResponse() };
  const self = selfReviewOf(path);
  if (self !== null) {
    const asked = { verb: method === 'POST' ? 'create' : 'list', ...self, namespace: null, name: null };
    const may = isAllowed(store, user, asked);
    const answer = may
      ? method === 'POST'
        ? answerSelfReview(store, user, self.resource, incoming.body)
        : methodNotAllowedResponse()
      : forbiddenResponse(user.name, asked);
    return { ...asked, user: user.name, answer };
  }
  const found = parseResourcePath(store, path);
  if (found === null) {
    if (!isPathAllowed(store, user, 'get', path))
      return { ...none, answer: forbiddenPathResponse(user.name, none.verb, path) };
    if (method !== 'GET') return { ...none, answer: methodNotAllowedResponse() };
    return { ...none, answer: answerDiscovery(store, path, incoming.address) ?? unknownPathResponse() };
  }
  const verb = verbOf(method, found, target.searchParams);
  const asked = attributesOf(found, verb);
  const known = { verb, resource: asked.resource, namespace: found.namespace, name: found.name, user: user.name };
  // Authorisation comes before existence: a forbidden name is forbidden whether it exists or not.
  if (!isAllowed(store, user, asked)) return { ...known, answer: forbiddenResponse(user.name, asked) };
  return { ...known, answer: resourceAnswer(store, found, verb, incoming, stream) };
}
