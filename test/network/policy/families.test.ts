// Each rule of the API and of Cilium by hand, a neighbour beside it that must come out the other way.
import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../src/cluster/refusals.ts';
import type { Reach, Semantics } from '../../../src/model/reach.ts';
import { detect } from '../../../src/network/detect/detect.ts';
import { indexPolicies } from '../../../src/network/policy/policy-index.ts';
import { reach } from '../../../src/network/policy/reach.ts';
import { reachService } from '../../../src/network/policy/service-reach.ts';
import { listOf, nodeNetworkConfig } from '../../support/objects.ts';
import { terrainFrom } from '../../support/terrain.ts';

type Fields = Readonly<Record<string, unknown>>;

const space = (name: string, labels: Fields = {}) => ({
  kind: 'Namespace',
  metadata: { name, labels: { 'kubernetes.io/metadata.name': name, ...labels } },
});
const pod = (
  namespace: string,
  name: string,
  ips: readonly string[],
  more: Fields = {},
  ports: readonly Fields[] = [],
) => ({
  kind: 'Pod',
  metadata: { namespace, name, labels: { app: name, ...(more.labels as Fields) } },
  spec: { nodeName: more.node ?? 'n1', hostNetwork: more.host === true, containers: [{ ports }] },
  status: {
    phase: more.phase ?? 'Running',
    podIP: ips[0],
    podIPs: ips.map((ip) => ({ ip })),
    hostIP: more.node === 'n2' ? '10.0.0.5' : '10.0.0.4',
  },
});
const web = { name: 'web', containerPort: 8080 };
const pods = [
  pod('x', 'a', ['10.244.0.10']),
  pod('x', 'b', ['10.244.0.11'], { labels: { tier: '', role: 'db' } }, [
    web,
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ]),
  pod('y', 'c', ['10.244.1.12'], { node: 'n2' }, [{ ...web, containerPort: 8081 }]),
  pod('y', 'd', ['10.244.1.13', 'fd00::1:13'], { node: 'n2' }),
  pod('y', 'e', ['10.244.1.14', 'fd00::1:14'], { node: 'n2' }),
  pod('y', 'host', ['10.0.0.4'], { host: true, node: 'n1' }),
  pod('y', 'far', ['10.0.0.5'], { host: true, node: 'n2' }),
  pod('y', 'done', ['10.244.0.10'], { phase: 'Succeeded' }),
];
// Of no AKS, which alone answers names on its nodes.
const labels = { 'kubernetes.io/os': 'linux' };
const world = [
  listOf('Namespace', [space('x', { team: 'red' }), space('y', { team: 'blue' }), space('kube-system')]),
  listOf('Node', [
    {
      kind: 'Node',
      metadata: { name: 'n1', labels },
      status: { addresses: [{ type: 'InternalIP', address: '10.0.0.4' }] },
    },
    {
      kind: 'Node',
      metadata: { name: 'n2', labels },
      status: { addresses: [{ type: 'InternalIP', address: '10.0.0.5' }] },
    },
  ]),
  listOf('Pod', pods),
  listOf('Service', [{ kind: 'Service', metadata: { namespace: 'y', name: 'svc' }, spec: { clusterIP: '10.1.0.10' } }]),
];

const netpol = (spec: Fields, namespace = 'x', name = 'p') => ({
  kind: 'NetworkPolicy',
  apiVersion: 'networking.k8s.io/v1',
  metadata: { namespace, name },
  spec: { podSelector: {}, ...spec },
});
const cnp = (spec: Fields, namespace: string | undefined = 'x', name = 'c') => ({
  kind: namespace === undefined ? 'CiliumClusterwideNetworkPolicy' : 'CiliumNetworkPolicy',
  apiVersion: 'cilium.io/v2',
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  spec: { endpointSelector: {}, ...spec },
});
const ccnp = (spec: Fields) => ({ ...cnp(spec), kind: 'CiliumClusterwideNetworkPolicy', metadata: { name: 'cc' } });

type Ask = {
  readonly from?: string;
  readonly to?: string;
  readonly port?: number | string;
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
  readonly semantics?: readonly Semantics[];
  readonly more?: readonly unknown[];
  /** As an account sees it that may not list all Pods, or neither them nor Services. */
  readonly partly?: boolean | 'pods';
};

async function found(policies: readonly Fields[], ask: Ask = {}): Promise<Reach> {
  const {
    from = 'x/a',
    to = 'x/b',
    port = 80,
    protocol = 'TCP',
    semantics = ['plain'],
    more = [],
    partly = false,
  } = ask;
  const byKind = (kind: string) => policies.filter((each) => each.kind === kind);
  const whole = await terrainFrom([
    ...world,
    ...more,
    listOf('NetworkPolicy', byKind('NetworkPolicy')),
    listOf('CiliumNetworkPolicy', byKind('CiliumNetworkPolicy')),
    listOf('CiliumClusterwideNetworkPolicy', byKind('CiliumClusterwideNetworkPolicy')),
  ]);
  const services = refusalOf(whole.services.ask, 403);
  const seen = partly === true ? { ...whole, services } : whole;
  const terrain = partly === false ? seen : { ...seen, hasEveryPod: false };
  const ground = indexPolicies(terrain, detect(terrain.snapshot));
  const query = { from, to, port, protocol } as const;
  const answer = reachService(query, ground, semantics) ?? reach(query, ground, semantics);
  if (!('verdict' in answer)) throw new Error(answer.message);
  return answer;
}

function words(name: string, { query, verdict: is, egress: leaving, ingress: arriving, notes }: Reach): string {
  return [
    `${name}: ${query.from} → ${query.to}, ${query.protocol} ${query.port}: ${is}`,
    `  leaving ${leaving.verdict} [${leaving.policies}]: ${leaving.because}`,
    `  arriving ${arriving.verdict} [${arriving.policies}]: ${arriving.because}`,
    ...notes.filter(({ id }) => id !== 'list-not-whole').map(({ id, message }) => `  ${id}: ${message}`),
    '',
  ].join('\n');
}

const verdict = async (policies: readonly Fields[], ask: Ask = {}) => (await found(policies, ask)).verdict;
const cilium = { semantics: ['cilium'] } as const;

type Row = readonly [string, readonly Fields[], Ask, Reach['verdict']];
const egress = (rules: unknown, more: Fields = {}) => netpol({ policyTypes: ['Egress'], egress: rules, ...more });
const ingress = (rules: unknown, more: Fields = {}) => netpol({ policyTypes: ['Ingress'], ingress: rules, ...more });
const to = (...peers: readonly unknown[]) => [{ to: peers }];
const from = (...peers: readonly unknown[]) => [{ from: peers }];
const ports = (...list: readonly unknown[]) => [{ ports: list }];
const expression = (key: string, operator: string, ...values: readonly string[]) => ({
  matchExpressions: [values.length > 0 ? { key, operator, values } : { key, operator }],
});
const block = (cidr: string, ...except: readonly string[]) => ({
  ipBlock: { cidr, ...(except.length > 0 ? { except } : {}) },
});

describe.each<readonly [string, readonly Row[]]>([
  [
    'policyTypes and their default',
    [
      ['no policy', [], {}, 'allowed'],
      ['no types and no egress: ingress only, so leaving is free', [netpol({})], { to: 'y/c' }, 'allowed'],
      ['no types and no egress: nothing comes in', [netpol({})], { from: 'y/c', to: 'x/a' }, 'denied'],
      [
        'an empty list of types is the default too',
        [netpol({ policyTypes: [] })],
        { from: 'y/c', to: 'x/a' },
        'denied',
      ],
      ['no types but an egress rule: both', [netpol({ egress: to({ podSelector: {} }) })], { to: 'y/c' }, 'denied'],
      ['no types and an empty egress: not egress', [netpol({ egress: [] })], { to: 'y/c' }, 'allowed'],
      ['Egress without rules denies', [netpol({ policyTypes: ['Egress'] })], {}, 'denied'],
      ['Egress with an empty list denies', [egress([])], {}, 'denied'],
      ['an empty rule allows all', [egress([{}])], { to: 'y/c' }, 'allowed'],
      ['a null rule is an empty one', [egress([null])], { to: 'y/c' }, 'allowed'],
      [
        'types without Egress leave an egress section out',
        [netpol({ policyTypes: ['Ingress'], egress: [] })],
        { to: 'y/c' },
        'allowed',
      ],
      ['a policy of another namespace selects nobody here', [netpol({ policyTypes: ['Egress'] }, 'y')], {}, 'allowed'],
      [
        'both ends must allow',
        [egress([{}]), ingress([], { podSelector: { matchLabels: { app: 'b' } } })],
        {},
        'denied',
      ],
      ['policies add up', [egress([]), netpol({ policyTypes: ['Egress'], egress: [{}] }, 'x', 'q')], {}, 'allowed'],
    ],
  ],
  [
    'selectors',
    [
      ['matchLabels', [egress([], { podSelector: { matchLabels: { app: 'a' } } })], {}, 'denied'],
      ['another value', [egress([], { podSelector: { matchLabels: { app: 'z' } } })], {}, 'allowed'],
      ['an empty value is a value', [ingress([], { podSelector: { matchLabels: { tier: '' } } })], {}, 'denied'],
      ['a missing key has no empty value', [egress([], { podSelector: { matchLabels: { tier: '' } } })], {}, 'allowed'],
      ['In', [egress([], { podSelector: expression('app', 'In', 'a', 'z') })], {}, 'denied'],
      ['In with a missing key', [egress([], { podSelector: expression('role', 'In', 'db') })], {}, 'allowed'],
      [
        'NotIn with a missing key holds',
        [egress([], { podSelector: expression('role', 'NotIn', 'db') })],
        {},
        'denied',
      ],
      ['NotIn with that value', [egress([], { podSelector: expression('app', 'NotIn', 'a') })], {}, 'allowed'],
      ['Exists', [egress([], { podSelector: expression('app', 'Exists') })], {}, 'denied'],
      ['Exists with an empty value', [ingress([], { podSelector: expression('tier', 'Exists') })], {}, 'denied'],
      ['Exists with a missing key', [egress([], { podSelector: expression('role', 'Exists') })], {}, 'allowed'],
      ['DoesNotExist', [egress([], { podSelector: expression('role', 'DoesNotExist') })], {}, 'denied'],
      ['DoesNotExist with that key', [egress([], { podSelector: expression('app', 'DoesNotExist') })], {}, 'allowed'],
      [
        'an operator nobody knows is no guess',
        [egress([], { podSelector: expression('app', 'Near', 'a') })],
        {},
        'unknown',
      ],
    ],
  ],
  [
    'peers',
    [
      ['an empty podSelector means the own namespace', [egress(to({ podSelector: {} }))], {}, 'allowed'],
      ['… and no other', [egress(to({ podSelector: {} }))], { to: 'y/c' }, 'denied'],
      [
        'an empty namespaceSelector means every namespace',
        [egress(to({ namespaceSelector: {} }))],
        { to: 'y/c' },
        'allowed',
      ],
      ['… and no address outside', [egress(to({ namespaceSelector: {} }))], { to: '203.0.113.7' }, 'denied'],
      [
        'a namespace by its labels',
        [egress(to({ namespaceSelector: { matchLabels: { team: 'blue' } } }))],
        { to: 'y/c' },
        'allowed',
      ],
      ['… another', [egress(to({ namespaceSelector: { matchLabels: { team: 'blue' } } }))], {}, 'denied'],
      [
        'both selectors: both must hold',
        [
          egress(
            to({ namespaceSelector: { matchLabels: { team: 'blue' } }, podSelector: { matchLabels: { app: 'c' } } }),
          ),
        ],
        { to: 'y/d' },
        'denied',
      ],
      [
        '… and do',
        [
          egress(
            to({ namespaceSelector: { matchLabels: { team: 'blue' } }, podSelector: { matchLabels: { app: 'c' } } }),
          ),
        ],
        { to: 'y/c' },
        'allowed',
      ],
      [
        'two peers: one is enough',
        [
          egress(
            to(
              { namespaceSelector: { matchLabels: { team: 'blue' } } },
              { podSelector: { matchLabels: { app: 'c' } } },
            ),
          ),
        ],
        { to: 'y/d' },
        'allowed',
      ],
      ['an empty list of peers means everyone', [egress([{ to: [] }])], { to: '203.0.113.7' }, 'allowed'],
      ['ingress from the own namespace', [ingress(from({ podSelector: {} }))], {}, 'allowed'],
      ['… not from another', [ingress(from({ podSelector: {} }))], { from: 'y/c', to: 'x/b' }, 'denied'],
    ],
  ],
  [
    'address blocks',
    [
      ['outside', [egress(to(block('203.0.113.0/24')))], { to: '203.0.113.7' }, 'allowed'],
      ['beside it', [egress(to(block('203.0.113.0/24')))], { to: '203.0.114.7' }, 'denied'],
      ['except', [egress(to(block('203.0.113.0/24', '203.0.113.0/28')))], { to: '203.0.113.7' }, 'denied'],
      [
        'beside the exception',
        [egress(to(block('203.0.113.0/24', '203.0.113.0/28')))],
        { to: '203.0.113.17' },
        'allowed',
      ],
      ['a block means Pods too', [egress(to(block('10.244.0.0/16')))], { to: 'y/c' }, 'allowed'],
      ['… by their address', [egress(to(block('10.244.0.0/16')))], { to: '10.244.1.12' }, 'allowed'],
      ['a block of IPv6 is none of IPv4', [egress(to(block('::/0')))], { to: '203.0.113.7' }, 'denied'],
      ['IPv6', [egress(to(block('2001:db8::/32')))], { to: '2001:db8::7' }, 'allowed'],
      ['IPv6 beside it', [egress(to(block('2001:db8::/32')))], { to: '2001:db9::7' }, 'denied'],
      ['text that is no block matches nothing', [egress(to(block('somewhere')))], { to: '203.0.113.7' }, 'denied'],
      [
        'ingress by the source’s address',
        [ingress(from(block('10.244.1.12/32')))],
        { from: 'y/c', to: 'x/b' },
        'allowed',
      ],
      ['ingress from outside', [ingress(from(block('203.0.113.0/24')))], { from: '203.0.113.7', to: 'x/b' }, 'allowed'],
      ['… from elsewhere', [ingress(from(block('203.0.113.0/24')))], { from: '198.51.100.1', to: 'x/b' }, 'denied'],
      [
        'two stacks, one block: it depends',
        [netpol({ policyTypes: ['Egress'], egress: to(block('10.244.0.0/16')) }, 'y')],
        { from: 'y/d', to: 'y/e' },
        'unknown',
      ],
      [
        'two stacks, the address says which',
        [netpol({ policyTypes: ['Egress'], egress: to(block('10.244.0.0/16')) }, 'y')],
        { from: 'y/d', to: '10.244.1.14' },
        'allowed',
      ],
      [
        'two stacks, two blocks',
        [netpol({ policyTypes: ['Egress'], egress: to(block('10.244.0.0/16'), block('fd00::/16')) }, 'y')],
        { from: 'y/d', to: 'y/e' },
        'allowed',
      ],
    ],
  ],
  [
    'ports',
    [
      ['a number', [egress(ports({ port: 80 }))], {}, 'allowed'],
      ['another number', [egress(ports({ port: 81 }))], {}, 'denied'],
      ['TCP unless said', [egress(ports({ port: 80 }))], { protocol: 'UDP' }, 'denied'],
      ['UDP', [egress(ports({ port: 80, protocol: 'UDP' }))], { protocol: 'UDP' }, 'allowed'],
      ['SCTP', [egress(ports({ protocol: 'SCTP' }))], { protocol: 'SCTP' }, 'allowed'],
      ['a protocol without a port means all of it', [egress(ports({ protocol: 'TCP' }))], {}, 'allowed'],
      ['… and none of another', [egress(ports({ protocol: 'TCP' }))], { protocol: 'SCTP' }, 'denied'],
      ['endPort', [egress(ports({ port: 70, endPort: 90 }))], {}, 'allowed'],
      ['the first of a range', [egress(ports({ port: 80, endPort: 90 }))], {}, 'allowed'],
      ['the last of a range', [egress(ports({ port: 70, endPort: 80 }))], {}, 'allowed'],
      ['beyond a range', [egress(ports({ port: 70, endPort: 79 }))], {}, 'denied'],
      ['before a range', [egress(ports({ port: 81, endPort: 90 }))], {}, 'denied'],
      ['a name on the destination', [egress(ports({ port: 'web' }))], { port: 8080 }, 'allowed'],
      [
        'the name on another Pod is another number',
        [egress(ports({ port: 'web' }))],
        { port: 8080, to: 'y/c' },
        'denied',
      ],
      ['… its own', [egress(ports({ port: 'web' }))], { port: 8081, to: 'y/c' }, 'allowed'],
      ['a name of another protocol', [egress(ports({ port: 'dns' }))], { port: 53 }, 'denied'],
      [
        'a name with its protocol',
        [egress(ports({ port: 'dns', protocol: 'UDP' }))],
        { port: 53, protocol: 'UDP' },
        'allowed',
      ],
      ['a name on an address outside', [egress(ports({ port: 'web' }))], { port: 8080, to: '203.0.113.7' }, 'denied'],
      ['a name at ingress is the own Pod’s', [ingress(ports({ port: 'web' }))], { port: 8080 }, 'allowed'],
      ['asked by name', [egress(ports({ port: 8080 }))], { port: 'web' }, 'allowed'],
      ['an empty list of ports means every port', [egress([{ ports: [] }])], {}, 'allowed'],
      [
        'peer and port of one rule',
        [egress([{ to: [{ podSelector: {} }], ports: [{ port: 81 }] }, { to: [block('203.0.113.0/24')] }])],
        {},
        'denied',
      ],
    ],
  ],
  [
    'self, hosts and nodes',
    [
      ['a Pod reaches itself', [egress([]), ingress([])], { to: 'x/a' }, 'allowed'],
      ['… by its address', [egress([]), ingress([])], { to: '10.244.0.10' }, 'allowed'],
      [
        'a finished Pod does not hold the address',
        [egress(to({ podSelector: {} }))],
        { from: 'x/b', to: '10.244.0.10' },
        'allowed',
      ],
      ['a host-network Pod seen either way', [], { to: 'y/far' }, 'allowed'],
      ['… and where the two differ', [egress(to({ namespaceSelector: {} }))], { to: 'y/far' }, 'unknown'],
      ['… and where a block opens both', [egress(to(block('10.0.0.0/24')))], { to: 'y/far' }, 'allowed'],
      ['from a host-network Pod', [ingress([])], { from: 'y/far', to: 'x/b' }, 'denied'],
      ['the own node where no rule opens it', [egress([])], { to: '10.0.0.4' }, 'unknown'],
      ['another node', [egress([])], { to: '10.0.0.5' }, 'denied'],
      ['another node by block', [egress(to(block('10.0.0.5/32')))], { to: '10.0.0.5' }, 'allowed'],
      ['from the own node', [ingress([])], { from: '10.0.0.4', to: 'x/b' }, 'unknown'],
      ['from another node', [ingress([])], { from: '10.0.0.5', to: 'x/b' }, 'denied'],
      ['the address of a Service', [], { to: '10.1.0.10' }, 'unknown'],
    ],
  ],
  [
    'Cilium reads NetworkPolicies',
    [
      ['a block never means a Pod', [egress(to(block('0.0.0.0/0')))], { ...cilium, to: 'y/c' }, 'denied'],
      ['… nor a node', [egress(to(block('0.0.0.0/0')))], { ...cilium, to: '10.0.0.5' }, 'denied'],
      [
        '… but an address that nobody has',
        [egress(to(block('10.244.0.0/16')))],
        { ...cilium, to: '10.244.7.7' },
        'allowed',
      ],
      ['Pods by selector', [egress(to({ namespaceSelector: {} }))], { ...cilium, to: 'y/c' }, 'allowed'],
      [
        '… not those of the host’s network',
        [egress(to({ namespaceSelector: {} }))],
        { ...cilium, to: 'y/far' },
        'denied',
      ],
      ['a rule without peers means nodes too', [egress(ports({ port: 80 }))], { ...cilium, to: '10.0.0.5' }, 'allowed'],
      ['the own node needs a rule', [egress([])], { ...cilium, to: '10.0.0.4' }, 'denied'],
      ['the own node comes in', [ingress([])], { ...cilium, from: '10.0.0.4', to: 'x/b' }, 'allowed'],
      ['another node does not', [ingress([])], { ...cilium, from: '10.0.0.5', to: 'x/b' }, 'denied'],
      [
        'no policy selects a host-network Pod',
        [netpol({ policyTypes: ['Egress'] }, 'y')],
        { ...cilium, from: 'y/host', to: 'x/a' },
        'allowed',
      ],
      [
        'a section that policyTypes leaves out counts',
        [netpol({ policyTypes: ['Ingress'], ingress: [{}], egress: to({ podSelector: {} }) })],
        { ...cilium, to: 'y/c' },
        'denied',
      ],
      [
        '… not for plain semantics',
        [netpol({ policyTypes: ['Ingress'], ingress: [{}], egress: to({ podSelector: {} }) })],
        { to: 'y/c' },
        'allowed',
      ],
      ['a name with several numbers', [egress(ports({ port: 'web' }))], { ...cilium, port: 8080 }, 'unknown'],
      [
        'a name with one number',
        [egress(ports({ port: 'dns', protocol: 'UDP' }))],
        { ...cilium, port: 53, protocol: 'UDP' },
        'allowed',
      ],
      ['a name at ingress', [ingress(ports({ port: 'web' }))], { ...cilium, port: 8080 }, 'allowed'],
      ['SCTP by port', [egress(ports({ protocol: 'SCTP', port: 80 }))], { ...cilium, protocol: 'SCTP' }, 'unknown'],
      ['SCTP that no rule opens', [egress(ports({ port: 80 }))], { ...cilium, protocol: 'SCTP' }, 'denied'],
      ['SCTP by a rule for everything', [egress([{}])], { ...cilium, protocol: 'SCTP' }, 'allowed'],
    ],
  ],
  [
    'CiliumNetworkPolicies',
    [
      ['plain semantics leave them out', [cnp({ egress: [{}] })], {}, 'allowed'],
      ['an empty rule shuts', [cnp({ egress: [{}] })], cilium, 'denied'],
      ['an empty list does not', [cnp({ egress: [] })], cilium, 'allowed'],
      [
        'ports alone mean everyone',
        [cnp({ egress: [{ toPorts: [{ ports: [{ port: '80' }] }] }] })],
        { ...cilium, to: '203.0.113.7' },
        'allowed',
      ],
      ['… with that port', [cnp({ egress: [{ toPorts: [{ ports: [{ port: '81' }] }] }] })], cilium, 'denied'],
      [
        'no protocol means any',
        [cnp({ egress: [{ toPorts: [{ ports: [{ port: '80' }] }] }] })],
        { ...cilium, protocol: 'UDP' },
        'allowed',
      ],
      [
        'a protocol means it',
        [cnp({ egress: [{ toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }] }] }] })],
        { ...cilium, protocol: 'UDP' },
        'denied',
      ],
      [
        'port 0 is every port',
        [cnp({ egress: [{ toPorts: [{ ports: [{ port: '0', protocol: 'TCP' }] }] }] })],
        cilium,
        'allowed',
      ],
      ['toPorts without ports is every port', [cnp({ egress: [{ toPorts: [{}] }] })], cilium, 'allowed'],
      ['an empty selector means the own namespace', [cnp({ egress: [{ toEndpoints: [{}] }] })], cilium, 'allowed'],
      ['… and no other', [cnp({ egress: [{ toEndpoints: [{}] }] })], { ...cilium, to: 'y/c' }, 'denied'],
      [
        'a clusterwide one means every namespace',
        [ccnp({ egress: [{ toEndpoints: [{}] }] })],
        { ...cilium, to: 'y/c' },
        'allowed',
      ],
      ['a clusterwide one selects everywhere', [ccnp({ ingress: [{}] })], { ...cilium, to: 'y/c' }, 'denied'],
      [
        'a namespace by name',
        [cnp({ egress: [{ toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'y' } }] }] })],
        { ...cilium, to: 'y/c' },
        'allowed',
      ],
      [
        '… another',
        [cnp({ egress: [{ toEndpoints: [{ matchLabels: { 'io.kubernetes.pod.namespace': 'y' } }] }] })],
        cilium,
        'denied',
      ],
      [
        'a namespace by label',
        [cnp({ egress: [{ toEndpoints: [{ matchLabels: { 'k8s:io.cilium.k8s.namespace.labels.team': 'blue' } }] }] })],
        { ...cilium, to: 'y/c' },
        'allowed',
      ],
      [
        '… another label',
        [cnp({ egress: [{ toEndpoints: [{ matchLabels: { 'io.cilium.k8s.namespace.labels.team': 'red' } }] }] })],
        { ...cilium, to: 'y/c' },
        'denied',
      ],
      [
        'a key with its source',
        [cnp({ egress: [{ toEndpoints: [{ matchLabels: { 'any:app': 'b' } }] }] })],
        cilium,
        'allowed',
      ],
      [
        'the service account is not read',
        [cnp({ egress: [{ toEndpoints: [{ matchLabels: { 'io.cilium.k8s.policy.serviceaccount': 'z' } }] }] })],
        cilium,
        'unknown',
      ],
      [
        'a reserved label is an entity',
        [cnp({ egress: [{ toEndpoints: [{ matchLabels: { 'reserved:host': '' } }] }] })],
        { ...cilium, to: '10.0.0.4' },
        'allowed',
      ],
      ['world', [cnp({ egress: [{ toEntities: ['world'] }] })], { ...cilium, to: '203.0.113.7' }, 'allowed'],
      ['world is no Pod', [cnp({ egress: [{ toEntities: ['world'] }] })], cilium, 'denied'],
      ['world-ipv4', [cnp({ egress: [{ toEntities: ['world-ipv4'] }] })], { ...cilium, to: '203.0.113.7' }, 'allowed'],
      ['world-ipv6', [cnp({ egress: [{ toEntities: ['world-ipv6'] }] })], { ...cilium, to: '203.0.113.7' }, 'denied'],
      ['cluster', [cnp({ egress: [{ toEntities: ['cluster'] }] })], { ...cilium, to: 'y/c' }, 'allowed'],
      [
        'cluster is nothing outside',
        [cnp({ egress: [{ toEntities: ['cluster'] }] })],
        { ...cilium, to: '203.0.113.7' },
        'denied',
      ],
      ['host', [cnp({ egress: [{ toEntities: ['host'] }] })], { ...cilium, to: '10.0.0.4' }, 'allowed'],
      ['host is the own one', [cnp({ egress: [{ toEntities: ['host'] }] })], { ...cilium, to: '10.0.0.5' }, 'denied'],
      ['remote-node', [cnp({ egress: [{ toEntities: ['remote-node'] }] })], { ...cilium, to: '10.0.0.5' }, 'allowed'],
      [
        'remote-node is not the own one',
        [cnp({ egress: [{ toEntities: ['remote-node'] }] })],
        { ...cilium, to: '10.0.0.4' },
        'denied',
      ],
      ['all', [cnp({ egress: [{ toEntities: ['all'] }] })], { ...cilium, to: '10.0.0.5' }, 'allowed'],
      ['none', [cnp({ egress: [{ toEntities: ['none'] }] })], cilium, 'denied'],
      [
        'kube-apiserver may be an address outside',
        [cnp({ egress: [{ toEntities: ['kube-apiserver'] }] })],
        { ...cilium, to: '203.0.113.7' },
        'unknown',
      ],
      ['kube-apiserver is no Pod', [cnp({ egress: [{ toEntities: ['kube-apiserver'] }] })], cilium, 'denied'],
      [
        'ingress and unmanaged are no addresses outside',
        [cnp({ egress: [{ toEntities: ['ingress', 'unmanaged', 'init', 'health'] }] })],
        { ...cilium, to: '203.0.113.7' },
        'denied',
      ],
      ['an entity nobody knows', [cnp({ egress: [{ toEntities: ['moon'] }] })], cilium, 'unknown'],
      ['toCIDR', [cnp({ egress: [{ toCIDR: ['203.0.113.0/24'] }] })], { ...cilium, to: '203.0.113.7' }, 'allowed'],
      ['toCIDR means no Pod', [cnp({ egress: [{ toCIDR: ['0.0.0.0/0'] }] })], cilium, 'denied'],
      [
        'toCIDRSet except',
        [cnp({ egress: [{ toCIDRSet: [{ cidr: '203.0.113.0/24', except: ['203.0.113.0/28'] }] }] })],
        { ...cilium, to: '203.0.113.7' },
        'denied',
      ],
      [
        'toCIDRSet',
        [cnp({ egress: [{ toCIDRSet: [{ cidr: '203.0.113.0/24' }] }] })],
        { ...cilium, to: '203.0.113.7' },
        'allowed',
      ],
      [
        'a CIDR group is not judged',
        [cnp({ egress: [{ toCIDRSet: [{ cidrGroupRef: 'g' }] }] })],
        { ...cilium, to: '203.0.113.7' },
        'unknown',
      ],
      [
        'toFQDNs may mean it',
        [cnp({ egress: [{ toFQDNs: [{ matchName: 'example.org' }] }] })],
        { ...cilium, to: '203.0.113.7' },
        'unknown',
      ],
      ['toFQDNs means no Pod', [cnp({ egress: [{ toFQDNs: [{ matchName: 'example.org' }] }] })], cilium, 'denied'],
      [
        'toServices is not judged',
        [cnp({ egress: [{ toServices: [{ k8sService: { serviceName: 's' } }] }] })],
        cilium,
        'unknown',
      ],
      ['toRequires is not judged', [cnp({ egress: [{ toEndpoints: [{}], toRequires: [{}] }] })], cilium, 'unknown'],
      [
        'an empty list of peers is read differently',
        [cnp({ egress: [{ toEndpoints: [], toPorts: [{ ports: [{ port: '80' }] }] }] })],
        cilium,
        'unknown',
      ],
      ['ICMP opens no port', [cnp({ egress: [{ icmps: [{ fields: [{ type: 8 }] }] }] })], cilium, 'denied'],
      [
        'a denial outweighs',
        [cnp({ egress: [{ toEndpoints: [{}] }], egressDeny: [{ toEndpoints: [{ matchLabels: { app: 'b' } }] }] })],
        cilium,
        'denied',
      ],
      [
        '… what it does not mean passes',
        [cnp({ egress: [{ toEndpoints: [{}] }], egressDeny: [{ toEndpoints: [{ matchLabels: { app: 'z' } }] }] })],
        cilium,
        'allowed',
      ],
      [
        'a denial outweighs a NetworkPolicy',
        [egress([{}]), cnp({ egressDeny: [{ toEntities: ['all'] }] })],
        cilium,
        'denied',
      ],
      [
        'a denial of another port',
        [
          cnp({
            egress: [{ toEntities: ['all'] }],
            egressDeny: [{ toEntities: ['all'], toPorts: [{ ports: [{ port: '81' }] }] }],
          }),
        ],
        cilium,
        'allowed',
      ],
      [
        'no default deny',
        [cnp({ egress: [{ toEntities: ['world'] }], enableDefaultDeny: { egress: false } })],
        cilium,
        'allowed',
      ],
      [
        'no default deny, and a denial',
        [cnp({ egressDeny: [{ toEntities: ['cluster'] }], enableDefaultDeny: { egress: false } })],
        cilium,
        'denied',
      ],
      [
        'default deny without one rule is not documented',
        [cnp({ enableDefaultDeny: { egress: true } })],
        cilium,
        'unknown',
      ],
      ['a policy for nodes', [{ ...cnp({}), spec: { nodeSelector: {}, egress: [{}] } }], cilium, 'allowed'],
      [
        'several specs',
        [
          {
            ...cnp({}),
            spec: undefined,
            specs: [
              { endpointSelector: {}, egress: [{}] },
              { endpointSelector: {}, egress: [{ toEndpoints: [{}] }] },
            ],
          },
        ],
        cilium,
        'allowed',
      ],
      [
        'a NetworkPolicy and a Cilium one add up',
        [egress([]), cnp({ egress: [{ toEndpoints: [{}] }] })],
        cilium,
        'allowed',
      ],
      ['ingress', [cnp({ ingress: [{ fromEndpoints: [{ matchLabels: { app: 'a' } }] }] })], cilium, 'allowed'],
      [
        'ingress from another',
        [cnp({ ingress: [{ fromEndpoints: [{ matchLabels: { app: 'z' } }] }] })],
        cilium,
        'denied',
      ],
      [
        'ingressDeny',
        [cnp({ ingress: [{ fromEntities: ['all'] }], ingressDeny: [{ fromEndpoints: [{}] }] })],
        cilium,
        'denied',
      ],
      [
        'fromCIDR',
        [cnp({ ingress: [{ fromCIDR: ['203.0.113.0/24'] }] })],
        { ...cilium, from: '203.0.113.7', to: 'x/b' },
        'allowed',
      ],
    ],
  ],
])('%s', (family, rows) => {
  test.each(rows)('%s', async (__, policies, ask, expected) => {
    expect(await verdict(policies, ask)).toBe(expected);
  });

  // For a person to read: `vitest -u` writes, a reviewer decides.
  test('in these words', async () => {
    const said = await Promise.all(rows.map(async ([name, policies, ask]) => words(name, await found(policies, ask))));
    const file = `../../cases/reach/${family.toLowerCase().replaceAll(/[^a-z]+/gu, '-')}.said.txt`;
    await expect(said.join('\n')).toMatchFileSnapshot(file);
  });
});

describe('what is not known', () => {
  const both = { semantics: ['plain', 'cilium'] } as const;

  test('two ways of reading must agree', async () => {
    const open = egress(to(block('0.0.0.0/0')));
    const differ = await found([open], { ...both, to: 'y/c' });
    expect([differ.verdict, differ.egress.verdict, differ.notes.map(({ id }) => id)]).toEqual([
      'unknown',
      'unknown',
      ['dns-unseen', 'semantics-differ', 'list-not-whole'],
    ]);
    expect(await verdict([open], { ...both, to: '203.0.113.7' })).toBe('allowed');
  });

  test('Calico’s own policies: unknown where one selects the Pod', async () => {
    const calico = (selector: string) => [
      listOf('DaemonSet', [
        {
          kind: 'DaemonSet',
          metadata: { name: 'calico-node', namespace: 'kube-system' },
          status: { desiredNumberScheduled: 2, numberReady: 2 },
        },
      ]),
      {
        kind: 'NetworkPolicyList',
        apiVersion: 'crd.projectcalico.org/v1',
        items: [{ metadata: { namespace: 'x', name: 'cal' }, spec: { selector } }],
      },
    ];
    const hit = await found([], { more: calico("app == 'a'") });
    expect([hit.verdict, hit.notes.map(({ id }) => id)]).toEqual(['unknown', ['dns-unseen', 'calico-policies']]);
    expect(hit.egress.because).toContain('NetworkPolicy.projectcalico.org/x/cal selects it');
    expect(await verdict([], { more: calico("app == 'z'") })).toBe('allowed');
    expect(await verdict([], { more: calico("app == 'a'"), semantics: ['cilium'] })).toBe('allowed');
  });

  test('an inner address may be a Pod that could not be seen, one outside is nobody’s', async () => {
    const partly = { partly: true, to: '10.244.9.9' };
    const inner = await found([], partly);
    expect([inner.verdict, inner.egress.verdict, inner.ingress.verdict]).toEqual(['unknown', 'allowed', 'unknown']);
    expect(inner.ingress.because).toContain(
      'whether 10.244.9.9 is a Pod’s, with policies of its own, could not be seen',
    );
    expect(inner.notes.map(({ id }) => id)).toContain('maybe-service');
    expect(await verdict([], { to: '10.244.9.9' })).toBe('allowed');
    expect(await verdict([], { ...partly, to: '203.0.113.7' })).toBe('allowed');
    expect(await verdict([egress([])], partly)).toBe('denied');
    // A selector may mean it, and under Cilium a block may not.
    const seen = { ...partly, partly: 'pods' } as const;
    expect((await found([egress(to({ namespaceSelector: {} }))], seen)).egress.verdict).toBe('unknown');
    expect((await found([egress(to(block('10.0.0.0/8')))], seen)).egress.verdict).toBe('allowed');
    expect((await found([egress(to(block('10.0.0.0/8')))], { ...seen, ...cilium })).egress.verdict).toBe('unknown');
    // Behind a Service that could not be seen, another address answers.
    expect((await found([egress(to(block('10.0.0.0/8')))], partly)).egress.verdict).toBe('unknown');
    expect((await found([], { ...partly, from: '10.244.9.9', to: 'x/b' })).verdict).toBe('unknown');
  });

  test('an address outside of every Pod range is no Pod, whoever may be listed, but may be a Service', async () => {
    const more = [listOf('NodeNetworkConfig', [nodeNetworkConfig('n1', '10.244.0.0/24', '10.244.0.0/16')])];
    const around = await found([], { partly: true, more, to: '10.20.0.5' });
    expect([around.verdict, around.notes.map(({ id }) => id)]).toEqual(['unknown', ['maybe-service']]);
    expect(await verdict([], { partly: true, more, to: '10.244.9.9' })).toBe('unknown');
  });

  test('a Pod or a port that is not there is said so', async () => {
    await expect(found([], { to: 'x/nobody' })).rejects.toThrow('there is no Pod x/nobody');
    await expect(found([], { to: 'nobody' })).rejects.toThrow('neither NAMESPACE/POD nor an address');
    await expect(found([], { port: 'http' })).rejects.toThrow('x/b has no TCP port named http');
    await expect(found([], { to: '203.0.113.7', port: 'web' })).rejects.toThrow('is no Pod');
  });

  test('two Pods at one address must agree, and one that goes gives way', async () => {
    const twin = { ...pod('x', 'twin', ['10.244.0.11'], { labels: { role: 'other' } }) };
    const only = [egress(to({ podSelector: { matchLabels: { role: 'db' } } }))];
    const asking = (more: Fields) => ({ to: '10.244.0.11', more: [listOf('Pod', [...pods, { ...twin, ...more }])] });
    const both = await found(only, asking({}));
    expect([both.verdict, both.notes.map(({ id }) => id)]).toEqual(['unknown', ['address-twice', 'dns-unseen']]);
    const leaving = { metadata: { ...twin.metadata, deletionTimestamp: '2026-11-24T00:00:00Z' } };
    expect(await verdict(only, asking(leaving))).toBe('allowed');
    expect(await verdict(only, { ...asking({}), to: 'x/twin' })).toBe('denied');
    expect(await verdict([], asking({}))).toBe('allowed');
  });

  test('a Pod that does not run', async () => {
    const notes = (await found([], { from: 'y/done' })).notes.map(({ id }) => id);
    expect(notes).toContain('not-running');
    expect((await found([])).notes.map(({ id }) => id)).not.toContain('not-running');
  });

  test('L7 conditions and ranges are named under Cilium', async () => {
    const l7 = cnp({ egress: [{ toEndpoints: [{}], toPorts: [{ ports: [{ port: '80' }], rules: { http: [{}] } }] }] });
    expect((await found([l7], cilium)).notes.map(({ id }) => id)).toContain('l7-not-judged');
    expect((await found([l7], { ...cilium, port: 81 })).notes.map(({ id }) => id)).not.toContain('l7-not-judged');
    const ranged = egress(ports({ port: 70, endPort: 90 }));
    expect((await found([ranged], cilium)).notes.map(({ id }) => id)).toContain('end-port');
    expect((await found([ranged], { ...cilium, port: 70 })).notes.map(({ id }) => id)).not.toContain('end-port');
  });
});

describe('names resolve, or do not', () => {
  const dns = listOf('Pod', [
    ...pods,
    {
      ...pod('kube-system', 'coredns', ['10.244.1.53']),
      metadata: { namespace: 'kube-system', name: 'coredns', labels: { 'k8s-app': 'kube-dns' } },
    },
  ]);
  const more = [dns];
  const to443 = { to: '203.0.113.7', port: 443, more };
  const ids = async (policies: readonly Fields[], ask: Ask) => (await found(policies, ask)).notes.map(({ id }) => id);

  test('443 is allowed, port 53 is not', async () => {
    const only = egress([{ to: [block('203.0.113.0/24')], ports: [{ port: 443 }] }]);
    const answer = await found([only], to443);
    expect([answer.verdict, answer.notes.map(({ id }) => id)]).toEqual(['allowed', ['dns-blocked']]);
  });

  test('port 53 is allowed besides', async () => {
    const both = egress([
      { to: [block('203.0.113.0/24')] },
      { to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: 'UDP' }] },
    ]);
    const answer = await found([both], to443);
    expect([answer.verdict, answer.notes]).toEqual(['allowed', []]);
  });

  test('a block for everything is enough for plain semantics, and not for Cilium', async () => {
    const all = egress(to(block('0.0.0.0/0')));
    expect(await ids([all], to443)).toEqual([]);
    expect(await ids([all], { ...to443, ...cilium })).toEqual(['dns-blocked']);
  });

  test('no remark where nothing restricts, nor about the question for port 53 itself', async () => {
    expect(await ids([], to443)).toEqual([]);
    expect(await ids([egress([])], { to: 'kube-system/coredns', port: 53, protocol: 'UDP', more })).toEqual([
      'list-not-whole',
    ]);
  });
});
