import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Cluster, KubeConfig, type RequestContext } from '@kubernetes/client-node';
import { Agent, type Dispatcher } from 'undici';
import { Trouble } from '../../model/trouble.ts';
import { guardTransport } from './read-only-guard.ts';

/** A kubeconfig whose every HTTP transport, that of `Watch` included, passes the guard. */
export class ReadOnlyKubeConfig extends KubeConfig {
  #transport: Dispatcher | undefined;

  /** Path of the server's URL without a trailing slash, `''` for a server at the root. */
  get prefix(): string {
    return new URL(this.server).pathname.replace(/\/$/u, '');
  }

  /** URL of the API server; @throws Trouble when the context names no cluster. */
  get server(): string {
    const server = this.getCurrentCluster()?.server;
    if (!server || !URL.canParse(server))
      throw new Trouble('bad-config', { what: 'the kubeconfig names no API server' });
    return server;
  }

  override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    await super.applySecurityAuthentication(context);
    this.#transport ??= guardTransport(context.getDispatcher() ?? new Agent(), this.prefix);
    context.setDispatcher(this.#transport);
  }

  /** exec, attach and port-forward authenticate here: they act on the cluster, so they end here. */
  override async applyToHTTPSOptions(): Promise<void> {
    throw new Trouble('bad-config', { what: 'netlab is read-only: exec, attach and port-forward do not exist' });
  }

  /** Ends open connections. */
  async close(): Promise<void> {
    await this.#transport?.destroy();
    this.#transport = undefined;
  }
}

/** Where a kubeconfig comes from; the environment's values arrive as data. */
export type KubeConfigSource = { readonly kubeconfig: string | null; readonly context: string | null };

function load(config: ReadOnlyKubeConfig, files: readonly string[]): void {
  for (const file of files) {
    if (!existsSync(file)) throw new Trouble('bad-config', { what: `kubeconfig ${file} does not exist` });
    const next = new KubeConfig();
    try {
      next.loadFromFile(file);
      if (config.clusters?.length) config.mergeConfig(next);
      else config.loadFromFile(file);
    } catch (cause) {
      throw new Trouble('bad-config', { what: `kubeconfig ${file} cannot be read` }, { cause });
    }
  }
}

function find(config: ReadOnlyKubeConfig, kubeconfig: string | null): void {
  const home = join(homedir(), '.kube', 'config');
  const named = (kubeconfig ?? '').split(delimiter).filter(Boolean);
  if (named.length > 0) load(config, named);
  else if (existsSync(home)) load(config, [home]);
  else if (existsSync('/var/run/secrets/kubernetes.io/serviceaccount/token')) config.loadFromCluster();
  else {
    const what = 'no cluster is named: set KUBECONFIG or --kubeconfig, or read a --dump or --snapshot';
    throw new Trouble('bad-config', { what });
  }
}

/** Plain HTTP carries no TLS to verify; the client library wants that said (it is meant for loopback and tests). */
function allowPlainHttp(cluster: Cluster): Cluster {
  return cluster.server?.startsWith('http:') ? { ...cluster, skipTLSVerify: true } : cluster;
}

/**
 * Opens KUBECONFIG (a path list), else ~/.kube/config, else the Pod's own service account.
 * @throws Trouble `bad-config` in one line when none of them works.
 */
export function openKubeConfig({ kubeconfig, context }: KubeConfigSource): ReadOnlyKubeConfig {
  const config = new ReadOnlyKubeConfig();
  find(config, kubeconfig);
  if (context !== null && config.getContextObject(context) === null) {
    const known = config.getContexts().map(({ name }) => name);
    throw new Trouble('bad-config', { what: `no context ${context}; there are: ${known.join(', ') || 'none'}` });
  }
  if (context !== null) config.setCurrentContext(context);
  config.clusters = config.clusters.map(allowPlainHttp);
  void config.server;
  return config;
}
