// A policy snapshot from documents in memory, by the same way as from files.

import { collectClusterPolicies, collectNamespace } from '../../src/cluster/collect-namespace.ts';
import { sortDocuments } from '../../src/cluster/dump/documents.ts';
import { dumpSource } from '../../src/cluster/dump/source.ts';
import { unjudgedPoliciesIn } from '../../src/cluster/dump/unjudged-policies.ts';
import { clusterQueries } from '../../src/cluster/queries.ts';
import { translateService, translateServiceRange } from '../../src/cluster/translate/services.ts';
import type { PolicySnapshot } from '../../src/model/reach.ts';
import { documents, snapshotOf } from './objects.ts';

/** What the `survey` of a dump reads of these documents. */
export async function terrainFrom(values: readonly unknown[], namespace = 'x'): Promise<PolicySnapshot> {
  const dump = sortDocuments(documents(...values));
  const source = dumpSource(dump, true);
  const homes = dump.objects.map((each) => (each.kind === 'Namespace' ? each.name : each.namespace));
  const names = [...new Set([namespace, ...homes])].filter((name) => name !== '');
  return {
    snapshot: await snapshotOf(values, namespace),
    namespaces: await Promise.all(names.map((name) => collectNamespace(source, name))),
    ...(await collectClusterPolicies(source)),
    unjudgedPolicies: unjudgedPoliciesIn(dump),
    hasEveryPod: true,
    services: await source.list(clusterQueries.everyService, translateService),
    serviceRanges: await source.list(clusterQueries.serviceRanges, translateServiceRange),
  };
}
