import { type Dispatcher, errors } from 'undici';

const reviews = new Set([
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
  '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
  '/apis/authentication.k8s.io/v1/selfsubjectreviews',
]);

// /api/v1/nodes, /apis/apps/v1/namespaces/x/daemonsets/y: a resource or one object of it, never a subresource, because
// GET on proxy, exec, attach and portforward acts on the cluster.
const inNamespace = /^\/(?:api\/v1|apis\/[^/]+\/[^/]+)\/namespaces\/[^/]+\/([^/]+)(?:\/[^/]+)?$/u;
const atClusterScope = /^\/(?:api\/v1|apis\/[^/]+\/[^/]+)\/([^/]+)(?:\/[^/]+)?$/u;
const discovery = /^\/(?:version|api|api\/v1|apis|apis\/[^/]+|apis\/[^/]+\/[^/]+)$/u;

// Kubernetes names need no escapes; an escaped slash or a dot segment could turn a name into a subresource.
const devious = /%|\/\.{1,2}(?:\/|$)|\/\/|\\/u;

function reads(path: string): boolean {
  if (devious.test(path)) return false;
  if (discovery.test(path)) return true;
  const resource = (inNamespace.exec(path) ?? atClusterScope.exec(path))?.[1];
  return resource !== undefined && resource !== 'secrets';
}

/** Whether a request may leave: get, list and watch of resources, discovery, and the three self-reviews. */
export function isReadOnlyRequest(method: string, path: string): boolean {
  const bare = path.split('?', 1)[0] ?? '';
  if (method === 'GET') return reads(bare);
  return method === 'POST' && reviews.has(bare);
}

// Agents and proxies of undici take it for each request; its types know it for a whole agent alone.
const overHttp1 = { allowH2: false };

/**
 * Wraps a transport so that nothing but reads passes, over HTTP/1.1. `prefix` is the path of the server's URL. An API server
 * ends an HTTP/2 connection with GOAWAY after a 401, which takes the requests beside it along: they would read as an outage.
 * Architecture Invariant: no request of this program reaches a cluster but through this function.
 */
export function guardTransport(transport: Dispatcher, prefix: string): Dispatcher {
  return transport.compose((dispatch) => (options, handler) => {
    const path = options.path.startsWith(prefix) ? options.path.slice(prefix.length) : '';
    if (isReadOnlyRequest(options.method, path)) return dispatch({ ...options, ...overHttp1 }, handler);
    throw new errors.InvalidArgumentError(`netlab is read-only: ${options.method} ${options.path} was not sent`);
  });
}
