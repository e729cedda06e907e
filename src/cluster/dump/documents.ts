import { fileTrouble } from '../file-text.ts';
import type { DumpDocument } from '../input-file.ts';
import { rawStatus } from '../translate/api-schemas.ts';
import { sanitizeText } from '../translate/sanitize.ts';
import type { Dump, DumpList, DumpObject, SavedStatus } from './dump.ts';
import { namespacedKinds } from './kinds.ts';
import { joinPages } from './pages.ts';

type Unknown = Readonly<Record<string, unknown>>;

function record(value: unknown): Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

const word = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Labels as `key=value`; what is no text is none of Kubernetes, and refused where the object is read. */
function labelsOf(meta: Unknown): ReadonlySet<string> {
  return new Set(Object.entries(record(meta.labels)).map(([key, value]) => `${key}=${word(value)}`));
}

function groupIn(version: unknown): string {
  const [group = '', ...rest] = word(version).split('/');
  return rest.length === 0 ? '' : sanitizeText(group);
}

// Whose NetworkPolicy is Kubernetes's own; the last of them served it until Kubernetes 1.16.
const ownGroups = new Set(['', 'networking.k8s.io', 'extensions']);

/** Others have kinds of the same names as Kubernetes: theirs are told apart by their group, Calico's two by one. */
function kindIn(kind: string, version: unknown): string {
  const group = groupIn(version);
  if (kind !== '' && group.endsWith('projectcalico.org')) return `${kind}.projectcalico.org`;
  return kind === 'NetworkPolicy' && !ownGroups.has(group) ? `${kind}.${group}` : kind;
}

function object(
  value: unknown,
  kind: string,
  document: DumpDocument,
  at: { index: number | null; version?: unknown },
): DumpObject {
  const { index } = at;
  const meta = record(record(value).metadata);
  if (kind === '' || word(meta.name) === '') {
    const what =
      index === null
        ? 'not a Kubernetes object (kind and metadata.name are needed), is the file cut off?'
        : `item ${index + 1} of the list has no ${kind === '' ? 'kind' : 'metadata.name'}`;
    throw fileTrouble(document.file, document.line, what);
  }
  // An API server leaves apiVersion out of the items of a typed list.
  const version = record(value).apiVersion ?? at.version;
  const own = kindIn(kind, version);
  const namespace = sanitizeText(word(meta.namespace));
  const base = {
    kind: own,
    group: groupIn(version),
    name: sanitizeText(word(meta.name)),
    labels: labelsOf(meta),
    document,
    index,
  };
  if (namespace !== '' || !namespacedKinds.has(own)) return { ...base, namespace, value, hasAssumedNamespace: false };
  const placed = { ...record(value), metadata: { ...meta, namespace: 'default' } };
  return { ...base, namespace: 'default', value: placed, hasAssumedNamespace: true };
}

function collection(value: Unknown, document: DumpDocument): DumpList {
  const plain = word(value.kind).replace(/List$/u, '');
  const typed = word(value.kind) === 'List' ? null : kindIn(plain, value.apiVersion);
  if (value.items !== null && !Array.isArray(value.items)) {
    throw fileTrouble(document.file, document.line, `this ${word(value.kind)} has no items`);
  }
  const items: readonly unknown[] = value.items ?? [];
  const found = items.map((item, index) =>
    object(item, word(record(item).kind) || plain, document, {
      index,
      version: typed === null ? undefined : value.apiVersion,
    }),
  );
  const metadata = record(value.metadata);
  return {
    kind: typed,
    partial: word(metadata.continue) !== '',
    token: word(metadata.continue),
    remaining: typeof metadata.remainingItemCount === 'number' ? metadata.remainingItemCount : null,
    selected: false,
    version: word(metadata.resourceVersion),
    objects: found,
  };
}

/** A refusal that is not as the API writes it is kept too: it may be about any question. */
function keptStatus(value: unknown): readonly SavedStatus[] {
  const status = rawStatus.safeParse(value);
  if (!status.success) return [{ code: 0, resource: '', name: '', message: '' }];
  const { code, details, message, reason } = status.data;
  // Not every 404 comes from Kubernetes: only its own reason says that an object is absent.
  if (code === 404 && (reason ?? 'NotFound') !== 'NotFound') return [];
  return [{ code: code ?? 0, resource: details?.kind ?? '', name: details?.name ?? '', message: message ?? '' }];
}

function serversOf(value: Unknown): readonly string[] {
  const clusters = Array.isArray(value.clusters) ? value.clusters : [];
  return clusters.map((entry) => word(record(record(entry).cluster).server)).filter((server) => server !== '');
}

type DocumentContents = Pick<Dump, 'lists' | 'statuses' | 'servers'> & { readonly singles: readonly DumpObject[] };
const nothing: DocumentContents = { lists: [], statuses: [], servers: [], singles: [] };

function part(document: DumpDocument): DocumentContents {
  if (document.value === null || document.value === undefined) return nothing;
  const value = record(document.value);
  const kind = word(value.kind);
  if (value.schema === 'netlab.snapshot/1') {
    throw fileTrouble(document.file, document.line, 'this is a recorded snapshot: read it with --snapshot or replay');
  }
  if (kind === 'Status') return { ...nothing, statuses: keptStatus(value) };
  if (kind === 'Config') return { ...nothing, servers: serversOf(value) };
  if (kind.endsWith('List')) return { ...nothing, lists: [collection(value, document)] };
  if (kind === '' && 'items' in value) {
    throw fileTrouble(document.file, document.line, 'a list without its kind: the file is cut off');
  }
  return { ...nothing, singles: [object(value, kind, document, { index: null })] };
}

const lasting = new Set(['Node', 'DaemonSet', 'Namespace']);

/** Objects of one name and two identities: the files are of two clusters, or of one that was built anew. */
function oneCluster(found: readonly DumpObject[]): void {
  const seen = new Map<string, { readonly uid: string; readonly file: string }>();
  for (const { kind, namespace, name, value, document } of found) {
    const uid = word(record(record(value).metadata).uid);
    if (uid === '' || !lasting.has(kind)) continue;
    const key = `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
    const before = seen.get(key);
    if (before && before.uid !== uid) {
      throw fileTrouble(
        document.file,
        document.line,
        `another ${key} than in ${before.file}, so these are dumps of two clusters`,
      );
    }
    seen.set(key, { uid, file: document.file });
  }
}

/** Sorts documents into lists, objects and refusals; an object met twice counts once. @throws Trouble `bad-input` */
export function sortDocuments(documents: readonly DumpDocument[], complete = false): Dump {
  const parts = documents.map(part);
  const lists = joinPages(parts.flatMap((each) => each.lists));
  const all = [...lists.flatMap((list) => list.objects), ...parts.flatMap((each) => each.singles)];
  oneCluster(all);
  const byName = new Map(all.map((found) => [`${found.kind}/${found.namespace}/${found.name}`, found]));
  const [statuses, servers] = [parts.flatMap((each) => each.statuses), parts.flatMap((each) => each.servers)];
  return { objects: [...byName.values()], lists, statuses, servers, complete };
}
