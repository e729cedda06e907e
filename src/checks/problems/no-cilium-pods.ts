import { policyNames } from '../../model/display-names.ts';
import {
  type AgentReads,
  agentPods,
  type CiliumOwner,
  ciliumNamespaceOf,
  ciliumOwnerOf,
} from '../../network/facts/cilium.ts';
import { listSome } from '../../network/phrases.ts';
import type { ProblemCheck } from './row.ts';

const found: Readonly<Record<Exclude<CiliumOwner, 'none' | 'unseen'>, (namespace: string) => string>> = {
  azure: (namespace) => `Azure-managed Cilium runs in ${namespace}`,
  self: (namespace) => `Cilium runs in ${namespace}; somebody installed it, not AKS`,
  unknown: (namespace) => `Cilium runs in ${namespace}; whose it is cannot be told`,
};

function whyUnseen({ systemPods, daemonSets }: AgentReads): string {
  const unread = [systemPods, daemonSets].flatMap((read) => (read.outcome === 'ok' ? [] : [read.because]));
  return unread.length > 0
    ? `${[...new Set(unread)].join('; ')}.`
    : 'No Cilium agent was seen, but what was read does not list all of kube-system.';
}

/** No Cilium Pods: a cluster without that data plane, unless they could only not be seen. */
export const noCiliumPods: ProblemCheck = {
  id: 'no-cilium-pods',
  normal: true,
  judge: ({ snapshot, network }) => {
    const owner = ciliumOwnerOf(snapshot.reads);
    if (owner === 'unseen') return { status: 'cannot-see', because: whyUnseen(snapshot.reads) };
    if (owner !== 'none') {
      const names = agentPods(snapshot.reads, 'cilium').map(({ name }) => name);
      return {
        status: 'ruled-out',
        because: `${found[owner](ciliumNamespaceOf(snapshot.reads))}${names.length > 0 ? `: ${listSome(names, 3)}` : ''}.`,
      };
    }
    const elsewhere = network.conflicts.find(({ id }) => id === 'cilium-elsewhere');
    // True of kube-system, and still no sign that there is no Cilium.
    if (elsewhere) return { status: 'cannot-see', because: `${elsewhere.says}.`, denies: ['systemPods', 'daemonSets'] };
    if (network.dataplane === 'undetermined') {
      const because = 'No Cilium agent runs in kube-system, but what routes Service traffic instead was not seen.';
      return { status: 'cannot-see', because };
    }
    const engine =
      network.policyEngine === 'undetermined'
        ? ''
        : ` Who enforces NetworkPolicies: ${policyNames[network.policyEngine]}.`;
    return {
      status: 'supported',
      because: `No Cilium agent runs in kube-system: the cluster does not use that data plane.${engine}`,
    };
  },
  sources: [
    {
      read: 'systemPods',
      command: () => 'kubectl get pods -n kube-system -l k8s-app=cilium',
    },
    {
      read: 'daemonSets',
      command: () => 'kubectl get daemonsets -n kube-system',
    },
  ],
  last: () => 'kubectl get daemonsets -n kube-system',
};
