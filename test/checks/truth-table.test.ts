import { describe, expect, test } from 'vitest';
import { assess } from '../../src/checks/assess.ts';
import { missingAnswer, missingLogin, oversizedAnswer, refusalOf } from '../../src/cluster/refusals.ts';
import type { FindingCode, Status } from '../../src/model/finding.ts';
import type { Unreadable } from '../../src/model/read.ts';
import type { ReadName, Snapshot } from '../../src/model/snapshot.ts';
import * as clusters from '../support/clusters.ts';
import { emptied, snapshotOf, withReads } from '../support/objects.ts';

const lists: readonly ReadName[] = [
  'nodes',
  'pods',
  'systemPods',
  'daemonSets',
  'nodeNetworkConfigs',
  'networkPolicies',
];

// Which findings must stop being a pass, and as what, when one read is refused: the others stay as they are.
const needs: Readonly<Record<string, readonly FindingCode[]>> = {
  nodes: ['node-addresses', 'pods-outside-node-range', 'cilium-agents', 'node-annotations', 'pod-cidr-per-node'],
  pods: ['pods-outside-node-range'],
  systemPods: ['cilium-agents'],
  networkmonitor: ['networkmonitor-configmap'],
};

function refuse(snapshot: Snapshot, name: ReadName, why: (ask: Unreadable['ask']) => Unreadable): Snapshot {
  return withReads(snapshot, { [name]: why(snapshot.reads[name].ask) });
}

const outcomes: readonly (readonly [string, (ask: Unreadable['ask']) => Unreadable, Status, string])[] = [
  ['401', (ask) => refusalOf(ask, 401), 'error', 'bot'],
  ['no login', (ask) => missingLogin(ask, 'the kubeconfig’s program x could not be started'), 'error', 'bot'],
  ['an answer that is too large', (ask) => oversizedAnswer(ask, 'the answer was larger than 32 MB'), 'error', 'lab'],
  ['403', (ask) => refusalOf(ask, 403), 'blocked', 'instructor'],
  ['409', (ask) => refusalOf(ask, 409), 'error', 'lab'],
  ['410', (ask) => refusalOf(ask, 410), 'error', 'lab'],
  ['429', (ask) => refusalOf(ask, 429), 'error', 'lab'],
  ['500', (ask) => refusalOf(ask, 500), 'error', 'lab'],
  ['a time-out', (ask) => missingAnswer(ask, new DOMException('x', 'TimeoutError')), 'error', 'lab'],
];

describe.each(outcomes)('%s', (_, why, status, owner) => {
  test.each(Object.entries(needs))('on %s', async (name, codes) => {
    const snapshot = await snapshotOf(clusters.overlayCilium);
    const { findings } = assess(refuse(snapshot, name as ReadName, why));
    const hit = findings.filter(({ id }) => codes.includes(id));
    expect(hit.map((each) => [each.id, each.status, each.owner])).toEqual(codes.map((code) => [code, status, owner]));
    const others = findings.filter(({ id }) => !codes.includes(id) && id !== 'api-endpoint');
    expect(others.map((each) => each.status)).toEqual(others.map(() => 'pass'));
  });
});

test.each(outcomes)('waiting is advised after an outage alone: %s', async (name, why) => {
  const { findings } = assess(refuse(await snapshotOf(clusters.overlayCilium), 'nodes', why));
  const advised = findings.find(({ id }) => id === 'node-addresses')?.nextStep ?? '';
  const heals = !['401', '403', 'no login', 'an answer that is too large'].includes(name);
  expect([advised.length > 40, /^Try again/u.test(advised)]).toEqual([true, heals]);
});

describe('emptying a list', () => {
  test.each(lists.filter((name) => name !== 'networkPolicies' && name !== 'nodeNetworkConfigs'))(
    '%s: what rests on it is no pass',
    async (name) => {
      const { findings } = assess(emptied(await snapshotOf(clusters.overlayCilium), name));
      const rest: Readonly<Record<string, readonly FindingCode[]>> = {
        nodes: needs.nodes ?? [],
        pods: ['pods-outside-node-range'],
        systemPods: ['cilium-agents', 'kube-proxy-absent'],
        daemonSets: ['kube-proxy-absent'],
      };
      const resting = findings.filter(({ id }) => rest[name]?.includes(id));
      expect(resting.map(({ id }) => id)).toEqual(rest[name]);
      expect(resting.map(({ status }) => status)).not.toContain('pass');
    },
  );

  test('NodeNetworkConfigs on an overlay: the labels still say what it is, the contradiction is named', async () => {
    const empty = emptied(await snapshotOf(clusters.overlayCilium), 'nodeNetworkConfigs');
    const { network, findings } = assess(empty);
    expect(network.model).toBe('azure-cni-overlay');
    expect(network.conflicts.map(({ id }) => id)).toContain('against-no-nnc');
    expect(findings.find(({ id }) => id === 'pod-cidr-per-node')?.status).toBe('not-measurable');
  });

  test('every list at once: nothing passes', async () => {
    const snapshot = lists.reduce(emptied, await snapshotOf(clusters.overlayCilium));
    const { findings } = assess(snapshot);
    expect(findings.flatMap(({ id, status }) => (status === 'pass' ? [id] : []))).toEqual(['networkmonitor-configmap']);
  });
});

describe('a missing permission is named', () => {
  test('verb, resource, scope and who grants it', async () => {
    const snapshot = refuse(await snapshotOf(clusters.overlayCilium), 'nodes', (ask) => refusalOf(ask, 403));
    const found = assess(snapshot).findings[0];
    expect(found?.observed).toContain('list nodes at cluster scope');
    expect(found?.nextStep).toContain('you did nothing wrong');
    expect(found?.nextStep).toContain('instructor');
  });

  test('a student’s own Pods and their nodes’ addresses still stand there', async () => {
    const snapshot = refuse(await snapshotOf(clusters.overlayCilium), 'nodes', (ask) => refusalOf(ask, 403));
    const found = assess(snapshot).findings[1];
    expect(found?.observed).toContain('web 192.168.1.17 on node 172.20.0.5');
  });
});
