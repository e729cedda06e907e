import { unreadableFinding } from '../blocked.ts';
import { defineCheck } from '../define-check.ts';

const command = 'kubectl get configmap -n kube-system azure-cni-networkmonitor -o yaml';

/**
 * A ConfigMap that the exercise looks for and that AKS does not create: its absence is what one should see.
 */
export const networkmonitorConfigmap = defineCheck({
  code: 'networkmonitor-configmap',
  task: 3,
  asks: 'Is there a ConfigMap azure-cni-networkmonitor in kube-system?',
  needs: [],
  uses: ['networkmonitor'],
  expected: 'Not found, or its content: the exercise allows both.',
  theory: ['networkmonitor'],
  problems: ['no-configmap'],
  run: ({ networkmonitor: read }) => {
    const drift = ['drift-networkmonitor'];
    if (read.outcome === 'ok') {
      const observed =
        'The ConfigMap exists. No AKS release of the last years is known to create it, so somebody may have.';
      const nextStep = 'Read it, and ask your instructor where it comes from.';
      const evidence = [{ command, value: 'found' }];
      return {
        status: 'differs',
        owner: null,
        observed,
        nextStep,
        counted: { configMaps: 1 },
        evidence,
        drift,
        problems: [],
      };
    }
    const evidence = [{ command, value: read.because }];
    if (read.outcome !== 'not-found') return { ...unreadableFinding(read), evidence, drift };
    const observed = 'The ConfigMap does not exist. That is the normal answer, not a mistake.';
    const nextStep = 'Go on with node annotations and the Pod ranges.';
    return { status: 'pass', owner: null, observed, nextStep, counted: { configMaps: 0 }, evidence, drift };
  },
});
