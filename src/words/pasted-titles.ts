import type { ConnectionFault, JudgedReading, PastedComplaint, PastedReading, UnreadReason } from '../model/pasted.ts';

type PodReading = Extract<PastedReading, { readonly kind: 'pods' }>;

/** `1 Pod`, `2 Pods`, `2 NetworkPolicies`. */
export function countThings(n: number, noun: string): string {
  if (n === 1) return `1 ${noun}`;
  return /[^aeiou]y$/u.test(noun) ? `${n} ${noun.slice(0, -1)}ies` : `${n} ${noun}s`;
}

/** How the agents of task 2 are called. */
export const agentNames = { cilium: 'Cilium', 'kube-proxy': 'kube-proxy' } as const;

const refusalTitles = {
  NotFound: 'NotFound: it does not exist there.',
  Forbidden: 'Forbidden: you lack a permission.',
  Unauthorized: 'The cluster does not know who you are.',
  other: 'The API server refused this.',
} as const;

const faultTitles: { readonly [F in ConnectionFault]: string } = {
  timeout: 'The connection ran out of time.',
  refused: 'The connection was refused.',
  name: 'The name was not resolved.',
  'no-such-name': 'There is no such name.',
  'name-timeout': 'No DNS server answered in time.',
  'no-route': 'There is no way to this address.',
  certificate: 'The certificate was not accepted.',
  'broken-off': 'The connection came about, then failed.',
  other: 'The connection failed.',
};

const complaintTitles: { readonly [C in PastedComplaint]: string } = {
  'subnet-full': 'The subnet has too few addresses left.',
  'subnet-small': 'The subnet is too small.',
  'too-many-pods': 'Nodes are full: no more Pods fit.',
  'no-addresses': 'No address was left for a Pod.',
  'cni-missing': 'The network of a node is not set up.',
  sandbox: 'The sandbox of a Pod could not be made.',
  'sandbox-cni': 'The network of a Pod could not be set up.',
  unschedulable: 'No node can take this Pod.',
};

const unreadTitles: { readonly [W in UnreadReason]: string } = {
  wrapped: 'The lines are wrapped, so I read nothing of it.',
  tabs: 'A table with tabs, so I read nothing of it.',
  broken: 'This output breaks off, so I read nothing of it.',
};

/** How many there are; where the text breaks off, no number. */
function listTitle(n: number, noun: string, whole: boolean): string {
  if (!whole) return `A list of ${noun}s that breaks off.`;
  return n === 1 ? `One ${noun}.` : `A list of ${n} ${noun}s.`;
}

function podsTitle({ agent, pods, whole }: PodReading, others: number): string {
  if (pods.length === 0 && others > 0) return 'A list of Pods of other namespaces.';
  if (agent === null) return listTitle(pods.length, 'Pod', whole);
  return whole ? `${agentNames[agent]}: ${countThings(pods.length, 'Pod')}.` : `Pods of ${agentNames[agent]}.`;
}

/** What a reading is, in one sentence. */
export function pastedTitle({ reading, others }: Pick<JudgedReading, 'reading' | 'others'>): string {
  switch (reading.kind) {
    case 'nodes':
      return listTitle(reading.nodes.length, 'node', reading.whole);
    case 'pods':
      return podsTitle(reading, others);
    case 'none':
      return reading.agent === null ? 'kubectl listed nothing.' : `kubectl listed no ${agentNames[reading.agent]} Pod.`;
    case 'blocks':
      return `The column spec.podCIDR of ${countThings(reading.rows.length, 'node')}.`;
    case 'annotations':
      return `The annotations of ${countThings(reading.rows.length, 'node')}.`;
    case 'objects':
      return reading.whole ? `${countThings(reading.count, reading.of)}.` : `A list that breaks off (${reading.of}).`;
    case 'configmap':
      return reading.name === null ? 'A ConfigMap.' : `The ConfigMap ${reading.name}.`;
    case 'refusal':
      return refusalTitles[reading.reason];
    case 'no-such-kind':
      return 'The cluster does not know this kind.';
    case 'unreachable':
      return 'kubectl did not reach the API server.';
    case 'connection':
      return faultTitles[reading.fault];
    case 'complaint':
      return complaintTitles[reading.about];
    case 'unread':
      return unreadTitles[reading.why];
  }
}
