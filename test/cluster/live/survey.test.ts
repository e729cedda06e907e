// What `reach` reads of a live cluster, from the embedded AKS with its own RBAC.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCluster } from '../../../src/app/cluster.ts';
import type { PolicySnapshot, SurveyRequest } from '../../../src/model/reach.ts';
import { type EmbeddedAks, startAks } from '../../../src/playground/aks/server.ts';

const kubeconfig = join(mkdtempSync(join(tmpdir(), 'netlab-survey-')), 'kubeconfig');
let aks: EmbeddedAks;

beforeAll(async () => {
  aks = await startAks();
  writeFileSync(kubeconfig, aks.kubeconfig());
});
afterAll(() => aks.close());

async function survey(context: string, wanted: SurveyRequest): Promise<PolicySnapshot> {
  const cluster = await openCluster({ kubeconfig, context });
  try {
    return await cluster.survey(wanted);
  } finally {
    await cluster.close();
  }
}

const outcomes = ({ namespaces }: PolicySnapshot) =>
  namespaces.map(({ name, pods, networkPolicies, ciliumPolicies, namespace }) => [
    name,
    ...[pods, networkPolicies, ciliumPolicies, namespace].map(({ outcome }) => outcome),
  ]);

test('the namespace that is asked about, and the one of the DNS', async () => {
  const terrain = await survey('overlay-cilium', { namespaces: ['student-07'], addresses: [] });
  expect(outcomes(terrain)).toEqual([
    ['student-07', 'ok', 'ok', 'ok', 'ok'],
    ['kube-system', 'ok', 'ok', 'ok', 'ok'],
  ]);
  expect([terrain.hasEveryPod, terrain.services.outcome]).toEqual([false, 'not-in-dump']);
});

test('an address of a Pod that was read, or of a node, needs no list of all Pods', async () => {
  const terrain = await survey('overlay-cilium', { namespaces: ['student-07'], addresses: ['10.224.0.5'] });
  expect(terrain.services.outcome).toBe('not-in-dump');
});

test('an address that nobody has is looked for everywhere, and the refusal is kept', async () => {
  const terrain = await survey('overlay-cilium', { namespaces: ['student-07'], addresses: ['10.244.9.9'] });
  expect([terrain.hasEveryPod, terrain.services.outcome]).toEqual([false, 'forbidden']);
});

test('what may not be read is a reason, not an error', async () => {
  const terrain = await survey('permissions-missing', { namespaces: ['student-07', 'student-99'], addresses: [] });
  expect(outcomes(terrain)[2]).toEqual(['kube-system', 'forbidden', 'forbidden', 'forbidden', 'forbidden']);
  expect(outcomes(terrain)[1]?.slice(1)).toContain('forbidden');
});
