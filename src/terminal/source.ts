import { openCluster } from '../app/cluster.ts';
import { openDump } from '../cluster/dump/source.ts';
import { readSnapshot } from '../cluster/snapshot/file.ts';
import { sanitizeText } from '../cluster/translate/sanitize.ts';
import type { TerminalConfig } from '../config.ts';
import { isNamespaceName } from '../model/kubernetes-names.ts';
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
  /** The word that every list of the dump is whole and every kind was asked for. */
  readonly complete?: boolean;
  readonly snapshot?: string;
  readonly output?: 'text' | 'json' | 'markdown';
  readonly record?: string;
  readonly strict?: boolean;
  /** Also what is folded: evidence, signals, what was read. */
  readonly verbose?: boolean;
};

/** A cluster, a dump or a recorded snapshot that was opened. */
export type ClusterSource = {
  /** The namespace that the command is about. */
  readonly namespace: string;
  readonly observe: (namespace: string) => Promise<Snapshot>;
  readonly survey: (wanted: SurveyRequest) => Promise<PolicySnapshot>;
};

/** @throws Trouble `bad-input` where two sources are named, or `--complete` without the dump that it speaks of */
function requireOneSource({ dump, snapshot, kubeconfig, context, complete }: TerminalOptions): void {
  if (complete && dump === undefined) throw new Trouble('bad-input', { what: '--complete speaks of a --dump' });
  const cluster = kubeconfig !== undefined || context !== undefined;
  if ([dump !== undefined, snapshot !== undefined, cluster].filter(Boolean).length > 1) {
    throw new Trouble('bad-input', { what: 'one source at a time: --kubeconfig/--context, --dump or --snapshot' });
  }
}

function namespaceOf(named: string | undefined, fallback: string | undefined): string {
  const namespace = named ?? fallback;
  if (namespace === undefined) throw new Trouble('bad-input', { what: 'which namespace? name one with -n' });
  if (!isNamespaceName(namespace)) throw new Trouble('bad-namespace', { namespace });
  return namespace;
}

function snapshotSource(file: string, named: string | undefined): ClusterSource {
  const { snapshot } = readSnapshot(file);
  const source = { kind: 'snapshot', name: sanitizeText(file) } as const;
  if (named !== undefined && named !== snapshot.namespace) {
    throw new Trouble('bad-input', { what: `${file} was recorded for ${snapshot.namespace}, not for ${named}` });
  }
  return {
    namespace: snapshot.namespace,
    observe: async () => ({ ...snapshot, source }),
    survey: async () => policySnapshotOf({ ...snapshot, source }),
  };
}

async function liveSource(options: TerminalOptions, config: TerminalConfig): Promise<ClusterSource> {
  const { kubeconfig = config.kubeconfig, context = config.context } = options;
  const otherwise = ' or --kubeconfig, or read a --dump or --snapshot';
  const cluster = await openCluster({ kubeconfig, context, environment: config.environment, otherwise });
  // One read ends the connection; whoever waits longer than a second is told what for.
  const readOnce = async <T>(what: string, read: () => Promise<T>): Promise<T> => {
    const slow = setTimeout(() => process.stderr.write(`netlab: reading ${what}…\n`), 1000);
    try {
      return await read();
    } finally {
      clearTimeout(slow);
      await cluster.close();
    }
  };
  return {
    namespace: namespaceOf(options.namespace, cluster.namespace),
    observe: (namespace) => readOnce(namespace, () => cluster.observe(namespace)),
    survey: (wanted) => readOnce(wanted.namespaces.join(', '), () => cluster.survey(wanted)),
  };
}

/** Whether an option names a source, or the namespace to read of the default one. */
export function namesSource({ namespace, kubeconfig, context, dump, snapshot }: TerminalOptions): boolean {
  return [namespace, kubeconfig, context, dump, snapshot].some((option) => option !== undefined);
}

function dumpSource(paths: readonly string[], options: TerminalOptions, { warn }: TerminalConfig): ClusterSource {
  const namespace = namespaceOf(options.namespace, undefined);
  const dump = openDump(paths, { now: () => new Date(), complete: options.complete === true });
  for (const notice of dump.notices) warn?.(notice);
  return {
    namespace,
    observe: () => dump.observe(namespace),
    survey: ({ namespaces }) => dump.survey({ namespaces: [...namespaces, namespace] }),
  };
}

/** Opens the source that the options name. @throws Trouble for wrong usage, configuration or input */
export async function openSource(options: TerminalOptions, config: TerminalConfig): Promise<ClusterSource> {
  requireOneSource(options);
  const { dump, snapshot } = options;
  if (snapshot !== undefined) return snapshotSource(snapshot, options.namespace);
  if (dump === undefined) return liveSource(options, config);
  return dumpSource(dump, options, config);
}

/** A question's namespace as an option, where no option names one; a recorded snapshot has its own. */
export function namespaceOption(options: TerminalOptions, fallback: string): Pick<TerminalOptions, 'namespace'> {
  if (options.namespace !== undefined || options.snapshot !== undefined) return {};
  return { namespace: fallback };
}
