import { describe, expect, test } from 'vitest';
import { assess } from '../../../src/checks/assess.ts';
import { ownValuesOf } from '../../../src/commands/explain/own-values.ts';
import { valueNames } from '../../../src/model/lesson.ts';
import * as clusters from '../../support/clusters.ts';
import { configMap, daemonSet, forbidden, listOf, node, snapshotOf } from '../../support/objects.ts';

const shown = async (cluster: Parameters<typeof snapshotOf>[0]) => {
  const [model, ...values] = ownValuesOf(valueNames, assess(await snapshotOf(cluster)));
  return { model: model?.value, values: Object.fromEntries(valueNames.map((name, i) => [name, values[i]?.value])) };
};

describe('a student’s own values', () => {
  test('on an overlay with Cilium', async () => {
    const { model, values } = await shown(clusters.overlayCilium);
    expect(model).toBe('Azure CNI Overlay');
    expect(values.addresses).toContain('your Pod');
    expect(values.agents).toBe('Azure-managed Cilium');
    expect(values.proxy).toContain('No kube-proxy runs');
    expect(values.configmap).toContain('does not exist');
    expect(values.annotations).toContain('none tells the network model');
    expect(values.blocks).toContain('has its own block');
    expect(values['api-name']).not.toBe('');
  });

  test('on a node subnet they are others, and each says something', async () => {
    const { values } = await shown(clusters.nodeSubnet);
    expect(values.proxy).toContain('kube-proxy runs');
    expect(values.blocks).toContain('No node has a block of its own');
    expect(Object.values(values).filter((value) => (value ?? '') === '')).toEqual([]);
  });
});

describe('a value does not contradict what a finding says beside it', () => {
  const without = (base: Parameters<typeof snapshotOf>[0], ...kinds: readonly string[]) =>
    base.filter((each) => !kinds.includes(String((each as { kind?: unknown }).kind)));
  const proxy = (command: readonly string[] = []) =>
    daemonSet('kube-proxy', 3, { labels: { component: 'kube-proxy' }, command });
  const cilium = daemonSet('cilium', 3, {
    labels: { 'k8s-app': 'cilium', 'kubernetes.azure.com/managedby': 'aks' },
  });
  const sets = (...all: Parameters<typeof listOf>[1]) => listOf('DaemonSet', all);
  const overlay = without(clusters.overlayCilium, 'DaemonSetList');
  const chained = (router: string) =>
    configMap('cilium-config', {
      ipam: 'cluster-pool',
      'cni-chaining-mode': 'generic-veth',
      'kube-proxy-replacement': router,
    });

  const beside = (router: string) => [
    ...without(clusters.nodeSubnet, 'DaemonSetList', 'ConfigMapList'),
    listOf('ConfigMap', [chained(router)]),
    sets(daemonSet('cilium', 3), proxy()),
  ];

  const planes: readonly (readonly [string, readonly unknown[], string])[] = [
    ['Cilium alone', [...overlay, sets(cilium)], 'Azure-managed Cilium'],
    ['Cilium and kube-proxy', [...overlay, sets(cilium, proxy())], 'Azure-managed Cilium, and kube-proxy is there too'],
    [
      'a chained Cilium that replaces kube-proxy',
      beside('true'),
      'Cilium, not managed by AKS, and kube-proxy is there too',
    ],
    ['a chained Cilium that does not', beside('false'), 'kube-proxy, and Cilium is there too'],
    ['a chained Cilium that does half of it', beside('partial'), 'Cilium, and kube-proxy is there too'],
    ['kube-proxy alone', clusters.nodeSubnet, 'kube-proxy'],
  ];
  test.each(planes)('the data plane: %s', async (_, documents, said) => {
    expect((await shown(documents)).values.agents).toBe(said);
  });

  const kubenet = without(clusters.kubenet, 'DaemonSetList', 'NodeList');
  const nodes = listOf(
    'Node',
    ['192.168.0.0/24', '192.170.1.0/24'].map((podCIDR, i) => node(`n${i}`, `172.20.0.${4 + i}`, { podCIDR })),
  );
  test.each([
    ['an overlay', clusters.overlayCilium, '192.168.0.0/16'],
    ['a node subnet', clusters.nodeSubnet, 'none of their own: Pods use the node subnet'],
    [
      'kubenet, told to kube-proxy',
      [...kubenet, nodes, sets(proxy(['--cluster-cidr=192.168.0.0/16', '--detect-local-mode=ClusterCIDR']))],
      '192.168.0.0/16, as kube-proxy was told it',
    ],
    [
      'kubenet, not told',
      [...kubenet, nodes, sets(proxy())],
      '192.168.0.0/24, 192.170.1.0/24; no source names the range around them',
    ],
    [
      'an overlay whose blocks may not be read: what stands on its nodes does not count',
      [
        ...without(clusters.overlayCilium, 'NodeNetworkConfigList', 'NodeList'),
        forbidden('nodenetworkconfigs', 'kube-system'),
        listOf('Node', [
          node('n0', '172.20.0.4', {
            podCIDR: '10.9.0.0/24',
            labels: { 'kubernetes.azure.com/podnetwork-type': 'overlay', 'kubernetes.azure.com/cluster': 'x' },
          }),
        ]),
      ],
      'I could not see it',
    ],
  ])('the Pod range: %s', async (_, documents, said) => {
    expect((await shown(documents)).values['pod-range']).toContain(said);
  });
});
