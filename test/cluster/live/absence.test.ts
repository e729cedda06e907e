// When a 404 is Kubernetes's word that something does not exist, and when it is only somebody's.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { assess } from '../../../src/checks/assess.ts';
import { receiptOf } from '../../../src/checks/receipt.ts';
import { openKubeConfig, type ReadOnlyKubeConfig } from '../../../src/cluster/live/kubeconfig.ts';
import { observe } from '../../../src/cluster/live/observe.ts';
import { survey } from '../../../src/cluster/live/survey.ts';
import { type EmbeddedAks, startAks } from '../../../src/playground/aks/server.ts';

const kubeconfig = join(mkdtempSync(join(tmpdir(), 'netlab-absence-')), 'kubeconfig');
const page = {
  status: 404,
  body: '<html><h1>404 Not Found</h1>nginx</html>',
  headers: { 'content-type': 'text/html' },
};
let aks: EmbeddedAks;
let config: ReadOnlyKubeConfig;

beforeAll(async () => {
  aks = await startAks();
  writeFileSync(kubeconfig, aks.kubeconfig());
});
afterAll(() => aks.close());
beforeEach(() => open('kubenet'));
afterEach(async () => {
  aks.faults.length = 0;
  await config.close();
});

function open(context: string): void {
  config = openKubeConfig({ kubeconfig, context });
}

const at = (second: number) => ({ deadlineMs: 8000, now: () => new Date(second * 1000) });
const look = (second = 0) => observe(config, 'student-07', at(second));
const hide = (part: RegExp, answer: typeof page = page) =>
  aks.faults.push({ match: ({ path }) => part.test(path), answer });
const asked = (path: string) => aks.log.filter((each) => each.path === path).length;
const findingOf = (snapshot: Awaited<ReturnType<typeof look>>, code: string) =>
  assess(snapshot).findings.find(({ id }) => id === code)?.status;

describe('one object', () => {
  test('Kubernetes’s NotFound of it says that it is absent', async () => {
    const snapshot = await look();
    expect(snapshot.reads.networkmonitor.outcome).toBe('not-found');
    expect(findingOf(snapshot, 'networkmonitor-configmap')).toBe('pass');
  });

  test.each([
    ['a proxy’s page', page],
    ['a bare 404', { ...page, body: '' }],
    [
      'a NotFound of something else',
      { ...page, body: JSON.stringify({ kind: 'Status', reason: 'NotFound', code: 404, details: { name: 'x' } }) },
    ],
    [
      'a Status without a reason',
      { ...page, body: JSON.stringify({ kind: 'Status', code: 404, details: { name: 'azure-cni-networkmonitor' } }) },
    ],
  ])('%s says nothing', async (_, answer) => {
    hide(/azure-cni-networkmonitor$/u, answer);
    const snapshot = await look();
    expect(snapshot.reads.networkmonitor.outcome).toBe('failed');
    expect(findingOf(snapshot, 'networkmonitor-configmap')).toBe('error');
  });
});

describe('a kind', () => {
  const custom = 'nodeNetworkConfigs';

  test('that discovery does not name has no objects, and the receipt says what it rests on', async () => {
    const snapshot = await look();
    expect(snapshot.reads[custom]).toMatchObject({ outcome: 'ok', data: [], absence: 'proven' });
    const { reads } = receiptOf(snapshot);
    expect(reads).toContainEqual({ verb: 'get', resource: '/apis', namespace: null, count: 1, outcome: 'ok' });
  });

  test('that is there asks discovery nothing', async () => {
    open('overlay-cilium');
    expect((await look()).discovery).toBeUndefined();
  });

  test('that discovery names and a front hides is not absent', async () => {
    open('overlay-cilium');
    hide(/^\/apis\/(?:cilium\.io|acn\.azure\.com)\/[^/]+\/./u);
    const snapshot = await look();
    expect([snapshot.reads.ciliumPolicies.outcome, snapshot.reads[custom].outcome]).toEqual(['failed', 'failed']);
    expect(snapshot.discovery?.map(({ path }) => path)).toEqual([
      '/apis',
      '/apis/acn.azure.com/v1alpha',
      '/apis/cilium.io/v2',
    ]);
  });

  test.each([
    ['a page', page],
    ['another document', { ...page, status: 200, body: '{"kind":"PodList","items":[]}' }],
    ['a refusal', { ...page, status: 403, body: '{}' }],
  ])('is not absent where discovery answers with %s', async (_, answer) => {
    hide(/^\/apis$/u, answer);
    const snapshot = await look();
    expect(snapshot.reads[custom].outcome).toBe('failed');
    expect(snapshot.discovery?.[0]?.outcome).toBe(answer.status === 403 ? 'forbidden' : 'failed');
  });

  test('that may not be listed costs no permission where the server does not serve it', async () => {
    hide(/^\/apis\/acn\.azure\.com\/v1alpha\/./u, { ...page, status: 403, body: '{}' });
    expect((await look()).reads[custom]).toMatchObject({ outcome: 'ok', data: [] });
    await config.close();
    open('overlay-cilium');
    expect((await look()).reads[custom].outcome).toBe('forbidden');
  });

  test('is asked for once a minute on one connection', async () => {
    const before = asked('/apis');
    await Promise.all([look(), look(10), survey(config, { namespaces: ['student-07'], addresses: [] }, at(20))]);
    await look(79);
    expect(asked('/apis') - before).toBe(1);
    const late = await look(81);
    expect([asked('/apis') - before, late.discovery?.length]).toEqual([2, 1]);
  });

  test('is asked for again after discovery failed', async () => {
    hide(/^\/apis$/u);
    await look();
    aks.faults.length = 0;
    expect((await look(1)).reads[custom].outcome).toBe('ok');
  });
});

describe('a server that knows neither the namespace nor nodes', () => {
  const nobody = { kind: 'Status', reason: 'NotFound', code: 404, details: { name: 'student-07', kind: 'namespaces' } };

  test('has proven nothing', async () => {
    hide(/\/api\/v1\/namespaces\/student-07$/u, { ...page, body: JSON.stringify(nobody) });
    hide(/\/api\/v1\/nodes$/u);
    const snapshot = await look();
    const proven = Object.values(snapshot.reads).filter(
      (read) =>
        read.outcome === 'not-found' || (read.outcome === 'ok' && Array.isArray(read.data) && read.data.length === 0),
    );
    expect([proven, snapshot.reads.pods.outcome]).toEqual([[], 'ok']);
    expect(findingOf(snapshot, 'networkmonitor-configmap')).toBe('error');
    const terrain = await survey(config, { namespaces: ['student-07'], addresses: [] }, at(0));
    expect(terrain.namespaces.map(({ networkPolicies }) => networkPolicies.outcome)).toEqual(['failed', 'failed']);
    expect(terrain.ciliumClusterPolicies.outcome).toBe('failed');
  });

  test('is not one that only lacks the namespace', async () => {
    hide(/\/api\/v1\/namespaces\/student-07$/u, { ...page, body: JSON.stringify(nobody) });
    const { reads } = await look();
    expect([reads.ownNamespace.outcome, reads.networkmonitor.outcome]).toEqual(['not-found', 'not-found']);
  });
});
