import type { Node } from '../../model/snapshot.ts';
import { sanitizeText } from './sanitize.ts';

type Condition = {
  readonly type?: string | null | undefined;
  readonly status?: string | null | undefined;
  readonly reason?: string | null | undefined;
  readonly message?: string | null | undefined;
};
type Conditions = readonly Condition[] | null | undefined;

/**
 * Whether a condition holds. Null where that is not said: without conditions, where it came without its status, or where
 * another one came without its type and may be the one; false where it is not among them.
 */
function holds(conditions: Conditions, wanted: string): boolean | null {
  if (!conditions || conditions.length === 0) return null;
  const found = conditions.find(({ type }) => type === wanted);
  if (found === undefined) return conditions.every(({ type }) => type) ? false : null;
  return found.status ? found.status === 'True' : null;
}

/** Whether condition Ready of a node or Pod is True; null where that is not said. */
export function isReady(conditions: Conditions): boolean | null {
  return holds(conditions, 'Ready');
}

/** Condition NetworkUnavailable of a node. Absent it says nothing; a status Unknown says no more. */
export function networkCondition(conditions: Conditions): Pick<Node, 'networkUnavailable' | 'networkReason'> {
  const found = conditions?.find(({ type }) => type === 'NetworkUnavailable');
  return {
    networkUnavailable: found?.status === 'Unknown' ? null : holds(conditions, 'NetworkUnavailable'),
    networkReason: found?.reason ? sanitizeText(found.reason) : null,
  };
}

// What kubelet writes into condition Ready as long as its container runtime has no CNI configuration (kubernetes,
// pkg/kubelet, errors of the network plugin; Azure/AKS issues quote the same words).
const noCni = /cni plugin not initialized|cni config uninitialized|NetworkPluginNotReady/iu;

/** Whether a node is not Ready because no CNI has set up its network. */
export function isAwaitingCni(conditions: Conditions): boolean {
  const ready = conditions?.find(({ type }) => type === 'Ready');
  return ready !== undefined && ready.status !== 'True' && noCni.test(ready.message ?? '');
}
