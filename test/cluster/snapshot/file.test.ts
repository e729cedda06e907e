import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assess } from '../../../src/checks/assess.ts';
import { checkReportOf } from '../../../src/checks/check-report.ts';
import { readSnapshot, writeSnapshot } from '../../../src/cluster/snapshot/file.ts';
import * as clusters from '../../support/clusters.ts';
import { snapshotOf } from '../../support/objects.ts';

const file = (name: string) => join(mkdtempSync(join(tmpdir(), 'netlab-snapshot-')), name);

describe('a recorded snapshot', () => {
  test.each(Object.entries(clusters))('%s comes back as it went, and gives the same verdict', async (_, documents) => {
    const [path, snapshot] = [file('seen.json'), await snapshotOf(documents)];
    writeSnapshot(path, { snapshot, task: 2 });
    const { snapshot: again, task } = readSnapshot(path);
    expect(task).toBe(2);
    expect(again).toEqual(snapshot);
    expect(JSON.stringify(checkReportOf(assess(again), 'azure-cni'))).toBe(
      JSON.stringify(checkReportOf(assess(snapshot), 'azure-cni')),
    );
  });

  test('of before LocalDNS was recorded does not tell, and the others do', async () => {
    const path = file('seen.json');
    writeSnapshot(path, { snapshot: await snapshotOf(clusters.overlayCilium), task: undefined });
    const stateOf = () => {
      const { nodes } = readSnapshot(path).snapshot.reads;
      return nodes.outcome === 'ok' ? [...new Set(nodes.data.map(({ localDns }) => localDns))] : [];
    };
    expect(stateOf()).toEqual(['']);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/\s*"localDns": "",/gu, ''));
    expect(stateOf()).toEqual([null]);
  });

  test('is for its owner’s eyes', async () => {
    const path = file('seen.json');
    writeSnapshot(path, { snapshot: await snapshotOf([]), task: undefined });
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  test.each([
    ['cut in half', (text: string) => text.slice(0, text.length / 2), 'not valid JSON'],
    ['with a field too many', (text: string) => text.replace('{', '{"extra":1,'), 'extra'],
    ['of another schema', (text: string) => text.replace('snapshot/1', 'snapshot/9'), 'schema'],
    ['with a read missing', (text: string) => text.replace('"nodes"', '"knots"'), 'nodes'],
  ])('%s is one clear error', async (_, spoil, said) => {
    const path = file('seen.json');
    writeSnapshot(path, { snapshot: await snapshotOf(clusters.overlayCilium), task: undefined });
    writeFileSync(path, spoil(readFileSync(path, 'utf8')));
    expect(() => readSnapshot(path)).toThrow(said);
  });
});
