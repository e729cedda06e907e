import { policyLabelKeys } from '../cluster/selector-labels.ts';
import { keptLabels } from '../model/kubernetes-labels.ts';
import type { PolicySnapshot, ProposedPolicies } from '../model/reach.ts';
import { Trouble } from '../model/trouble.ts';

function labelKeysOf({ networkPolicies, ciliumPolicies }: ProposedPolicies, { reads }: PolicySnapshot['snapshot']) {
  const found = { outcome: 'ok', absence: 'proven' } as const;
  const { ask } = reads.pods;
  return policyLabelKeys({
    networkPolicies: { ask, ...found, data: networkPolicies },
    ciliumPolicies: { ask, ...found, data: ciliumPolicies },
    ciliumClusterPolicies: { ask, ...found, data: [] },
  });
}

/**
 * A recorded snapshot keeps of a Pod's labels only those that its own policies select by, so that what another policy selects
 * may not be seen in it. @throws Trouble `bad-input` naming such a label
 */
export function requireRecordedLabels(recorded: PolicySnapshot, proposed: ProposedPolicies): PolicySnapshot {
  const { snapshot } = recorded;
  const kept = new Set([...keptLabels, 'kubernetes.io/metadata.name', ...policyLabelKeys(snapshot.reads)]);
  const missing = labelKeysOf(proposed, snapshot).find((key) => !kept.has(key));
  if (missing === undefined) return recorded;
  const what = `the snapshot does not keep the label “${missing}”, by which the policy selects`;
  throw new Trouble('bad-input', { what, todo: 'Try the policy on a cluster or on a dump, which have all labels.' });
}
