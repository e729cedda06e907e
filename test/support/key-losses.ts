// Recorded clusters with one key of one object left out, or emptied.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readDocuments } from '../../src/cluster/input-file.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A recorded cluster: its documents, parsed once. */
export type RecordedCluster = { readonly name: string; readonly folder: string; readonly documents: readonly Json[] };

const home = join(import.meta.dirname, '..');
const isDump = (name: string) => /\.(?:ya?ml|json)$/u.test(name);

function parsed(paths: readonly string[]): readonly Json[] {
  return paths.flatMap((path) => readDocuments(path).map(({ value }) => value as Json));
}

/** Every dump of the playground's scenarios, and every dump that an inspection's cases stand on. */
export function recordedClusters(): readonly RecordedCluster[] {
  const dumps = readdirSync(join(home, 'dumps')).map((name) => {
    const files = readdirSync(join(home, 'dumps', name))
      .filter(isDump)
      .sort();
    const paths = files.map((file) => join(home, 'dumps', name, file));
    return { name, folder: name, documents: parsed(paths) };
  });
  const folders = readdirSync(join(home, 'cases')).filter((name) => statSync(join(home, 'cases', name)).isDirectory());
  const cases = folders.flatMap((folder) => {
    const files = readdirSync(join(home, 'cases', folder))
      .filter(isDump)
      .sort();
    return files.map((file) => ({
      name: `${folder}/${file}`,
      folder,
      documents: parsed([join(home, 'cases', folder, file)]),
    }));
  });
  return [...dumps, ...cases];
}

type Step = string | number;

/** One key of one document. `path` names it whatever its object's place: `Pod.status.podIPs.*.ip`. */
export type Key = { readonly document: number; readonly steps: readonly Step[]; readonly path: string };

function kindOf(value: Json, fallback: string): string {
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
  return typeof kind === 'string' ? kind : fallback;
}

function keysBelow(value: Json, at: Key): readonly Key[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, i) => {
      // Whether alone or in a list, an object's paths begin with its kind.
      const isItem = at.steps.length === 1 && at.steps[0] === 'items';
      const path = isItem ? kindOf(item, at.path.replace(/List\.items$/u, '')) : `${at.path}.*`;
      return keysBelow(item, { ...at, steps: [...at.steps, i], path });
    });
  }
  return Object.entries(value).flatMap(([key, below]) => {
    const own = { ...at, steps: [...at.steps, key], path: `${at.path}.${key}` };
    return [own, ...keysBelow(below, own)];
  });
}

/** Every key of a cluster's documents, once for each place where it stands. */
export function keysIn({ documents }: RecordedCluster): readonly Key[] {
  return documents.flatMap((value, document) => keysBelow(value, { document, steps: [], path: kindOf(value, '') }));
}

/** The ways to lose a key: it is not there, or what stands there says nothing. */
export const losses = ['left out', 'null', '""', '{}'] as const;
export type Loss = (typeof losses)[number];

function changed(value: Json, [step, ...rest]: readonly Step[], loss: Loss): Json {
  if (Array.isArray(value)) return value.map((item: Json, i) => (i === step ? changed(item, rest, loss) : item));
  if (typeof value !== 'object' || value === null) throw new Error('no such key');
  const entries = Object.entries(value).flatMap(([key, below]): readonly (readonly [string, Json])[] => {
    if (key !== step) return [[key, below]];
    if (rest.length > 0) return [[key, changed(below, rest, loss)]];
    return loss === 'left out' ? [] : [[key, JSON.parse(loss)]];
  });
  return Object.fromEntries(entries);
}

/** The documents without one key; whatever does not hold it is shared with the original. */
export function documentsWithout({ documents }: RecordedCluster, key: Key, loss: Loss): readonly Json[] {
  return documents.map((value, i) => (i === key.document ? changed(value, key.steps, loss) : value));
}
