import type { ReadOnlyKubeConfig } from './kubeconfig.ts';
import type { LoginFailure, LoginTime } from './login/credential.ts';
import type { Login } from './login/login-keeper.ts';

// A page of 500 nodes of AKS has 11 MB; 5,000 nodes and the Pods of kube-system on them have 300 MB in all.
const maxLookMb = 512;

/** What the requests of one look share: where they go, with which login, until when, and how much they may still bring. */
export type ApiSession = {
  readonly config: ReadOnlyKubeConfig;
  readonly login: Login;
  readonly signal: AbortSignal;
  readonly nowMs: number;
  /** Counts what came; a sentence once all answers together are too large, null before. */
  readonly countBytes: (bytes: number) => string | null;
  /** Says that the API server did not accept the login. */
  readonly refuseLogin: () => void;
  readonly isLoginRefused: () => boolean;
};

/** Logs in for one look. Never throws. */
export async function openSession(config: ReadOnlyKubeConfig, time: LoginTime): Promise<ApiSession | LoginFailure> {
  const login = await config.logIn(time);
  if ('because' in login) return login;
  let bytesLeft = maxLookMb * 1_000_000;
  let isRefused = false;
  return {
    config,
    login,
    signal: time.signal,
    nowMs: time.nowMs,
    countBytes: (bytes) => {
      bytesLeft -= bytes;
      return bytesLeft < 0 ? `the answers of one look were larger than ${maxLookMb} MB together` : null;
    },
    refuseLogin: () => {
      isRefused = true;
    },
    isLoginRefused: () => isRefused,
  };
}
