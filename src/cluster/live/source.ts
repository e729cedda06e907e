import { z } from 'zod';
import type { Ask, Read, Unreadable } from '../../model/read.ts';
import type { Source } from '../collect.ts';
import { isCustom, pathOf } from '../queries.ts';
import { garbled, misshapen, refused, unanswered } from '../refusals.ts';
import { rawList, rawObject } from '../translate/api-schemas.ts';
import type { ReadOnlyConfig } from './kubeconfig.ts';
import { type Answered, get } from './request.ts';

const pageSize = 500;
// A server that hands out continue tokens for ever must not keep us for ever.
const maxPages = 400;

type Pages = { readonly items: readonly unknown[] } | { readonly refusal: Unreadable };

/** Waits out one 429 if its Retry-After fits the deadline; the second answer counts, whatever it is. */
async function patiently(config: ReadOnlyConfig, path: string, signal: AbortSignal): Promise<Answered> {
  const first = await get(config, path, signal);
  if (first.code !== 429 || first.retryAfter === null || first.retryAfter > 2) return first;
  await new Promise((resolve) => setTimeout(resolve, (first.retryAfter ?? 0) * 1000));
  return get(config, path, signal);
}

async function pages(config: ReadOnlyConfig, ask: Ask, signal: AbortSignal): Promise<Pages> {
  const items: unknown[] = [];
  let token = '';
  for (let page = 0; page < maxPages; page++) {
    const query = new URLSearchParams({ limit: String(pageSize), ...(token === '' ? {} : { continue: token }) });
    const { code, body } = await patiently(config, `${pathOf(ask)}?${query}`, signal);
    if (code !== 200) return { refusal: refused(ask, code) };
    const list = rawList.safeParse(body);
    if (!list.success || list.data.items === undefined) return { refusal: garbled(ask, 'no list of objects') };
    items.push(...(list.data.items ?? []));
    token = list.data.metadata?.continue ?? '';
    if (token === '') return { items };
  }
  return { refusal: garbled(ask, `more than ${maxPages} pages`) };
}

/** The list from its beginning once more where its continue token expired (410) on the way. */
async function whole(config: ReadOnlyConfig, ask: Ask, signal: AbortSignal): Promise<Pages> {
  const first = await pages(config, ask, signal);
  return 'refusal' in first && first.refusal.code === 410 ? pages(config, ask, signal) : first;
}

async function list<T>(
  config: ReadOnlyConfig,
  ask: Ask,
  translate: (item: unknown) => T,
  signal: AbortSignal,
): Promise<Read<readonly T[]>> {
  const found = await whole(config, ask, signal);
  if ('items' in found) return { ask, outcome: 'ok', data: found.items.map(translate), absence: 'proven' };
  // No such kind on this server: a proof that it has no such objects.
  const none = found.refusal.outcome === 'not-found' && isCustom(ask);
  return none ? { ask, outcome: 'ok', data: [], absence: 'proven' } : found.refusal;
}

async function one<T>(config: ReadOnlyConfig, ask: Ask, translate: (item: unknown) => T, signal: AbortSignal) {
  const { code, body } = await patiently(config, pathOf(ask), signal);
  if (code !== 200) return refused(ask, code);
  const object = rawObject.safeParse(body);
  if (!object.success || object.data.metadata.name !== ask.name) return garbled(ask, 'no such object');
  return { ask, outcome: 'ok', data: translate(body), absence: 'proven' } as const;
}

async function settled<T>(ask: Ask, signal: AbortSignal, run: () => Promise<Read<T>>): Promise<Read<T>> {
  try {
    return await run();
  } catch (error) {
    if (signal.aborted) return unanswered(ask, signal.reason);
    return error instanceof z.ZodError ? garbled(ask, misshapen(error)) : unanswered(ask, error);
  }
}

/** A live API server as a source; every read ends as data or as the reason why not, within the signal's deadline. */
export function liveSource(config: ReadOnlyConfig, signal: AbortSignal): Source {
  return {
    list: (ask, translate) => settled(ask, signal, () => list(config, ask, translate, signal)),
    one: (ask, translate) => settled(ask, signal, () => one(config, ask, translate, signal)),
  };
}
