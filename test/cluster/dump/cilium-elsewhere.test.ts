// A dump may show Cilium outside of kube-system; netlab itself asks an API server only about kube-system.
import { expect, test } from 'vitest';
import { assess } from '../../../src/checks/assess.ts';
import { configMap, daemonSet, listOf, node, pod, snapshotOf } from '../../support/objects.ts';

const nodes = listOf('Node', [node('n0', '172.20.0.4')]);
const set = (namespace: string) => daemonSet('cilium', 1, { namespace });
const config = (namespace: string, data: object = { ipam: 'cluster-pool', 'kube-proxy-replacement': 'true' }) =>
  configMap('cilium-config', { ...data }, namespace);
const agent = pod('cilium', 'cilium-x7k2p', 'n0', '172.20.0.4', '172.20.0.4', {
  hostNetwork: true,
  owner: 'cilium',
  labels: { 'k8s-app': 'cilium' },
});
const system = daemonSet('csi-azuredisk-node', 1);
const sets = (...items: ReturnType<typeof set>[]) => listOf('DaemonSet', [system, ...items]);

const axes = async (...documents: readonly object[]) => {
  const { model, dataplane, policyEngine } = assess(await snapshotOf([nodes, ...documents])).network;
  return [model, dataplane, policyEngine];
};

test('its DaemonSet and its ConfigMap in one namespace: it is concluded, and named where it is', async () => {
  const snapshot = await snapshotOf([nodes, sets(set('cilium')), config('cilium'), listOf('Pod', [agent])]);
  const { network, problems } = assess(snapshot);
  expect([network.model, network.dataplane, network.policyEngine]).toEqual([
    'byo-cni',
    'self-managed-cilium',
    'cilium',
  ]);
  expect(network.signals[0]?.observed).toContain('cilium DaemonSet cilium: DESIRED 1, READY 1');
  expect(problems[1]?.because).toBe('Cilium runs in cilium; somebody installed it, not AKS: cilium-x7k2p.');
});

test.each([
  ['the DaemonSet alone', [sets(set('cilium'))], 'undetermined'],
  ['a ConfigMap that says nothing of addresses', [sets(set('cilium')), config('cilium', {})], 'undetermined'],
  ['each in another namespace', [sets(set('a')), config('b')], 'undetermined'],
  ['two of them', [sets(set('a'), set('b')), config('a'), config('b')], 'undetermined'],
  ['the ConfigMap alone, a leftover', [sets(), config('cilium')], 'none'],
])('%s: no Cilium is concluded from it', async (_, documents, dataplane) => {
  expect((await axes(...documents))[1]).toBe(dataplane);
});

test('one in kube-system is the one that counts', async () => {
  const azure = config('kube-system', { ipam: 'delegated-plugin', 'local-router-ipv4': '169.254.23.0' });
  const documents = [sets(set('kube-system'), set('cilium')), azure, config('cilium')];
  expect((await axes(...documents))[1]).toBe('azure-cilium');
});
