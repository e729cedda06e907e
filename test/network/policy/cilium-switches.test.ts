// What cilium-config decides for every policy, whatever stands in the policies themselves: each switch, and beside it the
// same question without it.
import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../src/cluster/refusals.ts';
import type { PolicySnapshot, Semantics } from '../../../src/model/reach.ts';
import { askReach, notesOf, type ReachAsk, verdictsOf } from '../../support/ask-reach.ts';
import { configMap, daemonSet, listOf, networkPolicy, node, pod } from '../../support/objects.ts';

type Fields = Readonly<Record<string, unknown>>;

const clusterOf = (config: Fields | null, policies: readonly Fields[], cilium: readonly Fields[] = []) => [
  listOf('Node', [node('n1', '10.0.0.4'), node('n2', '10.0.0.5'), node('n3', 'fd00::5')]),
  listOf('Pod', [pod('x', 'a', 'n1', '10.244.0.10', '10.0.0.4'), pod('x', 'b', 'n2', '10.244.1.11', '10.0.0.5')]),
  listOf('NetworkPolicy', policies),
  listOf(
    'CiliumNetworkPolicy',
    cilium.filter(({ kind }) => kind === 'CiliumNetworkPolicy'),
  ),
  listOf(
    'CiliumClusterwideNetworkPolicy',
    cilium.filter(({ kind }) => kind === 'CiliumClusterwideNetworkPolicy'),
  ),
  listOf('Service', [{ kind: 'Service', metadata: { namespace: 'default', name: 'kubernetes' }, spec: {} }]),
  ...(config ? [configMap('cilium-config', { ipam: 'cluster-pool', ...config })] : []),
];
const ask = (config: Fields | null, policies: readonly Fields[], more: ReachAsk = {}, cilium: readonly Fields[] = []) =>
  askReach(clusterOf(config, policies, cilium), { semantics: ['cilium'], ...more });
const verdict = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).verdict;

const egressTo = (cidr: string, except?: readonly string[]) =>
  networkPolicy('x', 'out', {
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [{ to: [{ ipBlock: { cidr, ...(except ? { except } : {}) } }] }],
  });
const shut = networkPolicy('x', 'shut', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
const open = networkPolicy('x', 'open', { podSelector: {}, ingress: [{}], egress: [{}] });
const cnp = (spec: Fields, kind = 'CiliumNetworkPolicy') => ({
  apiVersion: 'cilium.io/v2',
  kind,
  metadata: { name: 'c', ...(kind === 'CiliumNetworkPolicy' ? { namespace: 'x' } : {}) },
  spec: { endpointSelector: {}, ...spec },
});

describe('policy-cidr-match-mode', () => {
  const other = { to: '10.0.0.5', port: 6443 };
  test.each([
    ['nodes', '10.0.0.5/32', other, 'allowed'],
    ['nodes', '10.0.0.0/24', { ...other, to: '10.0.0.4' }, 'allowed'],
    ['nodes', '10.0.0.4/32', other, 'denied'],
    ['nodes', 'fd00::/64', { ...other, to: 'fd00::5' }, 'allowed'],
    ['nodes', '10.244.0.0/16', {}, 'denied'],
    ['pods', '10.244.0.0/16', {}, 'allowed'],
    ['pods', '10.0.0.5/32', other, 'denied'],
    ['nodes,pods', '10.244.0.0/16', {}, 'allowed'],
    ['nodes, pods', '10.0.0.5/32', other, 'allowed'],
    ['', '10.0.0.5/32', other, 'denied'],
  ] as const)('%s: a block %s', async (mode, block, more, expected) => {
    expect(await verdict({ 'policy-cidr-match-mode': mode }, [egressTo(block)], more)).toBe(expected);
  });

  test('without it a block means no node, nor where the ConfigMap is not there', async () => {
    expect(await verdict({}, [egressTo('10.0.0.5/32')], other)).toBe('denied');
    const found = await ask(null, [egressTo('10.0.0.5/32')], other);
    expect([found.verdict, found.egress.because]).toEqual([
      'denied',
      expect.stringContaining('never means a Pod or a'),
    ]);
  });

  test('what a block leaves out stays out', async () => {
    const found = await ask({ 'policy-cidr-match-mode': 'nodes' }, [egressTo('10.0.0.0/16', ['10.0.0.5/32'])], other);
    expect(found.verdict).toBe('denied');
  });

  test('releases differ on a block of all addresses, so it is open', async () => {
    for (const block of ['0.0.0.0/0', '::/0']) {
      const to = block === '::/0' ? 'fd00::5' : '10.0.0.5';
      const found = await ask({ 'policy-cidr-match-mode': 'nodes' }, [egressTo(block)], { ...other, to });
      expect([found.verdict, found.egress.because]).toEqual(['unknown', expect.stringContaining('releases of Cilium')]);
    }
    expect(await verdict({}, [egressTo('0.0.0.0/0')], other)).toBe('denied');
    expect(await verdict({ 'policy-cidr-match-mode': 'nodes' }, [egressTo('0.0.0.0/0')], { to: '8.8.8.8' })).toBe(
      'allowed',
    );
  });

  test('counts for Cilium’s own policies too', async () => {
    const own = cnp({ egress: [{ toCIDR: ['10.0.0.5/32'] }] });
    expect(await verdict({ 'policy-cidr-match-mode': 'nodes' }, [], other, [own])).toBe('allowed');
    expect(await verdict({}, [], other, [own])).toBe('denied');
  });

  test('what cannot be meant is named as the switch leaves it', async () => {
    const found = await ask({ 'policy-cidr-match-mode': 'nodes' }, [egressTo('10.244.0.0/16')]);
    expect(found.egress.because).toContain('under Cilium a block never means a Pod of the cluster');
    expect(notesOf(found)).toContain('cilium-cidr-match-mode');
  });
});

describe('enable-policy', () => {
  test('always: shut also where no policy selects a Pod, open where a rule allows', async () => {
    const found = await ask({ 'enable-policy': 'always' }, []);
    expect(verdictsOf(found)).toEqual(['denied', 'denied', 'denied']);
    expect(found.egress.because).toContain('enable-policy: always in cilium-config');
    expect(notesOf(found)).toContain('cilium-policies-always');
    const allowed = await ask({ 'enable-policy': 'Always' }, [open]);
    expect([allowed.verdict, allowed.egress.because]).toEqual(['allowed', expect.stringContaining('allows it')]);
    expect(await verdict({ 'enable-policy': 'default' }, [])).toBe('allowed');
  });

  test('always: a policy that shuts nothing by default shuts, too', async () => {
    const lenient = cnp({ enableDefaultDeny: { ingress: false, egress: false }, egress: [{ toEntities: ['world'] }] });
    expect(await verdict({ 'enable-policy': 'always' }, [], {}, [lenient])).toBe('denied');
    expect(await verdict({}, [], {}, [lenient])).toBe('allowed');
  });

  test('always: the own node of a Pod without a policy is let in by some releases only', async () => {
    const local = { from: '10.0.0.5' };
    expect(await verdict({ 'enable-policy': 'always' }, [], local)).toBe('unknown');
    expect(await verdict({ 'enable-policy': 'always' }, [shut], local)).toBe('allowed');
    expect(await verdict({ 'enable-policy': 'always' }, [], { from: '10.0.0.4' })).toBe('denied');
  });

  test('never: everything passes, denials too', async () => {
    const deny = cnp({ egressDeny: [{ toEntities: ['all'] }] });
    const found = await ask({ 'enable-policy': 'never' }, [shut], {}, [deny]);
    expect([...verdictsOf(found), found.egress.policies.length]).toEqual(['allowed', 'allowed', 'allowed', 2]);
    expect(found.ingress.because).toBe('With enable-policy: never in cilium-config, Cilium enforces no policy.');
    expect(notesOf(found)).toEqual(['cilium-policies-off']);
    expect(await verdict({}, [shut])).toBe('denied');
  });

  test('a value that is none is not guessed at', async () => {
    const found = await ask({ 'enable-policy': 'sometimes' }, [open]);
    expect([found.verdict, found.egress.because]).toEqual([
      'unknown',
      expect.stringContaining('enable-policy: sometimes'),
    ]);
    expect(await verdict({ 'policy-cidr-match-mode': 'services' }, [open])).toBe('unknown');
    expect(await verdict({ 'policy-audit-mode': 'yes' }, [open])).toBe('unknown');
    expect(await verdict({ 'allow-localhost': 'never' }, [open])).toBe('unknown');
    expect(await verdict({ 'bpf-lb-sock': 'perhaps' }, [open])).toBe('allowed');
  });
});

describe('policy-audit-mode', () => {
  test.each([
    ['true', 'allowed'],
    ['1', 'allowed'],
    ['false', 'denied'],
    ['', 'denied'],
  ])('%s', async (mode, expected) => {
    const found = await ask({ 'policy-audit-mode': mode }, [shut]);
    expect([found.verdict, notesOf(found).includes('cilium-audit-mode')]).toEqual([expected, expected === 'allowed']);
  });
});

describe('kinds that are switched off', () => {
  test.each([
    ['enable-k8s-networkpolicy', [shut], []],
    ['enable-cilium-network-policy', [], [cnp({ egressDeny: [{ toEntities: ['all'] }] })]],
    [
      'enable-cilium-clusterwide-network-policy',
      [],
      [cnp({ egressDeny: [{ toEntities: ['all'] }] }, 'CiliumClusterwideNetworkPolicy')],
    ],
  ])('%s', async (key, policies, cilium) => {
    const off = await ask({ [key]: 'false' }, policies, {}, cilium);
    expect([off.verdict, notesOf(off)]).toEqual(['allowed', expect.arrayContaining(['cilium-kinds-off'])]);
    expect(await verdict({ [key]: 'true' }, policies, {}, cilium)).toBe('denied');
    expect(await verdict({}, policies, {}, cilium)).toBe('denied');
    // The others are still enforced.
    expect(await verdict({ [key]: 'false' }, [shut, ...policies], {}, cilium)).toBe(
      policies.length > 0 ? 'allowed' : 'denied',
    );
  });

  test('a list that nobody enforces need not be read', async () => {
    const unread = ({ namespaces }: PolicySnapshot) => ({
      namespaces: namespaces.map((each) => ({ ...each, networkPolicies: refusalOf(each.networkPolicies.ask, 403) })),
    });
    expect(await verdict({ 'enable-k8s-networkpolicy': 'false' }, [], { without: unread })).toBe('allowed');
    expect(await verdict({}, [], { without: unread })).toBe('unknown');
  });
});

describe('allow-localhost', () => {
  test('policy: a node reaches its own Pods only by a rule', async () => {
    const local = { from: '10.0.0.5' };
    const found = await ask({ 'allow-localhost': 'policy' }, [shut], local);
    expect([found.verdict, notesOf(found)]).toEqual(['denied', expect.arrayContaining(['cilium-allow-localhost'])]);
    for (const value of ['auto', 'always', ''])
      expect(await verdict({ 'allow-localhost': value }, [shut], local)).toBe('allowed');
    const host = cnp({ ingress: [{ fromEntities: ['host'] }] });
    expect(await verdict({ 'allow-localhost': 'policy' }, [], local, [host])).toBe('allowed');
    // The node that it does not run on had to be allowed anyway.
    expect(await verdict({}, [shut], { from: '10.0.0.4' })).toBe('denied');
  });
});

describe('enable-host-firewall', () => {
  const host = (spec: Fields) => ({
    ...cnp({}, 'CiliumClusterwideNetworkPolicy'),
    metadata: { name: 'hosts' },
    spec: { nodeSelector: {}, ...spec },
  });
  const inward = host({ ingress: [{ fromEntities: ['cluster'] }] });
  const on = { 'enable-host-firewall': 'true' };

  test('a policy for nodes leaves open what a node lets in, in its direction', async () => {
    const found = await ask(on, [], { to: '10.0.0.5' }, [inward]);
    expect(verdictsOf(found)).toEqual(['unknown', 'allowed', 'unknown']);
    expect(found.ingress.because).toContain('CiliumClusterwideNetworkPolicy/hosts is not judged');
    expect(notesOf(found)).toContain('cilium-host-firewall');
    expect(await verdict(on, [], { from: '10.0.0.4' }, [inward])).toBe('allowed');
    expect(await verdict(on, [], { from: '10.0.0.4' }, [host({ egress: [], egressDeny: [{ toPorts: [] }] })])).toBe(
      'unknown',
    );
  });

  test('counts for nothing where the firewall is off, for Pods, or without such a policy', async () => {
    expect(await verdict({}, [], { to: '10.0.0.5' }, [inward])).toBe('allowed');
    expect(await verdict(on, [], {}, [inward])).toBe('allowed');
    expect(await verdict(on, [], { to: '10.0.0.5' })).toBe('allowed');
    expect(await verdict({ ...on, 'enable-policy': 'never' }, [], { to: '10.0.0.5' }, [inward])).toBe('allowed');
  });

  test('clusterwide policies that may not be read leave nodes open', async () => {
    const without = ({ ciliumClusterPolicies: { ask: asked } }: PolicySnapshot) => ({
      ciliumClusterPolicies: refusalOf(asked, 403),
    });
    const found = await ask(on, [], { from: '10.0.0.4', to: '10.0.0.5', without });
    expect([found.verdict, found.egress.because]).toEqual(['unknown', expect.stringContaining('(403)')]);
    expect(await verdict({}, [], { from: '10.0.0.4', to: '10.0.0.5', without })).toBe('allowed');
  });
});

describe('a ConfigMap that was not read', () => {
  const agent = (labels: Fields) => listOf('DaemonSet', [daemonSet('cilium', 3, { labels }), daemonSet('coredns', 1)]);
  const labels = { 'k8s-app': 'cilium' };
  const azure = { ...labels, 'kubernetes.azure.com/managedby': 'aks' };
  const run = (documents: readonly unknown[], semantics?: readonly Semantics[]) =>
    askReach([...clusterOf(null, [open]), ...documents], semantics ? { semantics } : {});

  test('of AKS’s own Cilium: a remark', async () => {
    const found = await run([agent(azure)]);
    expect([found.verdict, notesOf(found)]).toEqual(['allowed', ['dns-unseen', 'cilium-config-unread']]);
  });

  test('of somebody’s own: unknown, with the reason', async () => {
    const found = await run([agent(labels)]);
    expect(found.verdict).toBe('unknown');
    expect(found.egress.because).toContain('not AKS’s own');
    expect(found.egress.because).toContain('get configmaps cilium-config in namespace kube-system');
  });

  test('that was read: what it says', async () => {
    const found = await run([
      agent(labels),
      configMap('cilium-config', { ipam: 'cluster-pool', 'enable-policy': 'never' }),
    ]);
    expect([found.verdict, notesOf(found)]).toEqual(['allowed', ['cilium-policies-off']]);
  });

  test('of a Cilium in another namespace, which its marks on the nodes show: unknown', async () => {
    const marked = { annotations: { 'network.cilium.io/ipv4-pod-cidr': '10.244.0.0/24' } };
    const system = listOf('DaemonSet', [daemonSet('coredns', 1), daemonSet('csi-azuredisk-node', 1)]);
    const nodes = listOf('Node', [node('n1', '10.0.0.4', marked), node('n2', '10.0.0.5', marked)]);
    expect((await run([system, nodes], ['cilium'])).verdict).toBe('unknown');
    expect((await run([system], ['cilium'])).verdict).toBe('allowed');
  });

  test('plain policies do not depend on it', async () => {
    expect((await run([agent(labels)], ['plain'])).verdict).toBe('allowed');
    expect(await verdict({ 'enable-policy': 'never' }, [shut], { semantics: ['plain'] })).toBe('denied');
  });
});

describe('the entity kube-apiserver', () => {
  const admits = cnp({ ingress: [{ fromEntities: ['kube-apiserver'] }] });
  const sends = cnp({ egress: [{ toEntities: ['kube-apiserver'] }] });
  // No node carries a label of AKS.
  const foreign = listOf(
    'Node',
    ['10.0.0.4', '10.0.0.5'].map((address, i) => ({
      kind: 'Node',
      metadata: { name: `n${i + 1}`, labels: { 'kubernetes.io/os': 'linux' } },
      status: { addresses: [{ type: 'InternalIP', address }] },
    })),
  );

  test('does not admit a node of AKS, and says what would', async () => {
    const found = await ask({}, [], { from: '10.0.0.4' }, [admits]);
    expect(found.verdict).toBe('denied');
    expect(found.ingress.because).toContain('names kube-apiserver, which on AKS runs on no node: add remote-node');
    const both = cnp({ ingress: [{ fromEntities: ['kube-apiserver', 'remote-node'] }] });
    expect(await verdict({}, [], { from: '10.0.0.4' }, [both])).toBe('allowed');
  });

  test('may admit a node elsewhere, the own node, and an address outside', async () => {
    const elsewhere = [...clusterOf({}, [], [admits]).filter(({ kind }) => kind !== 'NodeList'), foreign];
    expect((await askReach(elsewhere, { from: '10.0.0.4', semantics: ['cilium'] })).verdict).toBe('unknown');
    expect(await verdict({}, [], { from: '10.0.0.5' }, [admits])).toBe('allowed');
    expect(await verdict({}, [], { from: '20.1.2.3' }, [admits])).toBe('unknown');
  });

  test('is left open where traffic goes there', async () => {
    expect(await verdict({}, [], { to: '10.0.0.5' }, [sends])).toBe('unknown');
    expect(await verdict({}, [], { to: '20.1.2.3', port: 443 }, [sends])).toBe('unknown');
    expect(await verdict({}, [], {}, [sends])).toBe('denied');
  });
});
