// Every list that a verdict depends on: where it may not be read, the verdict is unknown and names what is missing; where the
// verdict does not depend on it, nothing changes.
import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../src/cluster/refusals.ts';
import type { NamespacePolicies, PolicySnapshot, Semantics } from '../../../src/model/reach.ts';
import type { ApiQuery, Read } from '../../../src/model/read.ts';
import { askReach, notesOf, type ReachAsk, verdictsOf } from '../../support/ask-reach.ts';
import { aksLabels, daemonSet, listOf, networkPolicy, node, pod } from '../../support/objects.ts';

type Fields = Readonly<Record<string, unknown>>;

const calico = daemonSet('calico-node', 2, { namespace: 'calico-system' });
const byLabel = networkPolicy('x', 'out', {
  podSelector: {},
  policyTypes: ['Egress'],
  egress: [{ to: [{ namespaceSelector: { matchLabels: { team: 'red' } } }] }],
});
const documentsWith = (policies: readonly Fields[], more: readonly Fields[] = []): readonly Fields[] => [
  listOf('Namespace', [{ kind: 'Namespace', metadata: { name: 'x', labels: { team: 'red' } } }]),
  listOf('Node', [node('n1', '10.0.0.4'), node('n2', '10.0.0.5'), node('n3', '10.0.0.7')]),
  listOf('Pod', [pod('x', 'a', 'n1', '10.244.0.10', '10.0.0.4'), pod('x', 'b', 'n2', '10.244.1.11', '10.0.0.5')]),
  listOf('NetworkPolicy', policies),
  listOf('CiliumNetworkPolicy', []),
  listOf('CiliumClusterwideNetworkPolicy', []),
  listOf('Service', [{ kind: 'Service', metadata: { namespace: 'y', name: 's' }, spec: { clusterIP: '10.1.0.10' } }]),
  ...more,
];

const refuse = (read: Read<unknown>) => refusalOf(read.ask, 403);
const inSpace = (change: (space: NamespacePolicies) => Partial<NamespacePolicies>) => (terrain: PolicySnapshot) => ({
  namespaces: terrain.namespaces.map((space) => ({ ...space, ...change(space) })),
});
const admin: ApiQuery = {
  verb: 'list',
  resource: 'adminnetworkpolicies',
  group: 'policy.networking.k8s.io',
  namespace: null,
  name: null,
};
const inReads =
  (name: 'nodes' | 'ciliumConfig') =>
  ({ snapshot }: PolicySnapshot) => ({
    snapshot: { ...snapshot, reads: { ...snapshot.reads, [name]: refuse(snapshot.reads[name]) } },
  });

type Row = {
  readonly list: string;
  readonly names: string;
  readonly without: NonNullable<ReachAsk['without']>;
  readonly ask?: ReachAsk;
  readonly documents?: readonly Fields[];
  /** A question that does not depend on the list. */
  readonly neighbour: ReachAsk & { readonly documents?: readonly Fields[] };
};
const plain: readonly Semantics[] = ['plain'];
const cilium: readonly Semantics[] = ['cilium'];
const byCalico = documentsWith([], [listOf('DaemonSet', [calico])]);
const rows: readonly Row[] = [
  {
    list: 'NetworkPolicies',
    names: 'list networkpolicies.networking.k8s.io in namespace x',
    without: inSpace(({ networkPolicies }) => ({ networkPolicies: refuse(networkPolicies) })),
    neighbour: { from: '10.0.0.4', to: '8.8.8.8' },
  },
  {
    list: 'CiliumNetworkPolicies',
    names: 'list ciliumnetworkpolicies.cilium.io in namespace x',
    without: inSpace(({ ciliumPolicies }) => ({ ciliumPolicies: refuse(ciliumPolicies) })),
    ask: { semantics: cilium },
    neighbour: { semantics: plain },
  },
  {
    list: 'CiliumClusterwideNetworkPolicies',
    names: 'list ciliumclusterwidenetworkpolicies.cilium.io at cluster scope',
    without: ({ ciliumClusterPolicies }) => ({ ciliumClusterPolicies: refuse(ciliumClusterPolicies) }),
    ask: { semantics: cilium },
    neighbour: { semantics: plain },
  },
  {
    list: 'Calico’s policies of a namespace',
    names: 'list networkpolicies.crd.projectcalico.org in namespace x',
    without: inSpace(({ calicoPolicies }) => ({ calicoPolicies: refuse(calicoPolicies) })),
    documents: byCalico,
    neighbour: { semantics: cilium, documents: byCalico },
  },
  {
    list: 'Calico’s policies of a namespace, where it may be what enforces',
    names: 'list networkpolicies.crd.projectcalico.org in namespace x',
    without: inSpace(({ calicoPolicies }) => ({ calicoPolicies: refuse(calicoPolicies) })),
    neighbour: { semantics: cilium },
  },
  {
    list: 'Calico’s policies of the cluster',
    names: 'list globalnetworkpolicies.crd.projectcalico.org at cluster scope',
    without: ({ calicoGlobalPolicies }) => ({ calicoGlobalPolicies: refuse(calicoGlobalPolicies) }),
    documents: byCalico,
    neighbour: { semantics: cilium, documents: byCalico },
  },
  {
    list: 'policies of another kind',
    names: 'list adminnetworkpolicies.policy.networking.k8s.io at cluster scope',
    without: () => ({ unjudgedPolicies: [refusalOf(admin, 403)] }),
    neighbour: { from: '10.0.0.4', to: '8.8.8.8' },
  },
  {
    list: 'the namespace, by whose labels a policy asks',
    names: 'get namespaces x at cluster scope',
    without: inSpace(({ namespace }) => ({ namespace: refuse(namespace) })),
    documents: documentsWith([byLabel]),
    neighbour: { documents: documentsWith([]) },
  },
  {
    list: 'nodes',
    names: 'whether 10.0.0.9 is a Pod’s, with policies of its own, could not be seen',
    without: inReads('nodes'),
    ask: { to: '10.0.0.9' },
    neighbour: {},
  },
  {
    list: 'all Pods',
    names: 'whether 10.0.0.9 is a Pod’s, with policies of its own, could not be seen',
    without: () => ({ hasEveryPod: false }),
    ask: { to: '10.0.0.9' },
    neighbour: { to: '8.8.8.8' },
  },
  {
    list: 'Services',
    names: 'not allowed to list services at cluster scope (403)',
    without: ({ services }) => ({ services: refuse(services) }),
    ask: { to: '10.2.0.1', port: 443 },
    neighbour: { to: '8.8.8.8', port: 443 },
  },
];

test.each(rows)('$list', async ({ names, without, ask = {}, documents = documentsWith([]), neighbour }) => {
  const asked = { semantics: plain, ...ask };
  expect((await askReach(documents, asked)).verdict).toBe('allowed');
  const found = await askReach(documents, { ...asked, without });
  expect(found.verdict).toBe('unknown');
  expect(`${found.egress.because} ${found.ingress.because}`).toContain(names);
  const { documents: others = documents, ...other } = neighbour;
  expect((await askReach(others, { semantics: plain, ...other, without })).verdict).toBe('allowed');
});

test('the agents of kube-system, which tell who reads the policies', async () => {
  const block = networkPolicy('x', 'out', {
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [{ to: [{ ipBlock: { cidr: '10.244.0.0/16' } }] }],
  });
  const agents = listOf('DaemonSet', [daemonSet('kube-proxy', 3), daemonSet('coredns', 1)]);
  const without = ({ snapshot }: PolicySnapshot) => {
    const { daemonSets, systemPods } = snapshot.reads;
    const reads = { ...snapshot.reads, daemonSets: refuse(daemonSets), systemPods: refuse(systemPods) };
    return { snapshot: { ...snapshot, reads } };
  };
  const documents = documentsWith([block], [agents]);
  expect((await askReach(documents)).verdict).toBe('allowed');
  const found = await askReach(documents, { without });
  expect(found.verdict).toBe('unknown');
  expect(found.egress.because).toContain('not allowed to list daemonsets.apps in namespace kube-system (403)');
  expect((await askReach(documentsWith([], [agents]), { without })).verdict).toBe('allowed');
});

test('the Pods of a namespace', async () => {
  const without = inSpace(({ pods }) => ({ pods: refuse(pods) }));
  await expect(askReach(documentsWith([]), { without })).rejects.toThrow(
    'not allowed to list pods in namespace x (403)',
  );
});

describe('an address that may be a Service’s', () => {
  const without = ({ services }: PolicySnapshot) => ({ services: refuse(services) });
  const ask = (to: string, more: ReachAsk & { readonly documents?: readonly Fields[] } = {}) => {
    const { documents = documentsWith([]), ...rest } = more;
    return askReach(documents, { semantics: plain, port: 443, to, without, ...rest });
  };
  const ranges = (...cidrs: readonly string[]) =>
    documentsWith(
      [],
      [listOf('ServiceCIDR', [{ kind: 'ServiceCIDR', metadata: { name: 'kubernetes' }, spec: { cidrs } }])],
    );

  test.each([
    ['10.2.0.1', 'unknown'],
    ['172.16.3.4', 'unknown'],
    ['192.168.5.6', 'unknown'],
    ['100.64.0.7', 'unknown'],
    ['fd12::7', 'unknown'],
    ['8.8.8.8', 'allowed'],
    ['2001:db8::1', 'allowed'],
    // A node, a Pod, between the nodes of a pool, and what each link has for itself.
    ['10.0.0.5', 'allowed'],
    ['10.244.1.11', 'allowed'],
    ['10.0.0.6', 'allowed'],
    ['169.254.169.254', 'allowed'],
    ['169.254.10.10', 'allowed'],
    ['fe80::1', 'allowed'],
  ])('where the range is not known: %s', async (to, expected) => {
    const found = await ask(to);
    expect([found.verdict, notesOf(found).includes('maybe-service')]).toEqual([expected, expected === 'unknown']);
  });

  test.each([
    ['10.2.0.1', 'unknown'],
    ['10.3.0.1', 'allowed'],
    ['172.16.3.4', 'allowed'],
    ['fd00:2::1', 'unknown'],
    ['fd00:3::1', 'allowed'],
  ])('where the range is known: %s', async (to, expected) => {
    expect((await ask(to, { documents: ranges('10.2.0.0/16', 'fd00:2::/112') })).verdict).toBe(expected);
  });

  test('where Services were read, it is one or it is none', async () => {
    const seen = { without: () => ({}) };
    expect((await ask('10.2.0.1', seen)).verdict).toBe('allowed');
    const own = await ask('10.1.0.10', seen);
    expect([own.verdict, notesOf(own)]).toEqual(['unknown', ['service-address']]);
  });

  test('what may not even leave is denied, whoever answers; what leaves anyway says so', async () => {
    const shut = networkPolicy('x', 'shut', { podSelector: {}, policyTypes: ['Egress'] });
    const denied = await ask('10.2.0.1', { documents: documentsWith([shut]) });
    expect([...verdictsOf(denied), notesOf(denied).includes('maybe-service')]).toEqual([
      'denied',
      'denied',
      'unknown',
      true,
    ]);
    expect(verdictsOf(await ask('10.2.0.1'))).toEqual(['unknown', 'allowed', 'unknown']);
    const some = networkPolicy('x', 'some', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '10.2.0.0/16' } }] }],
    });
    expect(verdictsOf(await ask('10.2.0.1', { documents: documentsWith([some]) }))).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  test('a public address may be a load balancer’s: a remark, and what is known to be one is a Service', async () => {
    expect(notesOf(await ask('8.8.8.8'))).toEqual(['maybe-load-balancer']);
    const balanced = {
      kind: 'Service',
      metadata: { namespace: 'y', name: 'lb' },
      spec: { clusterIP: '10.1.0.11', externalIPs: ['20.0.0.8'] },
      status: { loadBalancer: { ingress: [{ ip: '20.0.0.9' }] } },
    };
    const documents = [
      ...documentsWith([]).filter(({ kind }) => kind !== 'ServiceList'),
      listOf('Service', [balanced]),
    ];
    for (const to of ['20.0.0.8', '20.0.0.9']) {
      const found = await ask(to, { documents, without: () => ({}) });
      expect([found.verdict, found.egress.because]).toEqual(['unknown', expect.stringContaining('the Service y/lb')]);
    }
    expect(notesOf(await ask('20.0.0.10', { documents, without: () => ({}) }))).toEqual([]);
  });

  test('a list of one namespace’s Services is a part of them; one of several is taken at its word', async () => {
    const service = (namespace: string, name: string, clusterIP: string) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace, name },
      spec: { clusterIP },
    });
    const untyped = (...items: readonly Fields[]) => [
      ...documentsWith([]).filter(({ kind }) => kind !== 'ServiceList'),
      { apiVersion: 'v1', kind: 'List', items },
    ];
    const part = untyped(service('x', 'web', '10.2.0.2'));
    const found = await ask('10.2.0.1', { documents: part, without: () => ({}) });
    expect([found.verdict, found.ingress.because]).toEqual(['unknown', expect.stringContaining('does not prove')]);
    const all = untyped(service('x', 'web', '10.2.0.2'), service('default', 'kubernetes', '10.2.0.1'));
    expect((await ask('10.2.0.3', { documents: all, without: () => ({}) })).verdict).toBe('allowed');
    expect(notesOf(await ask('10.2.0.1', { documents: all, without: () => ({}) }))).toEqual(['service-address']);
  });

  test('nodes of no pool have no subnet that is known', async () => {
    const { 'kubernetes.azure.com/agentpool': _, ...labels } = aksLabels;
    const nodes = listOf('Node', [node('n1', '10.0.0.4', { labels }), node('n2', '10.0.0.7', { labels })]);
    const documents = [...documentsWith([]).filter(({ kind }) => kind !== 'NodeList'), nodes];
    expect((await ask('10.0.0.6', { documents })).verdict).toBe('unknown');
  });
});
