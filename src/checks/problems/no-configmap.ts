import { reasonWithoutPreamble } from '../blocked.ts';
import { mayHaveConfigs } from '../inspections/range-sources.ts';
import type { ProblemCheck } from './row.ts';

const command = 'kubectl get configmap -n kube-system azure-cni-networkmonitor';

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
      command: () => command,
    },
  ],
  // What tells more than the ConfigMap would, where it can exist.
  last: ({ network }) => (mayHaveConfigs(network) ? 'kubectl get nodenetworkconfigs -n kube-system -o yaml' : command),
};
