import type { PolicyTrial } from '../../model/reach.ts';

/** What policies that were tried change, as JSON. */
export function policyTrialJson(trial: PolicyTrial): object {
  const { policies, replaced, placedIn, namespaces, changes, compared, untold, leftOut } = trial;
  return {
    policies,
    replaced,
    placedIn,
    namespaces,
    compared,
    untold,
    changes: changes.map(({ from, to, port, protocol, without, with: then }) => ({
      from,
      to,
      port,
      protocol,
      without,
      with: then,
    })),
    leftOut,
  };
}
