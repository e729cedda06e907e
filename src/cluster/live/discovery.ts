import { z } from 'zod';
import type { ApiQuery } from '../../model/read.ts';
import type { DiscoveryRead } from '../../model/snapshot.ts';
import { groupVersionOf } from '../queries.ts';
import type { ReadOnlyKubeConfig } from './kubeconfig.ts';
import { type ApiResponse, getPath } from './request.ts';

const keptForMs = 60_000;

const groupList = z.looseObject({
  kind: z.literal('APIGroupList'),
  groups: z.array(z.looseObject({ name: z.string(), versions: z.array(z.looseObject({ version: z.string() })) })),
});
const resourceList = z.looseObject({
  kind: z.literal('APIResourceList'),
  groupVersion: z.string(),
  resources: z.array(z.looseObject({ name: z.string() })),
});

type KeptAnswer = { readonly atMs: number; readonly answer: Promise<ApiResponse> };

/** Whether the API server serves a kind, and the paths of discovery that say so; null where they do not tell. */
export type ServedKind = { readonly served: boolean | null; readonly rests: readonly DiscoveryRead[] };

// One connection asks each path once a minute, whoever wants to know.
const kept = new WeakMap<ReadOnlyKubeConfig, Map<string, KeptAnswer>>();

function ask(config: ReadOnlyKubeConfig, path: string, signal: AbortSignal, nowMs: number): Promise<ApiResponse> {
  const answers = kept.get(config) ?? new Map<string, KeptAnswer>();
  kept.set(config, answers);
  const before = answers.get(path);
  if (before && nowMs - before.atMs < keptForMs) return before.answer;
  const answer = getPath(config, path, signal);
  answers.set(path, { atMs: nowMs, answer });
  const forget = () => {
    if (answers.get(path)?.answer === answer) answers.delete(path);
  };
  // Only an answer is worth keeping.
  void answer.then(({ code }) => (code === 200 ? undefined : forget()), forget);
  return answer;
}

async function read<T>(
  schema: z.ZodType<T>,
  path: string,
  asking: Promise<ApiResponse>,
): Promise<{ readonly body: T | null; readonly read: DiscoveryRead }> {
  const answer = await asking.catch(() => null);
  const body = answer?.code === 200 ? schema.safeParse(answer.body) : null;
  if (body?.success) return { body: body.data, read: { path, outcome: 'ok' } };
  return { body: null, read: { path, outcome: answer?.code === 403 ? 'forbidden' : 'failed' } };
}

/** Asks discovery whether the kind of a question exists: its group and version, then its resource. Never throws. */
export async function isServed(
  config: ReadOnlyKubeConfig,
  query: ApiQuery,
  signal: AbortSignal,
  nowMs: number,
): Promise<ServedKind> {
  const get = (path: string) => ask(config, path, signal, nowMs);
  const groups = await read(groupList, '/apis', get('/apis'));
  if (groups.body === null) return { served: null, rests: [groups.read] };
  const { group, version } = groupVersionOf(query);
  const found = groups.body.groups.find(({ name }) => name === group);
  if (!found?.versions.some((each) => each.version === version)) return { served: false, rests: [groups.read] };
  const path = `/apis/${group}/${version}`;
  const resources = await read(resourceList, path, get(path));
  const rests = [groups.read, resources.read];
  if (resources.body?.groupVersion !== `${group}/${version}`) return { served: null, rests };
  return { served: resources.body.resources.some(({ name }) => name === query.resource), rests };
}
