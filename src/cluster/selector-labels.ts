import type { CiliumPolicy, LabelSelector, NetworkPolicy } from '../model/policy.ts';
import type { Read } from '../model/read.ts';
import type { Reads } from '../model/snapshot.ts';

type Policies = Pick<Reads, 'networkPolicies' | 'ciliumPolicies' | 'ciliumClusterPolicies'>;

const dataOf = <T>(read: Read<readonly T[]>): readonly T[] => (read.outcome === 'ok' ? read.data : []);

function keysOf(selector: LabelSelector | null): readonly string[] {
  if (selector === null) return [];
  return [...Object.keys(selector.matchLabels), ...selector.matchExpressions.map(({ key }) => key)];
}

function plain({ selects, ingress, egress }: NetworkPolicy): readonly string[] {
  const peers = [...ingress, ...egress].flatMap((rule) => rule.peers);
  return [...keysOf(selects), ...peers.flatMap(({ pods, namespaces }) => [...keysOf(pods), ...keysOf(namespaces)])];
}

function cilium({ specs }: CiliumPolicy): readonly string[] {
  const written = specs.flatMap(({ selects, ingress, ingressDeny, egress, egressDeny }) => [
    ...keysOf(selects),
    ...[...ingress, ...ingressDeny, ...egress, ...egressDeny].flatMap(({ endpoints }) => endpoints.flatMap(keysOf)),
  ]);
  // Cilium lets people name the source of a label before its key, and a namespace's labels by a prefix.
  return written.map((key) => key.replace(/^(?:k8s|any):/u, '').replace(/^io\.cilium\.k8s\.namespace\.labels\./u, ''));
}

/** The keys of all labels that some policy selects by. */
export function policyLabelKeys({
  networkPolicies,
  ciliumPolicies,
  ciliumClusterPolicies,
}: Policies): readonly string[] {
  return [
    ...dataOf(networkPolicies).flatMap(plain),
    ...[...dataOf(ciliumPolicies), ...dataOf(ciliumClusterPolicies)].flatMap(cilium),
  ];
}

/** The keys of a namespace's labels that a policy may select by, its name among them. */
export function namespaceLabelKeys(reads: Policies): readonly string[] {
  return ['kubernetes.io/metadata.name', ...policyLabelKeys(reads)];
}
