// What stands below a check: one next step first, by what the look came to; the others after it.
import { describe, expect, test } from 'vitest';
import { check } from '../../../src/commands/check/check.ts';
import { homeFor } from '../../../src/commands/progress/home.ts';
import type { Person } from '../../../src/model/person.ts';
import { Trouble } from '../../../src/model/trouble.ts';
import * as clusters from '../../support/clusters.ts';
import { bareLab, inside, lesson } from '../../support/lab.ts';
import { classOf } from '../../support/learners.ts';
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
    ['as expected', clusters.overlayCilium, [], 'Answer a question on it: quiz 1'],
    ['one task as expected', clusters.overlayCilium, ['1'], 'Check task 2: check 2'],
    ['the last task as expected', clusters.overlayCilium, ['3'], 'Check task 1: check 1'],
    ['a problem', clusters.egressBlocked, [], 'Find the cause: walk no-egress'],
    ['a permission is missing', blind, [], 'Tell my instructor: tell'],
    ['something is broken', agentMissing, [], 'Tell my instructor: tell'],
    ['nothing there yet', clusters.emptyNamespace, [], 'Check again: check'],
    ['another kind of cluster', clusters.nodeSubnet, [], 'Answer a question on it: quiz 1'],
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
      'Answer a question on it: quiz 1',
      'Check again: check',
      'Explain this: explain result',
      'Problems: walk',
    ]);
    expect(await stepsOf(clusters.overlayCilium)).toEqual([
      'Answer a question on it: quiz 1',
      'Check again: check',
      'Explain this: explain result',
      'Problems: walk',
    ]);
    // One task that passes: what is left comes first, and one button asks about what was seen.
    expect(await stepsOf(clusters.overlayCilium, ['1'])).toEqual([
      'Check task 2: check 2',
      'Check again: check 1',
      'Answer a question on it: quiz 1',
      'Explain this: explain result 1',
    ]);
  });

  test('check, Home, progress and the end of the quiz name the same next step', async () => {
    const { say, lab } = classOf((namespace) => snapshotOf(clusters.overlayCilium, namespace));
    const everywhere = async (look: string) => {
      const after = (await say('alice', look)).next?.[0]?.command;
      const home = (await homeFor(inside('alice'), lab)).progress?.next.command;
      const ends = [await say('alice', 'progress'), await say('alice', 'quiz stop')];
      return new Set([after, home, ...ends.map(({ next = [] }) => next[0]?.command)]);
    };
    expect([...(await everywhere('check 1'))]).toEqual(['check 2']);
    expect([...(await everywhere('check'))]).toEqual(['quiz 1']);
    await say('alice', 'quiz answer transfer-vm node-subnet');
    expect([...(await everywhere('check'))]).toEqual(['quiz 2']);
    await say('alice', 'quiz answer transfer-dns b');
    await say('alice', 'quiz answer transfer-block b');
    expect([...(await everywhere('check'))]).toEqual(['walk']);
    for (const { id } of lesson.quiz) await say('alice', `quiz skip ${id}`);
    expect((await say('alice', 'quiz')).next?.[0]?.command).toBe('walk');
  });

  test('a store that does not answer takes the look nothing away', async () => {
    const down = () => Promise.reject(new Trouble('store-down'));
    const lab = bareLab((namespace) => snapshotOf(clusters.overlayCilium, namespace), {
      progress: { of: down, keep: down },
    });
    const { answer, next = [] } = await check.run({ by: alice, words: [] }, lab);
    expect([answer.kind, next[0]?.command]).toEqual(['check', 'quiz']);
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
