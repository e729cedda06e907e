// A terrain from documents in memory, by the same way as from files.

import { clusterPolicies, spaceFrom } from '../../src/cluster/collect-namespace.ts';
import { dumpOf } from '../../src/cluster/dump/documents.ts';
import { dumpSource } from '../../src/cluster/dump/source.ts';
import { asksEverywhere } from '../../src/cluster/queries.ts';
import { service } from '../../src/cluster/translate/objects.ts';
import type { Terrain } from '../../src/model/reach.ts';
import { documents, snapshotOf } from './objects.ts';

/** What `surveyDump` reads of these documents. */
export async function terrainFrom(values: readonly unknown[], namespace = 'x'): Promise<Terrain> {
  const dump = dumpOf(documents(...values));
  const source = dumpSource(dump, true);
  const homes = dump.found.map((each) => (each.kind === 'Namespace' ? each.name : each.namespace));
  const names = [...new Set([namespace, ...homes])].filter((name) => name !== '');
  return {
    snapshot: await snapshotOf(values, namespace),
    spaces: await Promise.all(names.map((name) => spaceFrom(source, name))),
    ...(await clusterPolicies(source)),
    everyPod: true,
    services: await source.list(asksEverywhere.everyService, service),
  };
}
