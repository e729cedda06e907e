import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { KubeObject } from './store.ts';

const head = z.strictObject({
  title: z.string(),
  extends: z.string().optional(),
  customGroups: z.array(z.string()).optional(),
  /** `Kind/namespace/name`, `*` for any name, nothing between the slashes at cluster scope. */
  remove: z.array(z.string()).optional(),
});

const object = z.looseObject({
  'x-source': z.string().min(1),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

type Sourced = z.output<typeof object>;

/** A cluster of the playground, read from its folder. */
export type Scenario = {
  readonly name: string;
  readonly title: string;
  readonly customGroups: readonly string[];
  readonly objects: readonly KubeObject[];
  /** Where each object was taken from, by `Kind/namespace/name`. */
  readonly sources: ReadonlyMap<string, string>;
};

function idOf({
  kind,
  metadata,
}: {
  kind: string;
  metadata: { name: string; namespace?: string | undefined };
}): string {
  return `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}

function objectsIn(folder: string): readonly Sourced[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'scenario.yaml');
  return files.sort().flatMap((file) => {
    const documents = parseAllDocuments(readFileSync(join(folder, file), 'utf8'));
    return (Array.isArray(documents) ? documents : []).map((document, index) => {
      const parsed = object.safeParse(document.toJS());
      if (!parsed.success) throw new Error(`${file}, document ${index + 1}: ${z.prettifyError(parsed.error)}`);
      return parsed.data;
    });
  });
}

function removes(pattern: string, id: string): boolean {
  return pattern.endsWith('/*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
}

type Layer = {
  readonly title: string;
  readonly customGroups: readonly string[];
  readonly objects: ReadonlyMap<string, Sourced>;
};

function layer(root: string, name: string): Layer {
  const folder = join(root, name);
  const file = join(folder, 'scenario.yaml');
  const own = existsSync(file) ? head.parse(parse(readFileSync(file, 'utf8'))) : { title: name };
  const below =
    own.extends === undefined ? { customGroups: [], objects: new Map<string, Sourced>() } : layer(root, own.extends);
  const kept = [...below.objects].filter(([id]) => !(own.remove ?? []).some((pattern) => removes(pattern, id)));
  const added = objectsIn(folder).map((each) => [idOf(each), each] as const);
  return {
    title: own.title,
    customGroups: own.customGroups ?? below.customGroups,
    objects: new Map([...kept, ...added]),
  };
}

function toObject({ 'x-source': _, ...rest }: Sourced): KubeObject {
  const { namespace, ...metadata } = rest.metadata;
  return { ...rest, metadata: namespace === undefined ? metadata : { ...metadata, namespace } };
}

/** The names of the scenarios below a folder: those with a scenario.yaml. */
export function scenarioNames(root: string): readonly string[] {
  return readdirSync(root)
    .filter((name) => existsSync(join(root, name, 'scenario.yaml')))
    .sort();
}

/** Reads a scenario and what it extends. @throws Error naming the file of an object without its source */
export function readScenario(root: string, name: string): Scenario {
  const { title, customGroups, objects } = layer(root, name);
  const sources = new Map([...objects].map(([id, each]) => [id, each['x-source']]));
  return { name, title, customGroups, objects: [...objects.values()].map(toObject), sources };
}
