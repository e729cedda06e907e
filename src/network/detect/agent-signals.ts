import type { ClusterNetwork, Signal } from '../../model/network.ts';
import type { Node, Reads } from '../../model/snapshot.ts';
import {
  type CiliumOwner,
  ciliumOwnerOf,
  daemonSetNamed,
  isAgentProvenAbsent,
  isAgentRunning,
} from '../facts/cilium.ts';
import { nodesOf, readyNodes } from '../facts/nodes.ts';
import { listSome } from '../phrases.ts';
import { networkPolicyLabels, nodesMarkedByCilium, runningEngines } from './dataplane.ts';

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
  if (set) return `kube-system DaemonSet ${name}: DESIRED ${set.desired ?? '?'}, READY ${set.ready ?? '?'}`;
  if (daemonSets.outcome === 'ok') return `kube-system DaemonSets: none named ${name}`;
  return systemPods.outcome === 'ok' ? `kube-system Pods of ${name}` : '';
}

function signal(id: string, weight: Signal['weight'], observed: string, what: string): Signal {
  return { id, weight, observed, says: what };
}

function proxySignals(reads: Reads): readonly Signal[] {
  if (isAgentRunning(reads, 'kube-proxy'))
    return [signal('kube-proxy', 'decisive', shown(reads, 'kube-proxy'), 'kube-proxy routes Service traffic')];
  if (!isAgentProvenAbsent(reads, 'kube-proxy')) return [];
  return [signal('kube-proxy', 'decisive', shown(reads, 'kube-proxy'), 'kube-proxy does not run')];
}

function ciliumSignals(reads: Reads): readonly Signal[] {
  const owner = ciliumOwnerOf(reads);
  const config = reads.ciliumConfig.outcome === 'ok' ? reads.ciliumConfig.data.values : {};
  const ipam = config.ipam === undefined ? '' : `; ConfigMap cilium-config: ipam ${config.ipam}`;
  const marked = nodesMarkedByCilium(reads).map(({ name }) => name);
  const label = labelled(reads).map(({ name }) => name);
  return [
    ...(says[owner] ? [signal('cilium', 'decisive', shown(reads, 'cilium') + ipam, says[owner])] : []),
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

function policySignals(reads: Reads): readonly Signal[] {
  const labels = networkPolicyLabels(reads);
  const installed: readonly Signal[] = [
    ...(runningEngines(reads).includes('azure-npm')
      ? [signal('azure-npm', 'decisive', shown(reads, 'azure-npm'), 'Azure NPM runs')]
      : []),
    ...(runningEngines(reads).includes('calico')
      ? [signal('calico', 'decisive', 'DaemonSet calico-node wants Pods', 'Calico runs')]
      : []),
  ];
  if (labels.length === 0) return installed;
  const observed = `node label kubernetes.azure.com/network-policy=${labels.join(', ')}`;
  return [...installed, signal('policy-label', 'weak', observed, 'what AKS was asked to install')];
}

function labelled(reads: Reads): readonly Node[] {
  return readyNodes(nodesOf(reads)).filter(({ labels }) => labels['kubernetes.azure.com/ebpf-dataplane'] === 'cilium');
}

/** The signals of the data plane and of the policy engine, with what was seen and where. */
export function agentSignals(reads: Reads): readonly Signal[] {
  return [...ciliumSignals(reads), ...proxySignals(reads), ...policySignals(reads)];
}

/** What does not go together about the agents, each named (aks.md §8, conflicts). */
export function agentConflicts(reads: Reads): ClusterNetwork['conflicts'] {
  const owner = ciliumOwnerOf(reads);
  const marked = nodesMarkedByCilium(reads).map(({ name }) => name);
  const label = labelled(reads).map(({ name }) => name);
  const found = runningEngines(reads);
  const rows: readonly (readonly [boolean, string, string])[] = [
    [
      owner === 'azure' && isAgentRunning(reads, 'kube-proxy'),
      'two-data-planes',
      'Azure-managed Cilium and kube-proxy both run: a change of the data plane may be under way',
    ],
    [found.length > 1, 'two-policy-engines', `${found.join(' and ')} both run: which one enforces cannot be told`],
    [
      owner === 'none' && label.length > 0,
      'label-without-cilium',
      `the label ebpf-dataplane=cilium is set on ${listSome(label)}, but no Cilium runs in kube-system: Karpenter or somebody set it`,
    ],
    [
      owner === 'none' && marked.length > 0,
      'cilium-elsewhere',
      `Cilium marked ${listSome(marked)}, but none runs in kube-system: it may run in another namespace, or have left its mark`,
    ],
    [
      networkPolicyLabels(reads).includes('none') && (found.includes('azure-npm') || found.includes('calico')),
      'policy-label',
      `nodes are labelled network-policy=none, but ${found.join(' and ')} runs`,
    ],
  ];
  return rows.filter(([holds]) => holds).map(([, id, what]) => ({ id, says: what }));
}
