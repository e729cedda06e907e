import { z } from 'zod';
import type { ApiQuery, Read, Unreadable } from '../../model/read.ts';
import type { ObjectSource } from '../collect.ts';
import { apiPathOf, isCustomResource } from '../queries.ts';
import { firstIssueOf, malformedAnswer, missingAnswer, refusalOf } from '../refusals.ts';
import { rawList, rawObject } from '../translate/api-schemas.ts';
import type { ReadOnlyKubeConfig } from './kubeconfig.ts';
import { type ApiResponse, getPath } from './request.ts';

const pageSize = 500;
// A server that hands out continue tokens for ever must not keep us for ever.
const maxPages = 400;

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

async function list<T>(
  config: ReadOnlyKubeConfig,
  ask: ApiQuery,
  translate: (item: unknown) => T,
  signal: AbortSignal,
): Promise<Read<readonly T[]>> {
  const found = await whole(config, ask, signal);
  if ('items' in found) return { ask, outcome: 'ok', data: found.items.map(translate), absence: 'proven' };
  // No such kind on this server: a proof that it has no such objects.
  const none = found.refusal.outcome === 'not-found' && isCustomResource(ask);
  return none ? { ask, outcome: 'ok', data: [], absence: 'proven' } : found.refusal;
}

async function one<T>(config: ReadOnlyKubeConfig, ask: ApiQuery, translate: (item: unknown) => T, signal: AbortSignal) {
  const { code, body } = await patiently(config, apiPathOf(ask), signal);
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

/** A live API server as a source; every read ends as data or as the reason why not, within the signal's deadline. */
export function liveSource(config: ReadOnlyKubeConfig, signal: AbortSignal): ObjectSource {
  return {
    list: (ask, translate) => settled(ask, signal, () => list(config, ask, translate, signal)),
    one: (ask, translate) => settled(ask, signal, () => one(config, ask, translate, signal)),
  };
}
