// The roster in an instructor's hands: who has what, given, freed, copied.
import { describe, expect, test } from 'vitest';
import { defaultPersonas } from '../../src/playground/slack/workspace/personas.ts';
import { ask, buttonsOf, type Cast, direct, pressOn, type Running, start } from '../support/app.ts';

const personas = [
  ...defaultPersonas,
  { id: 'U0GONE', name: 'gone', realName: 'Gone', role: 'student', deleted: true },
  { id: 'U0BOT', name: 'bot', realName: 'Bot', role: 'student', is_bot: true },
] as const;

const open = (cast: Partial<Cast> = {}) => start({}, {}, { personas }, {}, cast);

const seats = ({ books }: Running) =>
  Object.fromEntries(books.kept.assignments.map(({ user, namespace }) => [user, namespace]));

const usual = { U0ALICE: 'student-07', U0BOB: 'student-12' };

describe('roster', () => {
  test('lists by namespace, names people, offers what can be done', async () => {
    const { message } = await ask(
      await open({ seated: { U0BOB: 'student-12', U0ALICE: 'student-07' } }),
      'U0INGE',
      'roster',
    );
    expect(message?.text).toContain('2 on the roster\nstudent-07 U0ALICE\nstudent-12 U0BOB');
    expect(message).toMatchObject({ to: 'U0INGE', ephemeral: true });
    expect(Object.keys(buttonsOf(message?.blocks ?? []))).toEqual(['Import', 'Export', 'Keep in Messages']);
  });

  test('of nobody says so', async () => {
    const { message } = await ask(await open({ seated: {} }), 'U0INGE', 'roster');
    expect(JSON.stringify(message?.blocks)).toContain('Nobody is on the roster yet.');
  });

  test('of 2,000 is one message within Slack’s rules', async () => {
    const seated = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [`U${index + 1000}`, `student-${index}`]),
    );
    const running = await open({ seated });
    const { message } = await ask(running, 'U0INGE', 'roster');
    expect(JSON.stringify(message?.blocks).match(/"user_id"/gu)).toHaveLength(2000);
    const { message: copy } = await ask(running, 'U0INGE', 'roster export');
    expect(JSON.stringify(copy?.blocks).match(/student-\d+/gu)).toHaveLength(2000);
    expect(running.slack.refusals).toEqual([]);
  });

  test('a word that is none', async () => {
    expect((await ask(await open(), 'U0INGE', 'roster dance')).message?.text).toContain(
      'There are import, export, release and assign',
    );
  });
});

describe('roster export', () => {
  test('is a text to copy, and in the audit as a read', async () => {
    const running = await open();
    const { message } = await ask(running, 'U0INGE', 'roster export');
    expect(message?.text).toContain('user,namespace\nU0ALICE,student-07\nU0BOB,student-12');
    expect(JSON.stringify(message?.blocks)).toContain('rich_text_preformatted');
    expect(running.books.kept.audit).toMatchObject([{ did: 'read', what: 'roster export', by: 'U0INGE' }]);
  });
});

describe('roster release', () => {
  test.each([
    ['a namespace', 'roster release student-12', 'U0BOB left the roster; student-12 is free.'],
    ['a namespace in capitals', 'roster release Student-12', 'U0BOB left the roster; student-12 is free.'],
    ['a name', 'roster release @bob', 'U0BOB left the roster; student-12 is free.'],
    ['an id', 'roster release U0BOB', 'U0BOB left the roster; student-12 is free.'],
  ])('%s', async (_, text, said) => {
    const running = await open();
    expect((await ask(running, 'U0INGE', text)).message?.text).toContain(said);
    expect(seats(running)).toEqual({ U0ALICE: 'student-07' });
    expect((await ask(running, 'U0BOB', 'check')).message?.text).toContain('I do not know which namespace is yours');
    await expect.poll(() => JSON.stringify(running.slack.home('U0BOB'))).toContain('/netlab join');
  });

  test.each([
    ['nobody', 'roster release', 'Whom?'],
    ['two', 'roster release @alice @bob', 'Whom?'],
    ['a namespace that nobody has', 'roster release student-99', 'Nobody on the roster'],
    ['somebody who has none', 'roster release @carol', 'Nobody on the roster'],
    ['a name that Slack does not know', 'roster release @nobody', 'Name them with @'],
  ])('%s is refused in words, and changes nothing', async (_, text, said) => {
    const running = await open();
    expect((await ask(running, 'U0INGE', text)).message?.text).toContain(said);
    expect(seats(running)).toEqual(usual);
  });

  test('one of a pair: the other one keeps it, and that is said', async () => {
    const running = await open({ seated: { U0ALICE: 'student-07', U0BOB: 'student-07' }, sharing: 2 });
    const { message } = await ask(running, 'U0INGE', 'roster release @bob');
    expect(message?.text).toContain('U0BOB left the roster; student-07 is still somebody else’s.');
    expect(seats(running)).toEqual({ U0ALICE: 'student-07' });
  });

  test('a pair’s namespace: both leave', async () => {
    const running = await open({ seated: { U0ALICE: 'student-07', U0BOB: 'student-07' }, sharing: 2 });
    expect((await ask(running, 'U0INGE', 'roster release student-07')).message?.text).toContain(
      '2 people left the roster.',
    );
    expect(seats(running)).toEqual({});
  });
});

describe('roster assign', () => {
  test('a free namespace: welcomed, App Home shows it', async () => {
    const running = await open();
    expect((await ask(running, 'U0INGE', 'roster assign @carol student-09')).message?.text).toBe(
      'U0CAROL has student-09 now.',
    );
    expect(direct(running, 'U0CAROL')[0]?.text).toContain('Welcome: student-09 is yours now.');
    await expect.poll(() => JSON.stringify(running.slack.home('U0CAROL'))).toContain('student-09');
    expect(seats(running)).toEqual({ ...usual, U0CAROL: 'student-09' });
  });

  test('another one than before: what was theirs is free', async () => {
    const running = await open();
    const { message } = await ask(running, 'U0INGE', 'roster assign @bob Student-09');
    expect(message?.text).toBe('U0BOB has student-09 now, and no longer student-12.');
    await ask(running, 'U0BOB', 'check student-12');
    expect(running.asked).toEqual([]);
    await ask(running, 'U0BOB', 'check');
    expect(running.asked).toEqual(['student-09']);
  });

  test('the one they have: said, and nothing is done', async () => {
    const running = await open();
    expect((await ask(running, 'U0INGE', 'roster assign @bob student-12')).message?.text).toBe(
      'U0BOB has student-12 already.',
    );
    expect([direct(running, 'U0BOB'), running.books.kept.audit]).toEqual([[], []]);
  });

  test('a taken one: only the button gives it away, and then whoever had it is off the roster', async () => {
    const running = await open();
    const { message } = await ask(running, 'U0INGE', 'roster assign @carol student-12');
    expect(message?.text).toContain('U0BOB has student-12. Nothing was changed.');
    expect(message?.text).toContain('whoever has it leaves the roster');
    expect(seats(running)).toEqual(usual);
    await pressOn(running, 'U0INGE', message?.ts ?? '', 'Give it to the other one');
    await running.slack.waitForMessage(({ text }) => text.startsWith('U0CAROL has student-12 now.'));
    expect(seats(running)).toEqual({ U0ALICE: 'student-07', U0CAROL: 'student-12' });
    await expect.poll(() => JSON.stringify(running.slack.home('U0BOB'))).toContain('/netlab join');
  });

  test('a pair’s: the one who is chosen leaves and hears of it, the other one stays', async () => {
    const running = await open({ seated: { U0ALICE: 'student-07', U0BOB: 'student-07' }, sharing: 2 });
    const { message } = await ask(running, 'U0INGE', 'roster assign @carol student-07');
    expect(message?.text).toContain('student-07 belongs to 2 people. I changed nothing.\n1: U0ALICE\n2: U0BOB');
    expect(Object.keys(buttonsOf(message?.blocks ?? []))).toEqual([
      'In place of number 1',
      'In place of number 2',
      'Keep in Messages',
    ]);
    await pressOn(running, 'U0INGE', message?.ts ?? '', 'In place of number 2');
    await expect.poll(() => seats(running)).toEqual({ U0ALICE: 'student-07', U0CAROL: 'student-07' });
    await running.slack.waitForMessage(
      ({ to, text }) => to === 'U0BOB' && text.startsWith('Your instructor gave student-07 to somebody else.'),
    );
    // Pressed again, nobody else is released: who it named is gone.
    await pressOn(running, 'U0INGE', message?.ts ?? '', 'In place of number 2');
    expect(seats(running)).toEqual({ U0ALICE: 'student-07', U0CAROL: 'student-07' });
  });

  test.each(['unassign @bob student-07', 'disapprove x', 'reuse x', 'please student-07', 'relaese student-07'])(
    'roster %s is not guessed at',
    async (words) => {
      const running = await open();
      expect((await ask(running, 'U0INGE', `roster ${words}`)).message?.text).toContain('There are import, export');
      expect(seats(running)).toEqual(usual);
    },
  );

  test('to a guest of the workspace, as to anybody of it', async () => {
    const running = await open();
    await ask(running, 'U0INGE', 'roster assign @sam student-09');
    await ask(running, 'U0SAM', 'check');
    expect(running.asked).toEqual(['student-09']);
  });

  test.each([
    ['somebody of another workspace', '@zoe', 'Nobody of this workspace has this id'],
    ['an account that ended', '@gone', 'This account is deactivated'],
    ['an app', '@bot', 'This account is an app'],
    ['a name that Slack does not know', '@nobody', 'Name them with @'],
  ])('to %s is refused, and nobody hears anything', async (_, who, said) => {
    const running = await open();
    expect((await ask(running, 'U0INGE', `roster assign ${who} student-09`)).message?.text).toContain(said);
    expect(seats(running)).toEqual(usual);
    expect(running.slack.messages.filter(({ channel }) => channel.startsWith('D'))).toEqual([]);
  });

  test('a namespace outside of the class is refused', async () => {
    const running = await open();
    expect((await ask(running, 'U0INGE', 'roster assign @carol kube-system')).message?.text).toContain(
      'not a namespace of this class',
    );
    expect(seats(running)).toEqual(usual);
  });
});
