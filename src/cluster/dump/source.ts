import { z } from 'zod';
import type { PolicySnapshot, SurveyRequest } from '../../model/reach.ts';
import type { ApiQuery, Unreadable } from '../../model/read.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { collectReads, type ObjectSource } from '../collect.ts';
import { collectClusterPolicies, collectNamespace } from '../collect-namespace.ts';
import { fileTrouble, readFileText } from '../file-text.ts';
import { lineOfItem } from '../input-file.ts';
import { apiPathOf, clusterQueries } from '../queries.ts';
import { firstIssueOf, queryWords, refusalOf } from '../refusals.ts';
import { sanitizeText } from '../translate/sanitize.ts';
import { translateService, translateServiceRange } from '../translate/services.ts';
import { absenceIn, isPieced, mayConcludeAbsence, mayHoldEveryPod } from './absence.ts';
import { ciliumNamespaceIn, isCiliumUnplaced } from './cilium-elsewhere.ts';
import { sortDocuments } from './documents.ts';
import type { Dump, DumpObject, SavedStatus } from './dump.ts';
import { type DumpFiles, readFiles, unusedFileWords } from './files.ts';
import { isAnswer, kindOf } from './kinds.ts';
import { unjudgedPoliciesIn } from './unjudged-policies.ts';
import { countEach, unusedIn } from './unused.ts';

/** Whether a kept refusal answers this question: resource, name, and the scope that its message names. */
function answers(ask: ApiQuery, { resource, name, message, code }: SavedStatus): boolean {
  if (resource !== ask.resource || name !== (ask.name ?? '')) return false;
  // Only a 403 names the scope; a 404 of a named object does not need it.
  if (code !== 403) return true;
  return ask.namespace === null
    ? message.endsWith('at the cluster scope') || ask.name !== null
    : message.includes(`namespace "${ask.namespace}"`);
}

/** How to save what proves that there is no policy: an untyped list of kubectl cannot. */
function howToProve(ask: ApiQuery): string {
  if (kindOf(ask) !== 'NetworkPolicy') return '';
  return `; netlab check --record FILE, or kubectl get --raw ${apiPathOf(ask)} > FILE, saves what proves whether there is one`;
}

const scopeIn = /at the cluster scope$|in the namespace "[^"]*"/u;

/** Whether a kept refusal may be this question's: what it lacks, the resource or the scope of a 403, was lost on the way. */
function mayAnswer(ask: ApiQuery, { resource, name, message, code }: SavedStatus): boolean {
  if (resource !== '' && (resource !== ask.resource || (name !== '' && name !== ask.name))) return false;
  return resource === '' || (code !== 404 && !scopeIn.test(message));
}

function missing(dump: Dump, ask: ApiQuery): Unreadable {
  const kept = dump.statuses.find((status) => answers(ask, status));
  if (kept) return refusalOf(ask, kept.code);
  if (dump.statuses.some((status) => mayAnswer(ask, status))) {
    const because = `the dump holds a refusal that does not say what it is about, maybe ${queryWords(ask)}`;
    return { ask, outcome: 'failed', because, code: null };
  }
  return {
    ask,
    outcome: 'not-in-dump',
    because: `the dump does not hold the answer to ${queryWords(ask)}${howToProve(ask)}`,
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
    const at = found.index === null ? line : lineOfItem(readFileText(file), found.index);
    throw fileTrouble(file, at ?? line, `${found.kind} ${found.name}: ${firstIssueOf(error)}`);
  }
}

/** The objects that answer a question. */
function matchingIn(dump: Dump): (ask: ApiQuery) => readonly DumpObject[] {
  const home = ciliumNamespaceIn(dump);
  return (ask) => dump.objects.filter((each) => isAnswer(ask, each, home));
}

/**
 * A dump as a source: the same questions as to an API server, answered from files. `loose` takes a dump that shows the
 * whole cluster at its word: what it holds none of in a namespace is not there, though that is not proven.
 */
export function dumpSource(dump: Dump, loose = false): ObjectSource {
  const matching = matchingIn(dump);
  const unplaced = isCiliumUnplaced(dump);
  return {
    list: async (ask, translate) => {
      const found = matching(ask);
      // With such a DaemonSet elsewhere, its absence from kube-system does not say that there is no Cilium.
      const absence =
        unplaced && kindOf(ask) === 'DaemonSet' ? 'unproven' : absenceIn(dump, kindOf(ask), ask.namespace);
      if (dump.lists.some((list) => list.partial && list.objects.some((each) => found.includes(each)))) {
        const because = `the dump holds only some pages of the answer to ${queryWords(ask)}; save it without a limit`;
        return { ask, outcome: 'not-in-dump', because, code: null };
      }
      const refusal = missing(dump, ask);
      if (found.length === 0 && (absence !== 'proven' || refusal.outcome !== 'not-in-dump')) {
        const taken =
          loose && refusal.outcome === 'not-in-dump' && mayConcludeAbsence(dump, kindOf(ask), ask.namespace);
        return taken ? { ask, outcome: 'ok', data: [], absence } : refusal;
      }
      return { ask, outcome: 'ok', data: found.map((each) => translated(each, translate)), absence };
    },
    one: async (ask, translate) => {
      const [found] = matching(ask);
      if (found) return { ask, outcome: 'ok', data: translated(found, translate), absence: 'proven' };
      const refusal = missing(dump, ask);
      const proven = absenceIn(dump, kindOf(ask), ask.namespace) === 'proven';
      const neighbours = dump.complete || matching({ ...ask, name: null }).length > 0;
      return proven && neighbours && refusal.outcome === 'not-in-dump' ? refusalOf(ask, 404) : refusal;
    },
  };
}

function hostOf(dump: Dump): string | null {
  const hosts = new Set(
    dump.servers.filter((server) => URL.canParse(server)).map((server) => new URL(server).hostname),
  );
  const [host] = hosts;
  return hosts.size === 1 && host ? sanitizeText(host) : null;
}

/** How a dump is read: `complete` is the reader's word that every list is whole and every kind was asked for. */
export type DumpOptions = { readonly now: () => Date; readonly complete?: boolean };

/** A dump that was read: what its reader should know of its files at once, and the two ways to look at it. */
export type OpenDump = {
  /** Sentences about files that were left out, and about what was taken for granted. */
  readonly notices: readonly string[];
  readonly observe: (namespace: string) => Promise<Snapshot>;
  /** What `reach` rests on: every namespace that the dump shows, and those that are asked about. */
  readonly survey: (wanted: Pick<SurveyRequest, 'namespaces'>) => Promise<PolicySnapshot>;
};

function assumptionsIn({ objects }: Dump): readonly string[] {
  const placed = objects.filter(({ hasAssumedNamespace }) => hasAssumedNamespace);
  return placed.map(
    ({ kind, name, document: { file, line } }) =>
      `${kind} ${name} (${sanitizeText(file)}:${line}) names no namespace and counts in default, as kubectl would take it`,
  );
}

async function snapshotOf(
  dump: Dump,
  { unused }: DumpFiles,
  { name, namespace, now }: { readonly name: string; readonly namespace: string; readonly now: () => Date },
): Promise<Snapshot> {
  const assumed = assumptionsIn(dump);
  const files = unused.map(({ file, what }) => `file ${sanitizeText(file)} (${what})`);
  return {
    schema: 'netlab.snapshot/1',
    namespace,
    source: { kind: 'dump', name: dump.complete ? `${name} (--complete: taken as whole)` : name },
    readAt: now().toISOString(),
    as: null,
    apiHost: hostOf(dump),
    reads: await collectReads(dumpSource(dump), namespace),
    ignored: countEach([...unusedIn(dump, namespace), ...files]),
    ...(assumed.length > 0 ? { assumed } : {}),
  };
}

/** Reads files and folders of kubectl output. @throws Trouble `bad-input` naming file and line */
export function openDump(paths: readonly string[], { now, complete = false }: DumpOptions): OpenDump {
  const files = readFiles(paths);
  const sorted = sortDocuments(files.documents, complete);
  const dump = { ...sorted, statuses: [...sorted.statuses, ...files.absent] };
  const name = sanitizeText(paths.join(' '));
  const observe = (namespace: string) => snapshotOf(dump, files, { name, namespace, now });
  return {
    notices: [...files.unused.map(unusedFileWords), ...assumptionsIn(dump)],
    observe,
    survey: async ({ namespaces: [namespace = 'default', ...others] }) => {
      const source = dumpSource(dump, true);
      const homes = dump.objects.map((each) => (each.kind === 'Namespace' ? each.name : each.namespace));
      const names = [...new Set([namespace, ...others, ...homes])].filter((each) => each !== '').sort();
      const spaces = await Promise.all(names.map((each) => collectNamespace(source, each)));
      const services = await source.list(clusterQueries.everyService, translateService);
      const serviceRanges = await source.list(clusterQueries.serviceRanges, translateServiceRange);
      return {
        snapshot: await observe(namespace),
        namespaces: spaces,
        ...(await collectClusterPolicies(source)),
        unjudgedPolicies: unjudgedPoliciesIn(dump),
        hasEveryPod: mayHoldEveryPod(dump),
        hasServicesInPieces: isPieced(dump, 'Service'),
        services,
        serviceRanges,
      };
    },
  };
}

/** One observation of a dump. @throws Trouble `bad-input` naming file and line */
export async function observeDump(paths: readonly string[], namespace: string, now: () => Date): Promise<Snapshot> {
  return openDump(paths, { now }).observe(namespace);
}
