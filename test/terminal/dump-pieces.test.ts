// What a dump leaves open about addresses that nobody in it has.
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reachSchema } from '../support/json-schemas/reach.ts';
import { netlab } from '../support/netlab.ts';

const whole = join(import.meta.dirname, '..', 'dumps', 'overlay-cilium');
const web = 'student-07/web-7c9d5b6f4-n0t8k';
const apiAddress = '10.244.2.19';

async function verdictOf(dump: string, to: string, ...more: readonly string[]) {
  const ran = await netlab(['reach', '--dump', dump, '--from', web, '--to', to, '--port', '80', '-o', 'json', ...more]);
  return reachSchema.parse(JSON.parse(ran.stdout));
}

type SavedPod = { readonly metadata: { readonly labels?: Readonly<Record<string, string>> } };

/** A copy of the dump in which Pods are what `change` makes of the PodList's items, as kubectl's untyped List. */
function withPods(change: (items: readonly SavedPod[]) => readonly SavedPod[]) {
  const folder = mkdtempSync(join(tmpdir(), 'netlab-pieces-'));
  cpSync(whole, folder, { recursive: true });
  const { items } = JSON.parse(readFileSync(join(whole, 'pods.json'), 'utf8'));
  const kept = change(items).map((item) => ({ kind: 'Pod', apiVersion: 'v1', ...item }));
  writeFileSync(join(folder, 'pods.json'), JSON.stringify({ kind: 'List', apiVersion: 'v1', items: kept }));
  return folder;
}

describe('lists of single namespaces leave other namespaces open', () => {
  test.each([
    ['an address of the Pod range', '10.244.2.77', 'is a Pod’s'],
    ['an address inside networks', '10.0.55.5', 'is the address of a Service'],
  ])('%s may be somebody’s: unknown', async (_, address, why) => {
    const found = await verdictOf(whole, address);
    expect(found.verdict).toBe('unknown');
    expect(found.ingress.because).toContain(why);
  });

  test.each([
    ['a public address', '203.0.113.7', []],
    ['a node', '10.224.0.4', []],
    ['any, by the reader’s word', '10.0.55.5', ['--complete']],
  ])('its neighbour, %s, is allowed', async (_, address, more) => {
    expect((await verdictOf(whole, address, ...more)).verdict).toBe('allowed');
  });
});

describe('a list of Pods that one label may have selected', () => {
  test('tells nothing of an address that none of them has', async () => {
    const selected = withPods((items) => items.filter(({ metadata }) => metadata.labels?.app === 'web'));
    const found = await verdictOf(selected, apiAddress);
    expect([found.verdict, found.ingress.verdict]).toEqual(['unknown', 'unknown']);
  });

  test('its neighbour, with Pods of several labels, has the Pod', async () => {
    const found = await verdictOf(
      withPods((items) => items),
      apiAddress,
    );
    expect(found.verdict).toBe('allowed');
    expect(found.ingress.because).toContain('student-07/api');
  });
});
