import { describe, expect, test } from 'vitest';
import { answerHelpRequest } from '../../../src/commands/help-request/answers.ts';
import type { Lab } from '../../../src/model/lab.ts';
import type { Outcome } from '../../../src/model/outcome.ts';
import { Trouble } from '../../../src/model/trouble.ts';
import { answerMessage } from '../../../src/slack/replies/answer-message.ts';
import type { Books } from '../../support/books.ts';
import { dispatch, offerCalled, offersOf } from '../../support/dispatch.ts';
import { inside } from '../../support/lab.ts';
import { answerAll, markAllTold, walkLab } from '../../support/walk-lab.ts';

/** How many messages are to go out. */
const sentOut = ({ kept }: Books, outcome: Outcome) =>
  outcome.conversation === undefined ? 0 : kept.conversations.lines.length;

describe('a hand-over', () => {
  const handOff = async (rest: Partial<Lab> = {}) => {
    const { lab, books } = walkLab();
    const own = { ...lab, ...rest };
    await dispatch('walk no-egress', inside('U0ALICE'), own);
    return { lab: own, books, outcome: await dispatch('walk handoff', inside('U0ALICE'), own) };
  };

  test('each of a pair asks for themselves', async () => {
    const { lab, books } = await handOff();
    await dispatch('walk no-egress', inside('U0PAIR'), lab);
    expect((await dispatch('walk handoff', inside('U0PAIR'), lab)).conversation).toBeDefined();
    expect(books.kept.conversations.lines.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'U0ALICE U0INGE',
      'U0PAIR U0INGE',
    ]);
    expect((await books.helpRequests.open()).map(({ user }) => user)).toEqual(['U0ALICE', 'U0PAIR']);
  });

  test('with a problem it asks at once, whatever was under way; the second time it says that it was asked', async () => {
    const { lab, books } = walkLab();
    await dispatch('walk same-range', inside('U0ALICE'), lab);
    const first = await dispatch('walk handoff no-egress', inside('U0ALICE'), lab);
    expect(sentOut(books, first)).toBe(1);
    expect(await books.helpRequests.open()).toMatchObject([
      { user: 'U0ALICE', subject: { about: 'problem', id: 'no-egress' } },
    ]);
    await markAllTold(books);
    const again = await dispatch('walk handoff no-egress', inside('U0ALICE'), lab);
    expect([sentOut(books, again), (await books.helpRequests.open()).length]).toEqual([0, 1]);
    const { answer } = await dispatch('walk handoff nothing', inside('U0ALICE'), lab);
    expect(answer.kind).toBe('trouble');
  });

  test('the second time it says that it was asked', async () => {
    const { lab, books } = await handOff();
    await markAllTold(books);
    const again = await dispatch('walk handoff', inside('U0ALICE'), lab);
    expect([sentOut(books, again), again.answer]).toMatchObject([
      0,
      { remarks: [{ is: 'asked-before', at: expect.stringContaining('2026-11-24T16:40:') }] },
    ]);
  });

  test('a second click on the same button says that the question was kept, and how it stands', async () => {
    const { lab, books } = walkLab();
    const first = await dispatch('walk no-egress', inside('U0ALICE'), lab);
    const press = (label: string) => dispatch(offerCalled(first, label), inside('U0ALICE'), lab);
    await press('Ask my instructor');
    await markAllTold(books);
    const again = await press('Ask my instructor');
    expect([sentOut(books, again), again.answer]).toMatchObject([
      0,
      { remarks: [{ is: 'kept-already' }], place: { at: 'asked', status: { is: 'told' } } },
    ]);
    // Another button of that step is only too late.
    expect((await press('Stop')).answer).toMatchObject({
      remarks: [{ is: 'stale' }],
    });
  });

  test.each([
    ['of an older step stores nothing and asks nobody', 0, 0],
    ['of the current step, its healthy neighbour, does both', 1, 1],
  ])('a button %s', async (_, step, count) => {
    const { lab, books } = walkLab();
    const first = await dispatch('walk no-egress', inside('U0ALICE'), lab);
    const second = await dispatch(offerCalled(first, 'Not sure'), inside('U0ALICE'), lab);
    const pressed = offerCalled([first, second][step] ?? first, 'Ask my instructor');
    const outcome = await dispatch(pressed, inside('U0ALICE'), lab);
    expect([sentOut(books, outcome), (await books.helpRequests.open()).length]).toEqual([count, count]);
  });

  test('its neighbour: what is not known to have reached anybody is told again', async () => {
    const { lab, books, outcome } = await handOff();
    expect(outcome.answer).toMatchObject({ place: { at: 'asked', status: { is: 'sending' } } });
    const [line] = await books.helpRequests.takeLines(outcome.conversation ?? '');
    await books.helpRequests.dropLine(line?.id ?? '');
    const again = await dispatch('walk handoff', inside('U0ALICE'), lab);
    expect(sentOut(books, again)).toBe(1);
    expect(again.answer).toMatchObject({ remarks: [{ is: 'asked-again' }] });
    expect(await books.helpRequests.open()).toHaveLength(1);
  });

  test('what is under way is not sent a second time by asking again', async () => {
    const { lab, books } = await handOff();
    const again = await dispatch('walk handoff', inside('U0ALICE'), lab);
    expect([sentOut(books, again), again.answer]).toMatchObject([1, { place: { status: { is: 'sending' } } }]);
  });

  test('a database that fails after the question was kept: trying again tells it', async () => {
    const { lab, books } = walkLab();
    await dispatch('walk no-egress', inside('U0ALICE'), lab);
    const down = { ...lab, notebooks: { ...lab.notebooks, change: () => Promise.reject(new Trouble('store-down')) } };
    const lost = await dispatch('walk handoff', inside('U0ALICE'), down);
    expect([lost.answer.kind, sentOut(books, lost)]).toEqual(['trouble', 0]);
    const again = await dispatch(lost.next?.[0]?.command ?? '', inside('U0ALICE'), lab);
    expect(sentOut(books, again)).toBe(1);
    expect(await books.helpRequests.open()).toHaveLength(1);
  });

  test('a step that is taken while it is being handed over: nothing is told', async () => {
    const { lab, books } = walkLab();
    const first = await dispatch('walk no-egress', inside('U0ALICE'), lab);
    const press = (label: string, own: Lab) => dispatch(offerCalled(first, label), inside('U0ALICE'), own);
    const ask: Lab['helpRequests']['ask'] = async (question, lines) => {
      await press('Not sure', lab);
      return lab.helpRequests.ask(question, lines);
    };
    const late = await press('Ask my instructor', { ...lab, helpRequests: { ...lab.helpRequests, ask } });
    expect([sentOut(books, late), books.kept.conversations.lines]).toEqual([0, []]);
    expect([late.audit].flat().map((line) => line?.did)).toEqual(['read']);
    expect(late.answer).toMatchObject({ remarks: [{ is: 'stale' }] });
  });

  test.each([
    ['not known to have arrived', async () => undefined, 'I do not know whether your instructor has it.', true],
    ['arrived', (books: Books) => markAllTold(books), 'Your instructor has it.', false],
    [
      'answered',
      (books: Books) => answerAll(books),
      'Your instructor answered.\nThe answer is a message from me, of 2026-11-24 17:00 UTC.',
      true,
    ],
    ['forgotten', (books: Books) => books.personal.forget('U0ALICE').then(() => undefined), 'gone', true],
  ])('looking again at what was handed over: %s', async (_, become, said, offered) => {
    const { lab, books } = await handOff();
    const pages = await books.notebooks.read('U0ALICE', 'walk');
    await become(books);
    // Forgotten with the rest of a person; here the walk stays, as it does where only the question was too old to be kept.
    const read = said === 'gone' ? async () => pages : books.notebooks.read;
    const change: Lab['notebooks']['change'] = async (user, kind, at, decide) =>
      said === 'gone' ? decide(pages).result : books.notebooks.change(user, kind, at, decide);
    const find: Lab['findPerson'] = async (id) => ({ id, role: 'student', namespace: 'student-07' });
    const own = { ...lab, findPerson: find, notebooks: { read, change } };
    const outcome = await dispatch('walk done', inside('U0ALICE'), own);
    const words = said === 'gone' ? 'Your question is not kept any more.' : said;
    expect(answerMessage(outcome.answer).text).toContain(words);
    expect(
      offersOf(outcome).some(({ label, command }) => label === 'Ask again' && command.startsWith('walk handoff #')),
    ).toBe(offered);
  });

  test('after a change of namespace the same problem is asked anew', async () => {
    const { lab, books } = await handOff();
    await markAllTold(books);
    const find: Lab['findPerson'] = async (id) => ({ id, role: 'student', namespace: 'student-12' });
    await dispatch('walk no-egress', inside('U0ALICE'), { ...lab, findPerson: find });
    const { conversation } = await dispatch('walk handoff', inside('U0ALICE'), { ...lab, findPerson: find });
    expect(await books.helpRequests.find(conversation ?? '')).toMatchObject({ namespace: 'student-12' });
  });

  test('both the read and what was sent are audited', async () => {
    const { outcome } = await handOff();
    expect([outcome.audit].flat().map((line) => `${line?.did} ${line?.what}`)).toEqual([
      'read walk',
      'send walk handoff no-egress',
    ]);
  });

  test('with no instructor, or no database, it says so and the walk stays where it is', async () => {
    const nobody = await handOff({ instructors: async () => [] });
    expect(nobody.outcome.answer).toMatchObject({
      kind: 'trouble',
      message: expect.stringContaining('no instructor'),
      todo: expect.stringContaining('or a user group in it cannot be read just now'),
    });
    const { lab } = walkLab();
    const down = () => Promise.reject(new Trouble('store-down'));
    const lost = await handOff({ helpRequests: { ...lab.helpRequests, ask: down } });
    expect(lost.outcome).toMatchObject({
      answer: { kind: 'trouble' },
      next: [{ label: 'Try again', command: 'walk handoff' }],
    });
    for (const { lab: own } of [nobody, lost])
      expect((await dispatch('walk continue', inside('U0ALICE'), own)).answer).toMatchObject({
        kind: 'walking',
        place: { at: 'command' },
      });
  });

  test('without a walk there is nothing to hand over', async () => {
    const { lab, books } = walkLab();
    const { answer } = await dispatch('walk handoff', inside('U0ALICE'), lab);
    expect(answer).toMatchObject({ kind: 'walk', remarks: [{ is: 'no-walk' }] });
    expect(await books.helpRequests.open()).toEqual([]);
  });

  test('only instructors answer; the first answer counts; a later one is added knowingly', async () => {
    const { lab, books } = await handOff();
    const [asked] = await books.helpRequests.open();
    const write = (user: string, words: string, knew: string | null = null) =>
      answerHelpRequest({ id: asked?.id ?? '', knew, words, forClass: false }, inside(user), {
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
    expect(first).toMatchObject({ outcome: { conversation: asked?.id } });
    const replies = () => books.kept.conversations.lines.filter(({ kind }) => kind === 'instructor');
    expect(replies().map(({ from, to, words }) => [from, to, words])).toEqual([
      ['U0INGE', 'U0ALICE', 'Look at <!channel> only-dns.'],
    ]);
    expect(await write('U0INGO', 'Me too')).toMatchObject({
      again: { knew: 'U0INGE', note: expect.stringContaining('Somebody answered already.') },
    });
    const added = await write('U0INGO', 'Me too', 'U0INGE');
    expect([added, replies().length]).toMatchObject([{ outcome: { conversation: asked?.id } }, 2]);
    expect((await books.helpRequests.find(asked?.id ?? ''))?.answerers).toEqual(['U0INGE', 'U0INGO']);
    expect(await books.helpRequests.open()).toEqual([]);
  });

  test('of two who answer at once one is first, the other one is asked again', async () => {
    const { lab, books } = await handOff();
    const [asked] = await books.helpRequests.open();
    const teachers = {
      ...lab,
      findPerson: async (id: string) => ({ id, role: 'instructor', namespace: null }) as const,
    };
    const both = await Promise.all(
      ['U0INGE', 'U0INGO'].map((user) =>
        answerHelpRequest({ id: asked?.id ?? '', knew: null, words: 'x', forClass: false }, inside(user), teachers),
      ),
    );
    expect(both.map((each) => Object.keys(each)[0]).sort()).toEqual(['again', 'outcome']);
  });
});
