// The same as properties.test.ts over clusters drawn from a fixed seed: the same ones in every run.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detect } from '../../../src/network/detect/detect.ts';
import { indexPolicies } from '../../../src/network/policy/policy-index.ts';
import { reach } from '../../../src/network/policy/reach.ts';
import { clusters, documentsOf, queryOf, questions } from '../../support/policy-worlds.ts';
import { slowReach } from '../../support/slow-reach.ts';
import { terrainFrom } from '../../support/terrain.ts';

const drawn = fc.sample(fc.tuple(clusters, fc.array(questions, { minLength: 8, maxLength: 8 })), {
  seed: 20_261_124,
  numRuns: 120,
});

test.each(['plain', 'cilium'] as const)('%s semantics over 120 clusters', async (semantics) => {
  expect(drawn.flatMap(([, list]) => list)).toHaveLength(960);
  for (const [cluster, list] of drawn) {
    const terrain = await terrainFrom(documentsOf(cluster));
    const ground = indexPolicies(terrain, detect(terrain.snapshot));
    for (const question of list) {
      const query = queryOf(question, cluster);
      const found = reach(query, ground, [semantics]);
      const said = 'verdict' in found ? found.verdict : found.id;
      expect({ cluster, query, said }).toEqual({ cluster, query, said: slowReach(query, cluster, semantics) });
    }
  }
});
