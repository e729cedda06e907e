import type { Row } from './row.ts';

/** The ConfigMap that is not there: the normal answer on today's AKS. */
export const noConfigmap: Row = {
  id: 'no-configmap',
  symptom: 'The ConfigMap azure-cni-networkmonitor is not found',
  normal: true,
  todo: 'Nothing: go on with NodeNetworkConfigs, node labels and the Pod ranges.',
  judge: ({ snapshot, of }) => {
    const { outcome } = snapshot.reads.networkmonitor;
    const { observed } = of('networkmonitor-configmap');
    if (outcome === 'not-found') return { status: 'supported', because: observed };
    return { status: outcome === 'ok' ? 'ruled-out' : 'cannot-see', because: observed };
  },
  sources: [
    {
      read: 'networkmonitor',
      command: () => 'kubectl get configmap -n kube-system azure-cni-networkmonitor',
      outcomes: [
        { sees: 'NotFound: the usual answer', means: 'supported' },
        { sees: 'the ConfigMap', means: 'ruled-out' },
        { sees: 'Forbidden: nobody can say from here', means: 'cannot-see' },
      ],
    },
  ],
  last: () => ({ nextCommand: 'kubectl get nodenetworkconfigs -n kube-system', outcomes: [] }),
};
