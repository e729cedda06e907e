import type { Reach } from '../../model/reach.ts';

/** A result without the policies of another student's namespace and without what follows from them. */
export function withoutForeignPolicies(found: Reach, namespace: string): Reach {
  const { to } = found.homes;
  if (to === null || to === namespace || to === 'kube-system') return found;
  const because = 'The address belongs to another namespace, whose policies only its owner and your instructor see.';
  const denied = found.egress.verdict === 'denied';
  // Only an unknown may speak of the other namespace.
  const egressReason =
    found.egress.verdict === 'unknown' ? 'It cannot be told without the other namespace.' : found.egress.because;
  const egress = { ...found.egress, because: egressReason };
  return {
    ...found,
    verdict: denied ? 'denied' : 'unknown',
    egress,
    ingress: { verdict: 'unknown', policies: [], because },
    notes: [],
  };
}
