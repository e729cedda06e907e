// One node saved for all of them: what is said of every node stays open.
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/checks/assess.ts';
import { findingOf } from '../../src/checks/inspect.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { unlistedNodes } from '../../src/network/facts/unlisted-nodes.ts';
import * as clusters from '../support/clusters.ts';
import { snapshotOf, withReads } from '../support/objects.ts';

const about = ['node-addresses', 'cilium-agents', 'pod-cidr-per-node'] as const;
const statusesOf = (snapshot: Snapshot) => {
  const { findings } = assess(snapshot);
  return about.map((code) => findingOf(findings, code).status);
};

/** The cluster with the first `count` of its nodes, as a list that proves nothing of the others, or as one that does. */
async function withNodes(count: number, absence: 'proven' | 'unproven'): Promise<Snapshot> {
  const snapshot = await snapshotOf(clusters.overlayCilium);
  const { nodes } = snapshot.reads;
  if (nodes.outcome !== 'ok') throw new Error('this cluster shows its nodes');
  return withReads(snapshot, { nodes: { ...nodes, data: nodes.data.slice(0, count), absence } });
}

describe('a list of nodes that lacks some which Pods and NodeNetworkConfigs name', () => {
  test('passes nothing that is said of every node, and names those', async () => {
    const snapshot = await withNodes(1, 'unproven');
    expect(statusesOf(snapshot)).toEqual(about.map(() => 'not-measurable'));
    const { observed, nextStep } = findingOf(assess(snapshot).findings, 'cilium-agents');
    expect(observed).toMatch(/^The list of nodes is not whole: other objects name \S+/u);
    expect(nextStep).toContain('kubectl get nodes -o yaml');
  });

  test('its healthy neighbour, an unproven list that has all of them, passes', async () => {
    expect(statusesOf(await withNodes(100, 'unproven'))).toEqual(about.map(() => 'pass'));
  });

  test('its neighbour, a live list: a node may have gone meanwhile', async () => {
    expect(statusesOf(await withNodes(100, 'proven'))).toEqual(about.map(() => 'pass'));
    expect(statusesOf(await withNodes(1, 'proven'))[0]).toBe('pass');
  });

  test('its neighbour: what is broken on a listed node stays broken, and is not said to be open', async () => {
    const snapshot = await withNodes(1, 'unproven');
    const { nodes } = snapshot.reads;
    if (nodes.outcome !== 'ok') throw new Error('this cluster shows its nodes');
    const cutOff = nodes.data.map((node) => ({ ...node, networkUnavailable: true, networkReason: 'NoRouteCreated' }));
    const { findings } = assess(withReads(snapshot, { nodes: { ...nodes, data: cutOff } }));
    expect(findingOf(findings, 'pod-cidr-per-node')).toMatchObject({ status: 'fail', owner: 'lab' });
  });

  test('who reads the dump can save the others, and what was seen of the listed ones is still said', async () => {
    const found = findingOf(assess(await withNodes(1, 'unproven')).findings, 'node-addresses');
    expect(found.owner).toBe('you');
    expect(found.observed).toContain('Of those listed: 1 node');
  });

  test('a Pod that no node has yet names none; the names are sorted, each once', async () => {
    const { reads } = await withNodes(0, 'unproven');
    expect(unlistedNodes(reads)).toEqual([...new Set(unlistedNodes(reads))].sort());
    expect(unlistedNodes(reads)).toHaveLength(3);
    const { pods } = reads;
    if (pods.outcome !== 'ok') throw new Error('this cluster shows its Pods');
    const pending = pods.data.map((pod) => ({ ...pod, nodeName: null }));
    expect(unlistedNodes({ ...reads, pods: { ...pods, data: pending } })).toHaveLength(3);
  });
});
