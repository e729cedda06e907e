import { type Finding, type Problem, type ProblemId, problemIds } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { countable } from '../network/pods.ts';
import { nodesOf } from '../network/voters.ts';
import { some } from '../network/words.ts';
import { restricted } from './egress.ts';

type Judged = Omit<Problem, 'id'>;

const outside = 'NSG rules, route tables and firewalls lie outside of what Kubernetes shows';

function byStatus(
  finding: Finding,
  supported: Finding['status'],
  ruledOut: Finding['status'],
  nextCommand: string,
): Judged {
  const because = finding.observed;
  if (finding.status === supported) return { status: 'supported', because, nextCommand };
  if (finding.status === ruledOut) return { status: 'ruled-out', because, nextCommand };
  return { status: 'cannot-see', because, nextCommand };
}

function sameRange(finding: Finding): Judged {
  return byStatus(finding, 'differs', 'pass', 'kubectl get nodenetworkconfigs -n kube-system');
}

function noCiliumPods(finding: Finding): Judged {
  const nextCommand = 'kubectl get daemonsets -n kube-system';
  // "differs" also stands for a Cilium that AKS does not manage: its Pods were found.
  const found = finding.status === 'differs' && (finding.counted.agents ?? 0) > 0;
  if (found || finding.status === 'fail') return { status: 'ruled-out', because: finding.observed, nextCommand };
  return byStatus(finding, 'differs', 'pass', nextCommand);
}

function noConfigmap(finding: Finding): Judged {
  return byStatus(finding, 'pass', 'differs', "kubectl get nodes -o jsonpath='{.items[*].spec.podCIDR}'");
}

function noEgress({ reads, namespace }: Snapshot): Judged {
  const nextCommand = `kubectl get networkpolicies,ciliumnetworkpolicies -n ${namespace} -o yaml`;
  const { networkPolicies, pods } = reads;
  if (networkPolicies.outcome !== 'ok')
    return { status: 'cannot-see', because: `${networkPolicies.because}. ${outside}.`, nextCommand };
  if (pods.outcome !== 'ok') return { status: 'cannot-see', because: `${pods.because}. ${outside}.`, nextCommand };
  const own = countable(pods.data, nodesOf(reads)).pods;
  const found = restricted(own, networkPolicies.data);
  const closed = found.filter((each) => each.closed);
  if (closed.length > 0) {
    const policies = [...new Set(closed.flatMap((each) => each.policies))];
    const because = `${some(closed.map(({ pod }) => pod.name))}: restricted by ${some(policies)}, and no rule leads out of the cluster.`;
    return { status: 'supported', because, nextCommand };
  }
  return { status: 'cannot-see', because: `${whyOpen(own.length, found.length, reads)} ${outside}.`, nextCommand };
}

function whyOpen(pods: number, found: number, { ciliumPolicies, ciliumClusterPolicies }: Snapshot['reads']): string {
  const cilium = [ciliumPolicies, ciliumClusterPolicies];
  const named = cilium.flatMap((read) => (read.outcome === 'ok' ? read.data.map(({ name }) => name) : []));
  const unread = cilium.some((read) => read.outcome !== 'ok') ? ' Cilium policies could not be read.' : '';
  const also = named.length > 0 ? ` There are Cilium policies, which are not judged yet: ${some(named)}.` : unread;
  if (pods === 0) return `No Pod runs whose egress could be judged.${also}`;
  if (found > 0) return `NetworkPolicies restrict egress, but some addresses outside stay allowed.${also}`;
  return `No NetworkPolicy restricts the egress of your Pods.${also}`;
}

/** The four common problems with what the evidence says about each. */
export function problemsOf(snapshot: Snapshot, findings: readonly Finding[]): readonly Problem[] {
  const of = (id: Finding['id']): Finding => {
    const found = findings.find((each) => each.id === id);
    if (found === undefined) throw new Error(`no finding ${id}`);
    return found;
  };
  const table: { readonly [P in ProblemId]: Judged } = {
    'same-range': sameRange(of('pods-outside-node-range')),
    'no-cilium-pods': noCiliumPods(of('cilium-agents')),
    'no-configmap': noConfigmap(of('networkmonitor-configmap')),
    'no-egress': noEgress(snapshot),
  };
  return problemIds.map((id) => ({ id, ...table[id] }));
}
