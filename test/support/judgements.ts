// All that netlab concludes from a dump, in a form by which two dumps can be compared.
import { z } from 'zod';
import { assess } from '../../src/checks/assess.ts';
import { collectReads, type ObjectSource } from '../../src/cluster/collect.ts';
import { collectClusterPolicies, collectNamespace } from '../../src/cluster/collect-namespace.ts';
import { sortDocuments } from '../../src/cluster/dump/documents.ts';
import type { Dump } from '../../src/cluster/dump/dump.ts';
import { dumpSource } from '../../src/cluster/dump/source.ts';
import { unjudgedPoliciesIn } from '../../src/cluster/dump/unjudged-policies.ts';
import { clusterQueries } from '../../src/cluster/queries.ts';
import { translateService, translateServiceRange } from '../../src/cluster/translate/services.ts';
import { evaluateQueries, preparePolicies } from '../../src/commands/reach/evaluate.ts';
import type { PolicySnapshot, ReachQuery } from '../../src/model/reach.ts';
import type { ApiQuery } from '../../src/model/read.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { Trouble } from '../../src/model/trouble.ts';
import { documents } from './objects.ts';

/** Each conclusion by its name: the axes, the findings' statuses, the verdicts of `reach`. */
export type Judgements = Readonly<Record<string, string>>;

/** The namespace that every recorded cluster has a student in. */
const namespace = 'student-07';

const translations = new Map<string, WeakMap<object, unknown>>();

/** Translates an object once for each question, whichever dump holds it. @throws Trouble `bad-input` as a dump does */
function onceFor<T>({ resource, group, name }: ApiQuery, translate: (item: unknown) => T): (item: unknown) => T {
  const question = `${group}/${resource}/${name}`;
  const table = translations.get(question) ?? new WeakMap<object, unknown>();
  translations.set(question, table);
  return (item) => {
    if (typeof item !== 'object' || item === null) return translate(item);
    if (table.has(item)) return table.get(item) as T;
    try {
      const made = translate(item);
      table.set(item, made);
      return made;
    } catch (error) {
      // The dump itself would look the line up in the file, which does not hold this change.
      throw error instanceof z.ZodError ? new Trouble('bad-input', { what: 'a field of the wrong type' }) : error;
    }
  };
}

function sourceOf(dump: Dump, loose: boolean): ObjectSource {
  const source = dumpSource(dump, loose);
  return {
    list: (ask, translate) => source.list(ask, onceFor(ask, translate)),
    one: (ask, translate) => source.one(ask, onceFor(ask, translate)),
  };
}

async function snapshotOf(dump: Dump): Promise<Snapshot> {
  const hosts = dump.servers.filter((server) => URL.canParse(server)).map((server) => new URL(server).hostname);
  return {
    schema: 'netlab.snapshot/1',
    namespace,
    source: { kind: 'dump', name: 'test' },
    readAt: '2026-11-24T16:40:00.000Z',
    as: null,
    apiHost: hosts.length === 1 ? (hosts[0] ?? null) : null,
    reads: await collectReads(sourceOf(dump, false), namespace),
    ignored: {},
  };
}

/** All that is read of a dump: the snapshot, and the terrain of `reach`. */
async function terrainOf(dump: Dump): Promise<PolicySnapshot> {
  const source = sourceOf(dump, true);
  return {
    snapshot: await snapshotOf(dump),
    namespaces: await Promise.all([namespace, 'kube-system'].map((name) => collectNamespace(source, name))),
    ...(await collectClusterPolicies(source)),
    unjudgedPolicies: unjudgedPoliciesIn(dump),
    hasEveryPod: true,
    services: await source.list(clusterQueries.everyService, translateService),
    serviceRanges: await source.list(clusterQueries.serviceRanges, translateServiceRange),
  };
}

function questions({ pods, systemPods }: Snapshot['reads']): readonly ReachQuery[] {
  const own = pods.outcome === 'ok' ? pods.data.slice(0, 3).map(({ name }) => `${namespace}/${name}`) : [];
  const system = systemPods.outcome === 'ok' ? systemPods.data : [];
  const dns = system.find(({ labels }) => labels['k8s-app'] === 'kube-dns');
  return own.flatMap((from) => [
    ...own.filter((to) => to !== from).map((to) => ({ from, to, port: 80, protocol: 'TCP' as const })),
    { from, to: '203.0.113.7', port: 443, protocol: 'TCP' as const },
    ...(dns ? [{ from, to: `kube-system/${dns.name}`, port: 53, protocol: 'UDP' as const }] : []),
  ]);
}

function judged(terrain: PolicySnapshot, queries: readonly ReachQuery[]): Judgements {
  const { network, findings } = assess(terrain.snapshot);
  const reaches = queries.length === 0 ? [] : evaluateQueries(queries, preparePolicies(terrain, 'auto'));
  return {
    model: network.model,
    dataplane: network.dataplane,
    policyEngine: network.policyEngine,
    ...Object.fromEntries(findings.map(({ id, status }) => [id, status])),
    ...Object.fromEntries(
      reaches.map(({ query: { from, to, port }, verdict }) => [`${from} → ${to} ${port}`, verdict]),
    ),
  };
}

/** What is concluded from documents, and how to conclude the same things from others. */
export async function judge(values: readonly unknown[]) {
  const terrain = await terrainOf(sortDocuments(documents(...values)));
  const queries = questions(terrain.snapshot.reads);
  const judgements = judged(terrain, queries);
  const text = JSON.stringify(terrain);
  return {
    judgements,
    /** The refusal where the documents are not taken at all. */
    again: async (others: readonly unknown[]): Promise<Judgements | Trouble> => {
      try {
        const other = await terrainOf(sortDocuments(documents(...others)));
        // What is read to the letter as before is judged as before.
        return JSON.stringify(other) === text ? judgements : judged(other, queries);
      } catch (error) {
        if (error instanceof Trouble) return error;
        throw error;
      }
    },
  };
}
