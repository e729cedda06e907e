import type { ResourceType } from './resources.ts';
import type { RbacAttributes } from './status.ts';
import type { ObjectStore } from './store.ts';

/** A path as the API server reads it: which resource it names, and whether it is served. */
export type ResourceRoute = {
  readonly group: string;
  readonly resource: string;
  readonly namespace: string | null;
  readonly name: string | null;
  readonly subresource: string | null;
  readonly type: ResourceType | null;
};

const core = /^\/api\/(v1)((?:\/[^/]+)+)$/u;
const grouped = /^\/apis\/([^/]+)\/([^/]+)((?:\/[^/]+)+)$/u;

/** Splits a resource path; null for paths that name no resource. */
export function parseResourcePath(store: ObjectStore, path: string): ResourceRoute | null {
  const inCore = core.exec(path);
  const inGroup = grouped.exec(path);
  const [group, version, rest] = inCore ? ['', inCore[1], inCore[2]] : [inGroup?.[1], inGroup?.[2], inGroup?.[3]];
  if (group === undefined || rest === undefined) return null;
  const parts = rest.slice(1).split('/');
  // /namespaces/x is the namespace itself; /namespaces/x/pods is a resource in it.
  const scoped = parts[0] === 'namespaces' && parts.length > 2;
  const [resource = '', name = null, subresource = null] = scoped ? parts.slice(2) : parts;
  const namespace = scoped ? (parts[1] ?? null) : null;
  const type = store.types.find(
    (each) => each.group === group && each.version === version && each.resource === resource,
  );
  const served =
    type && (namespace === null || type.namespaced) && (name === null || namespace !== null || !type.namespaced);
  return { group, resource, namespace, name, subresource, type: served && subresource === null ? type : null };
}

/** The verb that RBAC knows for a request. */
export function verbOf(method: string, { name }: ResourceRoute, parameters: URLSearchParams): string {
  const watching = ['1', 'true'].includes(parameters.get('watch') ?? '');
  if (method === 'GET' || method === 'HEAD') return watching ? 'watch' : name === null ? 'list' : 'get';
  if (method === 'POST') return 'create';
  if (method === 'PUT') return 'update';
  if (method === 'PATCH') return 'patch';
  return name === null ? 'deletecollection' : 'delete';
}

/** What RBAC is asked about a request. */
export function attributesOf(found: ResourceRoute, verb: string): RbacAttributes {
  const { group, resource, namespace, name, subresource } = found;
  return { verb, group, resource: subresource === null ? resource : `${resource}/${subresource}`, namespace, name };
}
