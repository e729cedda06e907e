// What stands below a check: one next step first, by what the look came to; the others after it.
import { describe, expect, test } from 'vitest';
import { check } from '../../../src/commands/check/check.ts';
import type { Person } from '../../../src/model/person.ts';
import * as clusters from '../../support/clusters.ts';
import { bareLab } from '../../support/lab.ts';
import { forbidden, listOf, snapshotOf } from '../../support/objects.ts';

const alice: Person = { id: 'U0ALICE', role: 'student', namespace: 'student-07' };
const inge: Person = { id: 'U0INGE', role: 'instructor', namespace: null };
const without = (kind: string) => clusters.overlayCilium.filter((each) => each.kind !== kind);
const blind = [...without('NodeList'), forbidden('nodes', null)];
const agentMissing = clusters.overlayCilium.map((each) =>
  each.kind === 'PodList' && Array.isArray(each.items)
    ? listOf(
        'Pod',
        each.items.filter((item) => !JSON.stringify(item).includes('"cilium-1"')),
      )
    : each,
);

async function stepsOf(documents: readonly unknown[], words: readonly string[] = [], by = alice) {
  const lab = bareLab((namespace) => snapshotOf(documents, namespace));
  const { next = [] } = await check.run({ by, words }, lab);
  return next.map(({ label, command }) => `${label}: ${command}`);
}

describe('the first step is the one that matters', () => {
  test.each<readonly [string, readonly unknown[], readonly string[], string]>([
    ['as expected', clusters.overlayCilium, [], 'Quiz: quiz'],
    ['one task as expected', clusters.overlayCilium, ['1'], 'Check task 2: check 2'],
    ['the last task as expected', clusters.overlayCilium, ['3'], 'Quiz: quiz'],
    ['a problem', clusters.egressBlocked, [], 'Find the cause: walk no-egress'],
    ['a permission is missing', blind, [], 'Tell my instructor: tell'],
    ['something is broken', agentMissing, [], 'Tell my instructor: tell'],
    ['nothing there yet', clusters.emptyNamespace, [], 'Check again: check'],
    ['another kind of cluster', clusters.nodeSubnet, [], 'Explain this: explain result'],
  ])('%s', async (_, documents, words, first) => {
    expect((await stepsOf(documents, words))[0]).toBe(first);
  });

  test('the others stand after it, each once, none with an id on it', async () => {
    expect(await stepsOf(clusters.egressBlocked)).toEqual([
      'Find the cause: walk no-egress',
      'Check again: check',
      'Explain this: explain result',
      'Problems: walk',
    ]);
    expect(await stepsOf(clusters.emptyNamespace, ['1'])).toEqual([
      'Check again: check 1',
      'Explain this: explain result 1',
      'Problems: walk',
      'Hint: hint 1',
    ]);
    expect(await stepsOf(clusters.nodeSubnet)).toEqual([
      'Explain this: explain result',
      'Check again: check',
      'Problems: walk',
    ]);
    expect(await stepsOf(clusters.overlayCilium)).toEqual([
      'Quiz: quiz',
      'Check again: check',
      'Explain this: explain result',
      'Problems: walk',
    ]);
  });

  test('an instructor who looks at a student’s has what belongs to looking', async () => {
    expect(await stepsOf(blind, ['student-07'], inge)).toEqual([
      'Check again: check student-07',
      'Explain this: explain node-addresses',
    ]);
    // One with a namespace of their own tells nobody of its faults either.
    expect((await stepsOf(blind, [], { ...inge, namespace: 'student-00' }))[0]).toBe('Check again: check');
  });
});
