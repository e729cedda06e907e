import type { Semantics } from '../../model/reach.ts';
import type { ConnectionEndpoint } from './endpoint.ts';
import type { PolicyIndex } from './policy-index.ts';
import type { Direction } from './rule.ts';

/** Why an end that is no Pod may be shut all the same; null where it has no policies. */
export function doubtAbout(
  end: ConnectionEndpoint,
  index: PolicyIndex,
  direction: Direction,
  semantics: Semantics,
): string | null {
  // What may be a Pod that could not be seen may have policies that could not be seen.
  if (end.kind === 'address' && end.doubtful)
    return `whether ${end.point.text} is a Pod’s, with policies of its own, could not be seen`;
  return end.kind === 'node' && semantics === 'cilium' ? index.hostFirewall(direction) : null;
}
