import type { Reach } from '../../model/reach.ts';

/** A result without the policies of another student's namespace and without what follows from them. */
export function withoutForeignPolicies(found: Reach, namespace: string): Reach {
  const { to } = found.homes;
  if (to === null || to === namespace || to === 'kube-system') return found;
  const because = 'The address belongs to another namespace, whose policies only its owner and your instructor see.';
  const denied = found.egress.verdict === 'denied';
  // Whoever is behind another's Service is not named.
  const { backends, ...rest } = found;
  // Only an unknown may speak of the other namespace.
  const egressReason =
    found.egress.verdict === 'unknown'
      ? 'It cannot be told without the other namespace.'
      : backends === undefined
        ? found.egress.because
        : `What leaves your Pod for it is ${found.egress.verdict}.`;
  const egress = { ...found.egress, because: egressReason };
  return {
    ...rest,
    verdict: denied ? 'denied' : 'unknown',
    egress,
    ingress: { verdict: 'unknown', policies: [], because },
    notes: [],
  };
}
