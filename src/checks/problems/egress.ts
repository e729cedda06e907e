import type { NetworkPolicy, Pod } from '../../model/snapshot.ts';
import { cidrs } from '../../network/address.ts';

function selects({ selects: { matchLabels, matchExpressions } }: NetworkPolicy, { labels }: Pod): boolean {
  const equal = Object.entries(matchLabels).every(
    ([key, value]) => Object.hasOwn(labels, key) && labels[key] === value,
  );
  return (
    equal &&
    matchExpressions.every(({ key, operator, values }) => {
      const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      if (operator === 'In') return value !== undefined && values.includes(value);
      // NotIn holds where the key is missing, by the API's words.
      return value === undefined || !values.includes(value);
    })
  );
}

/** What the policies that select a Pod say about leaving the cluster. */
export type Egress = { readonly pod: Pod; readonly policies: readonly string[]; readonly closed: boolean };

/** Of each Pod that some policy restricts: which policies, and whether not one rule could lead out of the cluster. */
export function restricted(pods: readonly Pod[], policies: readonly NetworkPolicy[]): readonly Egress[] {
  return pods.flatMap((pod) => {
    const own = policies.filter((policy) => policy.egress !== null && selects(policy, pod));
    if (own.length === 0) return [];
    const rules = own.flatMap(({ egress }) => egress ?? []);
    const closed = !rules.some(({ everywhere, blocks }) => everywhere || cidrs(blocks).length > 0);
    return [{ pod, policies: own.map(({ namespace, name }) => `NetworkPolicy/${namespace}/${name}`), closed }];
  });
}
