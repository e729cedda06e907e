// Arbitrary clusters from a fixed seed, a line each: what they are made of, and what is made of them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assess } from '../../../src/checks/assess.ts';
import { snapshotOf } from '../../support/objects.ts';
import { documentsOf, shapes, worldOf } from '../../support/worlds.ts';

const letters = { pass: 'P', differs: 'D', fail: 'F', 'not-measurable': 'm', blocked: 'B', error: 'E' } as const;

test('sixty clusters', async () => {
  const drawn = fc.sample(shapes, { seed: 20_261_124, numRuns: 60 });
  const lines = await Promise.all(
    drawn.map(async (shape) => {
      const { network, findings, problems } = assess(await snapshotOf(documentsOf(worldOf(shape))));
      const nodes = shape.nodes.map(({ ready, windows }) => `${windows ? 'w' : 'l'}${ready ? '' : '!'}`).join(' ');
      const flags = (['cilium', 'proxyToo', 'labelled', 'brokenAgent', 'policy'] as const).filter(
        (flag) => shape[flag],
      );
      const pods = shape.pods.map(({ kind, home }) => `${kind}@${home}`).join(' ');
      const { model, dataplane, policyEngine, windows, candidates, conflicts } = network;
      return [
        `${shape.model} [${nodes}] ${flags.join(' ') || 'plain'}; ${pods || 'no Pods'}`,
        `  ${model} ${dataplane} ${policyEngine} windows=${windows} ${findings.map(({ status }) => letters[status]).join('')} ${problems.map(({ status }) => status).join(' ')}`,
        ...(candidates.length > 0 ? [`  candidates ${candidates.join(' ')}`] : []),
        ...(conflicts.length > 0 ? [`  conflicts ${conflicts.map(({ id }) => id).join(' ')}`] : []),
        ...findings
          .filter(({ status }) => status !== 'pass' && status !== 'not-measurable')
          .map(({ id, observed }) => `  ${id}: ${observed}`),
      ].join('\n');
    }),
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../../cases/network/sixty-clusters.said.txt');
});
