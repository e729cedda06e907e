import { groupVersion, type ResourceType } from './resources.ts';
import { parseFieldSelector, parseLabelSelector } from './selectors.ts';
import { type AksResponse, badRequestResponse, expiredResponse } from './status.ts';
import { type KubeObject, type ObjectStore, objectKey } from './store.ts';
import { toPartialMetadataList, toTable } from './table.ts';

/** What a list or watch asks for. */
export type AksListQuery = {
  readonly type: ResourceType;
  readonly namespace: string | null;
  readonly parameters: URLSearchParams;
};

/** The objects a query selects, or the answer that refuses its selectors. */
export function parseSelectors({
  type,
  namespace,
  parameters,
}: AksListQuery): { readonly test: (object: KubeObject) => boolean } | AksResponse {
  const labels = parseLabelSelector(parameters.get('labelSelector') ?? '');
  if ('error' in labels) return badRequestResponse(labels.error);
  const fields = parseFieldSelector(parameters.get('fieldSelector') ?? '', type.kind);
  if ('error' in fields) return badRequestResponse(fields.error);
  const here = (object: KubeObject) => namespace === null || object.metadata.namespace === namespace;
  return { test: (object) => object.kind === type.kind && here(object) && labels.test(object) && fields.test(object) };
}

type ContinueToken = { readonly v: string; readonly rv: number; readonly start: string };

function encode(token: ContinueToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function decode(text: string): ContinueToken | string {
  try {
    const token: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (typeof token === 'object' && token !== null && 'rv' in token && 'start' in token) {
      if (typeof token.rv === 'number' && typeof token.start === 'string')
        return { v: 'meta.k8s.io/v1', rv: token.rv, start: token.start };
    }
    return 'continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)';
  } catch {
    return 'continue key is not valid: invalid character looking for beginning of value';
  }
}

/** Answers a list: selectors, limit and continue, and the three representations. */
export function answerList(store: ObjectStore, query: AksListQuery, accept: string): AksResponse {
  const { type, parameters } = query;
  const chosen = parseSelectors(query);
  if ('code' in chosen) return chosen;
  const token = parameters.get('continue') ?? '';
  const from = token === '' ? null : decode(token);
  if (typeof from === 'string') return badRequestResponse(`invalid continue token: ${from}`);
  if (from !== null && from.rv < store.oldest) return expiredResponse();
  const all = store.all(type.kind).filter(chosen.test);
  // A token's start is the last key that was sent, ended by NUL: what follows is still to come.
  const later = from === null ? all : all.filter((object) => `${objectKey(object)}\0` > from.start);
  const limit = Number(parameters.get('limit') ?? 0) || later.length;
  const page = later.slice(0, limit);
  const last = page.at(-1);
  const more = later.length - page.length;
  const revision = from?.rv ?? store.revision;
  const whole = !parameters.get('labelSelector') && !parameters.get('fieldSelector');
  const metadata = {
    resourceVersion: String(revision),
    ...(more > 0 && last
      ? { continue: encode({ v: 'meta.k8s.io/v1', rv: revision, start: `${objectKey(last)}\0` }) }
      : {}),
    // With a selector the server does not know how many of the rest would match.
    ...(more > 0 && whole ? { remainingItemCount: more } : {}),
  };
  if (/as=Table/u.test(accept))
    return { code: 200, body: toTable(page, type, metadata, parameters.get('includeObject')) };
  if (/as=PartialObjectMetadataList/u.test(accept)) return { code: 200, body: toPartialMetadataList(page, metadata) };
  // Items of a list carry neither kind nor apiVersion; custom resources do.
  const items = page.map((object) => (type.custom ? store.shown(object, type) : bare(object)));
  return { code: 200, body: { kind: `${type.kind}List`, apiVersion: groupVersion(type), metadata, items } };
}

function bare({ kind: _, apiVersion: __, ...rest }: KubeObject): object {
  return rest;
}
