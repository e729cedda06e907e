import type { ClusterNetwork } from '../../model/network.ts';
import type { Reads } from '../../model/snapshot.ts';
import { ciliumOwnerOf, isAgentProvenAbsent, isAgentRunning, serviceRouterOf } from '../facts/cilium.ts';
import { listSome } from '../phrases.ts';
import { nodesLabelledForCilium } from './agent-signals.ts';
import { networkPolicyLabels, nodesMarkedByCilium, runningEngines } from './dataplane.ts';

/** What does not go together, each with its id. */
export type Conflicts = ClusterNetwork['conflicts'];

/** Why kube-proxy and Cilium do not go together here; null where they do. */
function whyTwoDataPlanes(reads: Reads): string | null {
  const owner = ciliumOwnerOf(reads);
  if (owner === 'none' || owner === 'unseen' || !isAgentRunning(reads, 'kube-proxy')) return null;
  if (owner === 'azure')
    return 'Azure-managed Cilium and kube-proxy both run: a change of the data plane may be under way';
  const router = owner === 'self' ? serviceRouterOf(reads) : null;
  if (router === 'kube-proxy') return null;
  return router === 'cilium'
    ? 'cilium-config says that Cilium replaces kube-proxy, but kube-proxy runs as well: a change may be under way'
    : 'Cilium and kube-proxy both run, and nothing that was read says which of them routes Service traffic';
}

function dataplaneConflicts(reads: Reads): Conflicts {
  const two = whyTwoDataPlanes(reads);
  const orphaned =
    ciliumOwnerOf(reads) === 'self' &&
    serviceRouterOf(reads) === 'kube-proxy' &&
    isAgentProvenAbsent(reads, 'kube-proxy');
  const says = 'cilium-config leaves Service traffic to kube-proxy, but none runs';
  return [
    ...(two === null ? [] : [{ id: 'two-data-planes', says: two }]),
    ...(orphaned ? [{ id: 'no-service-router', says }] : []),
  ];
}

/** What Cilium left on nodes or was announced there, where none runs in kube-system. */
function traceConflicts(reads: Reads): Conflicts {
  if (ciliumOwnerOf(reads) !== 'none') return [];
  const marked = nodesMarkedByCilium(reads).map(({ name }) => name);
  const labelled = nodesLabelledForCilium(reads).map(({ name }) => name);
  const label = `the label ebpf-dataplane=cilium is set on ${listSome(labelled)}, but no Cilium runs in kube-system: Karpenter or somebody set it`;
  const elsewhere = `Cilium marked ${listSome(marked)}, but none runs in kube-system: it may run in another namespace, or have left its mark`;
  return [
    ...(labelled.length > 0 ? [{ id: 'label-without-cilium', says: label }] : []),
    ...(marked.length > 0 ? [{ id: 'cilium-elsewhere', says: elsewhere }] : []),
  ];
}

function policyConflicts(reads: Reads): Conflicts {
  const found = runningEngines(reads);
  const names = found.join(' and ');
  const unannounced =
    networkPolicyLabels(reads).includes('none') && (found.includes('azure-npm') || found.includes('calico'));
  const two = `${names} both run: which one enforces cannot be told`;
  return [
    ...(found.length > 1 ? [{ id: 'two-policy-engines', says: two }] : []),
    ...(unannounced ? [{ id: 'policy-label', says: `nodes are labelled network-policy=none, but ${names} runs` }] : []),
  ];
}

/** What does not go together about the agents, each named (aks.md §8, conflicts). */
export function agentConflicts(reads: Reads): Conflicts {
  return [...dataplaneConflicts(reads), ...traceConflicts(reads), ...policyConflicts(reads)];
}
