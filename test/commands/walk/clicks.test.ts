// Whole walks through dispatch and press, as Slack would have them: buttons of any age, of anybody, twice, while clusters
// change and reads fail.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerMessage } from '../../../src/blocks/message.ts';
import { refusalOf } from '../../../src/cluster/refusals.ts';
import { type ButtonPress, dispatch, dispatchButton } from '../../../src/commands/dispatch.ts';
import { answerHelpRequest } from '../../../src/commands/help-request/answers.ts';
import type { Outcome } from '../../../src/model/answer.ts';
import type { Lab } from '../../../src/model/lab.ts';
import type { ReadName, Snapshot } from '../../../src/model/snapshot.ts';
import { Trouble } from '../../../src/model/trouble.ts';
import { blockFaults } from '../../../src/playground/slack/validate/blocks.ts';
import { mentionsIn } from '../../../src/playground/slack/validate/mentions.ts';
import { type Books, memoryBooks } from '../../support/books.ts';
import * as clusters from '../../support/clusters.ts';
import { bareLab, inside } from '../../support/lab.ts';
import { snapshotOf, withReads } from '../../support/objects.ts';

const seats = { U0ALICE: 'student-07', U0BOB: 'student-12', U0PAIR: 'student-07' } as const;
type Who = keyof typeof seats | 'U0INGE';

/** Each student's Pods bear the name of their namespace, so that a name in the wrong place would be seen. */
const worlds = await Promise.all(
  [clusters.overlayCilium, clusters.egressBlocked, clusters.nodeSubnet, clusters.kubenet].flatMap((documents) =>
    ['student-07', 'student-12'].map(async (namespace) => {
      const text = JSON.stringify(documents).replaceAll('student-07', namespace);
      const named = text.replaceAll(/"name":"(web|api|only-dns)"/gu, `"name":"$1-${namespace}"`);
      return snapshotOf(JSON.parse(named), namespace);
    }),
  ),
);

const forbidden = (snapshot: Snapshot, names: readonly ReadName[]) =>
  withReads(snapshot, Object.fromEntries(names.map((name) => [name, refusalOf(snapshot.reads[name].ask, 403)])));

/** A lab whose cluster can be changed; ids are counted, so that none comes twice. */
function labOf() {
  const books = memoryBooks(seats, 2);
  const state = { world: 0, refuse: [] as readonly ReadName[], ids: 0 };
  const lab: Lab = bareLab(
    async (namespace) => {
      const snapshot = worlds[state.world * 2 + (namespace === 'student-07' ? 0 : 1)];
      if (snapshot?.namespace !== namespace) throw new Error(`nobody may read ${namespace}`);
      return forbidden(snapshot, state.refuse);
    },
    {
      ...books,
      namespacePattern: '^student-[a-z0-9-]+$',
      instructors: async () => ['U0INGE'],
      findPerson: async (id) => {
        const namespace = (await books.roster.assignmentOf(id))?.namespace ?? null;
        if (id === 'U0INGE') return { id, role: 'instructor', namespace };
        return namespace === null ? null : { id, role: 'student', namespace };
      },
      newIdAndTime: () => {
        state.ids += 1;
        const at = new Date(Date.parse('2026-11-24T16:40:00.000Z') + state.ids * 1000).toISOString();
        return { id: `id${state.ids}`, at };
      },
    },
  );
  return { lab, books, state };
}

/** Every open question reached an instructor. */
async function arrived({ helpRequests }: Books): Promise<void> {
  for (const { id } of await helpRequests.open()) await helpRequests.markTold(id, '2026-11-24T16:50:00.000Z');
}

/** Every open question is answered. */
async function answeredBy({ helpRequests }: Books): Promise<void> {
  const reply = { by: 'U0INGE', words: 'Look.', at: '2026-11-24T17:00:00.000Z' };
  for (const { id } of await helpRequests.open()) await helpRequests.answer(id, reply);
}

/** What somebody sees of an outcome, as Slack would carry it, and the buttons below it. */
function shownTo(outcome: Outcome, user: string): { text: string; buttons: readonly ButtonPress[] } {
  const said = answerMessage(outcome.answer, { next: outcome.next ?? [], by: user });
  expect(blockFaults(said.blocks)).toEqual([]);
  // Names of people stand only in what an instructor gets.
  const named = outcome.answer.kind === 'question' || outcome.answer.kind === 'questions';
  if (!named) expect(mentionsIn(said)).toEqual([]);
  const buttons = (outcome.next ?? []).map(({ command }) => ({ say: command, by: user }));
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
  'walk saw',
  'walk saw x #1',
  'walk handoff #9-zz',
  'answers',
  'answers id1',
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
        const { lab, books, state } = labOf();
        const buttons: ButtonPress[] = [];
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
            ? await dispatchButton(button, inside(user), lab)
            : await dispatch(typed[which % typed.length] ?? '', inside(user), lab);
          counted.presses += 1;
          if (outcome.answer.kind === 'trouble') counted.refusals += 1;
          const { text, buttons: more } = shownTo(outcome, user);
          buttons.push(...more);
          if (user !== 'U0INGE') expect(text).not.toContain(seats[user] === 'student-07' ? 'student-12' : 'student-07');
          expect(await Promise.all(others.map((each) => books.notebooks.read(each, 'walk')))).toEqual(before);
          for (const tell of outcome.directMessages ?? []) {
            counted.asked += 1;
            expect(tell.to).toEqual(['U0INGE']);
            expect(tell.answer).toMatchObject({ kind: 'question', request: { user, reply: null } });
            buttons.push(...shownTo({ answer: tell.answer, next: tell.next }, 'U0INGE').buttons);
          }
        }
        // Of one student and problem one question is open, however often it was handed over.
        const open = (await books.helpRequests.open()).map(({ user, problem }) => `${user} ${problem}`);
        expect(new Set(open).size).toBe(open.length);
      }),
      { numRuns: 300 },
    );
    expect(counted.presses).toBeGreaterThan(3000);
    expect(counted.asked).toBeGreaterThan(50);
  });

  test('the same button pressed many times at once moves the walk once', async () => {
    const { lab, books } = labOf();
    const { next = [] } = await dispatch('walk no-egress', inside('U0ALICE'), lab);
    const say = next.find(({ label }) => label === 'I am not sure')?.command ?? '';
    const all = await Promise.all(
      Array.from({ length: 12 }, () => dispatchButton({ say, by: 'U0ALICE' }, inside('U0ALICE'), lab)),
    );
    const remarks = all.map(({ answer }) => (answer.kind === 'walking' ? answer.remarks[0] : answer.kind));
    expect(remarks.filter((each) => each === 'Then we go on without it.')).toHaveLength(1);
    expect(remarks.filter((each) => each?.startsWith('That belongs to an earlier step.'))).toHaveLength(11);
    expect((await books.notebooks.read('U0ALICE', 'walk'))[0]?.body).toMatchObject({
      step: 2,
      reports: [{ saw: null }],
    });
  });

  test('a hand-over pressed many times at once asks once and tells once', async () => {
    const { lab, books } = labOf();
    const { next = [] } = await dispatch('walk no-egress', inside('U0ALICE'), lab);
    const say = next.find(({ label }) => label === 'Ask my instructor')?.command ?? '';
    const all = await Promise.all(
      Array.from({ length: 12 }, () => dispatchButton({ say, by: 'U0ALICE' }, inside('U0ALICE'), lab)),
    );
    expect(all.flatMap(({ directMessages = [] }) => directMessages)).toHaveLength(1);
    expect(await books.helpRequests.open()).toHaveLength(1);
  });
});

describe('a hand-over', () => {
  const handed = async (rest: Partial<Lab> = {}) => {
    const { lab, books } = labOf();
    const own = { ...lab, ...rest };
    await dispatch('walk no-egress', inside('U0ALICE'), own);
    return { lab: own, books, outcome: await dispatch('walk handoff', inside('U0ALICE'), own) };
  };

  test('each of a pair asks for themselves', async () => {
    const { lab, books } = await handed();
    await dispatch('walk no-egress', inside('U0PAIR'), lab);
    expect((await dispatch('walk handoff', inside('U0PAIR'), lab)).directMessages).toHaveLength(1);
    expect((await books.helpRequests.open()).map(({ user }) => user)).toEqual(['U0ALICE', 'U0PAIR']);
  });

  test('the second time it says that it was asked', async () => {
    const { lab, books } = await handed();
    await arrived(books);
    const { answer, directMessages } = await dispatch('walk handoff', inside('U0ALICE'), lab);
    expect([directMessages, answer]).toMatchObject([
      [],
      { remarks: ['Your instructor was asked about this on 2026-11-24 16:40 UTC already; I did not ask twice.'] },
    ]);
  });

  test('a second click on the same button says that the question was kept, and how it stands', async () => {
    const { lab, books } = labOf();
    const { next = [] } = await dispatch('walk no-egress', inside('U0ALICE'), lab);
    const press = (label: string) =>
      dispatch(next.find((each) => each.label === label)?.command ?? '', inside('U0ALICE'), lab);
    await press('Ask my instructor');
    await arrived(books);
    const { answer, directMessages = [] } = await press('Ask my instructor');
    expect([directMessages, answer]).toMatchObject([
      [],
      { remarks: ['Your question was kept already.'], headline: 'Your instructor has it.' },
    ]);
    // Another button of that step is only too late.
    expect((await press('Stop')).answer).toMatchObject({
      remarks: [expect.stringContaining('That belongs to an earlier step.')],
    });
  });

  test('its neighbour: what is not known to have reached anybody is told again', async () => {
    const { lab, books, outcome } = await handed();
    expect(outcome.answer).toMatchObject({ headline: expect.stringContaining('I am writing to your instructor now') });
    const again = await dispatch('walk handoff', inside('U0ALICE'), lab);
    expect(again.directMessages).toHaveLength(1);
    expect(again.answer).toMatchObject({ remarks: [expect.stringContaining('I ask again')] });
    expect(await books.helpRequests.open()).toHaveLength(1);
  });

  test('a database that fails after the question was kept: trying again tells it', async () => {
    const { lab, books } = labOf();
    await dispatch('walk no-egress', inside('U0ALICE'), lab);
    const down = { ...lab, notebooks: { ...lab.notebooks, change: () => Promise.reject(new Trouble('store-down')) } };
    const lost = await dispatch('walk handoff', inside('U0ALICE'), down);
    expect([lost.answer.kind, lost.directMessages]).toEqual(['trouble', undefined]);
    const again = await dispatch(lost.next?.[0]?.command ?? '', inside('U0ALICE'), lab);
    expect(again.directMessages).toHaveLength(1);
    expect(await books.helpRequests.open()).toHaveLength(1);
  });

  test('a step that is taken while it is being handed over: nothing is told', async () => {
    const { lab } = labOf();
    const { next = [] } = await dispatch('walk no-egress', inside('U0ALICE'), lab);
    const press = (label: string, own: Lab) =>
      dispatch(next.find((each) => each.label === label)?.command ?? '', inside('U0ALICE'), own);
    const ask: Lab['helpRequests']['ask'] = async (question) => {
      await press('I am not sure', lab);
      return lab.helpRequests.ask(question);
    };
    const late = await press('Ask my instructor', { ...lab, helpRequests: { ...lab.helpRequests, ask } });
    expect(late.directMessages ?? []).toEqual([]);
    expect([late.audit].flat().map((line) => line?.did)).toEqual(['read']);
    expect(late.answer).toMatchObject({ remarks: [expect.stringContaining('That belongs to an earlier step.')] });
  });

  test.each([
    ['not known to have arrived', async () => undefined, 'I do not know whether any instructor has it', true],
    ['arrived', (books: Books) => arrived(books), 'Your instructor has it.', false],
    ['answered', (books: Books) => answeredBy(books), 'Your instructor answered on 2026-11-24 17:00 UTC.', true],
    ['forgotten', (books: Books) => books.personal.forget('U0ALICE').then(() => undefined), 'gone', true],
  ])('looking again at what was handed over: %s', async (_, become, said, offered) => {
    const { lab, books } = await handed();
    const pages = await books.notebooks.read('U0ALICE', 'walk');
    await become(books);
    // Forgotten with the rest of a person; here the walk stays, as it does where only the question was too old to be kept.
    const read = said === 'gone' ? async () => pages : books.notebooks.read;
    const change: Lab['notebooks']['change'] = async (user, kind, at, decide) =>
      said === 'gone' ? decide(pages).result : books.notebooks.change(user, kind, at, decide);
    const find: Lab['findPerson'] = async (id) => ({ id, role: 'student', namespace: 'student-07' });
    const own = { ...lab, findPerson: find, notebooks: { read, change } };
    const { answer, next = [] } = await dispatch('walk done', inside('U0ALICE'), own);
    const words = said === 'gone' ? 'Your question is not kept any more.' : said;
    expect(answer).toMatchObject({ headline: expect.stringContaining(words) });
    expect(next.some(({ label, command }) => label === 'Ask again' && command.startsWith('walk handoff #'))).toBe(
      offered,
    );
  });

  test('after a change of namespace the same problem is asked anew', async () => {
    const { lab, books } = await handed();
    await arrived(books);
    const find: Lab['findPerson'] = async (id) => ({ id, role: 'student', namespace: 'student-12' });
    await dispatch('walk no-egress', inside('U0ALICE'), { ...lab, findPerson: find });
    const { directMessages } = await dispatch('walk handoff', inside('U0ALICE'), { ...lab, findPerson: find });
    expect(directMessages).toMatchObject([{ answer: { request: { namespace: 'student-12' } } }]);
  });

  test('both the read and what was sent are audited', async () => {
    const { outcome } = await handed();
    expect([outcome.audit].flat().map((line) => `${line?.did} ${line?.what}`)).toEqual([
      'read walk',
      'send walk handoff no-egress',
    ]);
  });

  test('with no instructor, or no database, it says so and the walk stays where it is', async () => {
    const nobody = await handed({ instructors: async () => [] });
    expect(nobody.outcome.answer).toMatchObject({
      kind: 'trouble',
      message: expect.stringContaining('no instructor'),
      todo: expect.stringContaining('or a user group in it cannot be read just now'),
    });
    const { lab } = labOf();
    const down = () => Promise.reject(new Trouble('store-down'));
    const lost = await handed({ helpRequests: { ...lab.helpRequests, ask: down } });
    expect(lost.outcome).toMatchObject({
      answer: { kind: 'trouble' },
      next: [{ label: 'Try again', command: 'walk handoff' }],
    });
    for (const { lab: own } of [nobody, lost])
      expect((await dispatch('walk continue', inside('U0ALICE'), own)).answer).toMatchObject({
        kind: 'walking',
        headline: 'Run this, and tell me what you see.',
      });
  });

  test('without a walk there is nothing to hand over', async () => {
    const { lab, books } = labOf();
    const { answer } = await dispatch('walk handoff', inside('U0ALICE'), lab);
    expect(answer).toMatchObject({ kind: 'walk', remarks: [expect.stringContaining('No such walk is under way')] });
    expect(await books.helpRequests.open()).toEqual([]);
  });

  test('only instructors answer; the first answer counts; a later one is added knowingly', async () => {
    const { lab, books } = await handed();
    const [asked] = await books.helpRequests.open();
    const write = (user: string, words: string, knew: string | null = null) =>
      answerHelpRequest({ id: asked?.id ?? '', knew, words }, inside(user), {
        ...lab,
        findPerson: async (id) => ({
          id,
          role: id.startsWith('U0ING') ? 'instructor' : 'student',
          namespace: 'student-12',
        }),
      });
    await expect(write('U0BOB', 'no')).rejects.toMatchObject({ kind: 'instructors-only' });
    expect(await write('U0INGE', ' \u202E ')).toEqual({ fault: 'Please write something.' });
    const first = await write('U0INGE', 'Look at <!channel> only-dns.');
    expect(first).toMatchObject({
      outcome: { directMessages: [{ to: ['U0ALICE'], answer: { kind: 'reply', first: true } }] },
    });
    expect(await write('U0INGO', 'Me too')).toMatchObject({
      again: { note: expect.stringContaining('Somebody answered meanwhile') },
    });
    const added = await write('U0INGO', 'Me too', 'U0INGE');
    expect(added).toMatchObject({ outcome: { directMessages: [{ answer: { kind: 'reply', first: false } }] } });
    expect((await books.helpRequests.find(asked?.id ?? ''))?.reply).toMatchObject({ by: 'U0INGE' });
    expect(await books.helpRequests.open()).toEqual([]);
  });

  test('of two who answer at once one is first, the other one is asked again', async () => {
    const { lab, books } = await handed();
    const [asked] = await books.helpRequests.open();
    const teachers = {
      ...lab,
      findPerson: async (id: string) => ({ id, role: 'instructor', namespace: null }) as const,
    };
    const both = await Promise.all(
      ['U0INGE', 'U0INGO'].map((user) =>
        answerHelpRequest({ id: asked?.id ?? '', knew: null, words: 'x' }, inside(user), teachers),
      ),
    );
    expect(both.map((each) => Object.keys(each)[0]).sort()).toEqual(['again', 'outcome']);
  });
});
