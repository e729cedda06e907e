// Whole walks through dispatch and press, as Slack would have them: buttons of any age, of anybody, twice, while clusters
// change and reads fail.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineMessage } from '../../../src/commands/help-request/line-message.ts';
import { subjectWords } from '../../../src/model/help-subject.ts';
import type { Outcome } from '../../../src/model/outcome.ts';
import type { ReadName } from '../../../src/model/snapshot.ts';
import { blockFaults } from '../../../src/playground/slack/validate/blocks.ts';
import { mentionsIn } from '../../../src/playground/slack/validate/mentions.ts';
import { answerMessage } from '../../../src/slack/replies/answer-message.ts';
import { type ButtonText, dispatch, offerCalled, offersOf, press } from '../../support/dispatch.ts';
import { inside } from '../../support/lab.ts';
import { namespaces, type Who, walkLab } from '../../support/walk-lab.ts';

/** What somebody sees of an outcome, as Slack would carry it, and the buttons below it. */
function shownTo(outcome: Outcome, user: string): { text: string; buttons: readonly ButtonText[] } {
  const { answer, next = [], menu } = outcome;
  const said = answerMessage(answer, {
    next,
    by: user,
    ...(menu ? { menu } : {}),
    details: { id: 'x', command: 'walk' },
  });
  expect(blockFaults(said.blocks)).toEqual([]);
  // Names of people stand only in what an instructor gets.
  const named = ['question', 'questions', 'told', 'reply'].includes(outcome.answer.kind);
  if (!named) expect(mentionsIn(said)).toEqual([]);
  const buttons = offersOf(outcome).map(({ command }) => ({ say: command, by: user }));
  return { text: JSON.stringify(said), buttons };
}

const act = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ act: fc.constant('press' as const), who: fc.nat(3), which: fc.nat(200), of: fc.nat(9) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('type' as const), who: fc.nat(3), which: fc.nat(20), of: fc.nat(9) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant('world' as const), who: fc.nat(3), which: fc.nat(10), of: fc.nat(9) }),
  },
);
const typed = [
  'walk',
  'walk no-egress',
  'walk same-range',
  'walk done',
  'walk handoff',
  'walk saw 1',
  'walk stop',
  'walk 2',
  'walk continue',
  'walk rule',
  'walk works',
  'walk fails',
  'walk saw',
  'walk saw x #1',
  'walk handoff #9-zz',
  'answers',
  'answers id1',
  'ask',
  'ask status id1',
  'ask solved id2',
  'ask stuck id3',
];
const refusable: readonly (readonly ReadName[])[] = [
  [],
  [],
  ['pods'],
  ['networkPolicies'],
  ['systemPods', 'daemonSets'],
  ['networkmonitor'],
  ['nodes', 'nodeNetworkConfigs', 'masquerade', 'pods'],
];
const people: readonly Who[] = ['U0ALICE', 'U0BOB', 'U0PAIR', 'U0INGE'];

describe('any sequence of clicks', () => {
  test('never throws, never shows another namespace, never moves anybody else’s walk', async () => {
    const counted = { presses: 0, asked: 0, refusals: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 40, size: 'max' }), async (acts) => {
        const { lab, books, state } = walkLab();
        const buttons: ButtonText[] = [];
        for (const { act: what, who, which, of } of acts) {
          if (what === 'world') {
            state.world = who;
            state.refuse = refusable[which % refusable.length] ?? [];
            continue;
          }
          const user = people[of === 9 ? 3 : who % 3] ?? 'U0ALICE';
          const others = people.filter((each) => each !== user);
          const before = await Promise.all(others.map((each) => books.notebooks.read(each, 'walk')));
          // Mostly one's own newest buttons, else any that anybody ever had.
          const own = buttons.filter(({ by }) => by === user).slice(-8);
          const pool = of < 8 ? own : buttons;
          const button = what === 'press' ? pool[which % Math.max(1, pool.length)] : undefined;
          const outcome = button
            ? await press(button, inside(user), lab)
            : await dispatch(typed[which % typed.length] ?? '', inside(user), lab);
          counted.presses += 1;
          if (outcome.answer.kind === 'trouble') counted.refusals += 1;
          const { text, buttons: more } = shownTo(outcome, user);
          buttons.push(...more);
          if (user !== 'U0INGE')
            expect(text).not.toContain(namespaces[user] === 'student-07' ? 'student-12' : 'student-07');
          expect(await Promise.all(others.map((each) => books.notebooks.read(each, 'walk')))).toEqual(before);
          for (const line of await books.helpRequests.takeLines(outcome.conversation ?? '')) {
            const request = await books.helpRequests.find(line.request);
            if (request === null) throw new Error('a line of nothing');
            const { answer, next } = lineMessage(line, request, lab.lesson());
            counted.asked += 1;
            expect([line.from, line.to]).toEqual(user === 'U0INGE' ? ['U0INGE', request.user] : [user, 'U0INGE']);
            buttons.push(...shownTo({ answer, next }, line.to).buttons);
            await books.helpRequests.markDelivered(
              line,
              { channel: `D${line.to}`, ts: line.id },
              '2026-11-24T16:50:00.000Z',
            );
          }
        }
        // Of one student and problem one question is open, however often it was handed over.
        const open = (await books.helpRequests.open()).map(({ user, subject }) => `${user} ${subjectWords(subject)}`);
        expect(new Set(open).size).toBe(open.length);
      }),
      { numRuns: 300 },
    );
    expect(counted.presses).toBeGreaterThan(3000);
    expect(counted.asked).toBeGreaterThan(50);
  });

  test('the same button pressed many times at once moves the walk once', async () => {
    const { lab, books } = walkLab();
    const say = offerCalled(await dispatch('walk no-egress', inside('U0ALICE'), lab), 'Not sure');
    const all = await Promise.all(
      Array.from({ length: 12 }, () => press({ say, by: 'U0ALICE' }, inside('U0ALICE'), lab)),
    );
    const remarks = all.map(({ answer }) => (answer.kind === 'walking' ? answer.remarks[0]?.is : answer.kind));
    expect(remarks.filter((each) => each === 'unsure')).toHaveLength(1);
    expect(remarks.filter((each) => each === 'stale')).toHaveLength(11);
    expect((await books.notebooks.read('U0ALICE', 'walk'))[0]?.body).toMatchObject({
      step: 2,
      reports: [{ saw: null }],
    });
  });

  test('a hand-over pressed many times at once asks once and tells once', async () => {
    const { lab, books } = walkLab();
    const say = offerCalled(await dispatch('walk no-egress', inside('U0ALICE'), lab), 'Ask my instructor');
    const all = await Promise.all(
      Array.from({ length: 12 }, () => press({ say, by: 'U0ALICE' }, inside('U0ALICE'), lab)),
    );
    expect(all.length).toBe(12);
    expect(books.kept.conversations.lines).toHaveLength(1);
    expect(await books.helpRequests.open()).toHaveLength(1);
  });
});
