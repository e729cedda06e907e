// Which kinds of policies a cluster has is asked of its discovery, which every account may read: a kind that is not served
// costs no permission, one that is served and not known is read, and what may not be read is said.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openKubeConfig, type ReadOnlyKubeConfig } from '../../../src/cluster/live/kubeconfig.ts';
import { survey } from '../../../src/cluster/live/survey.ts';
import { isUnjudgedPolicyKind, pluralOf } from '../../../src/cluster/policy-kinds.ts';
import type { PolicySnapshot } from '../../../src/model/reach.ts';
import { detect } from '../../../src/network/detect/detect.ts';
import { indexPolicies } from '../../../src/network/policy/policy-index.ts';
import { reach, semanticsOf } from '../../../src/network/policy/reach.ts';
import { type EmbeddedAks, startAks } from '../../../src/playground/aks/server.ts';

const kubeconfig = join(mkdtempSync(join(tmpdir(), 'netlab-kinds-')), 'kubeconfig');
let aks: EmbeddedAks;
let config: ReadOnlyKubeConfig;
let second = 0;

beforeAll(async () => {
  aks = await startAks();
  writeFileSync(kubeconfig, aks.kubeconfig());
});
afterAll(() => aks.close());
beforeEach(() => {
  config = openKubeConfig({ kubeconfig, context: 'overlay-cilium' });
});
afterEach(async () => {
  aks.faults.length = 0;
  await config.close();
});

const json = (body: object, status = 200) => ({
  status,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});
const answer = (path: string, how: ReturnType<typeof json>) =>
  aks.faults.push({ match: (request) => request.path === path, answer: how });
const api = 'policy.networking.k8s.io';

/** Discovery names the groups of the cluster and these, each with one version and its resources. */
function serve(groups: Readonly<Record<string, readonly string[]>>): void {
  const own = { 'cilium.io': 'v2', 'acn.azure.com': 'v1alpha', apps: 'v1', 'networking.k8s.io': 'v1' };
  const named = (name: string, version: string) => {
    return { name, versions: [{ version }], preferredVersion: { version } };
  };
  const all = [...Object.entries(own), ...Object.keys(groups).map((name) => [name, 'v1'] as const)];
  answer('/apis', json({ kind: 'APIGroupList', groups: all.map(([name, version]) => named(name, version)) }));
  for (const [name, resources] of Object.entries(groups)) {
    const listed = resources.map((resource) => ({
      name: resource,
      kind: `Kind of ${resource}`,
      namespaced: name !== api,
    }));
    answer(`/apis/${name}/v1`, json({ kind: 'APIResourceList', groupVersion: `${name}/v1`, resources: listed }));
  }
}

async function look(): Promise<PolicySnapshot> {
  // Each look is an hour after the one before, so that no answer of discovery is left over.
  second += 3600;
  const now = () => new Date(second * 1000);
  return survey(config, { namespaces: ['student-07'], addresses: [] }, { deadlineMs: 8000, now });
}

function verdict(terrain: PolicySnapshot) {
  const network = detect(terrain.snapshot);
  const [pod, other] = terrain.namespaces.flatMap(({ pods }) => (pods.outcome === 'ok' ? pods.data : []));
  const name = (each: typeof pod) => `${each?.namespace}/${each?.name}`;
  const query = { from: name(pod), to: name(other), port: 80, protocol: 'TCP' } as const;
  const found = reach(query, indexPolicies(terrain, network), semanticsOf(network));
  if (!('verdict' in found)) throw new Error(found.message);
  return found;
}

const paths = () => aks.log.map(({ path }) => path);

test('a cluster without such a kind is asked for none, and nothing is unknown', async () => {
  const before = paths().length;
  const terrain = await look();
  expect(terrain.unjudgedPolicies).toEqual([]);
  expect(verdict(terrain).verdict).toBe('allowed');
  const asked = paths().slice(before);
  expect(asked).toContain('/apis');
  expect(asked.filter((path) => path.includes(api) || /^\/apis\/apps\/v1$/u.test(path))).toEqual([]);
});

test('a kind that is served is read, and one that selects makes the verdict unknown', async () => {
  serve({ [api]: ['adminnetworkpolicies', 'adminnetworkpolicies/status'] });
  const item = { metadata: { name: 'deny' }, spec: { subject: { namespaces: {} }, egress: [{}] } };
  answer(`/apis/${api}/v1/adminnetworkpolicies`, json({ kind: 'AdminNetworkPolicyList', items: [item] }));
  const terrain = await look();
  expect(terrain.unjudgedPolicies).toMatchObject([{ outcome: 'ok', data: [{ name: 'deny', directions: ['egress'] }] }]);
  const found = verdict(terrain);
  expect([found.verdict, found.egress.because]).toEqual(['unknown', expect.stringContaining('deny selects it')]);
});

test('a served kind without objects makes nothing unknown', async () => {
  serve({ [api]: ['clusternetworkpolicies'] });
  answer(`/apis/${api}/v1/clusternetworkpolicies`, json({ kind: 'ClusterNetworkPolicyList', items: [] }));
  expect(verdict(await look()).verdict).toBe('allowed');
});

test('a served kind that may not be listed is unknown, with the permission', async () => {
  serve({ [api]: ['adminnetworkpolicies'] });
  answer(`/apis/${api}/v1/adminnetworkpolicies`, json({ kind: 'Status', reason: 'Forbidden', code: 403 }, 403));
  const found = verdict(await look());
  expect(found.verdict).toBe('unknown');
  expect(found.egress.because).toContain(`not allowed to list adminnetworkpolicies.${api} at cluster scope (403)`);
});

test('a namespaced kind is asked for in each namespace that decides', async () => {
  serve({ 'crd.antrea.io': ['networkpolicies'] });
  for (const namespace of ['student-07', 'kube-system'])
    answer(
      `/apis/crd.antrea.io/v1/namespaces/${namespace}/networkpolicies`,
      json({ kind: 'NetworkPolicyList', items: [] }),
    );
  const terrain = await look();
  expect(terrain.unjudgedPolicies.map(({ ask, outcome }) => [ask.namespace, outcome])).toEqual([
    ['student-07', 'ok'],
    ['kube-system', 'ok'],
  ]);
});

test('discovery that does not answer leaves it open which kinds there are', async () => {
  answer('/apis', json({}, 503));
  const found = verdict(await look());
  expect([found.verdict, found.egress.because]).toEqual(['unknown', expect.stringContaining('GET /apis told nothing')]);
});

test('a group whose kinds could not be seen leaves it open, too', async () => {
  // The group is named, and nobody answers for it.
  serve({ 'example.com': ['things'] });
  aks.faults.pop();
  const found = verdict(await look());
  expect([found.verdict, found.egress.because]).toEqual(['unknown', expect.stringContaining('/apis/example.com/v1')]);
});

test.each([
  ['a group of metrics that is down', 'metrics.k8s.io'],
  ['a group of Kubernetes’s own', 'batch'],
])('%s is not asked', async (_, name) => {
  serve({ [name]: ['networkpolicies'] });
  expect((await look()).unjudgedPolicies).toEqual([]);
});

test('Calico’s kinds count once, whichever group serves them; what it only stages does not count', async () => {
  serve({
    'crd.projectcalico.org': ['networkpolicies', 'stagednetworkpolicies'],
    'projectcalico.org': ['networkpolicies'],
  });
  for (const namespace of ['student-07', 'kube-system'])
    answer(
      `/apis/crd.projectcalico.org/v1/namespaces/${namespace}/networkpolicies`,
      json({ kind: 'NetworkPolicyList', items: [] }),
    );
  expect((await look()).unjudgedPolicies).toEqual([]);
  aks.faults.length = 0;
  serve({ 'projectcalico.org': ['networkpolicies', 'globalnetworksets'] });
  expect((await look()).unjudgedPolicies.map(({ ask }) => ask.resource)).toEqual([
    'networkpolicies',
    'networkpolicies',
  ]);
});

test.each([
  ['adminnetworkpolicies', api, true],
  ['externalnetworksets', api, true],
  ['adminnetworkpolicies/status', api, false],
  ['tenantnetworkpolicies', 'example.com', true],
  ['networkpolicies', 'networking.k8s.io', false],
  ['ciliumnetworkpolicies', 'cilium.io', false],
  ['ciliumlocalredirectpolicies', 'cilium.io', false],
  ['poddisruptionbudgets', 'policy', false],
])('%s of %s: %s', (resource, group, expected) => {
  expect(isUnjudgedPolicyKind({ resource, group })).toBe(expected);
});

test('a plural as a definition spells it', () => {
  expect(['NetworkPolicy', 'NetworkSet'].map(pluralOf)).toEqual(['networkpolicies', 'networksets']);
});
