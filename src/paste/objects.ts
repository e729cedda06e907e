import { findOwnValue } from '../model/own-value.ts';
import type { PastedNode, PastedPod, PastedReading } from '../model/pasted.ts';
import { parseAddress } from '../network/ip/address.ts';
import { parseBlockYaml } from './block-yaml.ts';
import type { PastedCommand } from './command-line.ts';
import { isObjectName, isWholeBlock } from './names.ts';
import { agentOf } from './table-readings.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** A field far inside of a value, undefined where the way there ends. */
function fieldAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((found, key) => (isFields(found) ? findOwnValue(found, key) : undefined), value);
}

const listAt = (value: unknown, ...path: readonly string[]): readonly unknown[] => {
  const found = fieldAt(value, ...path);
  return Array.isArray(found) ? found : [];
};

const textAt = (value: unknown, ...path: readonly string[]): string | null => {
  const found = fieldAt(value, ...path);
  return typeof found === 'string' ? found : null;
};

const nameOf = (object: unknown): string | null => {
  const name = textAt(object, 'metadata', 'name');
  return name !== null && isObjectName(name) ? name : null;
};

function nodeOf(object: unknown): PastedNode {
  const addresses = listAt(object, 'status', 'addresses').flatMap((each) => {
    const address = textAt(each, 'type') === 'InternalIP' ? textAt(each, 'address') : null;
    return address !== null && parseAddress(address) !== null ? [address] : [];
  });
  const ready = listAt(object, 'status', 'conditions').find((each) => textAt(each, 'type') === 'Ready');
  const blocks = [textAt(object, 'spec', 'podCIDR') ?? []].flat().filter(isWholeBlock);
  const hasSpec = fieldAt(object, 'spec') !== undefined;
  return {
    name: nameOf(object) ?? '',
    addresses,
    ready: ready === undefined ? null : textAt(ready, 'status') === 'True',
    blocks: hasSpec ? blocks : null,
  };
}

function podOf(object: unknown): PastedPod {
  const waiting = listAt(object, 'status', 'containerStatuses').map((each) =>
    textAt(each, 'state', 'waiting', 'reason'),
  );
  const ip = textAt(object, 'status', 'podIP');
  const status = waiting.find((reason) => reason !== null) ?? textAt(object, 'status', 'phase') ?? '';
  return {
    namespace: textAt(object, 'metadata', 'namespace'),
    name: nameOf(object) ?? '',
    ip: ip !== null && parseAddress(ip) !== null ? ip : null,
    node: textAt(object, 'spec', 'nodeName'),
    status: /^[A-Za-z]{2,40}$/u.test(status) ? status : '',
  };
}

const isNamed = (object: unknown): boolean => nameOf(object) !== null;

function readOfKind(kind: string, objects: readonly unknown[], command: PastedCommand | null): PastedReading {
  if (kind === 'Node') return { kind: 'nodes', nodes: objects.map(nodeOf), whole: true };
  if (kind === 'Pod') {
    const pods = objects.map(podOf);
    const namespace = command?.namespace ?? '*';
    const listsAll = command?.listsAll ?? false;
    return { kind: 'pods', agent: agentOf(pods, command), namespace, pods, listsAll, whole: true };
  }
  const name = nameOf(objects[0]);
  if (kind === 'ConfigMap' && objects.length === 1 && name !== null) return { kind: 'configmap', name, whole: true };
  const of = /^[A-Z][A-Za-z]{2,40}$/u.test(kind) ? kind : 'object';
  return { kind: 'objects', of, count: objects.length, whole: true };
}

/** Objects of one kind. */
type OfKind = { readonly kind: string; readonly objects: readonly unknown[] };

/** The objects of a document by their kinds: those of a list, or itself. None for what is no object of Kubernetes. */
function objectsIn(document: unknown): readonly OfKind[] {
  const kind = textAt(document, 'kind');
  if (kind === null || kind === 'Config') return [];
  const items = fieldAt(document, 'items');
  if (!Array.isArray(items)) return isNamed(document) ? [{ kind, objects: [document] }] : [];
  const ofList = kind.replace(/List$/u, '');
  const groups = Map.groupBy(items.filter(isNamed), (item) => textAt(item, 'kind') ?? ofList);
  if (groups.size === 0) return [{ kind: textAt(items[0], 'kind') ?? ofList, objects: [] }];
  return [...groups].map(([each, objects]) => ({ kind: each, objects }));
}

/** kubectl's `Status`, as `get --raw` prints a refusal. */
const isStatus = (document: unknown): boolean => textAt(document, 'kind') === 'Status';

function parseJson(text: string): readonly unknown[] | null {
  try {
    return [JSON.parse(text)];
  } catch {
    return null;
  }
}

/** Whether a line begins YAML or JSON of Kubernetes. */
export function beginsObject(line: string, next: string): boolean {
  if (/^(?:apiVersion|kind): ?\S/u.test(line) || /^items:$/u.test(line)) return true;
  return (
    /^\{ *"(?:apiVersion|kind|items|metadata)": ?["[{]/u.test(line) ||
    (/^\{$/u.test(line) && /^ *"(?:apiVersion|kind|items|metadata)":/u.test(next))
  );
}

/** The kind that a broken text begins as; `object` where it does not say so. */
const kindIn = (text: string): string => {
  const said = /^ {0,8}"?kind"?: ?"?([A-Z][A-Za-z]{2,40})/mu.exec(text)?.[1];
  return said === undefined || said === 'List' ? 'object' : said.replace(/List$/u, '');
};

/** What YAML or JSON of Kubernetes shows. Where it cannot be parsed, nothing is read of it but what it begins as. */
export function readObjects(text: string, command: PastedCommand | null): readonly PastedReading[] {
  const documents = text.startsWith('{') ? parseJson(text) : parseBlockYaml(text);
  if (documents === null) return [{ kind: 'unread', why: 'broken', of: kindIn(text) }];
  const found = documents.filter((each) => !isStatus(each)).flatMap(objectsIn);
  return found.map(({ kind, objects }) => readOfKind(kind, objects, command));
}
