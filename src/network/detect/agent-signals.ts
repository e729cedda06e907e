import type { ClusterNetwork, Signal } from '../../model/network.ts';
import type { Node, Reads } from '../../model/snapshot.ts';
import {
  type CiliumOwner,
  ciliumOwnerOf,
  daemonSetNamed,
  isAgentProvenAbsent,
  isAgentRunning,
  serviceRouterOf,
} from '../facts/cilium.ts';
import { nodesOf, readyNodes } from '../facts/nodes.ts';
import { listSome } from '../phrases.ts';
import { networkPolicyLabels, nodesMarkedByCilium, runningEngines } from './dataplane.ts';

type AgentAxes = Pick<ClusterNetwork, 'dataplane' | 'policyEngine'>;

const says: Readonly<Record<CiliumOwner, string | null>> = {
  azure: 'the data plane is Azure-managed Cilium',
  self: 'Cilium was installed by somebody, not by AKS',
  unknown: 'Cilium runs, but whose it is cannot be told',
  none: 'no Cilium agent runs in kube-system',
  unseen: null,
};

function shown(reads: Reads, name: string): string {
  const { daemonSets, systemPods } = reads;
  const set = daemonSetNamed(daemonSets, name);
  if (set) return `${set.namespace} DaemonSet ${name}: DESIRED ${set.desired ?? '?'}, READY ${set.ready ?? '?'}`;
  if (daemonSets.outcome === 'ok') return `kube-system DaemonSets: none named ${name}`;
  return systemPods.outcome === 'ok' ? `kube-system Pods of ${name}` : '';
}

function signal(id: string, weight: Signal['weight'], observed: string, what: string): Signal {
  return { id, weight, observed, says: what };
}

/** What an agent shows decides its axis only where the axis came out so: two that contradict each other decide nothing. */
function weightIf(decides: boolean): Signal['weight'] {
  return decides ? 'decisive' : 'strong';
}

function proxySignals(reads: Reads, { dataplane }: AgentAxes): readonly Signal[] {
  const observed = shown(reads, 'kube-proxy');
  if (isAgentRunning(reads, 'kube-proxy')) {
    const routes = dataplane === 'kube-proxy';
    return [
      signal(
        'kube-proxy',
        weightIf(routes),
        observed,
        routes ? 'kube-proxy routes Service traffic' : 'kube-proxy runs',
      ),
    ];
  }
  if (!isAgentProvenAbsent(reads, 'kube-proxy')) return [];
  return [signal('kube-proxy', weightIf(dataplane !== 'undetermined'), observed, 'kube-proxy does not run')];
}

const routerSays = {
  cilium: 'Cilium replaces kube-proxy',
  'kube-proxy': 'Cilium leaves Service traffic to kube-proxy',
} as const;

/** What a Cilium of one's own is told about Service traffic. */
function routerSignals(reads: Reads, { dataplane }: AgentAxes): readonly Signal[] {
  const router = serviceRouterOf(reads);
  if (ciliumOwnerOf(reads) !== 'self' || router === null || reads.ciliumConfig.outcome !== 'ok') return [];
  const observed = `ConfigMap cilium-config: kube-proxy-replacement ${reads.ciliumConfig.data.values['kube-proxy-replacement']}`;
  return [signal('kube-proxy-replacement', weightIf(dataplane !== 'undetermined'), observed, routerSays[router])];
}

function isDecidedByCilium(owner: CiliumOwner, { dataplane }: AgentAxes): boolean {
  if (owner === 'none') return dataplane === 'kube-proxy' || dataplane === 'none';
  return dataplane === 'azure-cilium' || dataplane === 'self-managed-cilium';
}

function ciliumSignals(reads: Reads, axes: AgentAxes): readonly Signal[] {
  const owner = ciliumOwnerOf(reads);
  const config = reads.ciliumConfig.outcome === 'ok' ? reads.ciliumConfig.data.values : {};
  const ipam = config.ipam === undefined ? '' : `; ConfigMap cilium-config: ipam ${config.ipam}`;
  const marked = nodesMarkedByCilium(reads).map(({ name }) => name);
  const label = nodesLabelledForCilium(reads).map(({ name }) => name);
  return [
    ...(says[owner]
      ? [signal('cilium', weightIf(isDecidedByCilium(owner, axes)), shown(reads, 'cilium') + ipam, says[owner])]
      : []),
    ...(marked.length > 0
      ? [signal('cilium-is-up', 'medium', `condition or annotation of ${listSome(marked)}`, 'a Cilium agent was there')]
      : []),
    ...(label.length > 0
      ? [
          signal(
            'ebpf-label',
            'weak',
            `node label ebpf-dataplane=cilium on ${listSome(label)}`,
            'AKS or Karpenter wants Cilium there; it does not prove that it runs',
          ),
        ]
      : []),
  ];
}

function policySignals(reads: Reads, { policyEngine }: AgentAxes): readonly Signal[] {
  const labels = networkPolicyLabels(reads);
  const installed: readonly Signal[] = [
    ...(runningEngines(reads).includes('azure-npm')
      ? [signal('azure-npm', weightIf(policyEngine === 'azure-npm'), shown(reads, 'azure-npm'), 'Azure NPM runs')]
      : []),
    ...(runningEngines(reads).includes('calico')
      ? [signal('calico', weightIf(policyEngine === 'calico'), 'DaemonSet calico-node wants Pods', 'Calico runs')]
      : []),
  ];
  if (labels.length === 0) return installed;
  const observed = `node label kubernetes.azure.com/network-policy=${labels.join(', ')}`;
  return [...installed, signal('policy-label', 'weak', observed, 'what AKS was asked to install')];
}

/** Ready nodes with the label by which AKS, or any Karpenter, asks for Cilium there. */
export function nodesLabelledForCilium(reads: Reads): readonly Node[] {
  return readyNodes(nodesOf(reads)).filter(({ labels }) => labels['kubernetes.azure.com/ebpf-dataplane'] === 'cilium');
}

/** The signals of the data plane and of the policy engine, with what was seen and where. */
export function agentSignals(reads: Reads, axes: AgentAxes): readonly Signal[] {
  return [
    ...ciliumSignals(reads, axes),
    ...routerSignals(reads, axes),
    ...proxySignals(reads, axes),
    ...policySignals(reads, axes),
  ];
}
