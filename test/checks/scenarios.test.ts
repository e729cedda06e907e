import { describe, expect, test } from 'vitest';
import { assess } from '../../src/checks/assess.ts';
import type { FindingCode, Status } from '../../src/model/finding.ts';
import * as clusters from '../support/clusters.ts';
import { snapshotOf } from '../support/objects.ts';

type Row = readonly [string, readonly unknown[], string, string, readonly Status[]];

// Statuses in the order of the codes: node-addresses, pods-outside-node-range, cilium-agents, kube-proxy-absent,
// networkmonitor-configmap, node-annotations, pod-cidr-per-node, api-endpoint.
const rows: readonly Row[] = [
  [
    'overlay with Cilium',
    clusters.overlayCilium,
    'azure-cni-overlay',
    'azure-cilium',
    ['pass', 'pass', 'pass', 'pass', 'pass', 'pass', 'pass', 'not-measurable'],
  ],
  [
    'egress blocked',
    clusters.egressBlocked,
    'azure-cni-overlay',
    'azure-cilium',
    ['pass', 'pass', 'pass', 'pass', 'pass', 'pass', 'pass', 'not-measurable'],
  ],
  [
    'empty namespace',
    clusters.emptyNamespace,
    'azure-cni-overlay',
    'azure-cilium',
    ['pass', 'not-measurable', 'pass', 'pass', 'pass', 'pass', 'pass', 'not-measurable'],
  ],
  [
    'node subnet',
    clusters.nodeSubnet,
    'azure-cni-node-subnet',
    'kube-proxy',
    ['pass', 'differs', 'differs', 'differs', 'pass', 'pass', 'differs', 'not-measurable'],
  ],
  [
    'kubenet',
    clusters.kubenet,
    'kubenet',
    'kube-proxy',
    ['pass', 'pass', 'differs', 'differs', 'pass', 'pass', 'pass', 'not-measurable'],
  ],
  [
    'nothing at all',
    [],
    'undetermined',
    'undetermined',
    [
      'not-measurable',
      'not-measurable',
      'not-measurable',
      'not-measurable',
      'not-measurable',
      'not-measurable',
      'not-measurable',
      'not-measurable',
    ],
  ],
];

describe.each(rows)('%s', (_, documents, model, dataplane, statuses) => {
  test('is detected and judged', async () => {
    const { network, findings } = assess(await snapshotOf(documents));
    expect([network.model, network.dataplane]).toEqual([model, dataplane]);
    expect(findings.map(({ status }) => status)).toEqual(statuses);
  });

  test('every finding has an owner unless it passes or differs', async () => {
    const { findings } = assess(await snapshotOf(documents));
    expect(findings.map(({ owner }) => owner === null)).toEqual(
      statuses.map((status) => status === 'pass' || status === 'differs'),
    );
  });
});

async function problems(documents: readonly unknown[]) {
  const report = assess(await snapshotOf(documents));
  return report.problems.map(({ status }) => status);
}

describe('common problems: same range, no Cilium Pods, no ConfigMap, no egress', () => {
  test.each([
    ['overlay', clusters.overlayCilium, ['ruled-out', 'ruled-out', 'supported', 'cannot-see']],
    ['egress blocked', clusters.egressBlocked, ['ruled-out', 'ruled-out', 'supported', 'supported']],
    ['node subnet', clusters.nodeSubnet, ['supported', 'supported', 'supported', 'cannot-see']],
    ['nothing', [], ['cannot-see', 'cannot-see', 'cannot-see', 'cannot-see']],
  ])('%s', async (_, documents, expected) => {
    expect(await problems(documents)).toEqual(expected);
  });
});

async function finding(documents: readonly unknown[], code: FindingCode) {
  const { findings } = assess(await snapshotOf(documents));
  const found = findings.find(({ id }) => id === code);
  if (!found) throw new Error(code);
  return found;
}

describe('what a verdict shows', () => {
  test('the finished Pod is left out and counted', async () => {
    const found = await finding(clusters.overlayCilium, 'pods-outside-node-range');
    expect(found.counted).toEqual({ nodes: 3, pods: 2 });
    expect(found.excluded).toEqual([{ why: 'finished (its address may be reused)', count: 1 }]);
    expect(found.evidence[0]?.value).toContain('192.168.1.17');
  });

  test('an empty namespace demonstrates on kube-system Pods that are not hostNetwork, and stays not measurable', async () => {
    const found = await finding(clusters.emptyNamespace, 'pods-outside-node-range');
    expect([found.status, found.owner]).toEqual(['not-measurable', 'you']);
    expect(found.observed).toContain('coredns-a 192.168.0.10 (outside the node range)');
    expect(found.observed).not.toContain('cilium-');
  });

  test('the networkmonitor note and the empty podCIDR note are named', async () => {
    expect((await finding(clusters.overlayCilium, 'networkmonitor-configmap')).drift).toEqual(['drift-networkmonitor']);
    expect((await finding(clusters.overlayCilium, 'pod-cidr-per-node')).drift).toEqual(['drift-pod-cidr']);
    expect((await finding(clusters.kubenet, 'pod-cidr-per-node')).drift).toEqual([]);
  });

  test('the egress problem names the policy and the Pods', async () => {
    const report = assess(await snapshotOf(clusters.egressBlocked));
    expect(report.problems[3]?.because).toContain('NetworkPolicy/student-07/only-dns');
  });
});
