import { existsSync } from 'node:fs';
import { type Cluster, KubeConfig, type RequestContext, type User } from '@kubernetes/client-node';
import { Trouble } from '../../model/trouble.ts';
import { sanitizeText } from '../translate/sanitize.ts';
import { loadKubeConfig } from './kubeconfig-files.ts';
import type { LoginFailure, LoginTime } from './login/credential.ts';
import { describeSource, findCredentialSource } from './login/credential-source.ts';
import { createLoginKeeper, type Login, type LoginKeeper } from './login/login-keeper.ts';
import type { ProgramEnvironment } from './login/run-program.ts';
import { keepTransports, type Transports } from './login/transports.ts';

// How long the client library's own API may wait for a login; netlab's looks bring their deadline along.
const libraryLoginMs = 8000;

/** A kubeconfig whose every HTTP transport, that of `Watch` included, passes the guard. */
export class ReadOnlyKubeConfig extends KubeConfig {
  readonly #environment: ProgramEnvironment;
  #open: { readonly keeper: LoginKeeper; readonly transports: Transports } | undefined;

  /** `environment` is what a program of the kubeconfig gets. */
  constructor(environment: ProgramEnvironment = {}) {
    super();
    this.#environment = environment;
  }

  /** Path of the server's URL without a trailing slash, `''` for a server at the root. */
  get prefix(): string {
    return new URL(this.server).pathname.replace(/\/$/u, '');
  }

  /** The cluster of the context; @throws Trouble when the context names none. */
  get cluster(): Cluster {
    const cluster = this.getCurrentCluster();
    if (!cluster?.server || !URL.canParse(cluster.server))
      throw new Trouble('bad-config', { what: 'the kubeconfig names no API server' });
    return cluster;
  }

  /** URL of the API server; @throws Trouble when the context names no cluster. */
  get server(): string {
    return this.cluster.server;
  }

  #connection() {
    if (this.#open) return this.#open;
    const [cluster, user] = [this.cluster, this.getCurrentUser()];
    const [source, transports] = [findCredentialSource(user), keepTransports(this.prefix)];
    const keeper = createLoginKeeper({ cluster, user, source, transports, environment: this.#environment });
    this.#open = { keeper, transports };
    return this.#open;
  }

  /** What requests go out with, one login for all of a look; never throws, and ends with the deadline. */
  logIn(time: LoginTime): Promise<Login | LoginFailure> {
    return this.#connection().keeper.logIn(time);
  }

  /** Says that the API server refused a login: the next look gets another one. */
  forgetLogin(login: Login): void {
    this.#open?.keeper.forgetLogin(login);
  }

  /** The way of the client library's own API, which ends at the same guard. */
  override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    const signal = AbortSignal.timeout(libraryLoginMs);
    const login = await this.logIn({ signal, deadlineMs: libraryLoginMs, nowMs: Date.now() });
    if ('because' in login) throw new Trouble('bad-config', { what: login.because });
    for (const [name, value] of Object.entries(login.headers)) context.setHeaderParam(name, value);
    context.setDispatcher(login.transport);
  }

  /** exec, attach and port-forward authenticate here: they act on the cluster, so they end here. */
  override async applyToHTTPSOptions(): Promise<void> {
    throw new Trouble('bad-config', { what: 'netlab is read-only: exec, attach and port-forward do not exist' });
  }

  /** Ends open connections, and a program that runs. */
  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    open?.keeper.close();
    await open?.transports.close();
  }
}

/**
 * Where a kubeconfig comes from; the environment's values arrive as data. `otherwise` says what else names a cluster where
 * none is named: not everybody who opens one takes options.
 */
export type KubeConfigSource = {
  readonly kubeconfig: string | null;
  readonly context: string | null;
  readonly environment?: ProgramEnvironment;
  readonly otherwise?: string;
};

/** Plain HTTP carries no TLS to verify; the client library wants that said (it is meant for loopback and tests). */
function allowPlainHttp(cluster: Cluster): Cluster {
  return cluster.server?.startsWith('http:') ? { ...cluster, skipTLSVerify: true } : cluster;
}

function refuse(what: string): never {
  throw new Trouble('bad-config', { what });
}

function chooseContext(config: ReadOnlyKubeConfig, context: string | null): void {
  if (context !== null && config.getContextObject(context) === null) {
    const known = config.getContexts().map(({ name }) => name);
    refuse(`no context ${context}; there are: ${known.join(', ') || 'none'}`);
  }
  if (context !== null) config.setCurrentContext(context);
  const { user } = config.getContextObject(config.getCurrentContext()) ?? {};
  // Without this the requests would be anonymous.
  if (user && config.getUser(user) === null) refuse(`the kubeconfig has no user ${sanitizeText(user)}`);
}

/** A password in the URL would stand in every reason why a read failed; nothing of it is repeated here either. */
function requireServer(server: string): void {
  const { protocol, username, password } = new URL(server);
  if (username !== '' || password !== '')
    refuse('the kubeconfig’s server has a user or a password in its URL: put them into the entry of the user');
  if (protocol !== 'https:' && protocol !== 'http:') refuse('the kubeconfig’s server must begin with https://');
}

function requireFile(what: string, file: string | undefined | null): void {
  if (file && !existsSync(file)) refuse(`${what} ${sanitizeText(file)} does not exist`);
}

/** @throws Trouble `bad-config` for a file that is not there, and a way to log in that netlab does not use */
function requireLogin({ caFile }: Cluster, user: User | null): void {
  requireFile('the kubeconfig’s certificate-authority', caFile);
  requireFile('the kubeconfig’s client-certificate', user?.certFile);
  requireFile('the kubeconfig’s client-key', user?.keyFile);
  const source = findCredentialSource(user);
  if (source.kind === 'token-file' && !existsSync(source.file)) refuse(`${describeSource(source)} does not exist`);
}

/**
 * Opens KUBECONFIG (a path list), else ~/.kube/config, else the Pod's own service account; runs nothing and asks nobody.
 * @throws Trouble `bad-config` in one line when none of them works.
 */
export function openKubeConfig({ kubeconfig, context, ...more }: KubeConfigSource): ReadOnlyKubeConfig {
  const config = new ReadOnlyKubeConfig(more.environment);
  loadKubeConfig(config, kubeconfig, more.otherwise ?? '');
  chooseContext(config, context);
  config.clusters = config.clusters.map(allowPlainHttp);
  requireServer(config.server);
  requireLogin(config.cluster, config.getCurrentUser());
  return config;
}
