// Names are asked for where the Pod's own node sends such questions: LocalDNS, or the Pods of kube-dns.
import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../src/cluster/refusals.ts';
import { translateNode } from '../../../src/cluster/translate/objects.ts';
import type { PolicySnapshot, Semantics } from '../../../src/model/reach.ts';
import type { Read } from '../../../src/model/read.ts';
import type { Node } from '../../../src/model/snapshot.ts';
import { isLocalDnsAddress, localDnsOf } from '../../../src/network/facts/local-dns.ts';
import { parseAddress } from '../../../src/network/ip/address.ts';
import { askReach, notesOf, type ReachAsk } from '../../support/ask-reach.ts';
import { aksLabels, listOf, networkPolicy, node, pod } from '../../support/objects.ts';

type Fields = Readonly<Record<string, unknown>>;
const key = 'kubernetes.azure.com/localdns-state';
const stated = (name: string, address: string, state?: string, more: Fields = aksLabels) =>
  node(name, address, { labels: state === undefined ? more : { ...more, [key]: state } });

const cilium: readonly Semantics[] = ['cilium'];
const plain: readonly Semantics[] = ['plain'];

const world = (state: string | undefined, policies: readonly Fields[], other: string | undefined = state) => [
  listOf('Namespace', [
    { kind: 'Namespace', metadata: { name: 'x' } },
    { kind: 'Namespace', metadata: { name: 'kube-system' } },
  ]),
  listOf('Node', [stated('n1', '10.0.0.4', state), stated('n2', '10.0.0.5', other)]),
  listOf('Pod', [
    pod('x', 'a', 'n1', '10.244.0.10', '10.0.0.4'),
    pod('x', 'far', 'n2', '10.244.1.10', '10.0.0.5'),
    pod('kube-system', 'coredns', 'n2', '10.244.1.53', '10.0.0.5', { labels: { 'k8s-app': 'kube-dns' } }),
  ]),
  listOf('Service', [{ kind: 'Service', metadata: { namespace: 'default', name: 'kubernetes' }, spec: {} }]),
  listOf(
    'NetworkPolicy',
    policies.filter(({ kind }) => kind === 'NetworkPolicy'),
  ),
  listOf(
    'CiliumNetworkPolicy',
    policies.filter(({ kind }) => kind === 'CiliumNetworkPolicy'),
  ),
  listOf('CiliumClusterwideNetworkPolicy', []),
];

const port53 = [
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
];
const netpol = (...egress: readonly Fields[]) =>
  networkPolicy('x', 'out', { podSelector: {}, policyTypes: ['Egress'], egress });
const kubeDns = {
  to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  ports: port53,
};
const https = { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443 }] };
const link = { to: [{ ipBlock: { cidr: '169.254.10.0/24' } }], ports: port53 };
const ciliumPorts = (...protocols: readonly string[]) => [
  { ports: protocols.map((protocol) => ({ port: '53', protocol })) },
];
const cnp = (...egress: readonly Fields[]) => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: { name: 'c', namespace: 'x' },
  spec: { endpointSelector: {}, egress },
});
const toLink = (...protocols: readonly string[]) => ({
  toCIDR: ['169.254.10.0/24'],
  toPorts: ciliumPorts(...protocols),
});
const toHost = (...protocols: readonly string[]) => ({ toEntities: ['host'], toPorts: ciliumPorts(...protocols) });
const out = { toCIDR: ['0.0.0.0/0'], toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }] };

const dnsNotes = async (documents: readonly unknown[], ask: ReachAsk) =>
  notesOf(await askReach(documents, { to: '203.0.113.7', port: 443, ...ask })).filter((id) => id.includes('dns'));

describe('the remark on names, under Cilium', () => {
  const by = (state: string | undefined, ...policies: readonly Fields[]) =>
    dnsNotes(world(state, policies), { semantics: cilium });

  test('a rule for the Pods of kube-dns is not enough on a node with LocalDNS', async () => {
    expect(await by('enabled', netpol(https, kubeDns))).toEqual(['dns-blocked']);
    expect(await by('disabled', netpol(https, kubeDns))).toEqual([]);
    expect(await by(undefined, netpol(https, kubeDns))).toEqual([]);
  });

  test('its advice is that of the node', async () => {
    const on = await askReach(world('enabled', [netpol(https)]), { to: '203.0.113.7', port: 443, semantics: cilium });
    const advice = on.notes.find(({ id }) => id === 'dns-blocked')?.message;
    expect(advice).toContain('169.254.10.0/24, and under Cilium to the entity host');
    expect(advice).not.toContain('kube-dns');
    const off = await askReach(world('disabled', [netpol(https)]), { to: '203.0.113.7', port: 443, semantics: cilium });
    expect(off.notes.find(({ id }) => id === 'dns-blocked')?.message).toContain('k8s-app=kube-dns');
  });

  test('the policy in Azure’s own answer opens it: the block and the host, by UDP and TCP', async () => {
    expect(await by('enabled', cnp(out, toLink('UDP', 'TCP'), toHost('UDP', 'TCP')))).toEqual([]);
  });

  test.each([
    ['only the block', [toLink('UDP', 'TCP')], ['dns-unseen']],
    ['only the host', [toHost('UDP', 'TCP')], ['dns-unseen']],
    ['only UDP', [toLink('UDP'), toHost('UDP')], ['dns-unseen']],
    ['only TCP', [toLink('TCP'), toHost('TCP')], ['dns-blocked']],
    ['neither', [], ['dns-blocked']],
    ['another node', [{ toEntities: ['remote-node'] }], ['dns-blocked']],
  ] as const)('%s', async (_, rules, expected) => {
    expect(await by('enabled', cnp(out, ...rules))).toEqual(expected);
  });

  test('a denial closes it whatever else is open', async () => {
    const denied = { ...cnp(out, toLink('UDP', 'TCP'), toHost('UDP', 'TCP')) };
    const spec = { ...denied.spec, egressDeny: [{ toCIDR: ['169.254.10.0/24'] }, { toEntities: ['host'] }] };
    expect(await by('enabled', { ...denied, spec })).toEqual(['dns-blocked']);
  });

  test('nothing is said where nothing restricts', async () => {
    expect(await by('enabled')).toEqual([]);
  });
});

describe('the remark on names, by plain policies', () => {
  const by = (state: string | undefined, ...policies: readonly Fields[]) =>
    dnsNotes(world(state, policies), { semantics: plain });

  test('an address of the Pod’s own node is what the API leaves open', async () => {
    expect(await by('enabled', netpol(https, kubeDns))).toEqual(['dns-unseen']);
    expect(await by('enabled', netpol(https, link))).toEqual([]);
    expect(await by('disabled', netpol(https, link))).toEqual(['dns-blocked']);
    expect(await by('disabled', netpol(https, kubeDns))).toEqual([]);
  });
});

describe('where the label could not be seen', () => {
  const unread = ({ snapshot }: PolicySnapshot) => ({
    snapshot: { ...snapshot, reads: { ...snapshot.reads, nodes: refusalOf(snapshot.reads.nodes.ask, 403) } },
  });

  test('both places must be open', async () => {
    const ask = { semantics: cilium, without: unread };
    expect(await dnsNotes(world('enabled', [netpol(https, kubeDns)]), ask)).toEqual(['dns-unseen', 'localdns-unseen']);
    const both = [netpol(https, kubeDns), cnp(toLink('UDP', 'TCP'), toHost('UDP', 'TCP'))];
    expect(await dnsNotes(world('enabled', both), ask)).toEqual([]);
    expect(await dnsNotes(world('enabled', [netpol(https)]), ask)).toEqual(['dns-blocked']);
  });

  test('nodes that differ: by the node of the Pod that asks, and said', async () => {
    const documents = world('enabled', [netpol(https, kubeDns)], 'disabled');
    expect(await dnsNotes(documents, { semantics: cilium })).toEqual(['dns-blocked', 'localdns-differs']);
    expect(await dnsNotes(documents, { semantics: cilium, from: 'x/far' })).toEqual([]);
  });

  test('a node without the label beside one that has it was not shown whole', async () => {
    const documents = world(undefined, [netpol(https, kubeDns)], 'enabled');
    expect(await dnsNotes(documents, { semantics: cilium })).toEqual(['dns-unseen', 'localdns-unseen']);
  });
});

describe('its addresses, asked for themselves', () => {
  const ask = (state: string | undefined, policies: readonly Fields[], more: ReachAsk = {}) =>
    askReach(world(state, policies), { to: '169.254.10.10', port: 53, protocol: 'UDP', semantics: cilium, ...more });

  test.each([
    ['enabled', [cnp(toLink('UDP'), toHost('UDP'))], cilium, 'allowed'],
    ['enabled', [cnp(toLink('UDP'))], cilium, 'unknown'],
    ['enabled', [cnp(toHost('UDP'))], cilium, 'unknown'],
    ['enabled', [netpol(kubeDns)], cilium, 'denied'],
    ['enabled', [netpol(kubeDns)], plain, 'unknown'],
    ['enabled', [netpol(link)], plain, 'allowed'],
    ['enabled', [], plain, 'allowed'],
    ['disabled', [netpol(kubeDns)], plain, 'denied'],
    ['disabled', [cnp(toLink('UDP'))], cilium, 'allowed'],
    ['disabled', [cnp(toHost('UDP'))], cilium, 'denied'],
  ] as const)('%s %#', async (state, policies, semantics, expected) => {
    expect((await ask(state, policies, { semantics })).verdict).toBe(expected);
    expect((await ask(state, policies, { semantics, to: '169.254.10.11' })).verdict).toBe(expected);
  });

  test('the reason and the remark speak of LocalDNS, and of no Service', async () => {
    const found = await ask('enabled', [netpol(kubeDns)], { semantics: plain });
    expect(found.egress.because).toContain(
      'LocalDNS (169.254.10.10) on its own node is what the API leaves open; by its rules alone',
    );
    expect(notesOf(found)).toEqual(['own-node', 'localdns']);
    const without = ({ services }: PolicySnapshot) => ({ services: refusalOf(services.ask, 403) });
    expect(notesOf(await ask('enabled', [], { without }))).not.toContain('maybe-service');
  });

  test('another link-local address is nobody’s, and no Service', async () => {
    const without = ({ services }: PolicySnapshot) => ({ services: refusalOf(services.ask, 403), hasEveryPod: false });
    const found = await ask('enabled', [], { to: '169.254.169.254', port: 80, without });
    expect([found.verdict, notesOf(found)]).toEqual(['allowed', []]);
  });

  test('an address that only looks like one is none', () => {
    const is = (text: string) => isLocalDnsAddress(parseAddress(text) ?? { family: 4, value: 0n, text: '' });
    expect(['169.254.10.10', '169.254.10.11', '::ffff:169.254.10.10'].map(is)).toEqual([true, true, true]);
    expect(['169.254.10.12', '169.254.20.10', '10.254.10.10', 'fe80::10'].map(is)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('what nodes say of it', () => {
  const state = (nodes: readonly Fields[], on: string | null, aks: boolean | null = true) => {
    const read: Read<readonly Node[]> = {
      ask: { verb: 'list', resource: 'nodes', group: '', namespace: null, name: null },
      outcome: 'ok',
      data: nodes.map(translateNode),
      absence: 'proven',
    };
    return localDnsOf({ nodes: read }, aks).stateOn(on);
  };
  const bare = { kind: 'Node', metadata: { name: 'n1' } };

  test.each([
    ['enabled', [stated('n1', '10.0.0.4', 'enabled')], 'n1', 'on'],
    ['disabled', [stated('n1', '10.0.0.4', 'disabled')], 'n1', 'off'],
    ['another word', [stated('n1', '10.0.0.4', 'pending')], 'n1', 'unseen'],
    ['no such label anywhere', [stated('n1', '10.0.0.4'), stated('n2', '10.0.0.5')], 'n1', 'off'],
    ['no such label here', [stated('n1', '10.0.0.4'), stated('n2', '10.0.0.5', 'disabled')], 'n1', 'unseen'],
    ['no labels at all', [bare], 'n1', 'unseen'],
    ['another node', [stated('n1', '10.0.0.4', 'enabled')], 'n9', 'unseen'],
    ['a Pod without a node, all alike', [stated('n1', '10.0.0.4', 'enabled')], null, 'on'],
    [
      'a Pod without a node, not alike',
      [stated('n1', '1.1.1.1', 'enabled'), stated('n2', '1.1.1.2', 'disabled')],
      null,
      'unseen',
    ],
    ['no nodes', [], null, 'unseen'],
  ] as const)('%s', (_, nodes, on, expected) => {
    expect(state(nodes, on)).toBe(expected);
  });

  test('only AKS has it, and where nothing tells what this is, nothing is concluded', () => {
    expect(state([stated('n1', '10.0.0.4', 'enabled')], 'n1', false)).toBe('off');
    expect(state([], 'n1', false)).toBe('off');
    expect(state([stated('n1', '10.0.0.4', undefined, { 'kubernetes.io/os': 'linux' })], 'n1', null)).toBe('unseen');
  });

  test('a virtual node says nothing for the others', () => {
    const virtual = stated('v', '10.0.0.9', undefined, { ...aksLabels, type: 'virtual-kubelet' });
    expect(state([stated('n1', '10.0.0.4', 'enabled'), virtual], null)).toBe('on');
  });
});
