import type { DaemonSet, Pod, Reads } from '../../model/snapshot.ts';

/**
 * Whose Cilium runs in kube-system: Azure's, a self-managed one, one of an unknown owner, none, or it could
 * not be seen.
 */
export type CiliumOwner = 'azure' | 'self' | 'unknown' | 'none' | 'unseen';

/** The two lists of kube-system that show agents. */
export type AgentReads = Pick<Reads, 'daemonSets' | 'systemPods'>;

/** The kube-system DaemonSet of exactly this name, undefined where it was not seen. */
export function daemonSetNamed(daemonSets: Reads['daemonSets'], name: string): DaemonSet | undefined {
  return daemonSets.outcome === 'ok' ? daemonSets.data.find((each) => each.name === name) : undefined;
}

/**
 * The Pods of kube-system that belong to an agent: by its DaemonSet, or by the label that it is known by
 * (aks.md §1.6).
 */
export function agentPods({ systemPods: read }: Pick<Reads, 'systemPods'>, name: string): readonly Pod[] {
  if (read.outcome !== 'ok') return [];
  return read.data.filter(
    ({ labels, owner }) => owner === `DaemonSet/${name}` || labels['k8s-app'] === name || labels.component === name,
  );
}

/** The namespace that Cilium was seen in, kube-system where it was not: a dump may show it elsewhere. */
export function ciliumNamespaceOf(reads: AgentReads): string {
  const found = daemonSetNamed(reads.daemonSets, 'cilium') ?? agentPods(reads, 'cilium')[0];
  return found?.namespace || 'kube-system';
}

/**
 * Whether an agent was seen to run: its DaemonSet wants Pods, or where that could not be read one of its Pods
 * runs.
 */
export function isAgentRunning(reads: AgentReads, name: string): boolean {
  const desired = daemonSetNamed(reads.daemonSets, name)?.desired ?? null;
  return desired === null ? agentPods(reads, name).some(({ phase }) => phase === 'Running') : desired > 0;
}

function lacksDaemonSet(read: Extract<Reads['daemonSets'], { outcome: 'ok' }>, name: string): boolean {
  if (read.data.length === 0 || read.absence === 'unproven') return false;
  if (read.absence === 'agents' && name !== 'kube-proxy' && name !== 'cilium') return false;
  return !read.data.some((each) => each.name === name && each.desired !== 0);
}

/** Whether a Pod shows whose it is: by its controlling owner, or by the labels that agents are known by. */
export function showsOwner({ labels, owner }: Pod): boolean {
  return /^[^/]+\/./u.test(owner ?? '') || Boolean(labels['k8s-app'] || labels.component);
}

/**
 * Whether an agent is proven to run nowhere: by the DaemonSets, or where they are not readable by a complete
 * list of Pods that all show whose they are. An empty list proves nothing, since an AKS kube-system is never empty; of an untyped `List`
 * only kube-proxy and Cilium may be called absent.
 */
export function isAgentProvenAbsent(reads: AgentReads, name: string): boolean {
  const { daemonSets, systemPods } = reads;
  const pods = agentPods(reads, name);
  if (daemonSets.outcome === 'ok')
    return lacksDaemonSet(daemonSets, name) && !pods.some(({ phase }) => phase === 'Running');
  const whole = systemPods.outcome === 'ok' && systemPods.absence === 'proven' && systemPods.data.length > 0;
  return whole && pods.length === 0 && systemPods.data.every(showsOwner);
}

/** Whether an agent that runs does its work: some Pod of it is ready, none is, or that could not be seen. */
export type AgentHealth = 'ready' | 'down' | 'unseen';

/** The health of an agent, by its DaemonSet, else by its Pods. */
export function agentHealth(reads: AgentReads, name: string): AgentHealth {
  const set = daemonSetNamed(reads.daemonSets, name);
  if (set && set.desired !== 0 && set.ready !== null) return set.ready > 0 ? 'ready' : 'down';
  const pods = agentPods(reads, name);
  if (pods.some(({ ready }) => ready === true)) return 'ready';
  return pods.length > 0 && pods.every(({ ready }) => ready === false) ? 'down' : 'unseen';
}

const azureRouter = '169.254.23.0';

/** Whether cilium-config chains Cilium behind another CNI, which then keeps handing out addresses. */
export function isCiliumChained({ ciliumConfig: read }: Pick<Reads, 'ciliumConfig'>): boolean {
  const mode = read.outcome === 'ok' ? read.data.values['cni-chaining-mode'] : undefined;
  return mode !== undefined && mode !== 'none';
}

function byConfig(reads: Pick<Reads, 'ciliumConfig'>): boolean | null {
  if (reads.ciliumConfig.outcome !== 'ok') return null;
  const { ipam, 'local-router-ipv4': router } = reads.ciliumConfig.data.values;
  if (ipam === undefined) return null;
  if (isCiliumChained(reads) || ipam !== 'delegated-plugin') return false;
  // delegated-plugin alone is not Azure's alone; the router address is (aks.md §1.6).
  return router === undefined ? null : router === azureRouter;
}

function isLabelledByAks({ labels }: Pick<Pod, 'labels'>): boolean {
  return (
    labels['kubernetes.azure.com/managedby'] === 'aks' ||
    // On the agent itself; the same label on a node is stamped by any Karpenter (aks.md §1.7).
    labels['kubernetes.azure.com/ebpf-dataplane'] === 'cilium' ||
    labels['helm.toolkit.fluxcd.io/name'] === 'cilium-adapter-helmrelease'
  );
}

/** Who routes Service traffic by cilium-config; null where it does not say, or leaves some of it to each. */
export function serviceRouterOf({ ciliumConfig: read }: Pick<Reads, 'ciliumConfig'>): 'cilium' | 'kube-proxy' | null {
  const value = read.outcome === 'ok' ? read.data.values['kube-proxy-replacement'] : undefined;
  // `strict` and `disabled` are the words of Cilium before 1.14; `partial` and `probe` leave some of it to kube-proxy.
  if (value === 'true' || value === 'strict') return 'cilium';
  return value === 'false' || value === 'disabled' ? 'kube-proxy' : null;
}

/** Whose Cilium it is: the configuration decides, else AKS's labels on the agent; a node label never does. */
export function ciliumOwnerOf(reads: AgentReads & Pick<Reads, 'ciliumConfig'>): CiliumOwner {
  // Leftovers (a finished Pod, a ConfigMap, a DaemonSet that wants no Pods) are no Cilium (aks.md §5.17).
  if (!isAgentRunning(reads, 'cilium')) return isAgentProvenAbsent(reads, 'cilium') ? 'none' : 'unseen';
  const set = daemonSetNamed(reads.daemonSets, 'cilium');
  const configured = byConfig(reads);
  const labelled = [...(set ? [set] : []), ...agentPods(reads, 'cilium')].some(isLabelledByAks);
  if (configured === true || (configured === null && labelled)) return 'azure';
  return configured === false && !labelled ? 'self' : 'unknown';
}
