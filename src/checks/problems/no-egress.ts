import type { Reads } from '../../model/snapshot.ts';
import { countable } from '../../network/pods.ts';
import { nodesOf } from '../../network/voters.ts';
import { some } from '../../network/words.ts';
import { restricted } from './egress.ts';
import type { Evidence, Row } from './row.ts';

const outside = 'NSG rules, route tables and firewalls lie outside of what Kubernetes shows';

function ciliumNames({ ciliumPolicies, ciliumClusterPolicies }: Reads): readonly string[] {
  return [ciliumPolicies, ciliumClusterPolicies].flatMap((each) =>
    each.outcome === 'ok' ? each.data.map(({ name }) => name) : [],
  );
}

function ciliumWords(reads: Reads): string {
  const names = ciliumNames(reads);
  if (names.length > 0) return ` There are Cilium policies, which are not judged yet: ${some(names)}.`;
  const unread = [reads.ciliumPolicies, reads.ciliumClusterPolicies].some(
    ({ outcome }) => outcome !== 'ok' && outcome !== 'not-found',
  );
  return unread ? ' Cilium policies could not be read.' : '';
}

function whyOpen(pods: number, found: number): string {
  if (pods === 0) return 'No Pod runs whose egress could be judged.';
  if (found > 0) return 'NetworkPolicies restrict egress, but some addresses outside stay allowed.';
  return 'No NetworkPolicy restricts the egress of your Pods.';
}

function judge({ snapshot: { reads }, network }: Evidence): ReturnType<Row['judge']> {
  const { networkPolicies, pods } = reads;
  const unread = [networkPolicies, pods].find(({ outcome }) => outcome !== 'ok');
  if (networkPolicies.outcome !== 'ok' || pods.outcome !== 'ok') {
    const why = unread && unread.outcome !== 'ok' ? unread.because : '';
    return { status: 'cannot-see', because: `${why}. ${outside}.` };
  }
  const own = countable(pods.data, nodesOf(reads)).pods.map(({ pod }) => pod);
  const found = restricted(own, networkPolicies.data);
  const closed = found.filter((each) => each.closed);
  if (closed.length === 0) {
    const whole = networkPolicies.absence === 'proven' ? '' : ' The list of policies may not be whole.';
    const because = `${whyOpen(own.length, found.length)}${whole}${ciliumWords(reads)} ${outside}.`;
    return { status: 'cannot-see', because };
  }
  const policies = some([...new Set(closed.flatMap((each) => each.policies))]);
  const shut = `${some(closed.map(({ pod }) => pod.name))}: restricted by ${policies}, and no rule leads out of the cluster.`;
  // A policy without an engine is only text.
  if (network.policyEngine === 'none') {
    const because = `${shut} But no policy engine runs on this cluster, so nothing enforces it. ${outside}.`;
    return { status: 'cannot-see', because };
  }
  // What a Cilium policy allows is allowed besides.
  if (ciliumNames(reads).length > 0)
    return { status: 'cannot-see', because: `${shut}${ciliumWords(reads)} They may allow more.` };
  const unknown = network.policyEngine === 'undetermined' ? ' Which engine enforces it could not be seen.' : '';
  return { status: 'supported', because: `${shut}${unknown}${ciliumWords(reads)}` };
}

/** Once everything in Kubernetes is read: where the policies lead, or who can look into Azure. */
function last({ snapshot: { namespace, reads } }: Evidence): ReturnType<Row['last']> {
  const policies = reads.networkPolicies.outcome === 'ok' ? reads.networkPolicies.data.length : 0;
  if (policies > 0) return { nextCommand: `kubectl describe networkpolicies -n ${namespace}`, outcomes: [] };
  const sees = 'an NSG rule that denies the destination (only somebody with access to Azure can look)';
  return { nextCommand: 'az network nsg list -o table', outcomes: [{ sees, means: 'supported' }] };
}

/** Pods that reach nothing outside: a NetworkPolicy can be seen, everything in Azure cannot. */
export const noEgress: Row = {
  id: 'no-egress',
  symptom: 'Pods cannot reach services outside of the cluster',
  normal: false,
  todo: 'Read the policies named above; an egress rule for what your Pods need opens it. If they are not yours, ask your instructor who wrote them.',
  judge,
  sources: [
    {
      read: 'networkPolicies',
      command: (namespace) => `kubectl get networkpolicies -n ${namespace} -o yaml`,
      outcomes: [
        { sees: 'a policy that selects your Pod, lists Egress and has no rule for outside', means: 'supported' },
        { sees: 'no such policy: the cause lies elsewhere, perhaps in Azure', means: 'cannot-see' },
      ],
    },
    {
      read: 'pods',
      command: (namespace) => `kubectl get pods -n ${namespace} --show-labels`,
      outcomes: [
        { sees: 'labels that a policy with closed egress selects', means: 'supported' },
        { sees: 'labels that no policy selects', means: 'cannot-see' },
      ],
    },
  ],
  last,
};
