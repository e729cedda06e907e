import { policyNames } from '../../model/names.ts';
import { type AgentReads, agentPods, type CiliumOwner, ownerOf } from '../../network/cilium.ts';
import { some } from '../../network/words.ts';
import type { Row } from './row.ts';

const found: Readonly<Record<Exclude<CiliumOwner, 'none' | 'unseen'>, string>> = {
  azure: 'Azure-managed Cilium runs in kube-system',
  self: 'Cilium runs in kube-system; somebody installed it, not AKS',
  unknown: 'Cilium runs in kube-system; whose it is cannot be told',
};

function whyUnseen({ systemPods, daemonSets }: AgentReads): string {
  const unread = [systemPods, daemonSets].flatMap((read) => (read.outcome === 'ok' ? [] : [read.because]));
  return unread.length > 0
    ? `${unread.join('; ')}.`
    : 'No Cilium agent was seen, but what was read does not list all of kube-system.';
}

/** No Cilium Pods: a cluster without that data plane, unless they could only not be seen. */
export const noCiliumPods: Row = {
  id: 'no-cilium-pods',
  symptom: 'No Cilium Pods are found',
  normal: true,
  todo: 'Nothing: this cluster was built without it. Your instructor can say which data plane it is meant to have.',
  judge: ({ snapshot, network }) => {
    const owner = ownerOf(snapshot.reads);
    if (owner === 'unseen') return { status: 'cannot-see', because: whyUnseen(snapshot.reads) };
    if (owner !== 'none') {
      const names = agentPods(snapshot.reads, 'cilium').map(({ name }) => name);
      return { status: 'ruled-out', because: `${found[owner]}${names.length > 0 ? `: ${some(names, 3)}` : ''}.` };
    }
    const elsewhere = network.conflicts.find(({ id }) => id === 'cilium-elsewhere');
    if (elsewhere) return { status: 'cannot-see', because: `${elsewhere.says}.` };
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
      outcomes: [
        { sees: 'Pods named cilium-…', means: 'ruled-out' },
        { sees: 'Forbidden: this says nothing about Cilium', means: 'cannot-see' },
        { sees: 'no resources found, where other Pods of kube-system can be listed', means: 'supported' },
      ],
    },
    {
      read: 'daemonSets',
      command: () => 'kubectl get daemonsets -n kube-system',
      outcomes: [
        { sees: 'a line “cilium” that wants Pods', means: 'ruled-out' },
        { sees: 'other DaemonSets, and none named cilium', means: 'supported' },
      ],
    },
  ],
  last: () => ({ nextCommand: 'kubectl get daemonsets -n kube-system', outcomes: [] }),
};
