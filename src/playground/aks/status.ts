/** An answer of the API server. */
export type AksResponse = {
  readonly code: number;
  readonly body: object | string;
  /** Set where authentication failed: such answers carry no flow-control headers. */
  readonly anonymous?: boolean;
};

type Details = { readonly name?: string; readonly group?: string; readonly kind?: string };

function status(code: number, reason: string, message: string, details?: Details): AksResponse {
  const body = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details ? { details } : {}),
    code,
  };
  return { code, body };
}

/** `resource` or `resource.group`, as messages name it. */
function qualified(resource: string, group: string): string {
  return group === '' ? resource : `${resource}.${group}`;
}

/** A question as RBAC sees it. */
export type RbacAttributes = {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly namespace: string | null;
  readonly name: string | null;
};

/** 401. */
export function unauthorizedResponse(): AksResponse {
  return { ...status(401, 'Unauthorized', 'Unauthorized'), anonymous: true };
}

/** 403, in the words of the API server. */
export function forbiddenResponse(
  user: string,
  { verb, group, resource, namespace, name }: RbacAttributes,
): AksResponse {
  const what = `${qualified(resource, group)}${name === null ? '' : ` "${name}"`}`;
  const scope = namespace === null ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const message = `${what} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${group}" ${scope}`;
  return status(403, 'Forbidden', message, {
    ...(name === null ? {} : { name }),
    ...(group === '' ? {} : { group }),
    kind: resource,
  });
}

/** 403 for a path that is no resource. */
export function forbiddenPathResponse(user: string, verb: string, path: string): AksResponse {
  return status(403, 'Forbidden', `forbidden: User "${user}" cannot ${verb} path "${path}"`, {});
}

/** 404 for an object. */
export function notFoundResponse(resource: string, group: string, name: string): AksResponse {
  const details = { name, ...(group === '' ? {} : { group }), kind: resource };
  return status(404, 'NotFound', `${qualified(resource, group)} "${name}" not found`, details);
}

/** 404 for a path that nothing serves: plain text. */
export function unknownPathResponse(): AksResponse {
  return { code: 404, body: '404 page not found\n' };
}

/** 400. */
export function badRequestResponse(message: string): AksResponse {
  return status(400, 'BadRequest', message);
}

/** 405: this double has no writes. */
export function methodNotAllowedResponse(): AksResponse {
  return status(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {});
}

/** 410 for a list whose continue token is older than the history. */
export function expiredResponse(): AksResponse {
  const message =
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.';
  return status(410, 'Expired', message);
}

/** The object of a watch's ERROR event for a revision that is gone. */
export function tooOldStatus(asked: number, oldest: number): object {
  return status(410, 'Expired', `too old resource version: ${asked} (${oldest})`).body as object;
}
