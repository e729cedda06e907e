import type { ClosedEgress } from '../../model/finding.ts';
import type { Semantics } from '../../model/reach.ts';
import type { ReadName, Reads } from '../../model/snapshot.ts';
import { runningEngines } from '../../network/detect/dataplane.ts';
import type { LocalDnsState } from '../../network/facts/local-dns.ts';
import { nodesOf } from '../../network/facts/nodes.ts';
import { podsWithOwnAddress } from '../../network/facts/pods.ts';
import { listSome } from '../../network/phrases.ts';
import { egressOfPods, type PodEgress } from '../../network/policy/egress.ts';
import { policySnapshotOf } from '../../network/policy/from-snapshot.ts';
import { indexPolicies } from '../../network/policy/policy-index.ts';
import { semanticsOf } from '../../network/policy/reach.ts';
import type { ProblemCheck, ProblemEvidence } from './row.ts';

const outside = 'NSG rules, route tables and firewalls lie outside of what Kubernetes shows';

type PodsEgress = readonly PodEgress[];
const [no, yes] = [0, 2] as const;
const names = (egress: PodsEgress) => listSome(egress.map(({ pod }) => pod.name));
const policiesOf = (egress: PodsEgress) => listSome([...new Set(egress.flatMap(({ policies }) => policies))]);

// Where a Pod asks for names is its node’s choice.
const dnsNames: { readonly [L in LocalDnsState]: string } = {
  off: 'the cluster’s DNS',
  on: 'LocalDNS on their node (169.254.10.0/24, and under Cilium the entity host; UDP and TCP)',
  unseen: 'the cluster’s DNS, nor to LocalDNS (169.254.10.0/24, and under Cilium the entity host)',
};

/** What leaves names open for some Pods: a node whose label was not seen, or only one of the two rules for LocalDNS. */
function whyNamesOpen(egress: PodsEgress): readonly string[] {
  const open = egress.filter(({ dns }) => dns !== yes && dns !== no);
  return [
    ...(open.some(({ localDns }) => localDns === 'unseen')
      ? ['whether their nodes have LocalDNS (label kubernetes.azure.com/localdns-state) could not be seen']
      : []),
    ...(open.some(({ localDns }) => localDns === 'on')
      ? ['their nodes have LocalDNS, for which Azure asks to open 169.254.10.0/24 and the entity host, UDP and TCP 53']
      : []),
  ];
}

type FoundClosed = { readonly says: string; readonly closed: ClosedEgress };

/**
 * What the policies close for sure: all egress, or at least that to the cluster's DNS; null where neither.
 */
function findClosedEgress(egress: PodsEgress): FoundClosed | null {
  const closed = egress.filter(({ open }) => open === no);
  const of = egress.length;
  if (closed.length > 0) {
    const says = `${names(closed)}: restricted by ${policiesOf(closed)}, and no rule leads out of the cluster.`;
    return { says, closed: { what: 'everything', pods: closed.length, of } };
  }
  const unresolved = egress.filter(({ dns }) => dns === no);
  if (unresolved.length === 0) return null;
  const groups = Map.groupBy(unresolved, ({ localDns }) => dnsNames[localDns]);
  const sentences = [...groups].map(
    ([dns, pods]) =>
      `${names(pods)}: restricted by ${policiesOf(pods)}, and no rule opens port 53 to ${dns}, so names do not resolve.`,
  );
  return { says: sentences.join(' '), closed: { what: 'names', pods: unresolved.length, of } };
}

/**
 * What the list of NetworkPolicies shows alone, however little else was seen; nothing where one of them may
 * count.
 */
function clearOfNetworkPolicies({ networkPolicies, pods }: Reads, egress: PodsEgress, namespace: string): string {
  if (networkPolicies.outcome !== 'ok' || networkPolicies.absence !== 'proven') return '';
  if (networkPolicies.data.length === 0) return `${namespace} has no NetworkPolicy. `;
  const whole = pods.outcome === 'ok' && pods.absence === 'proven' && egress.length > 0;
  const selected = egress.some(({ policies }) => policies.some((name) => name.startsWith('NetworkPolicy/')));
  return whole && !selected ? `No NetworkPolicy of ${namespace} selects its Pods for egress. ` : '';
}

function whyOpen(egress: PodsEgress, plain: string, namespace: string): string {
  if (egress.length === 0) return `${plain}No Pod runs whose egress could be judged.`;
  const unclear = egress.filter(({ open, dns }) => open !== yes || dns !== yes);
  const why = [...new Set([...unclear.flatMap(({ unread }) => unread), ...whyNamesOpen(unclear)])];
  if (unclear.length > 0)
    return `${plain}It cannot be told for ${names(unclear)}${why.length > 0 ? `: ${listSome(why)}` : ''}.`;
  return egress.some(({ policies }) => policies.length > 0)
    ? 'Policies restrict egress, but some addresses outside stay allowed.'
    : `No policy restricts the egress of the Pods in ${namespace}.`;
}

/** What is not in a dump cannot be counted: a remark, since most clusters have no Cilium policies. */
function unreadRemark({ networkPolicies, ciliumPolicies, ciliumClusterPolicies }: Reads, cilium: boolean): string {
  const whole = networkPolicies.outcome === 'ok' && networkPolicies.absence === 'proven';
  const lacking = [ciliumPolicies, ciliumClusterPolicies].some(({ outcome }) => outcome === 'not-in-dump');
  return `${whole ? '' : ' The list of policies may not be whole.'}${cilium && lacking ? ' Cilium policies are not in the dump.' : ''}`;
}

/**
 * The lists that show no closed policy: all of them where each was read whole and all egress is open for
 * sure; that of the NetworkPolicies also by itself. The labels of Pods may still fit a Cilium policy that was
 * not seen.
 */
function denies(egress: PodsEgress, lacking: string, plain: string): readonly ReadName[] {
  const clear = egress.length > 0 && lacking === '' && egress.every(({ open, dns }) => open === yes && dns === yes);
  if (clear) return ['networkPolicies', 'pods'];
  return plain === '' ? [] : ['networkPolicies'];
}

/** Where Cilium may enforce its own policies, they settle what the NetworkPolicies leave open. */
function restsOf(egress: PodsEgress, semantics: readonly Semantics[]): readonly ReadName[] {
  const isOpen = egress.every(({ open, dns }) => open === yes && dns === yes);
  return isOpen || !semantics.includes('cilium') ? [] : ['ciliumPolicies', 'ciliumClusterPolicies'];
}

function judge({ snapshot, network }: ProblemEvidence): ReturnType<ProblemCheck['judge']> {
  const { namespace, reads } = snapshot;
  const { networkPolicies, pods } = reads;
  const unread = [networkPolicies, pods].find(({ outcome }) => outcome !== 'ok');
  if (networkPolicies.outcome !== 'ok' || pods.outcome !== 'ok') {
    const why = unread && unread.outcome !== 'ok' ? unread.because : '';
    const plain = clearOfNetworkPolicies(reads, [], namespace);
    return { status: 'cannot-see', because: `${plain}${why}. ${outside}.`, denies: denies([], '', plain) };
  }
  const own = podsWithOwnAddress(pods.data, nodesOf(reads)).pods.map(({ pod }) => pod);
  const semantics = semanticsOf(network);
  const egress = egressOfPods(own, indexPolicies(policySnapshotOf(snapshot), network), semantics);
  const more = unreadRemark(reads, semantics.includes('cilium'));
  const found = findClosedEgress(egress);
  if (found === null) {
    const plain = clearOfNetworkPolicies(reads, egress, namespace);
    const because = `${whyOpen(egress, plain, namespace)}${more} ${outside}.`;
    return { status: 'cannot-see', because, denies: denies(egress, more, plain), rests: restsOf(egress, semantics) };
  }
  const { says, closed } = found;
  // A policy without an engine is only text.
  if (network.policyEngine === 'none') {
    const because = `${says} But no policy engine runs on this cluster, so nothing enforces it. ${outside}.`;
    return { status: 'cannot-see', because };
  }
  if (network.policyEngine !== 'undetermined') return { status: 'supported', because: `${says}${more}`, closed };
  if (runningEngines(snapshot.reads).length > 0)
    return { status: 'supported', because: `${says} Which of the engines enforces it cannot be told.${more}`, closed };
  const because = `${says} But whether anything enforces it could not be seen.${more} ${outside}.`;
  return { status: 'cannot-see', because, rests: ['daemonSets', 'systemPods', 'calicoDaemonSets'] };
}

/** Once everything in Kubernetes is read: what shows the same to a student, who has no access to Azure. */
function last({ snapshot: { namespace, reads } }: ProblemEvidence): ReturnType<ProblemCheck['last']> {
  const policies = reads.networkPolicies.outcome === 'ok' ? reads.networkPolicies.data.length : 0;
  return policies > 0
    ? `kubectl describe networkpolicies -n ${namespace}`
    : `kubectl get networkpolicies -n ${namespace} -o yaml`;
}

/** Pods that reach nothing outside: a NetworkPolicy can be seen, everything in Azure cannot. */
export const noEgress: ProblemCheck = {
  id: 'no-egress',
  normal: false,
  judge,
  sources: [
    {
      read: 'networkPolicies',
      command: (namespace) => `kubectl get networkpolicies -n ${namespace} -o yaml`,
    },
    // The same list as people read it.
    {
      read: 'networkPolicies',
      command: (namespace) => `kubectl describe networkpolicies -n ${namespace}`,
    },
    {
      read: 'pods',
      command: (namespace) => `kubectl get pods -n ${namespace} --show-labels`,
    },
  ],
  last,
};
