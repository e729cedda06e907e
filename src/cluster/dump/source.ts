import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PolicySnapshot, SurveyRequest } from '../../model/reach.ts';
import type { ApiQuery, Unreadable } from '../../model/read.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { Trouble } from '../../model/trouble.ts';
import { collectReads, type ObjectSource } from '../collect.ts';
import { collectClusterPolicies, collectNamespace } from '../collect-namespace.ts';
import { fileTrouble, lineOfItem, parseDocuments, unpackText } from '../input-file.ts';
import { clusterQueries } from '../queries.ts';
import { firstIssueOf, queryWords, refusalOf } from '../refusals.ts';
import { translateService } from '../translate/objects.ts';
import { sanitizeText } from '../translate/sanitize.ts';
import { absenceIn, mayConcludeAbsence } from './absence.ts';
import { type Dump, type DumpObject, type SavedStatus, sortDocuments } from './documents.ts';

const kinds: Readonly<Record<string, string>> = {
  namespaces: 'Namespace',
  nodes: 'Node',
  pods: 'Pod',
  daemonsets: 'DaemonSet',
  nodenetworkconfigs: 'NodeNetworkConfig',
  configmaps: 'ConfigMap',
  networkpolicies: 'NetworkPolicy',
  ciliumnetworkpolicies: 'CiliumNetworkPolicy',
  ciliumclusterwidenetworkpolicies: 'CiliumClusterwideNetworkPolicy',
  services: 'Service',
  globalnetworkpolicies: 'GlobalNetworkPolicy.projectcalico.org',
};

/** The kind that answers a question; Calico has a NetworkPolicy of its own. */
function kindOf({ resource, group }: ApiQuery): string {
  return group === 'crd.projectcalico.org' && resource === 'networkpolicies'
    ? 'NetworkPolicy.projectcalico.org'
    : (kinds[resource] ?? '');
}

/** Whether a kept refusal answers this question: resource, name, and the scope that its message names. */
function answers(ask: ApiQuery, { resource, name, message, code }: SavedStatus): boolean {
  if (resource !== ask.resource || name !== (ask.name ?? '')) return false;
  // Only a 403 names the scope; a 404 of a named object does not need it.
  if (code !== 403) return true;
  return ask.namespace === null
    ? message.endsWith('at the cluster scope') || ask.name !== null
    : message.includes(`namespace "${ask.namespace}"`);
}

function missing(dump: Dump, ask: ApiQuery): Unreadable {
  const kept = dump.statuses.find((status) => answers(ask, status));
  if (kept) return refusalOf(ask, kept.code);
  return {
    ask,
    outcome: 'not-in-dump',
    because: `the dump does not hold the answer to ${queryWords(ask)}`,
    code: null,
  };
}

/** Translates one object; a field that the API does not allow ends the reading with file and line. */
function translated<T>(found: DumpObject, translate: (item: unknown) => T): T {
  try {
    return translate(found.value);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const { file, line } = found.document;
    const at = found.index === null ? line : lineOfItem(unpackText(file, readFileSync(file)), found.index);
    throw fileTrouble(file, at, `${found.kind} ${found.name}: ${firstIssueOf(error)}`);
  }
}

function matching(dump: Dump, ask: ApiQuery): readonly DumpObject[] {
  const { namespace, name } = ask;
  const kind = kindOf(ask);
  return dump.objects.filter(
    (each) =>
      each.kind === kind &&
      (namespace === null || each.namespace === namespace) &&
      (name === null || each.name === name),
  );
}

/**
 * A dump as a source: the same questions as to an API server, answered from files. `loose` takes a dump that shows the
 * whole cluster at its word: what it holds none of in a namespace is not there, though that is not proven.
 */
export function dumpSource(dump: Dump, loose = false): ObjectSource {
  return {
    list: async (ask, translate) => {
      const absence = absenceIn(dump, kindOf(ask), ask.namespace);
      const found = matching(dump, ask);
      if (dump.lists.some((list) => list.partial && list.objects.some((each) => found.includes(each)))) {
        const because = `the dump holds only some pages of the answer to ${queryWords(ask)}; save it without a limit`;
        return { ask, outcome: 'not-in-dump', because, code: null };
      }
      if (found.length === 0 && absence !== 'proven') {
        const refusal = missing(dump, ask);
        const taken =
          loose && refusal.outcome === 'not-in-dump' && mayConcludeAbsence(dump, kindOf(ask), ask.namespace);
        return taken ? { ask, outcome: 'ok', data: [], absence } : refusal;
      }
      return { ask, outcome: 'ok', data: found.map((each) => translated(each, translate)), absence };
    },
    one: async (ask, translate) => {
      const [found] = matching(dump, ask);
      if (found) return { ask, outcome: 'ok', data: translated(found, translate), absence: 'proven' };
      const proven = absenceIn(dump, kindOf(ask), ask.namespace) === 'proven';
      const neighbours = matching(dump, { ...ask, name: null }).length > 0;
      return proven && neighbours ? refusalOf(ask, 404) : missing(dump, ask);
    },
  };
}

function filesIn(path: string): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();
    return names.filter((name) => /\.(?:ya?ml|json)(?:\.gz)?$/u.test(name)).map((name) => join(path, name));
  } catch (cause) {
    throw new Trouble('bad-input', { what: `${sanitizeText(path)} cannot be read` }, { cause });
  }
}

function hostOf(dump: Dump): string | null {
  const hosts = new Set(
    dump.servers.filter((server) => URL.canParse(server)).map((server) => new URL(server).hostname),
  );
  const [host] = hosts;
  return hosts.size === 1 && host ? sanitizeText(host) : null;
}

function filesOf(paths: readonly string[]): readonly string[] {
  const files = paths.flatMap(filesIn);
  if (files.length === 0)
    throw new Trouble('bad-input', { what: `${sanitizeText(paths.join(' '))} holds no .yaml, .yml or .json file` });
  return files;
}

async function snapshotOf(dump: Dump, name: string, namespace: string, now: () => Date): Promise<Snapshot> {
  return {
    schema: 'netlab.snapshot/1',
    namespace,
    source: { kind: 'dump', name },
    readAt: now().toISOString(),
    as: null,
    apiHost: hostOf(dump),
    reads: await collectReads(dumpSource(dump), namespace),
    ignored: dump.ignored,
  };
}

function read(paths: readonly string[]): Dump {
  return sortDocuments(filesOf(paths).flatMap((file) => parseDocuments(file, readFileSync(file))));
}

/** Reads files and folders of kubectl output as one observation. @throws Trouble `bad-input` naming file and line */
export async function observeDump(paths: readonly string[], namespace: string, now: () => Date): Promise<Snapshot> {
  return snapshotOf(read(paths), sanitizeText(paths.join(' ')), namespace, now);
}

/** Reads a dump as the terrain of `reach`: every namespace that it shows, and those that are asked about. @throws Trouble `bad-input` */
export async function surveyDump(
  paths: readonly string[],
  { namespaces: [namespace = 'default', ...others] }: Pick<SurveyRequest, 'namespaces'>,
  now: () => Date,
): Promise<PolicySnapshot> {
  const dump = read(paths);
  const source = dumpSource(dump, true);
  const homes = dump.objects.map((each) => (each.kind === 'Namespace' ? each.name : each.namespace));
  const names = [...new Set([namespace, ...others, ...homes])].filter((name) => name !== '').sort();
  const spaces = await Promise.all(names.map((name) => collectNamespace(source, name)));
  const snapshot = await snapshotOf(dump, sanitizeText(paths.join(' ')), namespace, now);
  const services = await source.list(clusterQueries.everyService, translateService);
  return { snapshot, namespaces: spaces, ...(await collectClusterPolicies(source)), hasEveryPod: true, services };
}
