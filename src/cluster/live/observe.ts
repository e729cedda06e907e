import type { Reads, Snapshot } from '../../model/snapshot.ts';
import { collectReads } from '../collect.ts';
import { sanitizeText } from '../translate/sanitize.ts';
import type { ReadOnlyKubeConfig } from './kubeconfig.ts';
import { type ObserveOptions, runLook } from './look.ts';
import { knowsNothing, withoutAbsence } from './no-kubernetes.ts';
import type { LiveSource } from './source.ts';

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

const unverified =
  'The API server’s certificate was not checked (insecure-skip-tls-verify), so others than it could have answered';

/** What the kubeconfig lets be taken for granted, for the receipt. */
function assumptionsOf({ cluster: { server, skipTLSVerify } }: ReadOnlyKubeConfig): readonly string[] {
  return server.startsWith('https:') && skipTLSVerify ? [unverified] : [];
}

/** Reads everything about one namespace, in parallel. */
export async function readSnapshot(
  config: ReadOnlyKubeConfig,
  source: LiveSource,
  { namespace, at }: { readonly namespace: string; readonly at: Date },
): Promise<Snapshot> {
  const [reads, as] = await Promise.all([collectReads(source, namespace), source.accountName()]);
  const [discovery, assumed] = [source.discovery(), assumptionsOf(config)];
  return {
    schema: 'netlab.snapshot/1',
    namespace,
    source: { kind: 'cluster', name: sanitizeText(config.getCurrentContext() || config.server) },
    readAt: at.toISOString(),
    as,
    apiHost: new URL(config.server).hostname,
    reads: knowsNothing(reads) ? doubted(reads) : reads,
    ignored: {},
    ...(assumed.length > 0 ? { assumed } : {}),
    ...(discovery.length > 0 ? { discovery } : {}),
  };
}

/** Reads a cluster once for one namespace, everything in parallel under one deadline; never throws for its refusals. */
export function observe(config: ReadOnlyKubeConfig, namespace: string, options: ObserveOptions): Promise<Snapshot> {
  const at = options.now();
  return runLook(config, { ...options, now: () => at }, (open) => readSnapshot(config, open(), { namespace, at }));
}
