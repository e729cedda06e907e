import { type ByteBudget, createByteBudget } from './byte-budget.ts';
import type { ReadOnlyKubeConfig } from './kubeconfig.ts';
import type { LoginFailure, LoginTime } from './login/credential.ts';
import type { Login } from './login/login-keeper.ts';

/** What the requests of one look share: where they go, with which login, until when, and how much they may bring. */
export type ApiSession = {
  readonly config: ReadOnlyKubeConfig;
  readonly login: Login;
  readonly signal: AbortSignal;
  readonly nowMs: number;
  readonly budget: ByteBudget;
  /** Says that the API server did not accept the login. */
  readonly refuseLogin: () => void;
  readonly isLoginRefused: () => boolean;
};

/** Logs in for one look. Never throws. */
export async function openSession(config: ReadOnlyKubeConfig, time: LoginTime): Promise<ApiSession | LoginFailure> {
  const login = await config.logIn(time);
  if ('because' in login) return login;
  let isRefused = false;
  return {
    config,
    login,
    signal: time.signal,
    nowMs: time.nowMs,
    budget: createByteBudget(),
    refuseLogin: () => {
      isRefused = true;
    },
    isLoginRefused: () => isRefused,
  };
}
