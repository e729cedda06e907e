// What counts as a whole list: pages, selectors, and the reader's word.
import { describe, expect, test } from 'vitest';
import { assess } from '../../../src/checks/assess.ts';
import { collectReads } from '../../../src/cluster/collect.ts';
import { sortDocuments } from '../../../src/cluster/dump/documents.ts';
import { dumpSource } from '../../../src/cluster/dump/source.ts';
import {
  continueToken,
  daemonSet,
  documents,
  forbidden,
  listOf,
  node,
  pod,
  snapshotOf,
} from '../../support/objects.ts';

type Objects = readonly Readonly<Record<string, unknown>>[];
const untyped = (...items: Objects) => ({ kind: 'List', apiVersion: 'v1', items });
const more = (remainingItemCount?: number, token = 'x') => ({
  resourceVersion: '7',
  continue: token,
  ...(remainingItemCount === undefined ? {} : { remainingItemCount }),
});
const last = { resourceVersion: '7' };
const page = (items: Objects, metadata: object) => ({ ...listOf('DaemonSet', items), metadata });
const sets = (...names: readonly string[]) => names.map((name) => daemonSet(name, 1));
const elsewhere = (name: string, namespace = 'monitoring') => daemonSet(name, 1, { namespace });

async function daemonSets(values: readonly unknown[]) {
  const { daemonSets: read } = (await snapshotOf(values)).reads;
  return read.outcome === 'ok' ? read.absence : read.outcome;
}

describe('pages', () => {
  test.each([
    ['all of them', [page(sets('a'), more(2)), page(sets('b'), more(1)), page(sets('c'), last)], 'proven'],
    ['in any order', [page(sets('c'), last), page(sets('b'), more(1)), page(sets('a'), more(2))], 'proven'],
    ['one of all namespaces', [page([elsewhere('z', 'a'), ...sets('b')], more(1)), page(sets('c'), last)], 'proven'],
    [
      'each of one namespace, by tokens that name it',
      [page(sets('a', 'b'), more(1, continueToken('kube-system/b'))), page([elsewhere('c')], last)],
      'proven',
    ],
    ['a page and the whole list beside it', [page(sets('a'), more(1)), page(sets('a', 'b'), last)], 'proven'],
    // A server counts what follows, unless a selector was asked for.
    ['without a count, so by a selector', [page(sets('a'), more()), page(sets('b'), last)], 'unproven'],
    ['the last one missing', [page(sets('a'), more(2)), page(sets('b'), more(1))], 'not-in-dump'],
    ['one in the middle missing', [page(sets('a'), more(2)), page(sets('c'), last)], 'not-in-dump'],
    ['an empty list of the same version', [page(sets('a'), more(8)), page([], last)], 'not-in-dump'],
    ['a list of another namespace', [page(sets('a'), more(1)), page([elsewhere('b')], last)], 'not-in-dump'],
    ['a list of another version', [page(sets('a'), more(1)), page(sets('b'), { resourceVersion: '8' })], 'not-in-dump'],
    ['a list of another kind', [page(sets('a'), more(1)), { ...listOf('Pod', []), metadata: last }], 'not-in-dump'],
    ['the same page twice', [page(sets('a'), more(1)), page(sets('a'), more(1))], 'not-in-dump'],
  ])('%s', async (_, values, expected) => {
    expect(await daemonSets(values)).toBe(expected);
  });
});

const labelled = (labels: Readonly<Record<string, string>>, ...names: readonly string[]) =>
  names.map((name) => daemonSet(name, 1, { labels }));
const aks = { 'kubernetes.azure.com/managedby': 'aks', 'addonmanager.kubernetes.io/mode': 'Reconcile' };
const system = ['kube-proxy', 'cloud-node-manager', 'csi-azuredisk-node'] as const;

describe('DaemonSets of kube-system that all share a label', () => {
  test.each([
    ['the one of AKS', { 'kubernetes.azure.com/managedby': 'aks' }],
    ['those of AKS and of the addon manager', aks],
  ])('%s: not selected by it', async (_, labels) => {
    const values = [listOf('Node', [node('n', '10.1.0.4')]), untyped(...labelled(labels, ...system))];
    expect(await daemonSets(values)).toBe('agents');
    expect(assess(await snapshotOf(values)).network.dataplane).toBe('kube-proxy');
  });

  test.each([
    ['tier', 'node'],
    ['k8s-app', 'cilium'],
    ['component', 'kube-proxy'],
    ['app.kubernetes.io/managed-by', 'Helm'],
    ['kubernetes.azure.com/managedby', 'somebody'],
  ])('%s=%s: nothing is concluded', async (key, value) => {
    const labels = { ...aks, [key]: value };
    for (const list of [untyped(...labelled(labels, ...system)), listOf('DaemonSet', labelled(labels, ...system))]) {
      expect(await daemonSets([list])).toBe('unproven');
      expect(assess(await snapshotOf([list])).network.policyEngine).toBe('undetermined');
    }
  });
});

test('a typed list of one agent alone was selected; of one other DaemonSet it may be all there is', async () => {
  const alone = (name: string) => [listOf('DaemonSet', labelled({ 'k8s-app': name }, name))];
  expect(await daemonSets(alone('cilium'))).toBe('unproven');
  expect(await daemonSets(alone('csi-azuredisk-node'))).toBe('proven');
});

test('ConfigMaps of a selector prove nothing about another one', async () => {
  const map = (name: string, labels: object) => ({
    kind: 'ConfigMap',
    metadata: { name, namespace: 'kube-system', labels },
  });
  const outcome = async (labels: object) =>
    (await snapshotOf([listOf('ConfigMap', [map('x', labels), map('y', labels)])])).reads.networkmonitor.outcome;
  expect([await outcome({ app: 'x' }), await outcome({})]).toEqual(['not-in-dump', 'not-found']);
});

describe('the reader’s word that a dump is complete', () => {
  const reads = (...values: readonly unknown[]) =>
    collectReads(dumpSource(sortDocuments(documents(...values), true)), 'student-07');
  const web = pod('student-07', 'web', 'n', '10.2.0.4', '10.1.0.4');

  test('what the dump lacks is not there', async () => {
    const found = await reads(untyped(web), untyped(...sets('azure-cns')));
    expect(found.networkPolicies).toMatchObject({ outcome: 'ok', data: [], absence: 'proven' });
    expect(found.daemonSets).toMatchObject({ absence: 'proven' });
    expect(found.networkmonitor.outcome).toBe('not-found');
  });

  test('but nodes and namespaces are always there, a page is not a list, and a refusal stays one', async () => {
    const found = await reads(untyped(web), page(sets('a'), more(2)), forbidden('pods', 'kube-system'));
    expect(found.nodes.outcome).toBe('not-in-dump');
    expect(found.ownNamespace.outcome).toBe('not-in-dump');
    expect(found.daemonSets.outcome).toBe('not-in-dump');
    expect(found.systemPods.outcome).toBe('forbidden');
  });
});

test('a dump without a list of policies says how to save one that proves it', async () => {
  const { networkPolicies, ciliumPolicies } = (await snapshotOf([untyped()])).reads;
  const said = networkPolicies.outcome === 'ok' ? '' : networkPolicies.because;
  expect(said).toContain('netlab check --record FILE');
  expect(said).toContain('kubectl get --raw /apis/networking.k8s.io/v1/namespaces/student-07/networkpolicies');
  expect(ciliumPolicies.outcome === 'ok' ? '' : ciliumPolicies.because).not.toContain('--record');
});
