import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig, Watch } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readScenario, scenarioNames } from '../../../src/playground/aks/scenario.ts';
import { type EmbeddedAks, startAks } from '../../../src/playground/aks/server.ts';

let aks: EmbeddedAks;
beforeAll(async () => {
  aks = await startAks();
});
afterAll(() => aks.close());

async function call(
  path: string,
  { user = 'admin', method = 'GET', body }: { user?: string | null; method?: string; body?: string } = {},
) {
  const headers: Record<string, string> = user === null ? {} : { authorization: `Bearer ${user}-token` };
  const init = body === undefined ? { method, headers } : { method, headers, body };
  const response = await fetch(`${aks.url}/clusters/overlay-cilium${path}`, init);
  const text = await response.text();
  return { status: response.status, text, json: () => JSON.parse(text) };
}

const podsOf = (namespace: string) => `/api/v1/namespaces/${namespace}/pods`;

describe('a wrong client is refused, its healthy neighbour is not', () => {
  test.each([
    ['no token', podsOf('student-07'), { user: null }, 401],
    ['an unknown token', podsOf('student-07'), { user: 'mallory' }, 401],
    ['another student’s namespace', podsOf('student-12'), { user: 'student-07' }, 403],
    ['every namespace at once', '/api/v1/pods', { user: 'student-07' }, 403],
    [
      'a forbidden object that does not exist',
      '/api/v1/namespaces/kube-system/configmaps/nothing',
      { user: 'netlab' },
      403,
    ],
    ['a forbidden path', '/metrics', { user: 'nobody' }, 403],
    ['an unknown resource', '/api/v1/gadgets', {}, 404],
    ['an unknown group', '/apis/gadgets.io/v1/gadgets', {}, 404],
    ['an unknown object', '/api/v1/nodes/nothing', {}, 404],
    ['a node in a namespace', '/api/v1/namespaces/kube-system/nodes', {}, 404],
    ['a broken label selector', `${podsOf('student-07')}?labelSelector=a%3D%3Db%3Dc`, {}, 400],
    ['a field that cannot be selected', `${podsOf('student-07')}?fieldSelector=spec.hostNetwork%3Dtrue`, {}, 400],
    ['a made-up continue token', `${podsOf('student-07')}?continue=zzz`, {}, 400],
    ['a watch from a word', `${podsOf('student-07')}?watch=1&resourceVersion=abc`, {}, 400],
    ['initial events without a match', `${podsOf('student-07')}?watch=1&sendInitialEvents=true`, {}, 400],
    ['a write by a reader', podsOf('student-07'), { user: 'netlab', method: 'POST', body: '{}' }, 403],
    ['a deletion by the administrator of reading', `${podsOf('student-07')}/x`, { method: 'DELETE' }, 403],
    ['a subresource', `${podsOf('student-07')}/x/log`, { user: 'student-07' }, 403],
    [
      'an access review of the wrong kind',
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      { method: 'POST', body: '{"kind":"Pod"}' },
      400,
    ],
    [
      'an access review that asks nothing',
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      { method: 'POST', body: '{"kind":"SelfSubjectAccessReview","spec":{}}' },
      400,
    ],
    ['a GET of a review', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {}, 405],
  ] as const)('%s', async (_, path, how, status) => {
    expect((await call(path, how)).status).toBe(status);
  });

  test.each([
    ['one’s own namespace', podsOf('student-07'), 'student-07'],
    ['one’s own namespace object', '/api/v1/namespaces/student-07', 'student-07'],
    ['an allowed ConfigMap', '/api/v1/namespaces/kube-system/configmaps/cilium-config', 'netlab'],
    ['a namespace that holds nothing', '/apis/apps/v1/namespaces/calico-system/daemonsets', 'netlab'],
    ['discovery', '/apis/acn.azure.com/v1alpha', 'nobody'],
  ])('%s', async (_, path, user) => {
    expect((await call(path, { user })).status).toBe(200);
  });
});

describe('lists', () => {
  const names = async (query: string) => {
    const { items } = (await call(`/api/v1/namespaces/kube-system/pods?${query}`)).json();
    return items.map(({ metadata }: { metadata: { name: string } }) => metadata.name);
  };

  test('pages put together are the whole list, in order', async () => {
    const whole = await names('');
    const paged: string[] = [];
    let token = '';
    do {
      const page = (await call(`/api/v1/namespaces/kube-system/pods?limit=4${token && `&continue=${token}`}`)).json();
      paged.push(...page.items.map(({ metadata }: { metadata: { name: string } }) => metadata.name));
      token = page.metadata.continue ?? '';
    } while (token !== '');
    expect(paged).toEqual(whole);
    expect(whole.length).toBeGreaterThan(12);
  });

  test.each([
    ['labelSelector=k8s-app%3Dcilium', 3],
    ['labelSelector=k8s-app%20in%20(cilium,azure-cns)', 6],
    ['labelSelector=k8s-app%3Dcilium,!component', 3],
    ['labelSelector=component%3Dkube-proxy', 0],
    ['fieldSelector=status.phase%21%3DRunning', 0],
  ])('%s selects %i', async (query, count) => {
    expect((await names(query)).length).toBe(count);
  });

  test('a continue token older than the history is 410', async () => {
    const first = (await call('/api/v1/namespaces/kube-system/pods?limit=1')).json();
    aks.compact('overlay-cilium');
    const next = await call(`/api/v1/namespaces/kube-system/pods?limit=1&continue=${first.metadata.continue}`);
    expect([next.status, next.json().reason]).toEqual([410, 'Expired']);
  });
});

describe('a table, as kubectl asks for it', () => {
  type Table = {
    readonly columnDefinitions: readonly { readonly name: string; readonly priority: number }[];
    readonly rows: readonly { readonly cells: readonly unknown[] }[];
  };
  const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
  async function table(path: string): Promise<Table> {
    const headers = { authorization: 'Bearer admin-token', accept };
    return (await (await fetch(`${aks.url}/clusters/overlay-cilium${path}`, { headers })).json()) as Table;
  }
  const heads = ({ columnDefinitions }: Table, priority: number) =>
    columnDefinitions.filter((each) => each.priority <= priority).map(({ name }) => name);

  test('kubectl get pods -o wide shows IP and NODE, without -o wide it does not', async () => {
    const found = await table(`${podsOf('student-07')}?limit=500`);
    const plain = ['Name', 'Ready', 'Status', 'Restarts', 'Age'];
    expect(heads(found, 0)).toEqual(plain);
    expect(heads(found, 1)).toEqual([...plain, 'IP', 'Node', 'Nominated Node', 'Readiness Gates']);
    const { items } = (await call(podsOf('student-07'))).json();
    const running = items.filter(({ status }: { status: { phase: string } }) => status.phase === 'Running');
    expect(found.rows.map(({ cells }) => cells).filter((cells) => cells[2] === 'Running')).toEqual(
      running.map(
        ({
          metadata,
          status,
          spec,
        }: {
          metadata: { name: string };
          status: { podIP: string };
          spec: { nodeName: string };
        }) => [metadata.name, '1/1', 'Running', '0', '98m', status.podIP, spec.nodeName, '<none>', '<none>'],
      ),
    );
    expect(running.length).toBeGreaterThan(0);
  });

  test('one Pod is a table of one row; a Pod that waits says why, and has neither address nor node', async () => {
    const metadata = { name: 'waits', namespace: 'student-01' };
    const waiting = [{ ready: false, restartCount: 4, state: { waiting: { reason: 'ImagePullBackOff' } } }];
    const spec = { containers: [{}, {}], readinessGates: [{ conditionType: 'x' }] };
    const status = { phase: 'Pending', containerStatuses: waiting };
    aks.change('overlay-cilium', 'ADDED', { kind: 'Pod', metadata, spec, status });
    const found = await table(`${podsOf('student-01')}/waits`);
    aks.change('overlay-cilium', 'DELETED', { kind: 'Pod', metadata });
    expect(found.rows.map(({ cells }) => cells)).toEqual([
      ['waits', '0/2', 'ImagePullBackOff', '4', '98m', '<none>', '<none>', '<none>', '0/1'],
    ]);
  });
});

test('client-node’s Watch hears a change', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'netlab-watch-')), 'kubeconfig');
  writeFileSync(file, aks.kubeconfig('admin'));
  const config = new KubeConfig();
  config.loadFromFile(file);
  const heard = Promise.withResolvers<string>();
  const at = (await call(podsOf('student-01'))).json().metadata.resourceVersion;
  const stop = await new Watch(config).watch(
    podsOf('student-01'),
    { resourceVersion: at },
    (type, object) => heard.resolve(`${type} ${object.metadata.name}`),
    () => undefined,
  );
  aks.change('overlay-cilium', 'ADDED', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'new', namespace: 'student-01' },
  });
  expect(await heard.promise).toBe('ADDED new');
  stop.abort();
});

const folder = join(import.meta.dirname, '../../../src/playground/aks/scenarios');

test('every scenario object names its source', () => {
  expect(scenarioNames(folder)).toEqual([
    'automatic',
    'egress-blocked',
    'empty-namespace',
    'kubenet',
    'node-subnet',
    'overlay-cilium',
    'permissions-missing',
  ]);
  const known = /^(?:D\d\d|\d\d-[\w.-]+ |aks\.md \d|kube-wire\/\d\d|assumed)/u;
  for (const name of scenarioNames(folder)) {
    const sources = [...readScenario(folder, name).sources];
    expect(sources.length).toBeGreaterThan(30);
    expect(sources.filter(([, source]) => !known.test(source))).toEqual([]);
  }
});

describe('AKS Automatic', () => {
  const { objects, sources } = readScenario(folder, 'automatic');
  const nodes = objects.filter(({ kind }) => kind === 'Node');
  const namesOf = (pool: RegExp) => nodes.map(({ metadata }) => metadata.name).filter((name) => pool.test(name));
  const labelOf = ({ metadata }: (typeof objects)[number], key: string): string | undefined =>
    Object(metadata.labels)[key];
  const valuesOn = (names: readonly string[], key: string) =>
    names.map((name) => nodes.filter(({ metadata }) => metadata.name === name).map((each) => labelOf(each, key))[0]);
  const [hosted, provisioned] = [namesOf(/hostedpool/u), namesOf(/surge|default/u)];

  test('DNS is answered on each node; on the exercise’s cluster no node says so', () => {
    const states = (of: readonly (typeof nodes)[number][]) =>
      of.map((each) => labelOf(each, 'kubernetes.azure.com/localdns-state'));
    expect(states(nodes)).toEqual(Array(6).fill('enabled'));
    const others = readScenario(folder, 'overlay-cilium').objects.filter(({ kind }) => kind === 'Node');
    expect(states(others)).toEqual(Array(3).fill(undefined));
  });

  test('nodes are provisioned without a node pool of AKS; the hosted ones are assumed', () => {
    expect([hosted.length, provisioned.length]).toEqual([3, 3]);
    expect(valuesOn(provisioned, 'agentpool')).toEqual(['', '', '']);
    expect(valuesOn(provisioned, 'karpenter.sh/nodepool')).toEqual(['system-surge', 'default', 'default']);
    expect(hosted.map((name) => sources.get(`Node//${name}`)?.startsWith('assumed'))).toEqual([true, true, true]);
  });

  test('students’ Pods run on nodes that were made for them, an agent of Cilium on each', () => {
    const pods = objects.filter(({ kind }) => kind === 'Pod');
    const nodesOf = (some: typeof pods) => [...new Set(some.map(({ spec }) => Object(spec).nodeName))].sort();
    expect(nodesOf(pods.filter(({ metadata }) => metadata.namespace?.startsWith('student-')))).toEqual(
      namesOf(/default/u).sort(),
    );
    expect(nodesOf(pods.filter((each) => labelOf(each, 'k8s-app') === 'cilium'))).toEqual(
      [...hosted, ...provisioned].sort(),
    );
  });
});
