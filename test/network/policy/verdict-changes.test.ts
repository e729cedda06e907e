// Which connections are compared with and without policies that are not applied yet, and what is said of the others.
import { describe, expect, test } from 'vitest';
import { parseProposedPolicies } from '../../../src/cluster/proposed-policies.ts';
import { refusalOf } from '../../../src/cluster/refusals.ts';
import { preparePolicies } from '../../../src/commands/reach/evaluate.ts';
import { tryPolicies } from '../../../src/commands/reach/policy-trial.ts';
import type { PolicySnapshot, PolicyTrial, Semantics } from '../../../src/model/reach.ts';
import { listOf, node, pod } from '../../support/objects.ts';
import { terrainFrom } from '../../support/terrain.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A Pod of `x` with labels that no other has; these are the ports that its containers declare, one container each. */
function podWith(name: string, i: number, ports: readonly Fields[] = [], more: Fields = {}): Fields {
  const own = pod('x', name, 'n1', `10.244.0.${i}`, '10.0.0.4', { labels: { app: name } });
  const containers = ports.map((port, at) => ({ name: `c${at}`, ports: [port] }));
  return { ...own, spec: { nodeName: 'n1', containers, ...more } };
}

const inPhase = (name: string, i: number, phase: string): Fields => {
  const ip = `10.244.0.${i}`;
  return { ...podWith(name, i), status: { phase, podIP: ip, podIPs: [{ ip }], hostIP: '10.0.0.4' } };
};

const clusterOf = (pods: readonly Fields[]): Promise<PolicySnapshot> =>
  terrainFrom([
    listOf('Node', [node('n1', '10.0.0.4')]),
    listOf('Pod', [
      ...pods,
      pod('kube-system', 'coredns', 'n1', '10.244.0.250', '10.0.0.4', { labels: { 'k8s-app': 'kube-dns' } }),
    ]),
    ...['NetworkPolicy', 'CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'].map((kind) => listOf(kind, [])),
  ]);

const networkPolicy = (spec: Fields, metadata: Fields = { name: 'np' }) =>
  JSON.stringify({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec });
const ciliumPolicy = (spec: Fields) =>
  JSON.stringify({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'cnp' },
    spec: { endpointSelector: {}, ...spec },
  });

/** Denies each connection that is compared, so that each is a change. */
const shut = networkPolicy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, { name: 'shut' });

type Trial = Omit<PolicyTrial, 'without'>;

function tryOn(cluster: PolicySnapshot, texts: readonly string[], semantics: Semantics = 'plain'): Trial {
  const proposed = parseProposedPolicies(texts.join('\n---\n'), 'x');
  return tryPolicies(proposed, 'x', preparePolicies(cluster, semantics)).trial;
}

const verdicts = ({ changes }: Trial) => [...new Set(changes.map(({ without, with: then }) => `${without} → ${then}`))];
const sources = ({ changes }: Trial) => [...new Set(changes.map(({ from }) => from))].sort();
/** The ports at which this Pod is asked from outside. */
const portsInto = ({ changes }: Trial, name: string) =>
  changes
    .filter(({ from, to }) => from === '203.0.113.7' && to === `x/${name}`)
    .map(({ port, protocol }) => `${protocol} ${port}`)
    .sort();

describe('Pods', () => {
  test('that are over are not compared; those that run or are to run are', async () => {
    const pods = [
      inPhase('done', 10, 'Succeeded'),
      inPhase('broken', 11, 'Failed'),
      inPhase('runs', 12, 'Running'),
      inPhase('waits', 13, 'Pending'),
    ];
    const trial = tryOn(await clusterOf(pods), [shut]);
    expect(sources(trial)).toEqual(['203.0.113.7', 'x/runs', 'x/waits']);
    expect(trial.compared).toBe(8);
  });

  test('a Pod alone is asked for from outside, asks outside, and asks for names; nothing else', async () => {
    const { changes, compared } = tryOn(await clusterOf([podWith('a', 10)]), [shut]);
    expect(changes.map(({ from, to, port }) => `${from} → ${to} ${port}`).sort()).toEqual([
      '203.0.113.7 → x/a 80',
      'x/a → 203.0.113.7 443',
      'x/a → dns 53',
    ]);
    expect(compared).toBe(3);
  });

  test('a Pod of the host network asks its node for names, so that is not compared', async () => {
    const host = { ...podWith('host', 10, [], { hostNetwork: true }), status: { phase: 'Running', podIP: '10.0.0.4' } };
    expect(tryOn(await clusterOf([host]), [shut]).compared).toBe(2);
    expect(tryOn(await clusterOf([podWith('a', 10)]), [shut]).compared).toBe(3);
  });
});

describe('the ports of a Pod that declares none are those which the policies write, and TCP 80', () => {
  const block = '192.0.2.0/24';
  const from = [{ ipBlock: { cidr: block } }];
  const named = (ports: readonly Fields[]) => ports.map(({ port, ...more }) => ({ port: String(port), ...more }));

  test.each([
    ['ingress', 'from'],
    ['egress', 'to'],
  ])('%s of a NetworkPolicy: each protocol by its own; names and rules without ports add none', async (way, peers) => {
    const ports = [
      { port: 8080 },
      { port: 5353, protocol: 'UDP' },
      { port: 3868, protocol: 'SCTP' },
      { port: 'http' },
      { protocol: 'UDP' },
    ];
    const policy = networkPolicy({ podSelector: {}, [way]: [{ [peers]: from, ports }, { [peers]: from }] });
    const trial = tryOn(await clusterOf([podWith('a', 10)]), [shut, policy]);
    expect(portsInto(trial, 'a')).toEqual(['SCTP 3868', 'TCP 80', 'TCP 8080', 'UDP 5353']);
    // With what the Pod asks for itself: names, and what is outside.
    expect(trial.compared).toBe(6);
  });

  test.each([
    ['ingress', 'fromCIDR'],
    ['ingressDeny', 'fromCIDR'],
    ['egress', 'toCIDR'],
    ['egressDeny', 'toCIDR'],
  ])('%s of a CiliumNetworkPolicy: ANY is asked by TCP; a rule without toPorts adds none', async (way, peers) => {
    const ports = named([
      { port: 8080, protocol: 'ANY' },
      { port: 5353, protocol: 'UDP' },
      { port: 3868, protocol: 'SCTP' },
    ]);
    const policy = ciliumPolicy({ [way]: [{ [peers]: [block], toPorts: [{ ports }] }, { [peers]: [block] }] });
    const trial = tryOn(await clusterOf([podWith('a', 10)]), [shut, policy], 'cilium');
    expect(portsInto(trial, 'a')).toEqual(['SCTP 3868', 'TCP 80', 'TCP 8080', 'UDP 5353']);
    // With what the Pod asks for itself: names, and what is outside.
    expect(trial.compared).toBe(6);
  });
});

test('the ports that a Pod declares count each once, by protocol, in place of all others', async () => {
  const port = (containerPort: number, protocol: string) => ({ containerPort, protocol });
  const ports = [port(53, 'TCP'), port(53, 'UDP'), port(53, 'UDP'), port(3868, 'SCTP')];
  const trial = tryOn(await clusterOf([podWith('a', 10, ports), podWith('b', 11)]), [shut]);
  expect(portsInto(trial, 'a')).toEqual(['SCTP 3868', 'TCP 53', 'UDP 53']);
  expect(portsInto(trial, 'b')).toEqual(['TCP 80']);
});

describe('what is left out is counted and said', () => {
  const kinds = (count: number, ports: readonly Fields[] = []) =>
    Array.from({ length: count }, (_, i) => podWith(`p${i}`, 10 + i, ports));

  test('sixteen kinds of Pods are compared; of seventeen one is left out', async () => {
    const [all, more] = [tryOn(await clusterOf(kinds(16)), [shut]), tryOn(await clusterOf(kinds(17)), [shut])];
    expect([all.leftOut, all.compared]).toEqual([[], 288]);
    expect([more.leftOut, more.compared]).toEqual([['1 more kinds of Pods were not compared'], 288]);
  });

  test('two thousand connections are compared; of eight more none is', async () => {
    const ports = (count: number) => Array.from({ length: count }, (_, i) => ({ containerPort: 9000 + i }));
    const [first, ...others] = kinds(8, ports(31));
    const all = tryOn(await clusterOf([...(first ? [first] : []), ...others]), [shut]);
    const more = tryOn(await clusterOf([podWith('p0', 10, ports(32)), ...others]), [shut]);
    expect([all.leftOut, all.compared]).toEqual([[], 2000]);
    expect([more.leftOut, more.compared]).toEqual([['8 more connections were not compared'], 2000]);
  });

  test('a namespace whose Pods were never asked for is named; the one that was read is compared', async () => {
    const elsewhere = networkPolicy({ podSelector: {} }, { name: 'np', namespace: 'nowhere' });
    const trial = tryOn(await clusterOf([podWith('a', 10)]), [shut, elsewhere]);
    expect([trial.leftOut, trial.namespaces]).toEqual([['the Pods of nowhere were not read'], ['nowhere', 'x']]);
    expect(trial.compared).toBe(3);
  });
});

describe('a connection is untold only where it is unknown both without and with the policies', () => {
  const unread = async (): Promise<PolicySnapshot> => {
    const cluster = await clusterOf([podWith('a', 10)]);
    const refused = ({ networkPolicies: { ask } }: PolicySnapshot['namespaces'][number]) => refusalOf(ask, 403);
    return { ...cluster, namespaces: cluster.namespaces.map((each) => ({ ...each, networkPolicies: refused(each) })) };
  };
  const deny = ciliumPolicy({ ingressDeny: [{ fromEntities: ['all'] }], egressDeny: [{ toEntities: ['all'] }] });

  test('unknown, then denied whatever was not read: a change', async () => {
    const trial = tryOn(await unread(), [deny], 'cilium');
    expect([verdicts(trial), trial.changes.length, trial.untold]).toEqual([['unknown → denied'], 3, 0]);
  });

  test('allowed, then unknown by a rule that is not judged: a change', async () => {
    const names = ciliumPolicy({ egress: [{ toFQDNs: [{ matchName: 'example.com' }] }] });
    const trial = tryOn(await clusterOf([podWith('a', 10)]), [names], 'cilium');
    expect(verdicts(trial)).toContain('allowed → unknown');
    expect(trial.untold).toBe(0);
  });

  test('unknown, and still unknown: untold', async () => {
    const trial = tryOn(await unread(), [shut], 'cilium');
    expect([trial.changes, trial.compared, trial.untold]).toEqual([[], 3, 3]);
  });
});
