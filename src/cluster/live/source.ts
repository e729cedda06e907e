import { z } from 'zod';
import type { ApiQuery, Read, Unreadable } from '../../model/read.ts';
import type { DiscoveryRead } from '../../model/snapshot.ts';
import type { ObjectSource } from '../collect.ts';
import { apiPathOf, isCustomResource } from '../queries.ts';
import { doubtfulAbsence, firstIssueOf, malformedAnswer, missingAnswer, refusalOf } from '../refusals.ts';
import { rawList, rawObject, rawStatus } from '../translate/api-schemas.ts';
import { isServed } from './discovery.ts';
import type { ReadOnlyKubeConfig } from './kubeconfig.ts';
import { type ApiResponse, getPath } from './request.ts';

const pageSize = 500;
// A server that hands out continue tokens for ever must not keep us for ever.
const maxPages = 400;

/** What the reads of one look share. */
type Connection = {
  readonly config: ReadOnlyKubeConfig;
  readonly signal: AbortSignal;
  readonly nowMs: number;
  readonly discovery: Map<string, DiscoveryRead>;
};

type ListedItems = { readonly items: readonly unknown[] } | { readonly refusal: Unreadable };

/** Waits out one 429 if its Retry-After fits the deadline; the second answer counts, whatever it is. */
async function patiently(config: ReadOnlyKubeConfig, path: string, signal: AbortSignal): Promise<ApiResponse> {
  const first = await getPath(config, path, signal);
  if (first.code !== 429 || first.retryAfterSeconds === null || first.retryAfterSeconds > 2) return first;
  await new Promise((resolve) => setTimeout(resolve, (first.retryAfterSeconds ?? 0) * 1000));
  return getPath(config, path, signal);
}

async function pages(config: ReadOnlyKubeConfig, ask: ApiQuery, signal: AbortSignal): Promise<ListedItems> {
  const items: unknown[] = [];
  let token = '';
  for (let page = 0; page < maxPages; page++) {
    const query = new URLSearchParams({ limit: String(pageSize), ...(token === '' ? {} : { continue: token }) });
    const { code, body } = await patiently(config, `${apiPathOf(ask)}?${query}`, signal);
    if (code !== 200) return { refusal: refusalOf(ask, code) };
    const list = rawList.safeParse(body);
    if (!list.success || list.data.items === undefined) return { refusal: malformedAnswer(ask, 'no list of objects') };
    items.push(...(list.data.items ?? []));
    token = list.data.metadata?.continue ?? '';
    if (token === '') return { items };
  }
  return { refusal: malformedAnswer(ask, `more than ${maxPages} pages`) };
}

/** The list from its beginning once more where its continue token expired (410) on the way. */
async function whole(config: ReadOnlyKubeConfig, ask: ApiQuery, signal: AbortSignal): Promise<ListedItems> {
  const first = await pages(config, ask, signal);
  return 'refusal' in first && first.refusal.code === 410 ? pages(config, ask, signal) : first;
}

/** A custom kind that could not be listed: an empty list where discovery says that the server does not serve it. */
async function unlisted(connection: Connection, refusal: Unreadable): Promise<Read<readonly never[]>> {
  const { ask, code } = refusal;
  if (!isCustomResource(ask) || (code !== 404 && code !== 403)) return refusal;
  const { config, signal, nowMs } = connection;
  const { served, rests } = await isServed(config, ask, signal, nowMs);
  for (const each of rests) connection.discovery.set(each.path, each);
  if (served === false) return { ask, outcome: 'ok', data: [], absence: 'proven' };
  if (code === 403) return refusal;
  const why =
    served === null
      ? 'the server answered 404, and its discovery does not tell whether it has the kind'
      : 'the server answered 404, and its discovery names the kind';
  return doubtfulAbsence(ask, why);
}

async function list<T>(
  connection: Connection,
  ask: ApiQuery,
  translate: (item: unknown) => T,
): Promise<Read<readonly T[]>> {
  const found = await whole(connection.config, ask, connection.signal);
  if ('refusal' in found) return unlisted(connection, found.refusal);
  return { ask, outcome: 'ok', data: found.items.map(translate), absence: 'proven' };
}

/** Whether an answer is Kubernetes's own `NotFound` of this object; a proxy's page, or another object's, is not. */
function saysAbsent({ name, resource }: ApiQuery, body: unknown): boolean {
  const { success, data } = rawStatus.safeParse(body);
  if (!success || data.reason !== 'NotFound' || data.details?.name !== name) return false;
  return (data.details?.kind ?? resource) === resource;
}

async function one<T>({ config, signal }: Connection, ask: ApiQuery, translate: (item: unknown) => T) {
  const { code, body } = await patiently(config, apiPathOf(ask), signal);
  if (code === 404 && !saysAbsent(ask, body))
    return doubtfulAbsence(ask, 'the server answered 404, and not as Kubernetes does');
  if (code !== 200) return refusalOf(ask, code);
  const object = rawObject.safeParse(body);
  if (!object.success || object.data.metadata.name !== ask.name) return malformedAnswer(ask, 'no such object');
  return { ask, outcome: 'ok', data: translate(body), absence: 'proven' } as const;
}

async function settled<T>(ask: ApiQuery, signal: AbortSignal, run: () => Promise<Read<T>>): Promise<Read<T>> {
  try {
    return await run();
  } catch (error) {
    if (signal.aborted) return missingAnswer(ask, signal.reason);
    return error instanceof z.ZodError ? malformedAnswer(ask, firstIssueOf(error)) : missingAnswer(ask, error);
  }
}

/** A live source, and what it has asked discovery so far. */
export type LiveSource = ObjectSource & { readonly discovery: () => readonly DiscoveryRead[] };

/**
 * A live API server as a source; every read ends as data or as the reason why not, within the signal's deadline. `nowMs`
 * says how old an answer of discovery is that another look left behind.
 */
export function liveSource(config: ReadOnlyKubeConfig, signal: AbortSignal, nowMs: number): LiveSource {
  const connection: Connection = { config, signal, nowMs, discovery: new Map() };
  return {
    list: (ask, translate) => settled(ask, signal, () => list(connection, ask, translate)),
    one: (ask, translate) => settled(ask, signal, () => one(connection, ask, translate)),
    discovery: () => [...connection.discovery.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
