import { expect, test } from 'vitest';
import { reportOn } from '../../src/checks/report.ts';
import { situationOf } from '../../src/commands/situation.ts';
import { overlayCilium } from '../support/clusters.ts';
import { lesson } from '../support/lab.ts';
import { forbidden, snapshotOf } from '../support/objects.ts';

async function told(documents: readonly unknown[], pick: (id: string) => boolean = () => true) {
  const snapshot = await snapshotOf(documents);
  const { findings, cluster } = reportOn(snapshot, lesson.id);
  const own = findings.filter(({ id }) => pick(id));
  return situationOf({ findings: own, cluster }, lesson, snapshot, 'check').findings.map(
    ({ id, status }) => `${id} ${status}`,
  );
}

test('what is not as expected comes first; what belongs to no task keeps nobody from it', async () => {
  // The server's name was not recorded, so that one finding is open: the theory's.
  expect((await told(overlayCilium))[0]).toBe('node-addresses pass');
  const blocked = overlayCilium.filter((document) => document.kind !== 'NodeList');
  expect((await told([...blocked, forbidden('nodes', null)]))[0]).toBe('node-addresses blocked');
});

test('alone, the theory is what it is about', async () => {
  expect(await told(overlayCilium, (id) => id === 'api-endpoint')).toEqual(['api-endpoint not-measurable']);
});
