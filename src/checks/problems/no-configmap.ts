import { reasonWithoutPreamble } from '../blocked.ts';
import type { ProblemCheck } from './row.ts';

/** The ConfigMap that is not there: the normal answer on today's AKS. */
export const noConfigmap: ProblemCheck = {
  id: 'no-configmap',
  normal: true,
  judge: ({ snapshot, of }) => {
    const { outcome } = snapshot.reads.networkmonitor;
    const { observed } = of('networkmonitor-configmap');
    if (outcome === 'not-found') return { status: 'supported', because: observed };
    return { status: outcome === 'ok' ? 'ruled-out' : 'cannot-see', because: reasonWithoutPreamble(observed) };
  },
  sources: [
    {
      read: 'networkmonitor',
      command: () => 'kubectl get configmap -n kube-system azure-cni-networkmonitor',
    },
  ],
  last: () => 'kubectl get nodenetworkconfigs -n kube-system -o yaml',
};
