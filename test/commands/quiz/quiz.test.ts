import { describe, expect, test } from 'vitest';
import { opensForm } from '../../../src/commands/dispatch.ts';
import { quizPlacesOf } from '../../../src/commands/learning/questions.ts';
import { parseCommand } from '../../../src/commands/parse-command.ts';
import { choiceLetter } from '../../../src/model/doc.ts';
import type { Outcome } from '../../../src/model/outcome.ts';
import { blockFaults } from '../../../src/playground/slack/validate/blocks.ts';
import { answerMessage } from '../../../src/slack/replies/answer-message.ts';
import * as clusters from '../../support/clusters.ts';
import { lesson } from '../../support/lab.ts';
import { type Class, classOf } from '../../support/learners.ts';
import { snapshotOf } from '../../support/objects.ts';

import { on } from '../../support/quiz-worlds.ts';

const idOf = ({ answer }: Outcome) => (answer.kind === 'quiz' ? (answer.question?.id ?? 'overview') : answer.kind);
const says = ({ answer }: Outcome) => (answer.kind === 'quiz' ? answer.messages.join(' ') : '');
const titleOf = ({ answer }: Outcome) => (answer.kind === 'quiz' ? answer.title : answer.kind);
// The way to a human stands below all of them.
const labels = ({ next = [], menu }: Outcome) =>
  [...next, ...(menu?.options ?? [])].filter(({ command }) => !command.startsWith('ask ')).map(({ label }) => label);

/** Goes on until nothing is asked any more; the ids in the order in which they came. */
async function allOf({ say }: Class, user = 'alice'): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let turn = 0; turn < 60; turn++) {
    const asked = await say(user, 'quiz');
    const id = idOf(asked);
    if (id === 'overview') return ids;
    ids.push(id);
    await say(
      user,
      (asked.menu?.options ?? []).concat(asked.next ?? []).find(({ command }) => /answer|skip/u.test(command))
        ?.command ?? '',
    );
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
      'quiz unsure predict-ranges',
      'quiz skip predict-ranges',
      'quiz stop',
      'ask quiz predict-ranges',
    ]);
    // Nothing of the answer is told before.
    expect(JSON.stringify(answerMessage(asked.answer))).not.toContain('192.168');
    const told = await say('alice', 'quiz answer predict-ranges yes');
    expect(told.answer).toMatchObject({
      open: false,
      title: 'The cluster shows something else.',
      messages: [
        'Then the address of a Pod would lie between those of two nodes.',
        'Yours: node n2 has 172.20.0.6, your Pod api has 192.168.2.18.',
      ],
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
    const right = await say('alice', 'quiz answer predict-model azure-cni-overlay');
    expect([titleOf(right), says(right)]).toEqual([
      'Right.',
      'Each node holds a /24 of a range that the VNet does not have.',
    ]);
  });

  test('feedback is about what is there: no score, no grade, no blame', async () => {
    const all = classOf(on(clusters.overlayCilium));
    const feedback = new Set<string>();
    await all.say('alice', 'check');
    for (let turn = 0; turn < 60; turn++) {
      const asked = await all.say('alice', 'quiz');
      const { answer } = asked;
      const open = answer.kind === 'quiz' && answer.question?.choices.length === 0;
      const choice = (asked.menu?.options ?? [])
        .concat(asked.next ?? [])
        .find(({ command }) => command.includes('answer'));
      const told = await all.say('alice', open ? 'quiz answer 10.1.1.0/24 10.1.1.1' : (choice?.command ?? ''));
      const ended = told.answer.kind === 'trouble' ? await all.say('alice', 'quiz answer 7') : told;
      feedback.add(titleOf(ended) ?? '');
      expect(`${titleOf(ended)} ${says(ended)}`).not.toMatch(
        /\b(?:wrong|correct|incorrect|score|points|well done|sorry|mistake|\d+ ?%)\b/iu,
      );
      if (idOf(asked) === 'overview') break;
    }
    expect(feedback.size).toBeGreaterThanOrEqual(6);
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
      title: 'You answered this one before.',
      open: false,
      chosen: 'They lie in another range.',
      result: { text: 'They lie in another range.', observation: null },
    });
    expect(says(again)).toContain('That was at 2026-11-24');
    expect((await say('alice', 'quiz skip predict-ranges')).answer).toMatchObject({
      chosen: 'They lie in another range.',
    });
    expect(asked.length).toBe(reads);
  });

  test('skipped is skipped, until one asks for it or starts anew', async () => {
    const { say } = classOf(on(clusters.overlayCilium));
    await say('alice', 'quiz');
    const next = await say('alice', 'quiz skip predict-ranges');
    expect([titleOf(next), labels(next)]).toEqual(['Skipped.', ['Next question', 'Show the answer', 'Enough for now']]);
    expect(idOf(await say('alice', 'quiz'))).toBe('predict-model');
    expect(idOf(await say('alice', 'quiz skipped'))).toBe('predict-model');
    await say('alice', 'quiz answer predict-model kubenet');
    expect(idOf(await say('alice', 'quiz 1'))).toBe('predict-ranges');
    const late = await say('alice', 'quiz answer predict-ranges yes');
    expect(late.answer).toMatchObject({ remarks: [] });
    expect(titleOf(await say('alice', 'quiz again'))).toBe('Start anew?');
    expect(idOf(await say('alice', 'quiz again yes'))).toBe('predict-ranges');
  });

  test('a question that was skipped and is answered later says so; so does one whose answer was shown', async () => {
    const { say, books } = classOf(on(clusters.overlayCilium));
    await say('alice', 'quiz skip predict-ranges');
    const late = await say('alice', 'quiz answer predict-ranges no');
    expect(late.answer).toMatchObject({ title: 'Right.', remarks: ['You skipped this one at first.'] });
    const shown = await say('alice', 'quiz show predict-model');
    expect(shown.answer).toMatchObject({
      title: 'Here is the answer.',
      open: false,
      result: { value: 'azure-cni-overlay' },
    });
    const after = await say('alice', 'quiz answer predict-model azure-cni-overlay');
    expect(JSON.stringify(after.answer)).toContain(
      'You had seen the answer before, so this does not count as understood.',
    );
    expect((await books.notebooks.read('alice', 'quiz')).map(({ key }) => key).toSorted()).toEqual([
      'predict-model',
      'predict-ranges',
      'understood:1',
    ]);
  });

  test('who does not know is led to the idea; the question waits, and no answer is told', async () => {
    const { say } = classOf(on(clusters.overlayCilium));
    const asked = await say('alice', 'quiz 1');
    expect(labels(asked)).toContain('I do not know');
    const idea = await say('alice', 'quiz unsure predict-ranges');
    expect(idea.answer).toMatchObject({
      title: 'Begin with the idea.',
      messages: lesson.hints.find(({ task, level }) => task === 1 && level === 'idea')?.body ?? [],
      open: true,
      result: null,
    });
    expect(labels(idea)).not.toContain('I do not know');
    expect(JSON.stringify(idea.answer)).not.toContain('192.168');
    const right = await say('alice', 'quiz answer no');
    expect([idOf(right), titleOf(right)]).toEqual(['predict-ranges', 'Right.']);
    // The theory has no hints: it is a page of the lesson that has the idea.
    const named = async (namespace: string) => ({
      ...(await snapshotOf(clusters.overlayCilium, namespace)),
      apiHost: 'x-1.hcp.a.azmk8s.io',
    });
    const theory = await classOf(named).say('alice', 'quiz unsure predict-api');
    expect([says(theory), labels(theory).at(-1)]).toEqual([
      "Read “The API server's address” first, then choose.",
      'The lesson on it',
    ]);
  });

  test('a wrong choice, not to know, and skipping are told three different things, on every question', async () => {
    expect.hasAssertions();
    const all = classOf(on(clusters.overlayCilium));
    await all.say('alice', 'check');
    for (const question of lesson.quiz.filter((each) => each.kind !== 'predict' && each.task !== null)) {
      const { id, choices } = question;
      const said = [];
      for (const text of [`unsure ${id}`, `skip ${id}`, `show ${id}`])
        said.push(await all.say('alice', `quiz ${text}`));
      const open =
        question.kind === 'transfer' && question.parts.length > 0 ? ['zebra'] : ['10.9.9.9', '10.9.9.0/24', '7'];
      const chosen = choices.length > 0 ? choices.map(({ value }) => value) : open;
      for (const value of chosen) {
        const fresh = classOf(on(clusters.overlayCilium));
        await fresh.say('alice', 'check');
        const told = await fresh.say('alice', `quiz answer ${id} ${value}`);
        if (told.answer.kind === 'quiz') said.push(told);
      }
      const words = said.map((each) => `${titleOf(each)} ${says(each)}`);
      expect(new Set(words).size).toBe(words.length);
      expect(words.length).toBeGreaterThanOrEqual(4);
    }
  });

  describe('an answer that names no question', () => {
    const fresh = () => classOf(on(clusters.overlayCilium));
    const settled = async () => {
      const all = fresh();
      await all.say('alice', 'check');
      return all;
    };

    test('is to the one that waits; its letter, its number and its key are the same answer', async () => {
      for (const typed of ['B', 'b', '2', 'no']) {
        const { say } = fresh();
        expect(idOf(await say('alice', 'quiz'))).toBe('predict-ranges');
        const { answer } = await say('alice', `quiz answer ${typed}`);
        expect(answer).toMatchObject({ question: { id: 'predict-ranges' }, chosen: 'They lie in another range.' });
      }
    });

    test('is to the one that was asked last, where two wait', async () => {
      const { say, books } = fresh();
      await say('alice', 'quiz 2');
      await say('alice', 'quiz 1');
      expect(idOf(await say('alice', 'quiz 2'))).toBe('predict-agents');
      expect(idOf(await say('alice', 'quiz answer yes'))).toBe('predict-agents');
      expect(idOf(await say('alice', 'quiz answer no'))).toBe('predict-ranges');
      expect((await say('alice', 'quiz skip')).answer).toMatchObject({ message: 'No question waits for your answer.' });
      const pages = await books.notebooks.read('alice', 'quiz');
      expect(pages.map(({ key }) => key).toSorted()).toEqual([
        'predict-agents',
        'predict-ranges',
        'understood:1',
        'understood:2',
      ]);
    });

    test('may be free words, whatever they are; what is typed is not kept', async () => {
      const { say, books } = await settled();
      const open = lesson.quiz.filter((each) => each.kind === 'transfer' && each.parts.length > 0).map(({ id }) => id);
      for (let turn = 0; turn < 60; turn++) {
        const asked = await say('alice', 'quiz');
        if (open.includes(idOf(asked))) break;
        await say('alice', 'quiz skip');
      }
      const asked = await say('alice', 'quiz');
      expect(open).toContain(idOf(asked));
      expect(asked.answer).toMatchObject({ remarks: expect.arrayContaining(['I do not keep what you write.']) });
      const told = await say('alice', 'quiz answer constructor answer zebra');
      expect([idOf(told), titleOf(told)]).toEqual([idOf(asked), 'Compare your words with the lesson’s.']);
      expect(JSON.stringify([told, await books.notebooks.read('alice', 'quiz')])).not.toMatch(/zebra|constructor/u);
    });

    test('is refused by the letters where it is none of the choices', async () => {
      const { say } = fresh();
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
    expect(idOf(await say('alice', 'quiz again 3 yes'))).toBe('predict-configmap');
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
        '15 questions are left out just now: they come after a check of their task has found what it looks for.',
      ]),
    });
    const early = await all.say('alice', 'quiz answer transfer-vm overlay');
    expect(says(early)).toContain('Nothing was counted.');
    expect(JSON.stringify(early)).not.toContain('no route to a Pod');
    await all.say('alice', 'check 2');
    expect(await allOf(all)).toEqual(['transfer-dns', 'transfer-forbidden', 'transfer-own-words', 'transfer-services']);
  });

  describe('after a look', () => {
    test('nothing of the task is predicted any more: it is asked what would be on another cluster', async () => {
      const { say } = classOf(on(clusters.overlayCilium));
      await say('alice', 'check 1');
      const asked = await say('alice', 'quiz 1');
      expect(asked.answer).toMatchObject({
        question: { id: 'predict-ranges-after-look' },
        asks: [
          'You have seen the ranges here. Suppose that the same nodes used a node subnet. Where would the Pods lie?',
        ],
      });
      // The neighbour: of another task nothing was seen.
      expect(idOf(await say('alice', 'quiz 2'))).toBe('predict-agents');
      const told = await say('alice', 'quiz answer predict-ranges-after-look no');
      expect(told.answer).toMatchObject({
        title: 'Not in that case.',
        messages: [
          'Then no Pod would have an address from the subnet of the nodes.',
          'With a node subnet, nodes and Pods take addresses from one subnet.',
        ],
        result: { value: 'yes', text: 'They share the range of the nodes.' },
      });
    });

    test('the case is never the cluster’s own', async () => {
      const { say } = classOf(on(clusters.nodeSubnet));
      await say('alice', 'check 1');
      const { answer } = await say('alice', 'quiz 1');
      expect(answer).toMatchObject({ asks: [expect.stringContaining('were an overlay')] });
      expect(titleOf(await say('alice', 'quiz answer no'))).toBe('Right.');
    });

    test('a button of the prediction says that one has looked since, and counts nothing', async () => {
      const { say, books } = classOf(on(clusters.overlayCilium));
      await say('alice', 'quiz 1');
      await say('alice', 'check 1');
      const told = await say('alice', 'quiz answer predict-ranges no');
      expect([idOf(told), says(told)]).toEqual([
        'predict-ranges-after-look',
        'You have looked at this task since, so I ask it in another way. Nothing was counted.',
      ]);
      const pages = await books.notebooks.read('alice', 'quiz');
      expect(pages.map(({ key }) => key)).toEqual(['predict-ranges-after-look']);
    });

    test.each([
      ['a card of a finding of the task', 'explain pods-outside-node-range', 'predict-ranges-after-look'],
      ['the map', 'picture', 'predict-ranges-after-look'],
      ['a page of the lesson, which shows no cluster', 'explain overlay', 'predict-ranges'],
    ])('%s counts by what it shows, though no check was kept', async (_, text, id) => {
      const { say } = classOf(on(clusters.overlayCilium));
      await say('alice', text);
      expect(idOf(await say('alice', 'quiz 1'))).toBe(id);
      // Of bob, who looked at nothing, it is a prediction.
      expect(idOf(await say('bob', 'quiz 1'))).toBe('predict-model');
    });
  });

  test('each question says which one it is of its task, and answers change nothing of that', async () => {
    const { say } = classOf(on(clusters.overlayCilium));
    const place = ({ answer }: Outcome) => (answer.kind === 'quiz' ? answer.position : null);
    await say('alice', 'check 1');
    const places = [];
    for (let turn = 0; turn < 6; turn++) {
      const asked = await say('alice', 'quiz 1');
      places.push(place(asked));
      const told = await say('alice', turn % 2 === 0 ? 'quiz skip' : 'quiz show');
      expect(place(told)).toEqual(place(asked));
    }
    expect(places).toEqual([1, 2, 3, 4, 5, 6].map((at) => ({ task: 1, at, of: 6 })));
    expect(answerMessage((await say('alice', 'quiz 2')).answer).text).toContain('Task 2: question 1 of 4');
  });

  test('“Enough for now” ends with where one is and how to go on, and reads no cluster', async () => {
    const { say, asked } = classOf(on(clusters.overlayCilium));
    await say('alice', 'quiz');
    await say('alice', 'quiz answer no');
    await say('alice', 'quiz skip predict-model');
    const reads = asked.length;
    const end = await say('alice', 'quiz stop');
    expect(asked.length).toBe(reads);
    expect(end.answer).toMatchObject({
      title: 'Enough for now.',
      messages: [
        'You answered 1 and skipped 1.',
        'Understood so far: task 1.',
        '“quiz” goes on with task 2, whenever you like.',
      ],
      remarks: ['Next: Task 1 is not looked at yet.'],
    });
    expect(labels(end)).toEqual(['Check task 1', 'Go on with the quiz']);
    expect(end.next?.[0]?.command).toBe((await say('alice', 'progress')).next?.[0]?.command);
  });

  test('“quiz again” asks before it deletes; what was understood stays', async () => {
    const { say, books } = classOf(on(clusters.overlayCilium));
    expect(idOf(await say('alice', 'quiz again'))).toBe('predict-ranges');
    await say('alice', 'quiz answer no');
    const sure = await say('alice', 'quiz again');
    expect([titleOf(sure), says(sure), labels(sure)]).toEqual([
      'Start anew?',
      'Your 1 answer will be deleted. What you understood stays.',
      ['Yes, start anew', 'No, go on'],
    ]);
    const before = await say('alice', 'progress');
    expect(idOf(await say('alice', sure.next?.[0]?.command ?? ''))).toBe('predict-ranges');
    const understood = ({ answer }: Outcome) =>
      answer.kind === 'progress' ? answer.progress.tasks.map((each) => each.understood) : null;
    expect(understood(before)?.[0]).toMatch(/^2026-11-24T/u);
    expect(understood(await say('alice', 'progress'))).toEqual(understood(before));
    expect((await books.notebooks.read('alice', 'quiz')).map(({ key }) => key).toSorted()).toEqual([
      'predict-ranges',
      'understood:1',
    ]);
    expect(understood(await say('bob', 'progress'))).toEqual([null, null, null]);
  });

  test('answers that an older netlab kept show what was understood, also once they are deleted', async () => {
    const { say, books } = classOf(on(clusters.overlayCilium));
    const old = { namespace: 'student-07', state: 'answered', askedAt: '2026-11-20T09:00:00.000Z' };
    const body = { ...old, choice: 'no', fact: 'no', answeredAt: '2026-11-20T09:01:00.000Z' };
    const wrong = { ...body, choice: 'yes' };
    await books.notebooks.change('alice', 'quiz', body.answeredAt, () => ({
      entries: [
        { key: 'predict-ranges', body },
        { key: 'predict-agents', body: wrong },
      ],
      result: null,
    }));
    const seen = async () => {
      const { answer } = await say('alice', 'progress');
      return answer.kind === 'progress' ? answer.progress.tasks.map(({ understood }) => understood) : [];
    };
    expect(await seen()).toEqual([body.answeredAt, null, null]);
    await say('alice', 'quiz again yes');
    expect(await seen()).toEqual([body.answeredAt, null, null]);
  });

  describe('an answer that was seen', () => {
    const isUnderstood = async ({ say }: Class) => {
      const { answer } = await say('alice', 'progress');
      return answer.kind === 'progress' && answer.progress.tasks[0]?.understood !== null;
    };
    const remark = 'You had seen the answer before, so this does not count as understood.';

    test.each([
      ['shown', ['show predict-ranges', 'again yes']],
      ['shown, and asked as one that was skipped', ['show predict-ranges', 'skipped']],
      ['part of the feedback on a wrong answer', ['answer predict-ranges yes', 'again yes']],
      ['shown two rounds ago', ['show predict-ranges', 'again yes', 'answer predict-ranges no', 'again yes']],
    ])('%s does not count as understood in a new round', async (_, said) => {
      const all = classOf(on(clusters.overlayCilium));
      for (const each of said) await all.say('alice', `quiz ${each}`);
      const { answer } = await all.say('alice', 'quiz answer predict-ranges no');
      expect(answer).toMatchObject({ title: 'Right.', remarks: [remark] });
      expect(await isUnderstood(all)).toBe(false);
    });

    test.each([
      ['a question that was asked', ['1', 'again yes']],
      ['one that was skipped', ['skip predict-ranges', 'again yes']],
      ['one beside it whose answer was shown', ['show predict-model', 'again yes']],
      ['one that was right before', ['answer predict-ranges no', 'again yes']],
    ])('its neighbour, %s, counts in a new round', async (_, said) => {
      const all = classOf(on(clusters.overlayCilium));
      for (const each of said) await all.say('alice', `quiz ${each}`);
      const { answer } = await all.say('alice', 'quiz answer predict-ranges no');
      expect(answer).toMatchObject({ title: 'Right.' });
      expect(JSON.stringify(answer)).not.toContain(remark);
      expect(await isUnderstood(all)).toBe(true);
    });
  });

  describe('an open question', () => {
    const checked = async () => {
      const all = classOf(on(clusters.overlayCilium));
      await all.say('alice', 'check');
      return all;
    };
    const understood = async ({ say }: Class) => {
      const { answer } = await say('alice', 'progress');
      return answer.kind === 'progress' ? answer.progress.tasks.map((each) => each.understood !== null) : [];
    };

    test('a number is judged by its value, a near miss by its cause, and the steps are shown', async () => {
      const all = await checked();
      const near = await all.say('alice', 'quiz answer transfer-formula 630');
      expect([titleOf(near), says(near)]).toEqual([
        'Not quite: the nodes’ own addresses are missing.',
        'The steps: 21 + 21 × 30 = 651.',
      ]);
      expect(await understood(all)).toEqual([false, false, false]);
      const other = await checked();
      const right = await other.say('alice', 'quiz answer transfer-formula 21 + 21*30');
      expect([titleOf(right), says(right)]).toEqual(['Right.', 'The steps: 21 + 21 × 30 = 651.']);
      expect(await understood(other)).toEqual([true, false, false]);
      expect(JSON.stringify(await other.books.notebooks.read('alice', 'quiz'))).not.toMatch(/651|630|\*/u);
    });

    test('what cannot be read is refused with an example, and the question waits', async () => {
      const { say, books } = await checked();
      await say('alice', 'quiz answer transfer-formula a lot of zebras');
      const { answer } = await say('alice', 'quiz answer transfer-node-block 10.244.9.0');
      expect(answer).toMatchObject({
        message: 'I could not read one range in your answer.',
        todo: 'Write it alone, like 10.1.2.0/24.',
      });
      expect(await books.notebooks.read('alice', 'quiz')).toEqual([]);
    });

    test('in one’s own words is compared part by part: ticks come and go, and most of them count', async () => {
      const all = await checked();
      const { say, books } = all;
      const told = await say('alice', 'quiz answer transfer-reach zebras have no route');
      expect(labels(told)).toEqual(['A', 'B', 'C', 'Next question', 'The lesson on it', 'Enough for now']);
      expect(told.answer).toMatchObject({ parts: [{ ticked: false }, { ticked: false }, { ticked: false }] });
      expect(await understood(all)).toEqual([false, false, false]);
      const one = await say('alice', 'quiz tick transfer-reach A');
      expect([one.replacesMessage, answerMessage(one.answer).text]).toEqual([
        true,
        expect.stringContaining('A: ✓ The Pod’s range is not one of the VNet.'),
      ]);
      expect(await understood(all)).toEqual([false, false, false]);
      await say('alice', 'quiz tick transfer-reach b');
      expect(await understood(all)).toEqual([true, false, false]);
      const back = await say('alice', 'quiz tick transfer-reach b');
      expect(back.answer).toMatchObject({ parts: [{ ticked: true }, { ticked: false }, { ticked: false }] });
      // Once reached, it stays.
      expect(await understood(all)).toEqual([true, false, false]);
      expect((await say('alice', 'quiz tick transfer-reach d')).answer).toMatchObject({
        message: 'There is nothing to compare yet.',
      });
      expect(JSON.stringify(await books.notebooks.read('alice', 'quiz'))).not.toContain('zebra');
    });

    test('has a form, and what stands in for it says how to answer without', async () => {
      const { say } = await checked();
      const outcome = await say('alice', 'quiz write transfer-reach');
      expect(outcome).toMatchObject({ form: { kind: 'quiz-answer', id: 'transfer-reach' } });
      expect(outcome.answer).toMatchObject({ message: 'Write “quiz answer”, then your answer.' });
      expect(opensForm(parseCommand('quiz write transfer-reach'))).toBe(true);
      expect(opensForm(parseCommand('quiz answer transfer-reach'))).toBe(false);
    });
  });

  test('a button of an earlier question says so', async () => {
    const { say } = classOf(on(clusters.overlayCilium));
    await say('alice', 'quiz 1');
    await say('alice', 'quiz 2');
    const earlier = await say('alice', 'quiz answer predict-ranges no');
    expect(earlier.answer).toMatchObject({
      remarks: ['This was an earlier question. The one that I asked last still waits.'],
    });
    expect((await say('alice', 'quiz answer predict-agents no')).answer).toMatchObject({ remarks: [] });
  });

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
    expect(kept.map(({ key }) => key)).toEqual(['predict-agents', 'understood:2', 'predict-model']);
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
    const pages = await books.notebooks.read('alice', 'quiz');
    expect(pages.filter(({ key }) => key === 'predict-ranges')).toHaveLength(1);
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
    expect(answer.kind === 'quiz-sheet' && answer.questions.length).toBe(quizPlacesOf(lesson).length);
    expect(blockFaults(answerMessage(answer).blocks)).toEqual([]);
    expect(asked).toEqual([]);
  });
});

describe('every question and every answer fits into Slack', () => {
  test.each(Object.entries(clusters))('%s', async (_, documents) => {
    expect.hasAssertions();
    const all = classOf(on(documents));
    await all.say('alice', 'check');
    for (const { id, choices } of lesson.quiz) {
      const words = [
        `unsure ${id}`,
        `show ${id}`,
        `answer ${id} ${choices[0]?.value ?? '7 10.1.1.1 10.1.1.0/24'}`,
        `answer ${id} ${choices.at(-1)?.value ?? 'something'}`,
      ];
      const outcomes = [];
      for (const text of words) outcomes.push(await all.say('alice', `quiz ${text}`));
      for (const { answer, next = [] } of outcomes) {
        const { blocks, text: spoken } = answerMessage(answer, { next, by: 'U0ALICE' });
        expect(blockFaults(blocks)).toEqual([]);
        expect(spoken.length).toBeLessThanOrEqual(4000);
      }
    }
  });
});
