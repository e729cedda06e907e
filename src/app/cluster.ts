import type { KubeConfigSource, ReadOnlyKubeConfig } from '../cluster/live/kubeconfig.ts';
import type { ComponentHealth, Lab } from '../model/lab.ts';
import type { PolicySnapshot, SurveyRequest } from '../model/reach.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** The limit of one read of a cluster, all its requests together, in milliseconds. */
const clusterReadTimeoutMs = 8000;

/** A cluster that can be read, within the time limit, until it is closed. */
export type OpenCluster = {
  /** The namespace of the kubeconfig's context, if it names one. */
  readonly namespace: string | undefined;
  readonly observe: (namespace: string) => Promise<Snapshot>;
  readonly survey: (wanted: SurveyRequest) => Promise<PolicySnapshot>;
  readonly close: () => Promise<void>;
};

/** Opens the cluster that a configuration names, without a request to it. @throws Trouble `bad-config` */
export async function openCluster(source: KubeConfigSource): Promise<OpenCluster> {
  // The client library takes 0.4 s to load, and dumps, snapshots and the lesson do without it.
  const [{ openKubeConfig }, { observe }, { survey }] = await Promise.all([
    import('../cluster/live/kubeconfig.ts'),
    import('../cluster/live/observe.ts'),
    import('../cluster/live/survey.ts'),
  ]);
  const options = { deadlineMs: clusterReadTimeoutMs, now: () => new Date() };
  const config: ReadOnlyKubeConfig = openKubeConfig(source);
  return {
    namespace: config.getContextObject(config.getCurrentContext())?.namespace,
    observe: (namespace) => observe(config, namespace, options),
    survey: (wanted) => survey(config, wanted, options),
    close: () => config.close(),
  };
}

/** Keeps how the last read of nodes and Pods ended, so that an operator's question costs no request. */
export function trackClusterHealth(observe: Lab['observe']): {
  readonly observe: Lab['observe'];
  readonly health: () => ComponentHealth;
} {
  let last: ComponentHealth = { name: 'cluster', ok: true, says: 'not read yet' };
  return {
    health: () => last,
    observe: async (namespace) => {
      const snapshot = await observe(namespace);
      const reads = [snapshot.reads.nodes, snapshot.reads.pods];
      const failed = reads.find(({ outcome }) => outcome === 'failed');
      const says = failed && failed.outcome !== 'ok' ? failed.because : `read at ${snapshot.readAt}`;
      last = { name: 'cluster', ok: failed === undefined, says };
      return snapshot;
    },
  };
}
