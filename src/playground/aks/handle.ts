import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { discovery } from './discovery.ts';
import { list } from './list.ts';
import { allows, allowsPath, type User } from './rbac.ts';
import { review, reviewOf } from './reviews.ts';
import { attributesOf, type Route, route, verbOf } from './route.ts';
import {
  type Answer,
  forbidden,
  forbiddenPath,
  methodNotAllowed,
  notFound,
  unauthorized,
  unknownPath,
} from './status.ts';
import type { Store } from './store.ts';
import { watch } from './watch.ts';

/** A request as it came in. */
export type Incoming = {
  readonly method: string;
  readonly target: URL;
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
  readonly address: string;
};

/** What became of a request; no answer where a watch streams its own. */
export type Handled = {
  readonly verb: string;
  readonly resource: string;
  readonly namespace: string | null;
  readonly name: string | null;
  readonly user: string | null;
  readonly answer: Answer | null;
};

// Tokens end in `-token`; whose they are stands before that.
const accounts: Readonly<Record<string, string>> = { netlab: 'system:serviceaccount:netlab:netlab' };
const people = ['netlab', 'student-01', 'student-07', 'student-12', 'admin', 'nobody'];

/** Who a bearer token belongs to; null for none or an unknown one. */
function authenticated({ authorization }: IncomingHttpHeaders): User | null {
  const person = /^Bearer (\S+)-token$/u.exec(authorization ?? '')?.[1];
  if (person === undefined || !people.includes(person)) return null;
  const name = accounts[person] ?? person;
  const groups = name.startsWith('system:serviceaccount:')
    ? ['system:serviceaccounts', 'system:serviceaccounts:netlab']
    : [];
  return { name, groups: [...groups, 'system:authenticated'] };
}

function one(store: Store, { type, namespace, name, group, resource }: Route): Answer {
  const found = store
    .all(type?.kind ?? '')
    .find(({ metadata }) => metadata.name === name && (metadata.namespace ?? null) === namespace);
  if (!found || !type) return notFound(resource, group, name ?? '');
  return { code: 200, body: store.shown(found, type) };
}

function resourceAnswer(
  store: Store,
  found: Route,
  verb: string,
  { target, headers }: Incoming,
  stream: () => ServerResponse,
): Answer | null {
  const { type, namespace } = found;
  if (type === null) return unknownPath();
  if (verb === 'get') return one(store, found);
  const query = { type, namespace, parameters: target.searchParams };
  if (verb === 'list') return list(store, query, headers.accept ?? '');
  return verb === 'watch' ? watch(store, query, stream) : methodNotAllowed();
}

/** Answers one request the way a Kubernetes API server does: who, may they, is it there. */
export function handle(store: Store, incoming: Incoming, stream: () => ServerResponse): Handled {
  const { method, target } = incoming;
  const path = target.pathname.length > 1 ? target.pathname.replace(/\/$/u, '') : target.pathname;
  const user = authenticated(incoming.headers);
  const none = { verb: method.toLowerCase(), resource: '', namespace: null, name: null, user: user?.name ?? null };
  if (user === null) return { ...none, answer: unauthorized() };
  const self = reviewOf(path);
  if (self !== null) {
    const asked = { verb: method === 'POST' ? 'create' : 'list', ...self, namespace: null, name: null };
    const may = allows(store, user, asked);
    const answer = may
      ? method === 'POST'
        ? review(store, user, self.resource, incoming.body)
        : methodNotAllowed()
      : forbidden(user.name, asked);
    return { ...asked, user: user.name, answer };
  }
  const found = route(store, path);
  if (found === null) {
    if (!allowsPath(store, user, 'get', path)) return { ...none, answer: forbiddenPath(user.name, none.verb, path) };
    if (method !== 'GET') return { ...none, answer: methodNotAllowed() };
    return { ...none, answer: discovery(store, path, incoming.address) ?? unknownPath() };
  }
  const verb = verbOf(method, found, target.searchParams);
  const asked = attributesOf(found, verb);
  const known = { verb, resource: asked.resource, namespace: found.namespace, name: found.name, user: user.name };
  // Authorisation comes before existence: a forbidden name is forbidden whether it exists or not.
  if (!allows(store, user, asked)) return { ...known, answer: forbidden(user.name, asked) };
  return { ...known, answer: resourceAnswer(store, found, verb, incoming, stream) };
}
