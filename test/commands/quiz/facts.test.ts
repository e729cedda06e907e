import { describe, expect, test } from 'vitest';
import { assess } from '../../../src/checks/assess.ts';
import { determineFact } from '../../../src/commands/quiz/facts.ts';
import { type FactId, quizFacts } from '../../../src/model/quiz.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import * as clusters from '../../support/clusters.ts';
import {
  daemonSet,
  forbidden,
  listOf,
  node,
  nodeNetworkConfig,
  overlayLabels,
  pod,
  snapshotOf,
} from '../../support/objects.ts';

import { but, type Documents, withAgents } from '../../support/quiz-worlds.ts';

async function seenOf(fact: FactId, documents: Documents, more: Partial<Snapshot> = {}) {
  const snapshot = { ...(await snapshotOf(documents)), ...more };
  const found = determineFact(fact, assess(snapshot));
  return found.value ?? found.untold;
}

const azureLabels = { 'k8s-app': 'cilium', 'kubernetes.azure.com/managedby': 'aks' };

describe('facts', () => {
  const { overlayCilium, nodeSubnet, kubenet, emptyNamespace } = clusters;
  const cilium2 = but(overlayCilium, listOf('NodeNetworkConfig', []));
  const dead = but(
    nodeSubnet,
    listOf('DaemonSet', [daemonSet('kube-proxy', 3, { ready: 0, labels: { component: 'kube-proxy' } })]),
  );
  const deadCilium = withAgents(0);
  const lame = withAgents(2);
  const nodesOnly = nodeSubnet.filter(({ kind }) => kind === 'NodeList');
  const unplaced = [...nodesOnly, listOf('Pod', [pod('student-07', 'web', 'n1', '203.0.113.9', '172.20.0.5')])];
  const beside = (desired: number) =>
    but(
      overlayCilium,
      listOf('DaemonSet', [
        daemonSet('cilium', 3, { labels: azureLabels }),
        daemonSet('kube-proxy', desired, { labels: { component: 'kube-proxy' } }),
      ]),
    );
  const [both, idle] = [beside(3), beside(0)];
  const annotated = but(
    nodeSubnet,
    listOf('Node', [node('n0', '172.20.0.4', { annotations: { 'projectcalico.org/IPv4Address': 'x' } })]),
  );
  const windows = but(
    overlayCilium,
    listOf('Node', [
      node('n0', '172.20.0.4', { labels: overlayLabels }),
      node('n1', '172.20.0.5', { labels: { ...overlayLabels, 'kubernetes.io/os': 'windows' } }),
    ]),
  );
  const dynamic = but(
    nodeSubnet,
    listOf(
      'NodeNetworkConfig',
      ['n0', 'n1', 'n2'].map((name, i) =>
        nodeNetworkConfig(name, `10.241.0.${5 + i}`, '10.241.0.0/16', { type: 'vnet', mode: 'dynamic' }),
      ),
    ),
  );
  const someCidr = but(
    kubenet,
    listOf('Node', [node('n0', '172.20.0.4', { podCIDR: '10.1.0.0/24' }), node('n1', '172.20.0.5')]),
  );

  test.each<[FactId, string, Documents, string, Partial<Snapshot>?]>([
    ['pods-inside-node-range', 'an overlay', overlayCilium, 'no'],
    ['pods-inside-node-range', 'a node subnet', nodeSubnet, 'yes'],
    ['pods-inside-node-range', 'no Pods yet', emptyNamespace, 'nothing'],
    ['pods-inside-node-range', 'Pods in no range that is known', unplaced, 'unsettled'],
    ['cilium-on-every-node', 'an overlay', overlayCilium, 'yes'],
    ['cilium-on-every-node', 'kube-proxy', nodeSubnet, 'no'],
    ['cilium-on-every-node', 'no agent ready', deadCilium, 'unsettled'],
    ['cilium-on-every-node', 'one agent not ready', lame, 'unsettled'],
    ['cilium-on-every-node', 'no nodes', but(overlayCilium, listOf('Node', [])), 'nothing'],
    ['kube-proxy-present', 'Cilium', overlayCilium, 'no'],
    ['kube-proxy-present', 'kube-proxy', kubenet, 'yes'],
    ['kube-proxy-present', 'one that is not ready', dead, 'unsettled'],
    ['configmap-present', 'none', overlayCilium, 'no'],
    ['annotations-name-a-cni', 'none', overlayCilium, 'no'],
    ['annotations-name-a-cni', 'Calico’s', annotated, 'yes'],
    ['pod-cidr-set', 'an overlay', overlayCilium, 'no'],
    ['pod-cidr-set', 'kubenet', kubenet, 'yes'],
    ['pod-cidr-set', 'some nodes', someCidr, 'unsettled'],
    ['pod-cidr-set', 'nodes that were not read', [], 'unsettled'],
    ['pod-cidr-set', 'no nodes', but(overlayCilium, listOf('Node', [])), 'nothing'],
    ['block-per-node', 'an overlay', overlayCilium, 'yes'],
    ['block-per-node', 'kubenet', kubenet, 'yes'],
    ['block-per-node', 'a node subnet', nodeSubnet, 'no'],
    ['block-per-node', 'a Pod subnet', dynamic, 'no'],
    ['api-name', 'not read', overlayCilium, 'unsettled'],
    ['api-name', 'an address inside of the cluster', overlayCilium, 'unsettled', { apiHost: '10.0.0.1' }],
    ['api-name', 'public', overlayCilium, 'public', { apiHost: 'x-dns-1.hcp.westeurope.azmk8s.io' }],
    ['api-name', 'private', overlayCilium, 'private', { apiHost: 'x-1.0123.privatelink.westeurope.azmk8s.io' }],
    [
      'api-name',
      'private without a link',
      overlayCilium,
      'private',
      { apiHost: 'x-1.0123.private.westeurope.azmk8s.io' },
    ],
    ['model', 'an overlay', overlayCilium, 'azure-cni-overlay'],
    ['model', 'kubenet', kubenet, 'kubenet'],
    ['model', 'a node subnet', nodeSubnet, 'azure-cni-node-subnet'],
    ['model', 'nothing read', [], 'unsettled'],
    ['dataplane', 'Cilium', overlayCilium, 'azure-cilium'],
    ['dataplane', 'kube-proxy', nodeSubnet, 'kube-proxy'],
    ['dataplane', 'kube-proxy, none of it ready', dead, 'unsettled'],
    ['dataplane', 'Cilium, none of it ready', deadCilium, 'unsettled'],
    ['dataplane', 'Cilium, one of it not ready', lame, 'azure-cilium'],
    ['dataplane', 'nothing read', [], 'unsettled'],
    ['dataplane', 'kube-proxy beside Cilium', both, 'unsettled'],
    ['dataplane', 'a kube-proxy that wants no Pods', idle, 'azure-cilium'],
    ['policy-engine', 'Cilium', cilium2, 'cilium'],
    ['policy-engine', 'nothing read', [], 'unsettled'],
    ['windows-nodes', 'none', overlayCilium, 'no'],
    ['windows-nodes', 'one', windows, 'yes'],
    ['windows-nodes', 'not read', [], 'unsettled'],
  ])('%s, %s', async (fact, _, documents, value, more) => {
    expect(await seenOf(fact, documents, more)).toBe(value);
  });

  test('a permission that is missing is told apart from an outage', async () => {
    const refused = but(clusters.overlayCilium, forbidden('nodes', null)).filter(({ kind }) => kind !== 'NodeList');
    expect(await seenOf('pod-cidr-set', refused)).toBe('permission');
    expect(await seenOf('annotations-name-a-cni', refused)).toBe('permission');
    expect(await seenOf('windows-nodes', refused)).toBe('permission');
  });

  test('every value is one of the fact’s, on every cluster', async () => {
    expect.hasAssertions();
    for (const documents of Object.values(clusters))
      for (const fact of Object.keys(quizFacts) as FactId[]) {
        const values: readonly string[] = [...quizFacts[fact], 'permission', 'outage', 'nothing', 'unsettled'];
        expect(values).toContain(await seenOf(fact, documents));
      }
  });
});
