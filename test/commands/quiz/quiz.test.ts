import { describe, expect, test } from 'vitest';
import { assess } from '../../../src/checks/assess.ts';
import { parseQuizRequest } from '../../../src/commands/quiz/arguments.ts';
import { matchesLessonAnswer, questionsInOrder } from '../../../src/commands/quiz/engine.ts';
import { determineFact } from '../../../src/commands/quiz/facts.ts';
import { buildQuizSheet } from '../../../src/commands/quiz/sheet.ts';
import { choiceLetter } from '../../../src/model/doc.ts';
import type { Outcome } from '../../../src/model/outcome.ts';
import { type FactId, quizFacts } from '../../../src/model/quiz.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { blockFaults } from '../../../src/playground/slack/validate/blocks.ts';
import { toJson } from '../../../src/report/json.ts';
import { plainStyle } from '../../../src/report/style.ts';
import { answerMessage } from '../../../src/slack/replies/answer-message.ts';
import { toMarkdown, toText } from '../../../src/terminal/write-answer.ts';
import * as clusters from '../../support/clusters.ts';
import { quizSchema } from '../../support/json-schemas/quiz.ts';
import { lesson } from '../../support/lab.ts';
import { type Class, classOf } from '../../support/learners.ts';
import {
  daemonSet,
  forbidden,
  listOf,
  node,
  nodeNetworkConfig,
  overlayLabels,
  pod,
  snapshotOf,
} from '../../support/objects.ts';

type Documents = readonly Readonly<Record<string, unknown>>[];
const on = (documents: readonly unknown[]) => (namespace: string) => snapshotOf(documents, namespace);

/** A cluster with some lists of a kind replaced. */
const but = (base: Documents, ...lists: Documents): Documents => [
  ...base.filter(({ kind }) => !lists.some((each) => each.kind === kind)),
  ...lists,
];

/** An overlay of whose three Cilium agents some are ready. */
function withAgents(ready: number): Documents {
  const labels = { 'k8s-app': 'cilium', 'kubernetes.azure.com/managedby': 'aks' };
  const agents = [4, 5, 6].map((last, i) => {
    const address = `172.20.0.${last}`;
    const more = { labels, hostNetwork: true, owner: 'cilium', ready: i < ready };
    return pod('kube-system', `cilium-${i}`, `n${i}`, address, address, more);
  });
  return but(
    clusters.overlayCilium,
    listOf('Pod', agents),
    listOf('DaemonSet', [daemonSet('cilium', 3, { labels, ready }), daemonSet('azure-cns', 3)]),
  );
}

async function seenOf(fact: FactId, documents: Documents, more: Partial<Snapshot> = {}) {
  const snapshot = { ...(await snapshotOf(documents)), ...more };
  const found = determineFact(fact, assess(snapshot));
  return found.value ?? found.untold;
}

const azureLabels = { 'k8s-app': 'cilium', 'kubernetes.azure.com/managedby': 'aks' };

describe('facts', () => {
  const { overlayCilium, nodeSubnet, kubenet, emptyNamespace } = clusters;
  const cilium2 = but(overlayCilium, listOf('NodeNetworkConfig', []));
  const dead = but(
    nodeSubnet,
    listOf('DaemonSet', [daemonSet('kube-proxy', 3, { ready: 0, labels: { component: 'kube-proxy' } })]),
  );
  const deadCilium = withAgents(0);
  const lame = withAgents(2);
  const nodesOnly = nodeSubnet.filter(({ kind }) => kind === 'NodeList');
  const unplaced = [...nodesOnly, listOf('Pod', [pod('student-07', 'web', 'n1', '203.0.113.9', '172.20.0.5')])];
  const beside = (desired: number) =>
    but(
      overlayCilium,
      listOf('DaemonSet', [
        daemonSet('cilium', 3, { labels: azureLabels }),
        daemonSet('kube-proxy', desired, { labels: { component: 'kube-proxy' } }),
      ]),
    );
  const [both, idle] = [beside(3), beside(0)];
  const annotated = but(
    nodeSubnet,
    listOf('Node', [node('n0', '172.20.0.4', { annotations: { 'projectcalico.org/IPv4Address': 'x' } })]),
  );
  const windows = but(
    overlayCilium,
    listOf('Node', [
      node('n0', '172.20.0.4', { labels: overlayLabels }),
      node('n1', '172.20.0.5', { labels: { ...overlayLabels, 'kubernetes.io/os': 'windows' } }),
    ]),
  );
  const dynamic = but(
    nodeSubnet,
    listOf(
      'NodeNetworkConfig',
      ['n0', 'n1', 'n2'].map((name, i) =>
        nodeNetworkConfig(name, `10.241.0.${5 + i}`, '10.241.0.0/16', { type: 'vnet', mode: 'dynamic' }),
      ),
    ),
  );
  const someCidr = but(
    kubenet,
    listOf('Node', [node('n0', '172.20.0.4', { podCIDR: '10.1.0.0/24' }), node('n1', '172.20.0.5')]),
  );

  test.each<[FactId, string, Documents, string, Partial<Snapshot>?]>([
    ['pods-inside-node-range', 'an overlay', overlayCilium, 'no'],
    ['pods-inside-node-range', 'a node subnet', nodeSubnet, 'yes'],
    ['pods-inside-node-range', 'no Pods yet', emptyNamespace, 'nothing'],
    ['pods-inside-node-range', 'Pods in no range that is known', unplaced, 'unsettled'],
    ['cilium-on-every-node', 'an overlay', overlayCilium, 'yes'],
    ['cilium-on-every-node', 'kube-proxy', nodeSubnet, 'no'],
    ['cilium-on-every-node', 'no agent ready', deadCilium, 'unsettled'],
    ['cilium-on-every-node', 'one agent not ready', lame, 'unsettled'],
    ['cilium-on-every-node', 'no nodes', but(overlayCilium, listOf('Node', [])), 'nothing'],
    ['kube-proxy-present', 'Cilium', overlayCilium, 'no'],
    ['kube-proxy-present', 'kube-proxy', kubenet, 'yes'],
    ['kube-proxy-present', 'one that is not ready', dead, 'unsettled'],
    ['configmap-present', 'none', overlayCilium, 'no'],
    ['annotations-name-a-cni', 'none', overlayCilium, 'no'],
    ['annotations-name-a-cni', 'Calico’s', annotated, 'yes'],
    ['pod-cidr-set', 'an overlay', overlayCilium, 'no'],
    ['pod-cidr-set', 'kubenet', kubenet, 'yes'],
    ['pod-cidr-set', 'some nodes', someCidr, 'unsettled'],
    ['pod-cidr-set', 'nodes that were not read', [], 'unsettled'],
    ['pod-cidr-set', 'no nodes', but(overlayCilium, listOf('Node', [])), 'nothing'],
    ['block-per-node', 'an overlay', overlayCilium, 'yes'],
    ['block-per-node', 'kubenet', kubenet, 'yes'],
    ['block-per-node', 'a node subnet', nodeSubnet, 'no'],
    ['block-per-node', 'a Pod subnet', dynamic, 'no'],
    ['api-name', 'not read', overlayCilium, 'unsettled'],
    ['api-name', 'an address inside of the cluster', overlayCilium, 'unsettled', { apiHost: '10.0.0.1' }],
    ['api-name', 'public', overlayCilium, 'public', { apiHost: 'x-dns-1.hcp.westeurope.azmk8s.io' }],
    ['api-name', 'private', overlayCilium, 'private', { apiHost: 'x-1.0123.privatelink.westeurope.azmk8s.io' }],
    [
      'api-name',
      'private without a link',
      overlayCilium,
      'private',
      { apiHost: 'x-1.0123.private.westeurope.azmk8s.io' },
    ],
    ['model', 'an overlay', overlayCilium, 'azure-cni-overlay'],
    ['model', 'kubenet', kubenet, 'kubenet'],
    ['model', 'a node subnet', nodeSubnet, 'azure-cni-node-subnet'],
    ['model', 'nothing read', [], 'unsettled'],
    ['dataplane', 'Cilium', overlayCilium, 'azure-cilium'],
    ['dataplane', 'kube-proxy', nodeSubnet, 'kube-proxy'],
    ['dataplane', 'kube-proxy, none of it ready', dead, 'unsettled'],
    ['dataplane', 'Cilium, none of it ready', deadCilium, 'unsettled'],
    ['dataplane', 'Cilium, one of it not ready', lame, 'azure-cilium'],
    ['dataplane', 'nothing read', [], 'unsettled'],
    ['dataplane', 'kube-proxy beside Cilium', both, 'unsettled'],
    ['dataplane', 'a kube-proxy that wants no Pods', idle, 'azure-cilium'],
    ['policy-engine', 'Cilium', cilium2, 'cilium'],
    ['policy-engine', 'nothing read', [], 'unsettled'],
    ['windows-nodes', 'none', overlayCilium, 'no'],
    ['windows-nodes', 'one', windows, 'yes'],
    ['windows-nodes', 'not read', [], 'unsettled'],
  ])('%s, %s', async (fact, _, documents, value, more) => {
    expect(await seenOf(fact, documents, more)).toBe(value);
  });

  test('a permission that is missing is told apart from an outage', async () => {
    const refused = but(clusters.overlayCilium, forbidden('nodes', null)).filter(({ kind }) => kind !== 'NodeList');
    expect(await seenOf('pod-cidr-set', refused)).toBe('permission');
    expect(await seenOf('annotations-name-a-cni', refused)).toBe('permission');
    expect(await seenOf('windows-nodes', refused)).toBe('permission');
  });

  test('every value is one of the fact’s, on every cluster', async () => {
    expect.hasAssertions();
    for (const documents of Object.values(clusters))
      for (const fact of Object.keys(quizFacts) as FactId[]) {
        const values: readonly string[] = [...quizFacts[fact], 'permission', 'outage', 'nothing', 'unsettled'];
        expect(values).toContain(await seenOf(fact, documents));
      }
  });
});

describe('what is typed', () => {
  test.each<[string, unknown]>([
    ['', { do: 'next', part: 'all' }],
    ['2', { do: 'next', part: 2 }],
    ['theory', { do: 'next', part: null }],
    ['again', { do: 'again', part: 'all', only: null }],
    ['again 3', { do: 'again', part: 3, only: null }],
    ['skipped', { do: 'again', part: 'all', only: 'skipped' }],
    ['answer predict-model kubenet', { do: 'answer', words: ['predict-model', 'kubenet'] }],
    ['answer sixty four', { do: 'answer', words: ['sixty', 'four'] }],
    ['skip predict-model', { do: 'skip', id: 'predict-model' }],
    ['show', { do: 'show', id: null }],
  ])('quiz %s', (said, wish) => expect(parseQuizRequest(said.split(' ').filter(Boolean))).toEqual(wish));

  test.each([
    '9',
    'banana',
    'answer',
    'answer predict-model',
    'skip',
    'show',
    'skip nothing',
    'skip predict-model please',
    'student-12',
    'answer yes',
    'answer nothing yes',
    'answer predict-model blue',
  ])('quiz %s is refused, and nothing is kept', async (said) => {
    const { say, books } = classOf(on(clusters.overlayCilium));
    expect((await say('alice', `quiz ${said}`)).answer.kind).toBe('trouble');
    expect(await books.notebooks.read('alice', 'quiz')).toEqual([]);
  });
});

const idOf = ({ answer }: Outcome) => (answer.kind === 'quiz' ? (answer.question?.id ?? 'overview') : answer.kind);
const says = ({ answer }: Outcome) => (answer.kind === 'quiz' ? answer.messages.join(' ') : '');

/** Goes on until nothing is asked any more; the ids in the order in which they came. */
async function allOf({ say }: Class, user = 'alice'): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let turn = 0; turn < 60; turn++) {
    const asked = await say(user, 'quiz');
    const id = idOf(asked);
    if (id === 'overview') return ids;
    ids.push(id);
    await say(user, asked.next?.[0]?.command ?? '');
  }
  throw new Error(`no end: ${ids.join()}`);
}

describe('quiz', () => {
  test('predict, see, understand', async () => {
    const { say } = classOf(on(clusters.overlayCilium));
    const asked = await say('alice', 'quiz');
    expect(asked.answer).toMatchObject({
      kind: 'quiz',
      open: true,
      result: null,
      observe: null,
      question: { id: 'predict-ranges' },
    });
    expect(asked.next?.map(({ command: each }) => each)).toEqual([
      'quiz answer predict-ranges yes',
      'quiz answer predict-ranges no',
      'quiz skip predict-ranges',
      'ask quiz predict-ranges',
    ]);
    // Nothing of the answer is told before.
    expect(JSON.stringify(answerMessage(asked.answer))).not.toContain('192.168');
    const told = await say('alice', 'quiz answer predict-ranges yes');
    expect(told.answer).toMatchObject({
      open: false,
      messages: ['What the cluster shows differs from your prediction.'],
      chosen: 'They share the range of the nodes.',
      observe: 'kubectl get pods -n student-07 -o wide',
      result: {
        value: 'no',
        text: 'They lie in another range.',
        observation: { says: 'All 2 Pods have an address outside of the node range, in 192.168.0.0/16.' },
        passage: { id: 'comparing-ranges' },
      },
    });
    expect(told.next?.[0]).toEqual({ label: 'Next question', command: 'quiz 1' });
    expect(says(await say('alice', 'quiz answer predict-model azure-cni-overlay'))).toBe(
      'What the cluster shows is what you predicted.',
    );
  });

  test('feedback is about what is there: no score, no grade, no blame', async () => {
    const all = classOf(on(clusters.overlayCilium));
    const feedback = new Set<string>();
    await all.say('alice', 'check');
    for (let turn = 0; turn < 30; turn++) {
      const asked = await all.say('alice', 'quiz');
      const told = await all.say('alice', (asked.menu?.options ?? asked.next)?.[0]?.command ?? '');
      feedback.add(says(told));
      expect(says(told)).not.toMatch(
        /\b(?:wrong|correct|incorrect|right|score|points|well done|sorry|mistake|\d+ ?%)\b/iu,
      );
      if (idOf(asked) === 'overview') break;
    }
    expect(feedback.size).toBe(4);
  });

  test('goes on where one was; an answered question stays as it was, whatever is pressed', async () => {
    const { say, asked } = classOf(on(clusters.overlayCilium));
    expect(idOf(await say('alice', 'quiz'))).toBe('predict-ranges');
    expect(idOf(await say('alice', 'quiz'))).toBe('predict-ranges');
    await say('alice', 'quiz answer predict-ranges no');
    expect(idOf(await say('alice', 'quiz'))).toBe('predict-model');
    const reads = asked.length;
    const again = await say('alice', 'quiz answer predict-ranges yes');
    expect(again.answer).toMatchObject({
      open: false,
      chosen: 'They lie in another range.',
      result: { text: 'They lie in another range.', observation: null },
    });
    expect(says(again)).toContain('You answered this one at 2026-11-24');
    expect((await say('alice', 'quiz skip predict-ranges')).answer).toMatchObject({
      chosen: 'They lie in another range.',
    });
    expect(asked.length).toBe(reads);
  });

  test('skipped is skipped, until one asks for it or starts anew', async () => {
    const { say } = classOf(on(clusters.overlayCilium));
    await say('alice', 'quiz');
    const next = await say('alice', 'quiz skip predict-ranges');
    expect([says(next), idOf(next)]).toEqual(['Skipped.', 'predict-model']);
    expect(idOf(await say('alice', 'quiz'))).toBe('predict-model');
    expect(idOf(await say('alice', 'quiz skipped'))).toBe('predict-model');
    await say('alice', 'quiz answer predict-model kubenet');
    expect(idOf(await say('alice', 'quiz 1'))).toBe('predict-ranges');
    await say('alice', 'quiz answer predict-ranges yes');
    expect(idOf(await say('alice', 'quiz again'))).toBe('predict-ranges');
  });

  describe('an answer that names no question', () => {
    const settled = async () => {
      const all = classOf(on(clusters.overlayCilium));
      await all.say('alice', 'check');
      return all;
    };

    test('is to the one that waits; its letter, its number and its key are the same answer', async () => {
      for (const typed of ['B', 'b', '2', 'no']) {
        const { say } = await settled();
        expect(idOf(await say('alice', 'quiz'))).toBe('predict-ranges');
        const { answer } = await say('alice', `quiz answer ${typed}`);
        expect(answer).toMatchObject({ question: { id: 'predict-ranges' }, chosen: 'They lie in another range.' });
      }
    });

    test('is to the one that was asked last, where two wait', async () => {
      const { say, books } = await settled();
      await say('alice', 'quiz 2');
      await say('alice', 'quiz 1');
      expect(idOf(await say('alice', 'quiz 2'))).toBe('predict-agents');
      expect(idOf(await say('alice', 'quiz answer yes'))).toBe('predict-agents');
      expect(idOf(await say('alice', 'quiz answer no'))).toBe('predict-ranges');
      expect((await say('alice', 'quiz skip')).answer).toMatchObject({ message: 'No question waits for your answer.' });
      const pages = await books.notebooks.read('alice', 'quiz');
      expect(pages.map(({ key }) => key).toSorted()).toEqual(['predict-agents', 'predict-ranges']);
    });

    test('may be free words, whatever they are; what is typed is not kept', async () => {
      const { say, books } = await settled();
      const open = lesson.quiz.filter(({ choices }) => choices.length === 0).map(({ id }) => id);
      for (let turn = 0; turn < 60; turn++) {
        const asked = await say('alice', 'quiz');
        if (open.includes(idOf(asked))) break;
        await say('alice', 'quiz skip');
      }
      const asked = await say('alice', 'quiz');
      expect(open).toContain(idOf(asked));
      expect(asked.answer).toMatchObject({
        remarks: expect.arrayContaining(['Write “quiz answer” and then your answer. I do not keep what you write.']),
      });
      const told = await say('alice', 'quiz answer constructor answer zebra');
      expect([idOf(told), says(told)]).toEqual([idOf(asked), 'Compare it with the lesson’s.']);
      expect(JSON.stringify(await books.notebooks.read('alice', 'quiz'))).not.toMatch(/zebra|constructor/u);
    });

    test('is refused by the letters where it is none of the choices', async () => {
      const { say } = await settled();
      await say('alice', 'quiz');
      expect((await say('alice', 'quiz answer perhaps')).answer).toMatchObject({
        kind: 'trouble',
        message: 'Choose one of A and B.',
        todo: 'Press its button, or write for example “quiz answer A”.',
      });
      expect(idOf(await say('alice', 'quiz'))).toBe('predict-ranges');
    });

    test('a choice that is called by a letter is called by its own', () => {
      const named = lesson.quiz.flatMap(({ choices }) => choices.map(({ value }, at) => ({ value, at })));
      const letters = named.filter(({ value }) => /^[a-z]$/iu.test(value));
      expect(letters.length).toBeGreaterThan(2);
      expect(letters.filter(({ value, at }) => value.toUpperCase() !== choiceLetter(at))).toEqual([]);
    });
  });

  test('a task by itself', async () => {
    const { say } = classOf(on(clusters.overlayCilium));
    expect(idOf(await say('alice', 'quiz 3'))).toBe('predict-configmap');
    expect(idOf(await say('alice', 'quiz 2'))).toBe('predict-agents');
    expect(idOf(await say('alice', 'quiz theory'))).toBe('overview');
    await say('alice', 'quiz answer predict-configmap no');
    await say('alice', 'quiz answer predict-agents no');
    expect(idOf(await say('alice', 'quiz again 3'))).toBe('predict-configmap');
    expect((await say('alice', 'quiz answer predict-agents yes')).answer).toMatchObject({
      chosen: 'Some have none that is ready, or there is no Cilium.',
    });
  });

  test('transfer questions come after a check of their task, and not before', async () => {
    const all = classOf(on(clusters.overlayCilium));
    const before = await allOf(all);
    expect(before.filter((id) => id.startsWith('transfer'))).toEqual([]);
    expect((await all.say('alice', 'quiz')).answer).toMatchObject({
      remarks: expect.arrayContaining([
        '11 questions are left out just now: they come after a check of their task has found what it looks for.',
      ]),
    });
    const early = await all.say('alice', 'quiz answer transfer-vm overlay');
    expect(says(early)).toContain('Nothing was counted.');
    expect(JSON.stringify(early)).not.toContain('no route to a Pod');
    await all.say('alice', 'check 2');
    expect(await allOf(all)).toEqual(['transfer-dns', 'transfer-forbidden', 'transfer-services']);
  });

  test('a choice, an open answer, and its showing; what is typed is not kept', async () => {
    const { say, books } = classOf(on(clusters.overlayCilium));
    await say('alice', 'check');
    expect(says(await say('alice', 'quiz answer transfer-vm pod-subnet'))).toBe('The lesson says the same.');
    expect(says(await say('alice', 'quiz answer transfer-host-network a'))).toBe(
      'The lesson says something else; compare the two.',
    );
    expect(says(await say('alice', 'quiz answer transfer-formula "651"'))).toBe('The lesson says the same.');
    expect(says(await say('alice', 'quiz answer transfer-pod-range 12345 zebras'))).toBe(
      'Compare it with the lesson’s.',
    );
    expect(JSON.stringify(await books.notebooks.read('alice', 'quiz'))).not.toMatch(/651|zebras|12345/u);
    await say('alice', 'quiz again');
    const shown = await say('alice', 'quiz show transfer-pod-range');
    expect([says(shown), JSON.stringify(shown.answer)]).toEqual([
      '',
      expect.stringContaining('six bits make 64 blocks'),
    ]);
    expect(says(await say('alice', 'quiz show transfer-vm'))).toBe('');
  });

  test.each([
    ['64', true],
    ['64 nodes', true],
    ['it is 64.', true],
    ['64,', true],
    ['٦٤', false],
    ['sixty-four', false],
    ['6.4', false],
    ['6,4', false],
    ['-64', false],
    ['64%', false],
    ['64k', false],
    ['not 64', false],
    ['more than 64', false],
    ['64 or 65', false],
    ['10.64.0.0/24', false],
    ['', false],
  ])('where the lesson says 64, “%s” is the same: %s', (said, same) =>
    expect(matchesLessonAnswer({ right: ['64'] }, said)).toBe(same),
  );

  test.each([
    ['1000', '1,000', true],
    ['1,000', '1000 nodes', true],
    ['1000', '1,00', false],
    ['1.5', '1.5', true],
    ['node subnet', 'Node  Subnet!', true],
    ['node subnet', 'pod subnet', false],
  ])('where the lesson says %s, “%s” is the same: %s', (right, said, same) =>
    expect(matchesLessonAnswer({ right: [right] }, said)).toBe(same),
  );

  test('what cannot be seen is not asked, and it is said how many and why, in general words', async () => {
    const { say } = classOf(on([]));
    const { answer } = await say('alice', 'quiz');
    expect(answer).toMatchObject({
      question: null,
      remarks: expect.arrayContaining([expect.stringContaining('left out just now')]),
    });
    const partly = classOf(on(clusters.emptyNamespace));
    const asked = await allOf(partly);
    expect(asked).not.toContain('predict-ranges');
    expect(asked.length).toBeGreaterThan(5);
  });

  test('a cluster that changes: the answer is of what it shows then; what it no longer shows is not counted', async () => {
    const { say, show, books } = classOf(on(clusters.overlayCilium));
    await say('alice', 'quiz 2');
    show(on(clusters.nodeSubnet));
    expect((await say('alice', 'quiz answer predict-agents no')).answer).toMatchObject({ result: { value: 'no' } });
    await say('alice', 'quiz 1');
    show(on(clusters.emptyNamespace));
    const gone = await say('alice', 'quiz answer predict-ranges no');
    expect(says(gone)).toContain(
      'That question cannot be answered just now: there is nothing yet in the cluster that would show it. Nothing was counted.',
    );
    const kept = await books.notebooks.read('alice', 'quiz');
    expect(kept.map(({ key }) => key)).toEqual(['predict-agents', 'predict-model']);
    show(on(clusters.overlayCilium));
    await say('alice', 'quiz answer predict-model kubenet');
    expect(idOf(await say('alice', 'quiz 1'))).toBe('predict-ranges');
    expect(kept[0]?.body).toMatchObject({ state: 'answered', choice: 'no', fact: 'no', namespace: 'student-07' });
  });

  test('two presses at the same time: the first one counts, the second one shows it', async () => {
    const { say, books } = classOf(on(clusters.overlayCilium));
    await say('alice', 'quiz');
    const both = await Promise.all(['yes', 'no'].map((each) => say('alice', `quiz answer predict-ranges ${each}`)));
    const chosen = both.map(({ answer }) => (answer.kind === 'quiz' ? answer.chosen : null));
    expect(new Set(chosen).size).toBe(1);
    expect(await books.notebooks.read('alice', 'quiz')).toHaveLength(1);
  });

  test('progress has one line of it, without a grade', async () => {
    const { say } = classOf(on(clusters.overlayCilium));
    expect(answerMessage((await say('alice', 'progress')).answer).text).toContain(
      'Quiz: no question answered yet, next: task 1.',
    );
    await say('alice', 'quiz answer predict-ranges yes');
    expect(answerMessage((await say('alice', 'progress')).answer).text).toContain(
      'Quiz: 1 question answered, next: task 1.',
    );
    expect(answerMessage((await say('bob', 'progress')).answer).text).toContain('Quiz: no question answered yet');
    for (const { id } of lesson.quiz) await say('alice', `quiz skip ${id}`);
    expect(answerMessage((await say('alice', 'progress')).answer).text).toContain('nothing left');
  });

  test('an instructor without a namespace reads the questions, without answers', async () => {
    const { say, asked } = classOf(on(clusters.overlayCilium));
    const { answer } = await say('inge', 'quiz');
    expect(answer.kind === 'quiz-sheet' && answer.questions.length).toBe(lesson.quiz.length);
    expect(blockFaults(answerMessage(answer).blocks)).toEqual([]);
    expect(asked).toEqual([]);
  });
});

describe('every question and every answer fits into Slack', () => {
  test.each(Object.entries(clusters))('%s', async (_, documents) => {
    expect.hasAssertions();
    const all = classOf(on(documents));
    await all.say('alice', 'check');
    for (const { id, choices } of questionsInOrder(lesson)) {
      const first = await all.say('alice', `quiz answer ${id} ${choices[0]?.value ?? 'something'}`);
      const second = await all.say('alice', `quiz answer ${id} ${choices.at(-1)?.value ?? 'something'}`);
      for (const { answer, next = [] } of [first, second]) {
        const { blocks, text: spoken } = answerMessage(answer, { next, by: 'U0ALICE' });
        expect(blockFaults(blocks)).toEqual([]);
        expect(spoken.length).toBeLessThanOrEqual(4000);
      }
    }
  });
});

describe('on a sheet', () => {
  const sheet = async (answers: boolean, documents: Documents = clusters.kubenet) =>
    buildQuizSheet(lesson, 2, await snapshotOf(documents), answers);

  test('as text', async () => {
    expect(
      toText(await sheet(true), plainStyle)
        .split('\n')
        .slice(0, 14)
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "The quiz has 6 questions here.
      Task 2, predict (predict-agents)
      Does each Ready Linux node have a ready Cilium agent?
        A  Each Ready Linux node has a ready agent of Azure-managed Cilium.
        B  Some have none that is ready, or there is no Cilium.
        - To see it: kubectl get pods -n kube-system -l k8s-app=cilium -o wide
        - Answer: Some have none that is ready, or there is no Cilium.
        - Seen: No Cilium agent runs in kube-system.
        - Why: kubectl get pods -n kube-system -l k8s-app=cilium -o wide lists the agents with their
          nodes. Count them against the Linux nodes that are Ready: one each. The agent turns Services and
          NetworkPolicies into eBPF programs on its node. If it is not ready, new Pods on that node may
          get no network.

      Task 2, predict (predict-kube-proxy)"
    `);
  });

  test('as Markdown', async () => {
    expect(
      toMarkdown(await sheet(false))
        .split('\n')
        .slice(0, 16)
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "# The quiz has 6 questions here.

      ## Task 2, predict (predict-agents)

      Does each Ready Linux node have a ready Cilium agent?

      - A: Each Ready Linux node has a ready agent of Azure-managed Cilium.
      - B: Some have none that is ready, or there is no Cilium.

      - To see it: \`kubectl get pods -n kube-system -l k8s-app=cilium -o wide\`

      ## Task 2, predict (predict-kube-proxy)

      You know by now whether Cilium runs here. What do you expect of kube-proxy?

      - A: kube-proxy runs."
    `);
  });

  test('the documented JSON; answers only where they were asked for', async () => {
    const bare = quizSchema.parse(JSON.parse(toJson(await sheet(false))));
    expect(bare.questions.every(({ answer }) => answer === null)).toBe(true);
    const full = quizSchema.parse(JSON.parse(toJson(await sheet(true))));
    expect(full.questions.map(({ id, answer }) => [id, answer?.value])).toContainEqual(['predict-kube-proxy', 'yes']);
    expect(toJson(await sheet(true))).toBe(toJson(await sheet(true)));
    const none = quizSchema.parse(JSON.parse(toJson(await sheet(true, []))));
    expect([none.questions, none.leftOut.length > 0]).toEqual([[], true]);
  });
});
