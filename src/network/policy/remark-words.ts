import type { Remark } from '../../model/reach.ts';

// Azure asks for both, since releases of Cilium see the address or the host (azure-cni-powered-by-cilium.md, FAQ).
const localDns = 'allow UDP and TCP 53 to 169.254.10.0/24, and under Cilium to the entity host as well.';

/** What is to be known beside an answer, by id; worded once. */
const words = {
  self: 'A Pod always reaches itself: no policy is asked.',
  'host-network':
    'A host-network Pod uses its node’s address. The API leaves open whether policies see it as a Pod or as its node; where the two differ, the answer is unknown.',
  'host-network-cilium':
    'Under Cilium a host-network Pod counts as its node: no policy selects it, and no Pod selector means it.',
  'own-node':
    'By the Kubernetes documentation a Pod and its own node always reach each other; not every engine keeps to that, so a rule that shuts it leaves the answer open.',
  'own-node-cilium': 'Under Cilium a node always reaches the Pods that run on it; the way back needs a rule.',
  'family-dependent': 'IPv4 and IPv6 come to different answers: ask for one address.',
  'address-twice':
    'Several Pods are listed with this address; where they differ, the answer is unknown: ask for one by its name.',
  'service-address':
    'This is an address by which a Service is reached from outside (externalIPs, a load balancer). Whether it is replaced by a Pod’s address before policies look is not defined: ask for the Service itself.',
  service:
    'Policies act after the Service’s address has become that of a Pod, at the Pod’s own port (Cilium documentation, Network Policy; kube-proxy translates on the node of the source): rules name the Pods and targetPort, not the Service.',
  'service-headless':
    'The Service has no address of its own (clusterIP: None): its name stands for its Pods’ addresses, and the port stays as it is asked for.',
  'service-differs': 'The Pods behind the Service come to different answers: which one a connection meets is chance.',
  'service-external-name': 'The Service is of type ExternalName: a name for something outside.',
  'maybe-service':
    'Whether this is the address of a Service could not be seen. If it is, ask for a Pod behind it, and for its own port.',
  'maybe-load-balancer':
    'Services could not be read: if this is the address of one of type LoadBalancer, or one of its externalIPs, a Pod behind it answers, and what policies say of that Pod counts.',
  'dns-blocked':
    'Port 53 to the cluster’s DNS is not allowed, so names do not resolve: allow UDP and TCP 53 to the Pods k8s-app=kube-dns in kube-system.',
  'dns-blocked/localdns': `Port 53 to LocalDNS is not allowed, so names do not resolve: ${localDns}`,
  'dns-unseen': 'Whether port 53 to the cluster’s DNS is allowed could not be told, so names may not resolve.',
  'dns-unseen/localdns': `Whether port 53 to LocalDNS is allowed could not be told, so names may not resolve: ${localDns}`,
  localdns: `The Pod’s node has LocalDNS, which answers names on the node itself: ${localDns}`,
  'localdns-unseen':
    'Whether the Pod’s node has LocalDNS (label kubernetes.azure.com/localdns-state) could not be seen: then names are asked at 169.254.10.10 and .11 on the node, not of the Pods k8s-app=kube-dns.',
  'localdns-differs':
    'Some nodes have LocalDNS and others have not: what the policies must open for names depends on the node that a Pod runs on.',
  'not-running': 'One of the Pods does not run, so nothing travels now, whatever the policies say.',
  'l7-not-judged':
    'A rule that is met here has L7 conditions (HTTP, DNS or TLS names), which are not judged: they may still refuse a request.',
  'end-port': 'A range of ports (endPort) is met: Cilium before 1.17 may open only its first port.',
  'cilium-named-ports':
    'Cilium before February 2026 looks a port’s name up in the whole cluster and skips one that stands for several numbers: write the number.',
  'cilium-sctp': 'Cilium knows SCTP only where it was switched on, which AKS does not offer.',
  'semantics-differ':
    'Plain NetworkPolicy and Cilium come to different answers, and which of them runs here is not known.',
  'no-engine': 'No policy engine was found on this cluster, so policies are only text here: the traffic passes.',
  'list-not-whole':
    'The dump does not prove that its list of policies is whole. netlab check --record FILE or kubectl get --raw saves one that does; --complete is your word that there are no others.',
  'policy-without-namespace':
    'The dump holds a policy that names no namespace: it counts in default, as kubectl would take it, and nowhere else.',
  'cilium-policies-not-in-dump': 'The dump holds no CiliumNetworkPolicy; if the cluster has some, they count as well.',
  'cilium-policies-not-applied':
    'There are CiliumNetworkPolicies, which only Cilium reads; the answer leaves them out.',
  'calico-policies': 'There are Calico policies, which are not judged.',
  'other-policies':
    'There are policies of kinds that are not judged (AdminNetworkPolicy, ClusterNetworkPolicy and the like); those that may select an end make the answer unknown.',
  'cilium-policies-off': 'cilium-config has enable-policy: never, so Cilium enforces no policy.',
  'cilium-policies-always':
    'cilium-config has enable-policy: always, so Pods that no policy selects are shut too, in both directions.',
  'cilium-audit-mode': 'cilium-config has policy-audit-mode: true: what policies deny is written to a log, and passes.',
  'cilium-kinds-off':
    'cilium-config switches a kind of policy off (enable-k8s-networkpolicy, enable-cilium-network-policy or enable-cilium-clusterwide-network-policy): the answer leaves those out.',
  'cilium-cidr-match-mode':
    'cilium-config has policy-cidr-match-mode, so a block may mean what it names inside the cluster (nodes, Pods) too.',
  'cilium-allow-localhost':
    'cilium-config has allow-localhost: policy, so a node reaches its own Pods only where a rule allows it.',
  'cilium-host-firewall':
    'cilium-config has enable-host-firewall: true, so policies for nodes count as well; they are not judged.',
  'cilium-config-unread': 'cilium-config was not read; AKS sets it, so the answer rests on what AKS sets.',
  'pod-not-found': 'There is no such Pod.',
  'pod-unseen': 'Whether there is such a Pod could not be seen.',
  'no-such-port': 'The destination has no such port.',
  'service-not-found': 'There is no such Service.',
  'service-unseen': 'Whether there is such a Service could not be seen.',
} as const;

/** The id of a remark. */
export type RemarkId = keyof typeof words;

// What stands behind a slash tells two wordings of one remark apart.
const order = Object.entries(words).map(([key, message]) => ({ key, id: key.split('/', 1)[0] ?? key, message }));

/** Remarks in the order of the table, each once. */
export function remarksFor(ids: readonly RemarkId[]): readonly Remark[] {
  if (ids.length === 0) return [];
  const wanted: ReadonlySet<string> = new Set(ids);
  return order.filter(({ key }) => wanted.has(key)).map(({ id, message }) => ({ id, message }));
}
