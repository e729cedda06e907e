import { z } from 'zod';
import type { ApiQuery } from '../../model/read.ts';
import type { DiscoveryRead } from '../../model/snapshot.ts';
import { isUnjudgedPolicyKind, type PolicyKind } from '../policy-kinds.ts';
import { groupVersionOf } from '../queries.ts';
import type { ReadOnlyKubeConfig } from './kubeconfig.ts';
import { type ApiResponse, getPath } from './request.ts';
import type { ApiSession } from './session.ts';

const keptForMs = 60_000;

const groupList = z.looseObject({
  kind: z.literal('APIGroupList'),
  groups: z.array(
    z.looseObject({
      name: z.string(),
      versions: z.array(z.looseObject({ version: z.string() })),
      preferredVersion: z.looseObject({ version: z.string() }).nullish(),
    }),
  ),
});
const resourceList = z.looseObject({
  kind: z.literal('APIResourceList'),
  groupVersion: z.string(),
  resources: z.array(
    z.looseObject({ name: z.string(), kind: z.string().nullish(), namespaced: z.boolean().nullish() }),
  ),
});

type KeptAnswer = { readonly atMs: number; readonly answer: Promise<ApiResponse> };

/** Whether the API server serves a kind, and the paths of discovery that say so; null where they do not tell. */
export type ServedKind = { readonly served: boolean | null; readonly rests: readonly DiscoveryRead[] };

// One connection asks each path once a minute, whoever wants to know.
const kept = new WeakMap<ReadOnlyKubeConfig, Map<string, KeptAnswer>>();

function ask(session: ApiSession, path: string): Promise<ApiResponse> {
  const { config, nowMs } = session;
  const answers = kept.get(config) ?? new Map<string, KeptAnswer>();
  kept.set(config, answers);
  const before = answers.get(path);
  if (before && nowMs - before.atMs < keptForMs) return before.answer;
  const answer = getPath(session, path);
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
export async function isServed(session: ApiSession, query: ApiQuery): Promise<ServedKind> {
  const get = (path: string) => ask(session, path);
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

// Groups that every API server has of its own, or that add metrics: none of them defines a policy that is not known.
const builtIn =
  /^(?:apps|autoscaling|batch|extensions|policy|(?:[a-z0-9-]+\.)*metrics\.k8s\.io|(?:admissionregistration|apiextensions|apiregistration|authentication|authorization|certificates|coordination|discovery|events|flowcontrol\.apiserver|internal\.apiserver|networking|node|rbac\.authorization|resource|scheduling|storage|storagemigration)\.k8s\.io)$/u;

const calicoPolicies = new Set(['networkpolicies.projectcalico.org', 'globalnetworkpolicies.projectcalico.org']);

/** The kinds of policies that a server has and netlab does not judge, and the paths that should have named more. */
export type ServedPolicyKinds = { readonly kinds: readonly PolicyKind[]; readonly unread: readonly string[] };

/** Asks discovery which kinds of policies there are beside those that netlab judges. Never throws. */
export async function findPolicyKinds(session: ApiSession): Promise<ServedPolicyKinds> {
  const get = (path: string) => ask(session, path);
  const groups = await read(groupList, '/apis', get('/apis'));
  if (groups.body === null) return { kinds: [], unread: ['/apis'] };
  const custom = groups.body.groups.filter(({ name }) => !builtIn.test(name));
  // Calico serves its policies in one of two groups, or the same ones in both; only the first is asked by name.
  const calicoElsewhere = !custom.some(({ name }) => name === 'crd.projectcalico.org');
  const isUnjudged = (kind: PolicyKind) =>
    isUnjudgedPolicyKind(kind) || (calicoElsewhere && calicoPolicies.has(`${kind.resource}.${kind.group}`));
  const found = await Promise.all(
    custom.map(async ({ name, versions, preferredVersion }) => {
      const version = preferredVersion?.version ?? versions[0]?.version ?? '';
      const path = `/apis/${name}/${version}`;
      const { body } = await read(resourceList, path, get(path));
      if (body === null) return { kinds: [], unread: [path] };
      const own = body.resources.map(({ name: resource, kind, namespaced }): PolicyKind => {
        return { group: name, version, resource, kind: kind ?? resource, namespaced: namespaced ?? false };
      });
      return { kinds: own.filter(isUnjudged), unread: [] };
    }),
  );
  return { kinds: found.flatMap(({ kinds }) => kinds), unread: found.flatMap(({ unread }) => unread) };
}
