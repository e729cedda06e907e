import type { Row } from './row.ts';

const configs = 'kubectl get nodenetworkconfigs -n kube-system -o wide';

/** Pods in the node range: how a node subnet looks, no fault. */
export const sameRange: Row = {
  id: 'same-range',
  symptom: 'Pod addresses lie in the same range as node addresses',
  normal: true,
  todo: 'Nothing: this is how a node subnet looks. Say what it costs in addresses.',
  judge: ({ of }) => {
    const { status, observed } = of('pods-outside-node-range');
    if (status === 'differs') return { status: 'supported', because: observed };
    return { status: status === 'pass' ? 'ruled-out' : 'cannot-see', because: observed };
  },
  sources: [
    {
      read: 'pods',
      command: (namespace) => `kubectl get pods -n ${namespace} -o wide`,
      outcomes: [
        { sees: 'addresses that lie between those of the nodes', means: 'supported' },
        { sees: 'addresses of a range without any node', means: 'ruled-out' },
        { sees: 'no running Pod of your own', means: 'cannot-see' },
      ],
    },
    {
      read: 'nodes',
      command: () => 'kubectl get nodes -o wide',
      outcomes: [
        { sees: 'node addresses on both sides of your Pod’s', means: 'supported' },
        { sees: 'node addresses in another range than your Pod’s', means: 'ruled-out' },
      ],
    },
    {
      read: 'nodeNetworkConfigs',
      command: () => configs,
      outcomes: [
        { sees: 'type overlay, vnet or vnetblock for your Pod’s node', means: 'ruled-out' },
        { sees: 'no such objects, and Pods among the node addresses', means: 'supported' },
      ],
    },
    {
      read: 'masquerade',
      command: () => 'kubectl get configmap -n kube-system azure-ip-masq-agent-config-reconciled -o yaml',
      outcomes: [
        { sees: 'a block that holds the nodes and your Pods', means: 'supported' },
        { sees: 'one block that holds your Pods and no node', means: 'ruled-out' },
      ],
    },
  ],
  last: ({ snapshot }) => ({ nextCommand: `kubectl get pods -n ${snapshot.namespace} -o wide`, outcomes: [] }),
};
