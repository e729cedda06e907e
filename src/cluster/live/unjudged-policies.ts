import type { UnjudgedPolicy } from '../../model/policy.ts';
import type { ApiQuery, Read, Unreadable } from '../../model/read.ts';
import type { ObjectSource } from '../collect.ts';
import { policyQueriesFor } from '../policy-kinds.ts';
import { translateUnjudgedPolicy } from '../translate/unjudged-policy.ts';
import type { ServedPolicyKinds } from './discovery.ts';

function unnamed(path: string): Unreadable {
  const ask: ApiQuery = { verb: 'get', resource: path, group: '', namespace: null, name: null };
  const because = `which kinds of policies the cluster has could not be seen: GET ${path} told nothing`;
  return { ask, outcome: 'failed', because, code: null };
}

/** Reads the policies of every kind that discovery names and netlab does not judge; what could not be told is a read too. */
export async function listUnjudgedPolicies(
  source: ObjectSource,
  { kinds, unread }: ServedPolicyKinds,
  namespaces: readonly string[],
): Promise<readonly Read<readonly UnjudgedPolicy[]>[]> {
  const lists = kinds.flatMap((kind) =>
    policyQueriesFor(kind, namespaces).map((ask) => source.list(ask, (item) => translateUnjudgedPolicy(item, kind))),
  );
  return [...unread.map(unnamed), ...(await Promise.all(lists))];
}
