import {
  type ConnectionFault,
  isMissingNetworkmonitor,
  type PastedComplaint,
  type ReadingOf,
  type UnreadReason,
} from '../model/pasted.ts';

/** What a refusal of the API server means. */
export function showRefusal(refusal: ReadingOf<'refusal'>): readonly string[] {
  const { reason, resource, verb } = refusal;
  const what = resource === null ? 'this' : resource;
  if (reason === 'NotFound')
    return isMissingNetworkmonitor(refusal)
      ? ['The ConfigMap does not exist. That is the normal answer, not a mistake.', 'Go on with the annotations.']
      : ['Check the name and the namespace that you asked for.'];
  if (reason === 'Forbidden')
    return [
      `You may not ${verb ?? 'read'} ${what}. You did nothing wrong, and it is no empty list.`,
      'Whether I may, “check” tells. Or show this to your instructor.',
    ];
  if (reason === 'Unauthorized')
    return ['Your login has ended, or belongs to another cluster.', 'Log in again as your instructor showed you.'];
  return ['I cannot tell why from this line alone. Show it to your instructor.'];
}

const knownKinds: readonly string[] = [
  'nodenetworkconfigs',
  'nsg',
  'networksecuritygroups',
  'servicecidrs',
  'ciliumnodes',
  'ciliumendpoints',
  'ciliumnetworkpolicies',
];

/** What a kind that is missing means; another one than these is not repeated: it may be anything that was typed. */
export function showMissingKind({ resource }: ReadingOf<'no-such-kind'>): string {
  if (knownKinds.includes(resource)) return `It has no ${resource}. On AKS, some kinds exist on some models only.`;
  return 'Check how you typed the kind. On AKS, some kinds exist on some models only.';
}

/** Why kubectl did not reach the API server, and what to look at. */
export const unreachable: { readonly [F in ConnectionFault]: string } = {
  timeout: 'No answer came. The cluster may be private or stopped, or a VPN is missing.',
  refused: 'Nothing listens at that address. Is the kubeconfig the right one?',
  name: 'The name of the API server is not known here. A private cluster needs its VNet or a VPN.',
  'no-such-name': 'DNS knows no such name. Is the kubeconfig the right one?',
  'name-timeout': 'Your DNS server did not answer.',
  'no-route': 'Your network knows no way there.',
  certificate: 'kubectl does not trust the certificate. Get the kubeconfig again.',
  'broken-off': 'Something answered, and then the connection failed.',
  other: 'I cannot tell why from this line alone.',
};

/** What a failed connection can mean, and what it cannot show. */
export const connections: { readonly [F in ConnectionFault]: readonly string[] } = {
  timeout: [
    'No answer came: a NetworkPolicy, an NSG or a firewall may drop it.',
    'Which of them, this line cannot show.',
  ],
  refused: [
    'Something answered and refused: the port may be wrong, or nothing listens.',
    'A policy mostly drops without an answer.',
  ],
  name: ['The name may be wrong, or DNS was not reached: nslookup tells which.'],
  'no-such-name': ['DNS answered, and knows no such name. Check how it is written.', 'So DNS itself is reached.'],
  'name-timeout': ['The question did not reach a DNS server, or no answer came back.', 'A policy may block port 53.'],
  'no-route': ['The network knows no way there.', 'Which part refuses, this line cannot show.'],
  certificate: ['The connection itself came about.', 'So it is not a matter of the network model.'],
  'broken-off': [
    'Something answered first. A firewall, a proxy or the server may have broken it off.',
    'Which of them, this line cannot show.',
  ],
  other: ['Refused, or no way there: this line cannot tell which.'],
};

const complaints: { readonly [C in PastedComplaint]: readonly string[] } = {
  'subnet-full': ['On a node subnet each node takes an address for each Pod it may run.'],
  'subnet-small': ['Azure found too few addresses for these nodes and their Pods.'],
  'too-many-pods': ['Each node runs only as many Pods as its maximum says. It is no fault of yours.'],
  'no-addresses': ['The range of this node or subnet is used up, or its addresses are not released yet.'],
  'cni-missing': ['The node waits for its CNI. Tell your instructor if it stays so.'],
  sandbox: ['The rest of the message says why: an image, a runtime or the network. Show it to your instructor.'],
  'sandbox-cni': ['The CNI reported an error; the rest of the message names it. Show it to your instructor.'],
  unschedulable: ['The message names what each node lacks. That is not about the network model.'],
};

/** What Azure, the scheduler or the CNI complain of. */
export function showComplaint({ about, figures }: ReadingOf<'complaint'>): readonly string[] {
  const [first, second] = figures;
  if (about === 'subnet-full' && first && second)
    return [`It needs ${first} addresses and has ${second}.`, ...complaints[about]];
  if (about === 'too-many-pods' && first && second)
    return [`${second} of ${first} nodes are full.`, ...complaints[about]];
  return complaints[about];
}

/** What to do where nothing was read. */
export const unread: { readonly [W in UnreadReason]: readonly string[] } = {
  wrapped: ['Widen the window, and paste it as text between two lines of ```.', 'A picture of it I cannot read.'],
  tabs: ['Copy it from the terminal itself: kubectl writes blanks.'],
  broken: ['Paste it whole, or use the table: the command without -o yaml.'],
};
