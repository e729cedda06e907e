import type { Snapshot } from '../../model/snapshot.ts';
import { collectReads } from '../collect.ts';
import { sanitizeText } from '../translate/sanitize.ts';
import type { ReadOnlyKubeConfig } from './kubeconfig.ts';
import { postSelfReview } from './request.ts';
import { liveSource } from './source.ts';

/** How one observation is made: its deadline in milliseconds and the time as data. */
export type ObserveOptions = { readonly deadlineMs: number; readonly now: () => Date };

function userName(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('status' in body)) return null;
  const { status } = body;
  if (typeof status !== 'object' || status === null || !('userInfo' in status)) return null;
  const { userInfo } = status;
  if (typeof userInfo !== 'object' || userInfo === null || !('username' in userInfo)) return null;
  return typeof userInfo.username === 'string' ? sanitizeText(userInfo.username) : null;
}

/** Whom the API server takes us for; null where it does not say (before Kubernetes 1.28, or no answer). */
async function whoAmI(config: ReadOnlyKubeConfig, signal: AbortSignal): Promise<string | null> {
  const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
  try {
    const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
    const answered = await postSelfReview(config, path, body, signal);
    return answered.code === 201 ? userName(answered.body) : null;
  } catch {
    return null;
  }
}

/** Reads a cluster once for one namespace, everything in parallel under one deadline; never throws for its refusals. */
export async function observe(
  config: ReadOnlyKubeConfig,
  namespace: string,
  { deadlineMs, now }: ObserveOptions,
): Promise<Snapshot> {
  const signal = AbortSignal.timeout(deadlineMs);
  const readAt = now().toISOString();
  const [reads, as] = await Promise.all([collectReads(liveSource(config, signal), namespace), whoAmI(config, signal)]);
  return {
    schema: 'netlab.snapshot/1',
    namespace,
    source: { kind: 'cluster', name: sanitizeText(config.getCurrentContext() || config.server) },
    readAt,
    as,
    apiHost: new URL(config.server).hostname,
    reads,
    ignored: {},
  };
}
