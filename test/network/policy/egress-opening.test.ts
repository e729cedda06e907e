// The rule that would let the Pods of a namespace out, as the walk asks for it.
import { describe, expect, test } from 'vitest';
import { detect } from '../../../src/network/detect/detect.ts';
import {
  findEgressRule,
  lookAtEgress,
  openEgressOf,
  shutEgressOf,
} from '../../../src/network/policy/egress-opening.ts';
import { policiesYaml } from '../../../src/words/policy-yaml.ts';
import * as clusters from '../../support/clusters.ts';
import { snapshotOf } from '../../support/objects.ts';

const look = async (documents: readonly unknown[]) => {
  const snapshot = await snapshotOf(documents);
  return lookAtEgress(snapshot, detect(snapshot));
};

test('x', async () => {
  const at = await look(clusters.egressBlocked);
  console.log(shutEgressOf(at), openEgressOf(at));
  const found = findEgressRule(at, 'student-07');
  if (found.is === 'found') {
    console.log(JSON.stringify(found.options.map((o) => o.rules)), found.right);
    console.log(found.options.map((o) => policiesYaml(o.policies)).join('\n====\n'));
  } else console.log(found);
  console.log(openEgressOf(await look(clusters.overlayCilium)));
  expect(1).toBe(1);
});
