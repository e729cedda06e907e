import { describe, expect, test } from 'vitest';
import { assess } from '../../src/checks/assess.ts';
import type { FindingCode } from '../../src/model/finding.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import * as clusters from '../support/clusters.ts';
import {
  aksLabels,
  azureCilium,
  configMap,
  daemonSet,
  listOf,
  networkPolicy,
  node,
  pod,
  snapshotOf,
} from '../support/objects.ts';

type Documents = readonly Readonly<Record<string, unknown>>[];

function findingOf(snapshot: Snapshot, code: FindingCode) {
  const found = assess(snapshot).findings.find(({ id }) => id === code);
  if (!found) throw new Error(code);
  return found;
}

const judged = async (documents: Documents, code: FindingCode) => findingOf(await snapshotOf(documents), code);

/** A cluster with one list replaced. */
function replaced(documents: Documents, kind: string, items: readonly Readonly<Record<string, unknown>>[]): Documents {
  return documents.map((each) => (each.kind === `${kind}List` ? listOf(kind, items) : each));
}

function itemsOf(documents: Documents, kind: string): readonly Readonly<Record<string, unknown>>[] {
  const list = documents.find((each) => each.kind === `${kind}List`);
  return Array.isArray(list?.items) ? list.items : [];
}

describe('pods-outside-node-range: a hit and its healthy neighbour', () => {
  const own = (...pods: Documents) =>
    replaced(clusters.overlayCilium, 'Pod', [pod('kube-system', 'x', 'n0', '', ''), ...pods]);

  test('a hostNetwork Pod beside an ordinary one is left out', async () => {
    const pods = [
      pod('student-07', 'host', 'n1', '172.20.0.5', '172.20.0.5', { hostNetwork: true }),
      pod('student-07', 'web', 'n1', '192.168.1.17', '172.20.0.5'),
    ];
    const found = await judged(own(...pods), 'pods-outside-node-range');
    expect([found.status, found.counted.pods, found.excluded[0]?.why]).toEqual([
      'pass',
      1,
      'hostNetwork (uses the node’s address)',
    ]);
  });

  test.each([
    ['hostNetwork', pod('student-07', 'a', 'n1', '172.20.0.5', '172.20.0.5', { hostNetwork: true })],
    ['a node’s address without saying hostNetwork', pod('student-07', 'a', 'n1', '172.20.0.5', '172.20.0.5')],
    ['Pending', pod('student-07', 'a', 'n1', '', '', { phase: 'Pending' })],
    ['Completed', pod('student-07', 'a', 'n1', '192.168.1.9', '172.20.0.5', { phase: 'Succeeded' })],
    ['being deleted', pod('student-07', 'a', 'n1', '192.168.1.9', '172.20.0.5', { deleting: true })],
  ])('only %s: nothing to judge, one left out', async (_, only) => {
    const found = await judged(own(only), 'pods-outside-node-range');
    expect([found.status, found.owner, found.excluded[0]?.count]).toEqual(['not-measurable', 'you', 1]);
  });

  test('without any range that could be read, addresses that look different prove nothing', async () => {
    const documents = [
      listOf('Node', [node('n0', '172.20.0.4'), node('n1', '172.20.0.5')]),
      listOf('Pod', [
        pod('student-07', 'web', 'n1', '192.168.1.17', '172.20.0.5'),
        pod('kube-system', 'x', 'n0', '', ''),
      ]),
    ];
    const found = await judged(documents, 'pods-outside-node-range');
    expect([found.status, found.owner]).toEqual(['not-measurable', 'instructor']);
    expect(found.observed).toContain('no readable source names the Pod range');
  });

  test('without any range, an address between two nodes of one pool is inside, whatever the mask', async () => {
    const documents = [
      listOf('Node', [node('n0', '172.20.0.4'), node('n1', '172.20.0.62')]),
      listOf('Pod', [
        pod('student-07', 'web', 'n1', '172.20.0.33', '172.20.0.62'),
        pod('kube-system', 'x', 'n0', '', ''),
      ]),
    ];
    expect((await judged(documents, 'pods-outside-node-range')).status).toBe('differs');
  });

  test('a namespace that does not exist is said to be so', async () => {
    const snapshot = await snapshotOf(
      [
        ...clusters.emptyNamespace,
        { kind: 'Status', code: 404, message: 'x', details: { name: 'student-99', kind: 'namespaces' } },
      ],
      'student-99',
    );
    const found = findingOf(snapshot, 'pods-outside-node-range');
    expect([found.status, found.owner]).toEqual(['not-measurable', 'instructor']);
    expect(found.observed).toContain('There is no namespace student-99');
  });
});

describe('cilium-agents', () => {
  const withoutAgentOn = (name: string) =>
    replaced(
      clusters.overlayCilium,
      'Pod',
      itemsOf(clusters.overlayCilium, 'Pod').filter((each) => !JSON.stringify(each).includes(`"cilium-${name}"`)),
    );

  test('a Ready node without an agent is broken, and not the student’s', async () => {
    const found = await judged(withoutAgentOn('2'), 'cilium-agents');
    expect([found.status, found.owner]).toEqual(['fail', 'lab']);
    expect(found.observed).toContain('n2');
  });

  test('an agent that is not ready is broken', async () => {
    const pods = itemsOf(withoutAgentOn('2'), 'Pod');
    const late = pod('kube-system', 'cilium-2', 'n2', '172.20.0.6', '172.20.0.6', {
      labels: { 'k8s-app': 'cilium' },
      ready: false,
      hostNetwork: true,
    });
    expect((await judged(replaced(clusters.overlayCilium, 'Pod', [...pods, late]), 'cilium-agents')).status).toBe(
      'fail',
    );
  });

  test.each([
    ['a node that is not Ready', node('n2', '172.20.0.6', { ready: false })],
    ['a Windows node', node('n2', '172.20.0.6', { labels: { ...aksLabels, 'kubernetes.io/os': 'windows' } })],
    ['a virtual node', node('n2', '172.20.0.6', { labels: { type: 'virtual-kubelet' } })],
  ])('%s needs none', async (_, third) => {
    const nodes = itemsOf(clusters.overlayCilium, 'Node').slice(0, 2);
    const found = await judged(replaced(withoutAgentOn('2'), 'Node', [...nodes, third]), 'cilium-agents');
    expect([found.status, found.excluded[0]?.count]).toEqual(['pass', 1]);
  });
});

describe('cilium-agents on lists that may not be whole', () => {
  const others = clusters.overlayCilium.filter(({ kind }) => kind !== 'PodList');
  const agents = itemsOf(clusters.overlayCilium, 'Pod').filter((each) => JSON.stringify(each).includes('"cilium-'));
  const filtered = (...items: Documents) => [...others, { kind: 'List', items }];

  test('all agents in a filtered list: they are there', async () => {
    expect((await judged(filtered(...agents), 'cilium-agents')).status).toBe('pass');
  });

  test('one missing in a filtered list: not proven to be missing', async () => {
    const found = await judged(filtered(...agents.slice(0, 2)), 'cilium-agents');
    expect([found.status, found.owner]).toEqual(['not-measurable', 'lab']);
  });

  test('one not ready in a filtered list: seen, so it is broken', async () => {
    const late = pod('kube-system', 'cilium-2', 'n2', '', '', { labels: { 'k8s-app': 'cilium' }, ready: false });
    expect((await judged(filtered(...agents.slice(0, 2), late), 'cilium-agents')).status).toBe('fail');
  });

  test('agents that came without their conditions: nobody knows', async () => {
    const bare = agents.map((each) => ({ ...each, status: { phase: 'Running' } }));
    expect(
      (await judged([...others, listOf('Pod', [...bare, pod('student-07', 'x', 'n1', '', '')])], 'cilium-agents'))
        .status,
    ).toBe('not-measurable');
  });

  test('nodes that came without their conditions: nobody knows', async () => {
    const bare = itemsOf(clusters.overlayCilium, 'Node').map((each) => ({ ...each, status: {} }));
    const found = await judged(replaced(clusters.overlayCilium, 'Node', bare), 'cilium-agents');
    expect([found.status, found.observed]).toEqual(['not-measurable', expect.stringContaining('known to be Ready')]);
  });
});

describe('kube-proxy-absent', () => {
  test('a DaemonSet that came without its status is not DESIRED 0', async () => {
    const sets = itemsOf(clusters.overlayCilium, 'DaemonSet');
    const bare = { kind: 'DaemonSet', metadata: { name: 'kube-proxy', namespace: 'kube-system' } };
    expect(
      (await judged(replaced(clusters.overlayCilium, 'DaemonSet', [...sets, bare]), 'kube-proxy-absent')).status,
    ).toBe('not-measurable');
  });

  test.each([
    ['DESIRED 0', daemonSet('kube-proxy', 0), 'pass'],
    ['DESIRED 3 beside Azure’s Cilium', daemonSet('kube-proxy', 3), 'differs'],
    ['a name that only looks like it', daemonSet('kube-proxy-metrics', 3), 'pass'],
  ])('%s', async (_, set, status) => {
    const sets = itemsOf(clusters.overlayCilium, 'DaemonSet');
    expect(
      (await judged(replaced(clusters.overlayCilium, 'DaemonSet', [...sets, set]), 'kube-proxy-absent')).status,
    ).toBe(status);
  });

  test('a filtered List of Cilium alone proves no absence', async () => {
    const others = clusters.overlayCilium.filter(({ kind }) => kind !== 'DaemonSetList' && kind !== 'PodList');
    const filtered = {
      kind: 'List',
      items: [daemonSet('cilium', 3, { labels: { 'k8s-app': 'cilium', 'kubernetes.azure.com/managedby': 'aks' } })],
    };
    expect((await judged([...others, filtered], 'kube-proxy-absent')).status).toBe('not-measurable');
  });

  test('a List with its neighbours does', async () => {
    const others = clusters.overlayCilium.filter(({ kind }) => kind !== 'DaemonSetList' && kind !== 'PodList');
    const whole = { kind: 'List', items: itemsOf(clusters.overlayCilium, 'DaemonSet') };
    expect((await judged([...others, whole], 'kube-proxy-absent')).status).toBe('pass');
  });
});

describe('the other inspections', () => {
  test('a ConfigMap azure-cni-networkmonitor that exists differs', async () => {
    const maps = [azureCilium, configMap('azure-cni-networkmonitor', {})];
    expect((await judged(replaced(clusters.overlayCilium, 'ConfigMap', maps), 'networkmonitor-configmap')).status).toBe(
      'differs',
    );
  });

  test.each([
    ['io.cilium.network.ipv4-pod-cidr', 'differs'],
    ['projectcalico.org/IPv4Address', 'differs'],
    ['example.com/my-cilium.io-notes', 'pass'],
  ])('annotation %s: %s', async (key, status) => {
    const nodes = [node('n0', '172.20.0.4', { annotations: { [key]: 'x' } })];
    expect((await judged([listOf('Node', nodes)], 'node-annotations')).status).toBe(status);
  });

  test('blocks of two nodes that overlap are broken', async () => {
    const nodes = ['n0', 'n1', 'n2'].map((name, i) =>
      node(name, `172.20.0.${4 + i}`, { podCIDR: i === 2 ? '192.168.1.128/25' : `192.168.${i}.0/24`, route: true }),
    );
    const found = await judged(replaced(clusters.kubenet, 'Node', nodes), 'pod-cidr-per-node');
    expect([found.status, found.owner]).toEqual(['fail', 'lab']);
    expect(found.observed).toContain('n1 192.168.1.0/24 and n2 192.168.1.128/25');
  });

  test('a Pod outside of its own node’s block is broken', async () => {
    const pods = [...itemsOf(clusters.kubenet, 'Pod'), pod('student-07', 'stray', 'n1', '192.168.2.40', '172.20.0.5')];
    const found = await judged(replaced(clusters.kubenet, 'Pod', pods), 'pod-cidr-per-node');
    expect([found.status, found.owner]).toEqual(['fail', 'lab']);
    expect(found.observed).toContain('stray 192.168.2.40 on n1');
  });

  test.each([
    ['aks-abc.hcp.westeurope.azmk8s.io', 'pass', null],
    ['aks-abc.1234.privatelink.westeurope.azmk8s.io', 'differs', null],
    ['aks-abc.1234.private.westeurope.azmk8s.io', 'differs', null],
    ['private.hcp.westeurope.azmk8s.io', 'pass', null],
    ['privatelink-dns-1.hcp.westeurope.azmk8s.io', 'pass', null],
    ['aks.privatelink.usgovvirginia.cx.aks.containerservice.azure.us', 'differs', null],
    ['10.0.0.1', 'not-measurable', 'instructor'],
    ['kubernetes.default.svc', 'not-measurable', 'instructor'],
    ['azmk8s.io.evil.example', 'not-measurable', 'instructor'],
    [null, 'not-measurable', 'instructor'],
  ])('API host %s: %s', async (apiHost, status, owner) => {
    const found = findingOf({ ...(await snapshotOf([])), apiHost }, 'api-endpoint');
    expect([found.status, found.owner]).toEqual([status, owner]);
  });
});

describe('no-egress looks at what selects the Pod and where it leads', () => {
  const policy = (spec: object) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'p', namespace: 'student-07' },
    spec,
  });
  test.each([
    ['denies everything', { podSelector: {}, policyTypes: ['Egress'] }, 'supported'],
    ['an empty list of rules', { podSelector: {}, policyTypes: ['Egress'], egress: [] }, 'supported'],
    ['null rules', { podSelector: {}, policyTypes: ['Egress'], egress: null }, 'supported'],
    ['only Pods', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ podSelector: {} }] }] }, 'supported'],
    ['selects app=web', { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'] }, 'supported'],
    [
      'selects In',
      { podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] }, policyTypes: ['Egress'] },
      'supported',
    ],
    [
      'NotIn holds for a missing key',
      {
        podSelector: { matchExpressions: [{ key: 'nope', operator: 'NotIn', values: ['x'] }] },
        policyTypes: ['Egress'],
      },
      'supported',
    ],
    ['selects nobody', { podSelector: { matchLabels: { app: 'other' } }, policyTypes: ['Egress'] }, 'cannot-see'],
    [
      'an empty value is a value',
      { podSelector: { matchLabels: { nope: '' } }, policyTypes: ['Egress'] },
      'cannot-see',
    ],
    ['ingress only', { podSelector: {}, policyTypes: ['Ingress'] }, 'cannot-see'],
    ['no types and no egress section', { podSelector: {} }, 'cannot-see'],
    ['no types and an empty egress section', { podSelector: {}, egress: [] }, 'cannot-see'],
    ['no types but an egress rule', { podSelector: {}, egress: [{ to: [{ podSelector: {} }] }] }, 'supported'],
    ['a rule without to', { podSelector: {}, policyTypes: ['Egress'], egress: [{}] }, 'cannot-see'],
    [
      'a block outside, and the Pods of the cluster besides',
      {
        podSelector: {},
        policyTypes: ['Egress'],
        egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }, { namespaceSelector: {} }] }],
      },
      'cannot-see',
    ],
  ])('%s: %s', async (_, spec, status) => {
    const documents = [...clusters.overlayCilium, listOf('NetworkPolicy', [policy(spec)])];
    expect(assess(await snapshotOf(documents)).problems[3]?.status).toBe(status);
  });
});

describe('no-egress follows the node of each Pod, and what cilium-config says', () => {
  const key = 'kubernetes.azure.com/localdns-state';
  const named = (name: string, state: string) => {
    return node(name, name === 'n1' ? '10.0.0.4' : '10.0.0.5', { labels: { ...aksLabels, [key]: state } });
  };
  const dns = [{ port: 53, protocol: 'UDP' }, { port: 53 }];
  const kubeDns = {
    to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
    ports: dns,
  };
  const https = { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443 }] };
  const out = networkPolicy('student-07', 'out', {
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [https, kubeDns],
  });
  const agent = daemonSet('cilium', 2, { labels: { 'k8s-app': 'cilium', 'kubernetes.azure.com/managedby': 'aks' } });
  const world = (states: readonly [string, string], config: object = {}, policies: readonly object[] = [out]) => [
    listOf('Node', [named('n1', states[0]), named('n2', states[1])]),
    listOf('DaemonSet', [agent, daemonSet('coredns', 2)]),
    listOf('Pod', [
      pod('student-07', 'web', 'n1', '10.244.0.10', '10.0.0.4'),
      pod('student-07', 'api', 'n2', '10.244.1.10', '10.0.0.5'),
      pod('kube-system', 'coredns', 'n2', '10.244.1.53', '10.0.0.5', { labels: { 'k8s-app': 'kube-dns' } }),
    ]),
    listOf('NetworkPolicy', policies as []),
    listOf('CiliumNetworkPolicy', []),
    listOf('CiliumClusterwideNetworkPolicy', []),
    configMap('cilium-config', { ipam: 'delegated-plugin', 'local-router-ipv4': '169.254.23.0', ...config }),
  ];
  const row = async (...asked: Parameters<typeof world>) => {
    const { status, because } = assess(await snapshotOf(world(...asked))).problems[3] ?? {};
    return [status, because] as const;
  };

  test('LocalDNS on both nodes, on one, on none', async () => {
    const [status, because] = await row(['enabled', 'enabled']);
    expect(status).toBe('supported');
    expect(because).toContain('no rule opens port 53 to LocalDNS on their node (169.254.10.0/24');
    expect(await row(['enabled', 'disabled'])).toEqual(['supported', expect.stringMatching(/^web: restricted/u)]);
    expect((await row(['disabled', 'disabled']))[0]).toBe('cannot-see');
  });

  test('names that stay open for a reason say it', async () => {
    const link = { to: [{ ipBlock: { cidr: '169.254.10.0/24' } }], ports: dns };
    const half = networkPolicy('student-07', 'out', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [https, link],
    });
    const [status, because] = await row(['enabled', 'enabled'], {}, [half]);
    expect([status, because]).toEqual(['cannot-see', expect.stringContaining('169.254.10.0/24 and the entity host')]);
    const [unseen, why] = await row(['enabled', 'pending'], {}, [half]);
    expect([unseen, why]).toEqual(['cannot-see', expect.stringContaining('localdns-state) could not be seen')]);
  });

  test('enable-policy: always closes without a policy, never and audit mode open with one', async () => {
    const shut = networkPolicy('student-07', 'shut', { podSelector: {}, policyTypes: ['Egress'] });
    const off = ['disabled', 'disabled'] as const;
    expect((await row(off, {}, [shut]))[0]).toBe('supported');
    expect((await row(off, { 'enable-policy': 'never' }, [shut]))[0]).toBe('cannot-see');
    expect((await row(off, { 'policy-audit-mode': 'true' }, [shut]))[0]).toBe('cannot-see');
    expect((await row(off, {}, []))[0]).toBe('cannot-see');
    const [status, because] = await row(off, { 'enable-policy': 'always' }, []);
    expect([status, because]).toEqual(['supported', expect.stringContaining('enable-policy: always in cilium-config')]);
  });
});
