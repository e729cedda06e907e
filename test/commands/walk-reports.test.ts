// What is said of a report where netlab may read nothing but a student's namespace, and beside it where it may read all.
import { describe, expect, test } from 'vitest';
import { message } from '../../src/blocks/message.ts';
import { refused } from '../../src/cluster/refusals.ts';
import { dispatch } from '../../src/commands/dispatch.ts';
import type { Outcome } from '../../src/model/answer.ts';
import type { ProblemId } from '../../src/model/finding.ts';
import type { Lab } from '../../src/model/lab.ts';
import type { ReadName, Snapshot } from '../../src/model/snapshot.ts';
import { memoryBooks } from '../support/books.ts';
import * as clusters from '../support/clusters.ts';
import { bareLab, inside, lesson } from '../support/lab.ts';
import { emptied, snapshotOf, withReads } from '../support/objects.ts';

const system: readonly ReadName[] = [
  ...(['nodes', 'systemPods', 'daemonSets', 'calicoDaemonSets', 'nodeNetworkConfigs', 'networkmonitor'] as const),
  ...(['ciliumConfig', 'masquerade', 'ciliumClusterPolicies'] as const),
];

const refuse = (snapshot: Snapshot, names: readonly ReadName[]) =>
  withReads(snapshot, Object.fromEntries(names.map((name) => [name, refused(snapshot.reads[name].ask, 403)])));

const whole = emptied(emptied(await snapshotOf(clusters.overlayCilium), 'ciliumPolicies'), 'ciliumClusterPolicies');
const narrow = refuse(whole, system);

const labOver = (snapshot: Snapshot): Lab =>
  bareLab(async () => snapshot, {
    ...memoryBooks({ U0ALICE: 'student-07' }),
    instructors: async () => ['U0INGE'],
    find: async (id) => ({ id, role: 'student', namespace: 'student-07' }),
  });

const shown = ({ answer, next = [] }: Outcome) => message(answer, { next, by: 'U0ALICE' }).text;

/** Walks to a command and reports what one sees there. */
async function saw(snapshot: Snapshot, problem: ProblemId, sees: string, lab = labOver(snapshot)): Promise<Outcome> {
  let step = await dispatch(`walk ${problem}`, inside('U0ALICE'), lab);
  for (let turn = 0; turn < 9; turn += 1) {
    const found = step.next?.find(({ label }) => label === `I see: ${sees}`);
    if (found) return dispatch(found.say, inside('U0ALICE'), lab);
    step = await dispatch('walk unsure', inside('U0ALICE'), lab);
  }
  throw new Error(`no button “${sees}”`);
}

describe('what only a student saw is no verdict of netlab', () => {
  test.each<readonly [ProblemId, string]>([
    ['same-range', 'Addresses of one pool’s nodes on both sides of a Pod’s'.replaceAll('’', "'")],
    ['no-configmap', 'NotFound'],
    ['no-cilium-pods', 'Other Pods, and none named cilium-…'],
    ['no-egress', 'A rule that denies the destination'],
  ])('%s: %s', async (problem, sees) => {
    const said = shown(await saw(narrow, problem, sees));
    expect(said).toContain('By what you saw: ');
    expect(said).toContain('I do not call it certain.');
    for (const line of lesson.problems[problem].supported) expect(said.split('\n')).not.toContain(line);
    expect(said).toContain(`If it is so: ${lesson.problems[problem].supported[0]}`);
    expect(said).not.toMatch(/all is well|nothing is broken|needs repair/iu);
  });

  test('its neighbour: where netlab read it, the words stand as they are', async () => {
    const said = shown(await saw(whole, 'no-configmap', 'One object a node'));
    expect(said).not.toContain('By what you saw');
    for (const line of lesson.problems['no-configmap'].supported) expect(said.split('\n')).toContain(line);
  });

  test('nothing is called ruled out by a report, neither to the student nor to the instructor', async () => {
    const lab = labOver(narrow);
    const said = shown(await saw(narrow, 'no-cilium-pods', 'Pods named cilium-…', lab));
    expect(said).toContain('By what you saw: Cilium runs');
    expect(said).not.toContain('ruled out');
    const { tell: [told] = [] } = await dispatch('walk handoff', inside('U0ALICE'), lab);
    const sent = JSON.stringify(told && message(told.answer, { next: [], by: 'U0INGE' }).blocks);
    expect(sent).toContain('(reported: speaks against it)');
    expect(sent).not.toContain('ruled out');
  });
});
