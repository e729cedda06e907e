import type { Dispatcher } from 'undici';
import { applyCredential, type CredentialUse } from './apply-credential.ts';
import { type Credential, type LoginFailure, type LoginTime, noCredential } from './credential.ts';
import { describeSource } from './credential-source.ts';
import { type ProgramEnvironment, runCredentialProgram } from './run-program.ts';
import { readTokenFile } from './token-file.ts';
import type { Transports } from './transports.ts';

/** What the requests of a look go out with. */
export type Login = {
  readonly headers: Readonly<Record<string, string>>;
  readonly transport: Dispatcher;
  readonly credential: Credential;
  /** Whether it is left from an earlier look, so that a refusal may only mean that it is outdated. */
  readonly isKept: boolean;
};

/** One login for all requests of a look, and for looks at the same time. */
export type LoginKeeper = {
  /** Never throws, and ends with the deadline. */
  readonly logIn: (time: LoginTime) => Promise<Login | LoginFailure>;
  /** The API server refused it: the next look gets another one. */
  readonly forgetLogin: (login: Login) => void;
  /** Ends a program that runs. */
  readonly close: () => void;
};

/** Whose login it is, and what it is made with. */
export type LoginTarget = CredentialUse & {
  readonly transports: Transports;
  readonly environment: ProgramEnvironment;
};

/** What a program is told in KUBERNETES_EXEC_INFO, as kubectl does. */
function execInfoOf({ cluster, source }: CredentialUse): string {
  const { apiVersion = '', wantsCluster = false } = source.kind === 'program' ? source.program : {};
  const { server, tlsServerName, skipTLSVerify, caData, proxyUrl } = cluster;
  const told = {
    server,
    'tls-server-name': tlsServerName,
    'insecure-skip-tls-verify': skipTLSVerify,
    'certificate-authority-data': caData,
    'proxy-url': proxyUrl,
  };
  const spec = { interactive: false, ...(wantsCluster ? { cluster: told } : {}) };
  return JSON.stringify({ kind: 'ExecCredential', apiVersion, spec });
}

async function obtainCredential(target: LoginTarget, time: LoginTime): Promise<Credential | LoginFailure> {
  const { source, environment } = target;
  if (source.kind === 'library') return noCredential;
  if (source.kind === 'token-file') return readTokenFile(source.file);
  const variables = { ...source.program.variables, KUBERNETES_EXEC_INFO: execInfoOf(target) };
  return runCredentialProgram(source.program, { ...environment, ...variables }, time);
}

async function makeLogin(target: LoginTarget, time: LoginTime): Promise<Login | LoginFailure> {
  const credential = await obtainCredential(target, time);
  if ('because' in credential) return credential;
  const applied = await applyCredential(target, credential);
  if ('because' in applied) return applied;
  const transport = target.transports.transportFor(credential.certificate, applied.dispatcher);
  return { headers: applied.headers, transport, credential, isKept: false };
}

/** What `work` comes to, or `late()` where the signal comes first. */
function settleBefore<T>(work: Promise<T>, signal: AbortSignal, late: () => T): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const end = () => resolve(late());
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  work.then(resolve, reject);
  return promise.finally(() => signal.removeEventListener('abort', end));
}

/**
 * Keeps the login of one user of one cluster. A program runs once for whoever waits for it, within the deadline of the look
 * that came first, and again when its credential has expired or was forgotten; all else is read anew for each look.
 */
export function createLoginKeeper(target: LoginTarget): LoginKeeper {
  const closing = new AbortController();
  let kept: Login | null = null;
  let pending: Promise<Login | LoginFailure> | null = null;

  const begin = async (time: LoginTime) => {
    const signal = AbortSignal.any([time.signal, closing.signal]);
    try {
      const made = await makeLogin(target, { ...time, signal });
      if ('headers' in made && target.source.kind === 'program') kept = { ...made, isKept: true };
      return made;
    } finally {
      pending = null;
    }
  };
  const isValid = ({ credential: { expiresAtMs } }: Login, nowMs: number) =>
    expiresAtMs === null || expiresAtMs > nowMs;
  return {
    logIn: (time) => {
      if (kept !== null && isValid(kept, time.nowMs)) return Promise.resolve(kept);
      const late = () => ({
        because: `${describeSource(target.source)} gave no credential within ${time.deadlineMs / 1000} s`,
      });
      if (time.signal.aborted) return Promise.resolve(late());
      pending ??= begin(time);
      return settleBefore(pending, time.signal, late);
    },
    forgetLogin: ({ credential }) => {
      if (kept?.credential === credential) kept = null;
    },
    close: () => closing.abort(),
  };
}
