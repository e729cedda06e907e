// Policies of kinds that netlab does not judge: unknown with kind and name where one may select an end, a remark elsewhere.
import { describe, expect, test } from 'vitest';
import { policySnapshotOf } from '../../../src/network/policy/from-snapshot.ts';
import { askReach, notesOf, type ReachAsk, verdictsOf } from '../../support/ask-reach.ts';
import { listOf, networkPolicy, node, pod, snapshotOf } from '../../support/objects.ts';

type Fields = Readonly<Record<string, unknown>>;

const space = (name: string, labels: Fields = {}) => ({
  kind: 'Namespace',
  metadata: { name, labels: { 'kubernetes.io/metadata.name': name, ...labels } },
});
const labels = { labels: { app: 'a' } };
const world = [
  listOf('Namespace', [space('x', { team: 'red' }), space('y'), space('kube-system')]),
  listOf('Node', [node('n1', '10.0.0.4'), node('n2', '10.0.0.5')]),
  listOf('Pod', [
    pod('x', 'a', 'n1', '10.244.0.10', '10.0.0.4', labels),
    pod('x', 'b', 'n2', '10.244.1.11', '10.0.0.5'),
    pod('y', 'c', 'n2', '10.244.1.12', '10.0.0.5'),
  ]),
];
const none = listOf('NetworkPolicy', []);
const shut = listOf('NetworkPolicy', [
  networkPolicy('x', 'shut', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
]);
const ask = (policies: readonly unknown[], more: ReachAsk = {}, standard: unknown = none) =>
  askReach([...world, standard, ...policies], { semantics: ['plain'], ...more });

const api = (
  kind: string,
  subject: Fields,
  rules: Fields = { egress: [{ action: 'Deny', to: [{ namespaces: {} }] }] },
) => ({
  apiVersion: `policy.networking.k8s.io/${kind === 'ClusterNetworkPolicy' ? 'v1alpha2' : 'v1alpha1'}`,
  kind,
  metadata: { name: 'p' },
  spec: { priority: 10, subject, ...rules },
});
const red = { namespaces: { matchLabels: { team: 'red' } } };

describe('the network policy API', () => {
  test.each(['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'])('%s', async (kind) => {
    const found = await ask([api(kind, red)]);
    expect(verdictsOf(found)).toEqual(['unknown', 'unknown', 'allowed']);
    expect(found.egress.because).toBe(
      `It cannot be told: ${kind}/p selects it, and policies of this kind are not judged.`,
    );
    const elsewhere = await ask([api(kind, red)], { from: 'y/c', to: '8.8.8.8' });
    expect([elsewhere.verdict, notesOf(elsewhere)]).toEqual(['allowed', ['maybe-load-balancer', 'other-policies']]);
  });

  test.each([
    ['by Pods of some namespaces', { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: 'a' } } } }],
    ['by an empty selector', { namespaces: {} }],
  ])('selects %s', async (_, subject) => {
    expect(verdictsOf(await ask([api('AdminNetworkPolicy', subject)]))).toEqual(['unknown', 'unknown', 'allowed']);
  });

  test.each([
    ['other Pods', { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: 'z' } } } }],
    ['Pods of other namespaces', { namespaces: { matchLabels: { team: 'blue' } } }],
    [
      'Pods by a namespace and by themselves',
      { pods: { namespaceSelector: { matchLabels: { team: 'blue' } }, podSelector: {} } },
    ],
  ])('that selects %s: a remark', async (_, subject) => {
    const found = await ask([api('AdminNetworkPolicy', subject)]);
    expect([found.verdict, notesOf(found)]).toEqual(['allowed', ['other-policies']]);
  });

  test('decides only in the directions for which it has rules', async () => {
    const inward = { ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] };
    expect(verdictsOf(await ask([api('AdminNetworkPolicy', red, inward)]))).toEqual(['unknown', 'allowed', 'unknown']);
    const back = await ask([api('AdminNetworkPolicy', red, inward)], { to: 'y/c' });
    expect([back.verdict, notesOf(back)]).toEqual(['allowed', ['other-policies']]);
    expect((await ask([api('AdminNetworkPolicy', red, {})])).verdict).toBe('allowed');
  });

  test('may also allow what a NetworkPolicy denies', async () => {
    expect(verdictsOf(await ask([api('AdminNetworkPolicy', red)], {}, shut))).toEqual(['denied', 'unknown', 'denied']);
    const both = api('ClusterNetworkPolicy', { namespaces: {} }, { ingress: [{}], egress: [{}] });
    expect((await ask([both], {}, shut)).verdict).toBe('unknown');
    expect((await ask([], {}, shut)).verdict).toBe('denied');
  });

  test('counts under Cilium as well', async () => {
    expect((await ask([api('ClusterNetworkPolicy', red)], { semantics: ['cilium'] })).verdict).toBe('unknown');
  });

  test('a form that is not known may select everyone', async () => {
    const odd = { ...api('AdminNetworkPolicy', {}), spec: { appliesTo: 'everything' } };
    expect(verdictsOf(await ask([odd]))).toEqual(['unknown', 'unknown', 'unknown']);
    expect((await ask([{ ...odd, spec: 'none' }])).verdict).toBe('unknown');
  });

  test('a typed list of them, whose items name neither kind nor version', async () => {
    const { apiVersion, kind, ...item } = api('AdminNetworkPolicy', red);
    expect((await ask([{ apiVersion, kind: `${kind}List`, items: [item] }])).verdict).toBe('unknown');
    expect((await ask([{ apiVersion, kind: `${kind}List`, items: [] }])).verdict).toBe('allowed');
  });
});

describe('other kinds', () => {
  const other = (apiVersion: string, kind: string, namespace?: string) => ({
    apiVersion,
    kind,
    metadata: { name: 'o', ...(namespace === undefined ? {} : { namespace }) },
    spec: { podSelector: {}, appliedTo: [] },
  });

  test.each([
    ['crd.antrea.io/v1beta1', 'ClusterNetworkPolicy', undefined, 'ClusterNetworkPolicy/o'],
    ['crd.antrea.io/v1beta1', 'NetworkPolicy', 'x', 'NetworkPolicy.crd.antrea.io/x/o'],
    ['k8s.cni.cncf.io/v1beta1', 'MultiNetworkPolicy', 'x', 'MultiNetworkPolicy/x/o'],
    ['example.com/v1', 'TenantNetworkPolicy', undefined, 'TenantNetworkPolicy/o'],
    ['policy.networking.k8s.io/v1alpha1', 'ExternalNetworkSet', undefined, 'ExternalNetworkSet/o'],
  ])('%s %s', async (version, kind, namespace, name) => {
    const found = await ask([other(version, kind, namespace)]);
    expect([found.verdict, found.egress.because]).toEqual([
      'unknown',
      expect.stringContaining(`${name} may select it`),
    ]);
    expect(found.egress.policies).toEqual([]);
  });

  test('one of another namespace selects nobody here', async () => {
    const found = await ask([other('crd.antrea.io/v1beta1', 'NetworkPolicy', 'y')]);
    expect([found.verdict, notesOf(found)]).toEqual(['allowed', ['other-policies']]);
  });

  test.each([
    ['crd.projectcalico.org/v1', 'StagedNetworkPolicy', 'x'],
    ['cilium.io/v2', 'CiliumLocalRedirectPolicy', 'x'],
    ['policy/v1', 'PodDisruptionBudget', 'x'],
    ['networking.k8s.io/v1', 'NetworkPolicy', 'y'],
    ['extensions/v1beta1', 'NetworkPolicy', 'y'],
  ])('%s %s is none of them', async (version, kind, namespace) => {
    const found = await ask([other(version, kind, namespace)]);
    expect([found.verdict, notesOf(found)]).toEqual(['allowed', []]);
  });
});

test('a snapshot of a dump that held one knows its name alone', async () => {
  const snapshot = await snapshotOf([...world, none, api('AdminNetworkPolicy', red)], 'x');
  const { unjudgedPolicies } = policySnapshotOf(snapshot);
  const [list] = unjudgedPolicies;
  expect(list).toMatchObject({
    outcome: 'ok',
    data: [{ kind: 'AdminNetworkPolicy', namespace: '', name: 'p', subject: null }],
  });
  const [without] = policySnapshotOf(await snapshotOf([...world, shut], 'x')).unjudgedPolicies;
  expect(without).toMatchObject({ outcome: 'ok', data: [] });
});
