// The engine against a second, slow evaluator over arbitrary clusters. REACH_RUNS sets how many (npm run drill:reach).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detect } from '../../../src/network/detect/detect.ts';
import { indexPolicies } from '../../../src/network/policy/policy-index.ts';
import { reach } from '../../../src/network/policy/reach.ts';
import { clusters, documentsOf, queryOf, questions } from '../../support/policy-worlds.ts';
import { slowReach } from '../../support/slow-reach.ts';
import { terrainFrom } from '../../support/terrain.ts';

const runs = Number(process.env.REACH_RUNS ?? '300');
const asked = fc.array(questions, { minLength: 8, maxLength: 8 });

describe.each(['plain', 'cilium'] as const)('%s semantics', (semantics) => {
  test(`as the slow evaluator says, ${runs} clusters with 8 questions each`, {
    timeout: 60_000 + runs * 50,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(clusters, asked, async (cluster, list) => {
        expect(list).toHaveLength(8);
        const terrain = await terrainFrom(documentsOf(cluster));
        const ground = indexPolicies(terrain, detect(terrain.snapshot));
        for (const question of list) {
          const query = queryOf(question, cluster);
          const found = reach(query, ground, [semantics]);
          const said = 'verdict' in found ? found.verdict : found.id;
          expect({ ...query, said }).toEqual({ ...query, said: slowReach(query, cluster, semantics) });
        }
      }),
      { numRuns: runs },
    );
  });
});
