// What is said of a report where netlab may read nothing but a student's namespace, and beside it where it may read all.
import { describe, expect, test } from 'vitest';
import { partLines } from '../../../src/blocks/write-doc.ts';
import { refusalOf } from '../../../src/cluster/refusals.ts';
import { questionAnswer } from '../../../src/commands/help-request/line-message.ts';
import { choiceLetter } from '../../../src/model/doc.ts';
import type { ProblemId } from '../../../src/model/finding.ts';
import type { Lab } from '../../../src/model/lab.ts';
import type { Outcome } from '../../../src/model/outcome.ts';
import type { ReadName, Snapshot } from '../../../src/model/snapshot.ts';
import { answerMessage } from '../../../src/slack/replies/answer-message.ts';
import { answerDoc } from '../../../src/words/index.ts';
import { memoryBooks } from '../../support/books.ts';
import * as clusters from '../../support/clusters.ts';
import { dispatch, offersOf } from '../../support/dispatch.ts';
import { bareLab, inside, lesson } from '../../support/lab.ts';
import { emptied, snapshotOf, withReads } from '../../support/objects.ts';

const system: readonly ReadName[] = [
  ...(['nodes', 'systemPods', 'daemonSets', 'calicoDaemonSets', 'nodeNetworkConfigs', 'networkmonitor'] as const),
  ...(['ciliumConfig', 'masquerade', 'ciliumClusterPolicies'] as const),
];

const refuse = (snapshot: Snapshot, names: readonly ReadName[]) =>
  withReads(snapshot, Object.fromEntries(names.map((name) => [name, refusalOf(snapshot.reads[name].ask, 403)])));

const whole = emptied(emptied(await snapshotOf(clusters.overlayCilium), 'ciliumPolicies'), 'ciliumClusterPolicies');
const narrow = refuse(whole, system);

function unproven(snapshot: Snapshot): Snapshot {
  const { networkPolicies } = snapshot.reads;
  if (networkPolicies.outcome !== 'ok') throw new Error('no policies were read');
  return withReads(snapshot, { networkPolicies: { ...networkPolicies, absence: 'unproven' } });
}

const labOver = (snapshot: Snapshot): Lab =>
  bareLab(async () => snapshot, {
    ...memoryBooks({ U0ALICE: 'student-07' }),
    instructors: async () => ['U0INGE'],
    findPerson: async (id) => ({ id, role: 'student', namespace: 'student-07' }),
  });

/** All that somebody can read of an answer: the message, and what is folded in it. */
function shown({ answer }: Outcome): string {
  const doc = answerDoc(answer, 'slack');
  const folded = doc.details.flatMap(({ title, parts }) => [title, ...parts.flatMap(partLines)]);
  return [answerMessage(answer).text, ...folded].join('\n');
}

/** Walks to a command and reports what one sees there. */
async function saw(snapshot: Snapshot, problem: ProblemId, sees: string, lab = labOver(snapshot)): Promise<Outcome> {
  let step = await dispatch(`walk ${problem}`, inside('U0ALICE'), lab);
  for (let turn = 0; turn < 9; turn += 1) {
    const place = step.answer.kind === 'walking' ? step.answer.place : null;
    const at = place?.at === 'command' ? place.sees.indexOf(sees) : -1;
    // Choices are letters on buttons; where there are many, the list has their words as well.
    const found = offersOf(step).find(
      ({ label }) => label === choiceLetter(at) || label === `${choiceLetter(at)} · ${sees}`,
    );
    if (at >= 0) return dispatch(found?.command ?? '', inside('U0ALICE'), lab);
    step = await dispatch('walk unsure', inside('U0ALICE'), lab);
  }
  throw new Error(`no button “${sees}”`);
}

describe('what only a student saw is no verdict of netlab', () => {
  test.each<readonly [ProblemId, string, Snapshot]>([
    ['same-range', 'Addresses of one pool’s nodes on both sides of a Pod’s'.replaceAll('’', "'"), narrow],
    ['no-configmap', 'NotFound', narrow],
    ['no-cilium-pods', 'Other Pods, and none named cilium-…', narrow],
    ['no-egress', 'A policy limits your Pod, and no rule allows the internet', refuse(narrow, ['networkPolicies'])],
  ])('%s: %s', async (problem, sees, snapshot) => {
    const said = shown(await saw(snapshot, problem, sees));
    expect(said).toContain('By what you saw: ');
    expect(said).toContain('so it is not certain.');
    const [before = '', after = ''] = said.split('If it is so\n');
    for (const line of lesson.problems[problem].supported) expect(before.split('\n')).not.toContain(line);
    expect(after.split('\n')[0]).toBe(lesson.problems[problem].supported[0]);
    expect(said).not.toMatch(/all is well|nothing is broken|needs repair/iu);
  });

  test('its neighbour: where netlab read it, the words stand as they are', async () => {
    const said = shown(await saw(whole, 'no-configmap', 'One object a node'));
    expect(said).not.toContain('By what you saw');
    const { supported } = lesson.problems['no-configmap'];
    expect(supported).not.toEqual([]);
    expect(said.split('\n')).toEqual(expect.arrayContaining([...supported]));
  });

  test('nothing is called ruled out by a report, neither to the student nor to the instructor', async () => {
    const lab = labOver(narrow);
    const said = shown(await saw(narrow, 'no-cilium-pods', 'Pods named cilium-…', lab));
    expect(said).toContain('By what you saw: Cilium runs');
    expect(said).not.toContain('ruled out');
    const { conversation = '' } = await dispatch('walk handoff', inside('U0ALICE'), lab);
    const request = await lab.helpRequests.find(conversation);
    const told = request && questionAnswer(request, null, lab.lesson());
    const sent = JSON.stringify(told && [answerMessage(told).blocks, answerDoc(told, 'slack').details]);
    expect(sent).toContain('(reported: this is not the problem)');
    expect(sent).not.toContain('ruled out');
  });
});

describe('a report against a read that was made', () => {
  const shuts = 'A policy limits your Pod, and no rule allows the internet';

  test.each([
    ['netlab read that there is no policy, and little else', narrow],
    ['it read no Pods either', refuse(narrow, ['pods'])],
  ])('%s: the two do not fit', async (_, snapshot) => {
    const said = shown(await saw(snapshot, 'no-egress', shuts));
    expect(said).toContain('I read: student-07 has no NetworkPolicy. ');
    expect(said).toContain('The two do not fit together.');
    expect(said).not.toContain('What you saw speaks for it.');
  });

  test.each([
    ['the policies were not read', refuse(narrow, ['networkPolicies'])],
    ['the list may not be whole', unproven(narrow)],
  ])('its neighbour: %s, so the report counts', async (_, snapshot) => {
    expect(shown(await saw(snapshot, 'no-egress', shuts))).toContain('What you saw speaks for it.');
  });
});

test('advice that netlab’s own read answers is given only where it could not read', async () => {
  const line = 'A line cilium that wants Pods';
  expect(shown(await saw(whole, 'no-cilium-pods', line))).not.toContain('fail to start');
  expect(shown(await saw(narrow, 'no-cilium-pods', line))).toContain('the agents may fail to start');
});

describe('the steps of no-egress', () => {
  test('are kubectl’s; what asks Azure is no step, and stands behind the last one for whoever has access', async () => {
    const lab = labOver(whole);
    const runs: string[] = [];
    let step = await dispatch('walk no-egress', inside('U0ALICE'), lab);
    while (step.answer.kind === 'walking' && step.answer.place.at === 'command') {
      const { run } = step.answer.place;
      runs.push(run.split(' ')[0] ?? '');
      expect(shown(step)).not.toContain('access to Azure');
      step = await dispatch('walk unsure', inside('U0ALICE'), lab);
    }
    expect(runs).toEqual(['kubectl', 'kubectl', 'kubectl', 'kubectl']);
    expect(shown(step)).toContain('For whoever has access to Azure\naz network nsg rule list');
  });

  test('no two buttons of one step are true of the same policies', () => {
    const step = lesson.problems['no-egress'].commands.find(({ run }) => run.includes('describe'));
    expect(step?.outcomes.map(({ sees }) => sees)).toEqual([
      'None of the policies that select your Pod leads outside',
      'One of the policies that select your Pod leads outside',
      'No policy selects your Pod for Egress',
      'Forbidden',
    ]);
  });
});

test('what cannot be seen is said once', async () => {
  const said = shown(await dispatch('walk', inside('U0ALICE'), labOver(narrow)));
  expect(said).toContain('The permission to');
  expect(said).not.toContain('I could not see this');
});

test('what is normal where something is not found is not said to be here', async () => {
  const said = shown(await dispatch('walk', inside('U0ALICE'), labOver(whole)));
  expect(said).toContain('normal here');
  expect(said).not.toContain('so it is here');
});
