import { missingLogin, refusalOf } from '../refusals.ts';
import type { ReadOnlyKubeConfig } from './kubeconfig.ts';
import { openSession } from './session.ts';
import { type LiveSource, liveSource, unreadableSource } from './source.ts';

/** How one observation is made: its deadline in milliseconds and the time as data. */
export type ObserveOptions = { readonly deadlineMs: number; readonly now: () => Date };

/**
 * Logs in once and runs the reads of a look, under one deadline. `read` gets a source as often as it opens one, and is run
 * once more with another login where one from an earlier look was refused, which may be outdated. A login that is refused
 * all the same is the reason of every read, whatever else became of it: some servers accept it a moment longer than others.
 */
export async function runLook<T>(
  config: ReadOnlyKubeConfig,
  { deadlineMs, now }: ObserveOptions,
  read: (open: () => LiveSource) => Promise<T>,
): Promise<T> {
  const time = { deadlineMs, signal: AbortSignal.timeout(deadlineMs), nowMs: now().getTime() };
  const attempt = async (mayRenew: boolean): Promise<T> => {
    const session = await openSession(config, time);
    if ('because' in session) return read(() => unreadableSource((ask) => missingLogin(ask, session.because)));
    const result = await read(() => liveSource(session));
    if (!session.isLoginRefused()) return result;
    config.forgetLogin(session.login);
    if (mayRenew && session.login.isKept && !time.signal.aborted) return attempt(false);
    return read(() => unreadableSource((ask) => refusalOf(ask, 401)));
  };
  return attempt(true);
}
