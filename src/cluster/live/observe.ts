import type { Reads, Snapshot } from '../../model/snapshot.ts';
import { collectReads } from '../collect.ts';
import { sanitizeText } from '../translate/sanitize.ts';
import type { ReadOnlyKubeConfig } from './kubeconfig.ts';
import { knowsNothing, withoutAbsence } from './no-kubernetes.ts';
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

function doubted(reads: Reads): Reads {
  return {
    ownNamespace: withoutAbsence(reads.ownNamespace),
    nodes: reads.nodes,
    pods: withoutAbsence(reads.pods),
    systemPods: withoutAbsence(reads.systemPods),
    daemonSets: withoutAbsence(reads.daemonSets),
    calicoDaemonSets: withoutAbsence(reads.calicoDaemonSets),
    nodeNetworkConfigs: withoutAbsence(reads.nodeNetworkConfigs),
    networkmonitor: withoutAbsence(reads.networkmonitor),
    ciliumConfig: withoutAbsence(reads.ciliumConfig),
    ciliumNodes: withoutAbsence(reads.ciliumNodes),
    masquerade: withoutAbsence(reads.masquerade),
    networkPolicies: withoutAbsence(reads.networkPolicies),
    ciliumPolicies: withoutAbsence(reads.ciliumPolicies),
    ciliumClusterPolicies: withoutAbsence(reads.ciliumClusterPolicies),
  };
}

/** Reads a cluster once for one namespace, everything in parallel under one deadline; never throws for its refusals. */
export async function observe(
  config: ReadOnlyKubeConfig,
  namespace: string,
  { deadlineMs, now }: ObserveOptions,
): Promise<Snapshot> {
  const signal = AbortSignal.timeout(deadlineMs);
  const startedAt = now();
  const source = liveSource(config, signal, startedAt.getTime());
  const [reads, as] = await Promise.all([collectReads(source, namespace), whoAmI(config, signal)]);
  const discovery = source.discovery();
  return {
    schema: 'netlab.snapshot/1',
    namespace,
    source: { kind: 'cluster', name: sanitizeText(config.getCurrentContext() || config.server) },
    readAt: startedAt.toISOString(),
    as,
    apiHost: new URL(config.server).hostname,
    reads: knowsNothing(reads) ? doubted(reads) : reads,
    ignored: {},
    ...(discovery.length > 0 ? { discovery } : {}),
  };
}
