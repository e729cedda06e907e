import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { ApiQuery, Read, Unreadable } from '../../model/read.ts';
import type { DiscoveryRead } from '../../model/snapshot.ts';
import type { ObjectSource } from '../collect.ts';
import { apiPathOf, isCustomResource } from '../queries.ts';
import {
  doubtfulAbsence,
  firstIssueOf,
  malformedAnswer,
  missingAnswer,
  oversizedAnswer,
  refusalOf,
} from '../refusals.ts';
import { rawList, rawObject, rawStatus } from '../translate/api-schemas.ts';
import { accountName } from './account-name.ts';
import { findPolicyKinds, isServed, type ServedPolicyKinds } from './discovery.ts';
import { type ApiResponse, getPath } from './request.ts';
import type { ApiSession } from './session.ts';

const pageSize = 500;
// A server that hands out continue tokens for ever must not keep us for ever.
const maxPages = 400;

/** The session of a look, and what its reads have asked discovery. */
type Connection = { readonly session: ApiSession; readonly discovery: Map<string, DiscoveryRead> };

type ListedItems<T> = { readonly items: readonly T[] } | { readonly refusal: Unreadable };

/** Waits out one 429 if its Retry-After fits the deadline; the second answer counts, whatever it is. */
async function patiently(session: ApiSession, path: string): Promise<ApiResponse> {
  const first = await getPath(session, path);
  if (first.code !== 429 || first.retryAfterSeconds === null || first.retryAfterSeconds > 2) return first;
  await pause(first.retryAfterSeconds * 1000, undefined, { signal: session.signal });
  return getPath(session, path);
}

/** Asks one question, and tells the look of a refused login. */
async function put(session: ApiSession, ask: ApiQuery, path: string): Promise<ApiResponse> {
  const answer = await patiently(session, path);
  // A kind that discovery named may be served by another server, whose 401 is between it and the API server.
  if (answer.code === 401 && ask.version === undefined) session.refuseLogin();
  return answer;
}

/** The objects of all pages, each translated as it comes: a page as it was sent is the largest thing that is held. */
async function pages<T>(session: ApiSession, ask: ApiQuery, translate: (item: unknown) => T): Promise<ListedItems<T>> {
  const items: T[] = [];
  let token = '';
  for (let page = 0; page < maxPages; page++) {
    const query = new URLSearchParams({ limit: String(pageSize), ...(token === '' ? {} : { continue: token }) });
    const { code, body, excess } = await put(session, ask, `${apiPathOf(ask)}?${query}`);
    if (code !== 200) return { refusal: refusalOf(ask, code) };
    if (excess !== null) return { refusal: oversizedAnswer(ask, excess) };
    const list = rawList.safeParse(body);
    if (!list.success || list.data.items === undefined) return { refusal: malformedAnswer(ask, 'no list of objects') };
    for (const item of list.data.items ?? []) items.push(translate(item));
    token = list.data.metadata?.continue ?? '';
    if (token === '') return { items };
  }
  return { refusal: malformedAnswer(ask, `more than ${maxPages} pages`) };
}

/** The list from its beginning once more where its continue token expired (410) on the way. */
async function whole<T>(session: ApiSession, ask: ApiQuery, translate: (item: unknown) => T): Promise<ListedItems<T>> {
  const first = await pages(session, ask, translate);
  return 'refusal' in first && first.refusal.code === 410 ? pages(session, ask, translate) : first;
}

/** A custom kind that could not be listed: an empty list where discovery says that the server does not serve it. */
async function unlisted(connection: Connection, refusal: Unreadable): Promise<Read<readonly never[]>> {
  const { ask, code } = refusal;
  if (!isCustomResource(ask) || (code !== 404 && code !== 403)) return refusal;
  const { served, rests } = await isServed(connection.session, ask);
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
  const found = await whole(connection.session, ask, translate);
  if ('refusal' in found) return unlisted(connection, found.refusal);
  return { ask, outcome: 'ok', data: found.items, absence: 'proven' };
}

/** Whether an answer is Kubernetes's own `NotFound` of this object; a proxy's page, or another object's, is not. */
function saysAbsent({ name, resource }: ApiQuery, body: unknown): boolean {
  const { success, data } = rawStatus.safeParse(body);
  if (!success || data.reason !== 'NotFound' || data.details?.name !== name) return false;
  return (data.details?.kind ?? resource) === resource;
}

async function one<T>({ session }: Connection, ask: ApiQuery, translate: (item: unknown) => T): Promise<Read<T>> {
  const { code, body, excess } = await put(session, ask, apiPathOf(ask));
  if (code === 404 && !saysAbsent(ask, body))
    return doubtfulAbsence(ask, 'the server answered 404, and not as Kubernetes does');
  if (code !== 200) return refusalOf(ask, code);
  if (excess !== null) return oversizedAnswer(ask, excess);
  const object = rawObject.safeParse(body);
  if (!object.success || object.data.metadata.name !== ask.name) return malformedAnswer(ask, 'no such object');
  return { ask, outcome: 'ok', data: translate(body), absence: 'proven' };
}

async function settled<T>(ask: ApiQuery, signal: AbortSignal, run: () => Promise<Read<T>>): Promise<Read<T>> {
  try {
    return await run();
  } catch (error) {
    if (signal.aborted) return missingAnswer(ask, signal.reason);
    return error instanceof z.ZodError ? malformedAnswer(ask, firstIssueOf(error)) : missingAnswer(ask, error);
  }
}

/** An API server as a source, what it has asked discovery so far, and what else a look asks. Nothing of it throws. */
export type LiveSource = ObjectSource & {
  readonly discovery: () => readonly DiscoveryRead[];
  readonly accountName: () => Promise<string | null>;
  readonly findPolicyKinds: () => Promise<ServedPolicyKinds>;
};

/** A live API server as a source; every read ends as data or as the reason why not, within the session's deadline. */
export function liveSource(session: ApiSession): LiveSource {
  const connection: Connection = { session, discovery: new Map() };
  return {
    list: (ask, translate) => settled(ask, session.signal, () => list(connection, ask, translate)),
    one: (ask, translate) => settled(ask, session.signal, () => one(connection, ask, translate)),
    discovery: () => [...connection.discovery.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    accountName: () => accountName(session),
    findPolicyKinds: () => findPolicyKinds(session),
  };
}

/** A source that has the same reason for every question, and asks nothing. */
export function unreadableSource(refuse: (ask: ApiQuery) => Unreadable): LiveSource {
  return {
    list: async (ask) => refuse(ask),
    one: async (ask) => refuse(ask),
    discovery: () => [],
    accountName: async () => null,
    findPolicyKinds: async () => ({ kinds: [], unread: ['/apis'] }),
  };
}
