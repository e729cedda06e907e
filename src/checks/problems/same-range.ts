import { reasonWithoutPreamble } from '../blocked.ts';
import { mayHaveConfigs } from '../inspections/range-sources.ts';
import type { ProblemCheck } from './row.ts';

const configs = 'kubectl get nodenetworkconfigs -n kube-system -o wide';

/** Pods in the node range: how a node subnet looks, no fault. */
export const sameRange: ProblemCheck = {
  id: 'same-range',
  normal: true,
  judge: ({ of }) => {
    const { status, observed } = of('pods-outside-node-range');
    if (status === 'differs') return { status: 'supported', because: observed };
    return { status: status === 'pass' ? 'ruled-out' : 'cannot-see', because: reasonWithoutPreamble(observed) };
  },
  sources: [
    {
      read: 'pods',
      command: (namespace) => `kubectl get pods -n ${namespace} -o wide`,
    },
    {
      read: 'nodes',
      command: () => 'kubectl get nodes -o wide',
    },
    {
      read: 'nodeNetworkConfigs',
      command: () => configs,
      when: ({ network }) => mayHaveConfigs(network),
    },
    {
      read: 'masquerade',
      command: () => 'kubectl get configmap -n kube-system azure-ip-masq-agent-config-reconciled -o yaml',
      when: ({ network }) => network.model !== 'byo-cni',
    },
  ],
  last: ({ snapshot }) => `kubectl get pods -n ${snapshot.namespace} -o wide`,
};
