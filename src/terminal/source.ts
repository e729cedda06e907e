import { openCluster } from '../app/lab.ts';
import { observeDump, surveyDump } from '../cluster/dump/source.ts';
import { readSnapshot } from '../cluster/snapshot/file.ts';
import { isNamespace } from '../commands/access/namespace-scope.ts';
import type { TerminalConfig } from '../config.ts';
import type { Terrain, Wanted } from '../model/reach.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { Trouble } from '../model/trouble.ts';
import { terrainOf } from '../network/policy/from-snapshot.ts';

/** The options of a command as commander hands them over. */
export type Given = {
  readonly namespace?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly dump?: readonly string[];
  readonly snapshot?: string;
  readonly output?: 'text' | 'json' | 'markdown';
  readonly record?: string;
  readonly strict?: boolean;
};

/** A source that was opened: what it is looked at from, and the two ways to read it. */
export type Watched = {
  readonly namespace: string;
  readonly observe: (namespace: string) => Promise<Snapshot>;
  readonly survey: (wanted: Wanted) => Promise<Terrain>;
};

function oneSource({ dump, snapshot, kubeconfig, context }: Given): void {
  const cluster = kubeconfig !== undefined || context !== undefined;
  if ([dump !== undefined, snapshot !== undefined, cluster].filter(Boolean).length > 1) {
    throw new Trouble('bad-input', { what: 'one source at a time: --kubeconfig/--context, --dump or --snapshot' });
  }
}

function namespaceOf(named: string | undefined, fallback: string | undefined): string {
  const namespace = named ?? fallback;
  if (namespace === undefined) throw new Trouble('bad-input', { what: 'which namespace? name one with -n' });
  if (!isNamespace(namespace)) throw new Trouble('bad-namespace', { namespace });
  return namespace;
}

function recorded(file: string, named: string | undefined): Watched {
  const { snapshot } = readSnapshot(file);
  if (named !== undefined && named !== snapshot.namespace) {
    throw new Trouble('bad-input', { what: `${file} was recorded for ${snapshot.namespace}, not for ${named}` });
  }
  return {
    namespace: snapshot.namespace,
    observe: async () => ({ ...snapshot, source: { kind: 'snapshot', name: file } }),
    survey: async () => terrainOf({ ...snapshot, source: { kind: 'snapshot', name: file } }),
  };
}

async function live(given: Given, config: TerminalConfig): Promise<Watched> {
  const { kubeconfig = config.kubeconfig, context = config.context } = given;
  const cluster = await openCluster({ kubeconfig, context });
  const patiently = async <T>(what: string, read: () => Promise<T>): Promise<T> => {
    const slow = setTimeout(() => process.stderr.write(`netlab: reading ${what}…\n`), 1000);
    try {
      return await read();
    } finally {
      clearTimeout(slow);
      await cluster.close();
    }
  };
  return {
    namespace: namespaceOf(given.namespace, cluster.namespace),
    observe: (namespace) => patiently(namespace, () => cluster.observe(namespace)),
    survey: (wanted) => patiently(wanted.namespaces.join(', '), () => cluster.survey(wanted)),
  };
}

/** Opens the source that the options name. @throws Trouble for wrong usage, configuration or input */
export async function watch(given: Given, config: TerminalConfig): Promise<Watched> {
  oneSource(given);
  const { dump, snapshot } = given;
  if (snapshot !== undefined) return recorded(snapshot, given.namespace);
  if (dump === undefined) return live(given, config);
  const namespace = namespaceOf(given.namespace, undefined);
  const now = () => new Date();
  return {
    namespace,
    observe: () => observeDump(dump, namespace, now),
    survey: ({ namespaces }) => surveyDump(dump, { namespaces: [...namespaces, namespace] }, now),
  };
}

/** The namespace that a question names, where no option does; a recorded snapshot knows its own. */
export function namespaceIn(given: Given, named: string): Pick<Given, 'namespace'> {
  if (given.namespace !== undefined || given.snapshot !== undefined) return {};
  return { namespace: named };
}
