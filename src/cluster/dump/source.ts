import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Terrain, Wanted } from '../../model/reach.ts';
import type { Ask, Unreadable } from '../../model/read.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { Trouble } from '../../model/trouble.ts';
import { gather, type Source } from '../collect.ts';
import { clusterPolicies, spaceFrom } from '../collect-namespace.ts';
import { broken, documentsOf, lineOfItem, textOf } from '../input-file.ts';
import { asksEverywhere } from '../queries.ts';
import { askedFor, misshapen, refused } from '../refusals.ts';
import { service } from '../translate/objects.ts';
import { clean } from '../translate/sanitize.ts';
import { absenceIn, speaksFor } from './absence.ts';
import { type Dump, dumpOf, type Found, type KeptStatus } from './documents.ts';

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
function kindOf({ resource, group }: Ask): string {
  return group === 'crd.projectcalico.org' && resource === 'networkpolicies'
    ? 'NetworkPolicy.projectcalico.org'
    : (kinds[resource] ?? '');
}

/** Whether a kept refusal answers this question: resource, name, and the scope that its message names. */
function answers(ask: Ask, { resource, name, message, code }: KeptStatus): boolean {
  if (resource !== ask.resource || name !== (ask.name ?? '')) return false;
  // Only a 403 names the scope; a 404 of a named object does not need it.
  if (code !== 403) return true;
  return ask.namespace === null
    ? message.endsWith('at the cluster scope') || ask.name !== null
    : message.includes(`namespace "${ask.namespace}"`);
}

function missing(dump: Dump, ask: Ask): Unreadable {
  const kept = dump.statuses.find((status) => answers(ask, status));
  if (kept) return refused(ask, kept.code);
  return { ask, outcome: 'not-in-dump', because: `the dump does not hold the answer to ${askedFor(ask)}`, code: null };
}

/** Translates one object; a field that the API does not allow ends the reading with file and line. */
function translated<T>(found: Found, translate: (item: unknown) => T): T {
  try {
    return translate(found.value);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const { file, line } = found.document;
    const at = found.index === null ? line : lineOfItem(textOf(file, readFileSync(file)), found.index);
    throw broken(file, at, `${found.kind} ${found.name}: ${misshapen(error)}`);
  }
}

function matching(dump: Dump, ask: Ask): readonly Found[] {
  const { namespace, name } = ask;
  const kind = kindOf(ask);
  return dump.found.filter(
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
export function dumpSource(dump: Dump, loose = false): Source {
  return {
    list: async (ask, translate) => {
      const absence = absenceIn(dump, kindOf(ask), ask.namespace);
      const found = matching(dump, ask);
      if (dump.lists.some((list) => list.partial && list.found.some((each) => found.includes(each)))) {
        const because = `the dump holds only some pages of the answer to ${askedFor(ask)}; save it without a limit`;
        return { ask, outcome: 'not-in-dump', because, code: null };
      }
      if (found.length === 0 && absence !== 'proven') {
        const refusal = missing(dump, ask);
        const taken = loose && refusal.outcome === 'not-in-dump' && speaksFor(dump, kindOf(ask), ask.namespace);
        return taken ? { ask, outcome: 'ok', data: [], absence } : refusal;
      }
      return { ask, outcome: 'ok', data: found.map((each) => translated(each, translate)), absence };
    },
    one: async (ask, translate) => {
      const [found] = matching(dump, ask);
      if (found) return { ask, outcome: 'ok', data: translated(found, translate), absence: 'proven' };
      const proven = absenceIn(dump, kindOf(ask), ask.namespace) === 'proven';
      const neighbours = matching(dump, { ...ask, name: null }).length > 0;
      return proven && neighbours ? refused(ask, 404) : missing(dump, ask);
    },
  };
}

function filesIn(path: string): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();
    return names.filter((name) => /\.(?:ya?ml|json)(?:\.gz)?$/u.test(name)).map((name) => join(path, name));
  } catch (cause) {
    throw new Trouble('bad-input', { what: `${clean(path)} cannot be read` }, { cause });
  }
}

function hostOf(dump: Dump): string | null {
  const hosts = new Set(
    dump.servers.filter((server) => URL.canParse(server)).map((server) => new URL(server).hostname),
  );
  const [host] = hosts;
  return hosts.size === 1 && host ? clean(host) : null;
}

function filesOf(paths: readonly string[]): readonly string[] {
  const files = paths.flatMap(filesIn);
  if (files.length === 0)
    throw new Trouble('bad-input', { what: `${clean(paths.join(' '))} holds no .yaml, .yml or .json file` });
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
    reads: await gather(dumpSource(dump), namespace),
    ignored: dump.ignored,
  };
}

function read(paths: readonly string[]): Dump {
  return dumpOf(filesOf(paths).flatMap((file) => documentsOf(file, readFileSync(file))));
}

/** Reads files and folders of kubectl output as one observation. @throws Trouble `bad-input` naming file and line */
export async function observeDump(paths: readonly string[], namespace: string, now: () => Date): Promise<Snapshot> {
  return snapshotOf(read(paths), clean(paths.join(' ')), namespace, now);
}

/** Reads a dump as the terrain of `reach`: every namespace that it shows, and those that are asked about. @throws Trouble `bad-input` */
export async function surveyDump(
  paths: readonly string[],
  { namespaces: [namespace = 'default', ...others] }: Pick<Wanted, 'namespaces'>,
  now: () => Date,
): Promise<Terrain> {
  const dump = read(paths);
  const source = dumpSource(dump, true);
  const homes = dump.found.map((each) => (each.kind === 'Namespace' ? each.name : each.namespace));
  const names = [...new Set([namespace, ...others, ...homes])].filter((name) => name !== '').sort();
  const spaces = await Promise.all(names.map((name) => spaceFrom(source, name)));
  const snapshot = await snapshotOf(dump, clean(paths.join(' ')), namespace, now);
  const services = await source.list(asksEverywhere.everyService, service);
  return { snapshot, spaces, ...(await clusterPolicies(source)), everyPod: true, services };
}
