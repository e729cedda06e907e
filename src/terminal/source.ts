import { openCluster } from '../app/lab.ts';
import { observeDump, surveyDump } from '../cluster/dump/source.ts';
import { readSnapshot } from '../cluster/snapshot/file.ts';
import { isNamespace } from '../commands/access/namespace-scope.ts';
import type { TerminalConfig } from '../config.ts';
import type { PolicySnapshot, SurveyRequest } from '../model/reach.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { Trouble } from '../model/trouble.ts';
import { policySnapshotOf } from '../network/policy/from-snapshot.ts';

/** The options of a command as commander hands them over. */
export type TerminalOptions = {
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
export type ClusterSource = {
  readonly namespace: string;
  readonly observe: (namespace: string) => Promise<Snapshot>;
  readonly survey: (wanted: SurveyRequest) => Promise<PolicySnapshot>;
};

function oneSource({ dump, snapshot, kubeconfig, context }: TerminalOptions): void {
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

function recorded(file: string, named: string | undefined): ClusterSource {
  const { snapshot } = readSnapshot(file);
  if (named !== undefined && named !== snapshot.namespace) {
    throw new Trouble('bad-input', { what: `${file} was recorded for ${snapshot.namespace}, not for ${named}` });
  }
  return {
    namespace: snapshot.namespace,
    observe: async () => ({ ...snapshot, source: { kind: 'snapshot', name: file } }),
    survey: async () => policySnapshotOf({ ...snapshot, source: { kind: 'snapshot', name: file } }),
  };
}

async function live(given: TerminalOptions, config: TerminalConfig): Promise<ClusterSource> {
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
export async function openSource(given: TerminalOptions, config: TerminalConfig): Promise<ClusterSource> {
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
export function namespaceOption(given: TerminalOptions, named: string): Pick<TerminalOptions, 'namespace'> {
  if (given.namespace !== undefined || given.snapshot !== undefined) return {};
  return { namespace: named };
}
