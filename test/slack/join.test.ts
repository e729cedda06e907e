// A student asks for a namespace, an instructor settles it: through the real app, over both ways of Slack.
import { describe, expect, test } from 'vitest';
import { Trouble } from '../../src/model/trouble.ts';
import { defaultPersonas, type Persona } from '../../src/playground/slack/workspace/personas.ts';
import { ask, buttonsOf, type Cast, direct, pressOn, type Running, start, startHttp } from '../support/app.ts';
import { memoryBooks } from '../support/books.ts';

const ivo: Persona = { id: 'U0IVO', name: 'ivo', realName: 'Ivo (instructor)', role: 'instructor' };
const options = { personas: [...defaultPersonas, ivo] };
const two = { teachers: ['U0INGE', 'U0IVO'] };

const open = (rest = {}, cast: Partial<Cast> = {}) => start(rest, {}, options, {}, { ...two, ...cast });

/** The question that an instructor was asked last. */
async function question(running: Running, instructor: string) {
  await expect.poll(() => direct(running, instructor).length).toBeGreaterThan(0);
  return direct(running, instructor).findLast(({ blocks }) => Object.keys(buttonsOf(blocks)).length > 0)?.ts ?? '';
}

const seats = ({ books }: Running) =>
  Object.fromEntries(books.kept.assignments.map(({ user, namespace }) => [user, namespace]));

/** Presses under the question; what the question has become then. */
async function press(running: Running, instructor: string, label: string) {
  const ts = await question(running, instructor);
  const own = () => direct(running, instructor).find((each) => each.ts === ts);
  expect(await pressOn(running, instructor, ts, label)).toEqual({ acked: true });
  await expect.poll(() => own()?.edited).toBe(true);
  // What is settled can be pressed no more.
  expect(buttonsOf(own()?.blocks ?? [])).toEqual({});
  return own()?.text;
}

const modes = [
  ['Socket Mode', () => open()],
  ['HTTP mode', () => startHttp({}, options, {}, two)],
] as const;

describe.each(modes)('%s', (_, begin) => {
  test('asked, approved, welcomed; the channel is kept, App Home shows it, the student can begin', async () => {
    const running = await begin();
    const { message } = await ask(running, 'U0CAROL', 'join student-09');
    expect(message?.text).toContain('I asked your instructor whether student-09 is yours.');
    for (const instructor of two.teachers)
      expect(direct(running, instructor).map(({ text }) => text)).toEqual([
        'U0CAROL asks for the namespace student-09.\nIs it theirs?',
      ]);
    expect(seats(running)).not.toHaveProperty('U0CAROL');
    expect(await press(running, 'U0INGE', 'Approve student-09')).toBe('U0CAROL has student-09 now.');
    const welcome = await running.slack.waitForMessage(({ text }) =>
      text.startsWith('Welcome: student-09 is yours now.'),
    );
    expect(welcome).toMatchObject({ channel: 'DU0CAROL', to: 'U0CAROL', ephemeral: false });
    await expect.poll(() => [...running.books.kept.channels]).toEqual([['U0CAROL', 'DU0CAROL']]);
    await expect.poll(() => JSON.stringify(running.slack.home('U0CAROL'))).toContain('student-09');
    await pressOn(running, 'U0CAROL', welcome.ts, 'Check my cluster');
    await running.slack.waitForMessage(({ text }) => text.includes('Looked from student-09'));
    expect(running.asked).toEqual(['student-09']);
    expect(running.books.kept.audit.map(({ what, about, by, namespace }) => [what, about, by, namespace])).toEqual([
      ['join: asked', undefined, 'U0CAROL', 'student-09'],
      ['roster approved', 'U0CAROL', 'U0INGE', 'student-09'],
      ['check', undefined, 'U0CAROL', 'student-09'],
    ]);
    expect(running.slack.refusals).toEqual([]);
  });

  test('refused: the student hears it, has nothing, and may ask for another one', async () => {
    const running = await begin();
    await ask(running, 'U0CAROL', 'join student-09');
    expect(await press(running, 'U0IVO', 'Refuse')).toBe('U0CAROL asked for student-09; you refused.');
    await running.slack.waitForMessage(({ text }) =>
      text.startsWith('Your instructor says that student-09 is not yours.'),
    );
    expect(seats(running)).not.toHaveProperty('U0CAROL');
    expect((await ask(running, 'U0CAROL', 'check')).message?.text).toContain('I do not know which namespace is yours');
    expect((await ask(running, 'U0CAROL', 'join student-10')).message?.text).toContain('I asked your instructor');
  });
});

describe('a question that is settled twice', () => {
  test('two instructors press at once: one counts, both are told the truth, the student is welcomed once', async () => {
    const running = await open();
    await ask(running, 'U0CAROL', 'join student-09');
    const [first, second] = [await question(running, 'U0INGE'), await question(running, 'U0IVO')];
    await Promise.all([
      pressOn(running, 'U0INGE', first, 'Approve student-09'),
      pressOn(running, 'U0IVO', second, 'Approve student-09'),
    ]);
    const questions = () => two.teachers.flatMap((each) => direct(running, each));
    await expect.poll(() => questions().filter(({ edited }) => edited)).toHaveLength(2);
    const answers = questions()
      .map(({ text }) => text)
      .toSorted();
    expect(answers).toEqual([
      'U0CAROL asked for student-09; that was settled before.\nIt was approved.',
      'U0CAROL has student-09 now.',
    ]);
    expect(direct(running, 'U0CAROL')).toHaveLength(1);
    expect(running.books.kept.audit.filter(({ what }) => what.startsWith('roster'))).toHaveLength(1);
  });

  test('from the list of the roster it is settled beside the list, which stays', async () => {
    const running = await open();
    await ask(running, 'U0CAROL', 'join student-09');
    const { message } = await ask(running, 'U0INGE', 'roster');
    await pressOn(running, 'U0INGE', message?.ts ?? '', 'Approve 1: student-09');
    await running.slack.waitForMessage(({ text }) => text === 'U0CAROL has student-09 now.');
    expect(running.slack.messages.find(({ ts }) => ts === message?.ts)).toMatchObject({
      text: message?.text,
      edited: false,
    });
  });

  test('refused after it was approved: it stays approved', async () => {
    const running = await open();
    await ask(running, 'U0CAROL', 'join student-09');
    await press(running, 'U0INGE', 'Approve student-09');
    expect(await press(running, 'U0IVO', 'Refuse')).toContain('It was approved.');
    expect(seats(running)).toMatchObject({ U0CAROL: 'student-09' });
  });
});

describe('what happened meanwhile', () => {
  test('the namespace was given away: nothing is changed, and that is said', async () => {
    const running = await open();
    await ask(running, 'U0CAROL', 'join student-09');
    await ask(running, 'U0IVO', 'roster assign @sam student-09');
    expect(await press(running, 'U0INGE', 'Approve student-09')).toContain(
      'which belongs to somebody else now. Nothing was changed.',
    );
    expect(seats(running)).toMatchObject({ U0SAM: 'student-09' });
    expect(seats(running)).not.toHaveProperty('U0CAROL');
  });

  test('the student was given another one: the request is not called approved', async () => {
    const running = await open();
    await ask(running, 'U0CAROL', 'join student-09');
    await ask(running, 'U0IVO', 'roster assign @carol student-10');
    expect(await press(running, 'U0INGE', 'Approve student-09')).toContain('It was withdrawn.');
    expect(seats(running)).toMatchObject({ U0CAROL: 'student-10' });
  });

  test('the student had everything deleted: there is no such request any more', async () => {
    const running = await open();
    await ask(running, 'U0CAROL', 'join student-09');
    await ask(running, 'U0CAROL', 'privacy delete everything');
    expect(await press(running, 'U0INGE', 'Approve student-09')).toContain('There is no such request any more');
    expect(seats(running)).not.toHaveProperty('U0CAROL');
  });

  test('the student asked for another one: only that one can be approved', async () => {
    const running = await open();
    await ask(running, 'U0CAROL', 'join student-09');
    const first = await question(running, 'U0INGE');
    await ask(running, 'U0CAROL', 'join student-10');
    await pressOn(running, 'U0INGE', first, 'Approve student-09');
    await running.slack.waitForMessage(({ text }) => text.includes('It was withdrawn.'));
    expect(await press(running, 'U0IVO', 'Approve student-10')).toBe('U0CAROL has student-10 now.');
  });

  test('the instructor is one no longer: refused and audited', async () => {
    const books = memoryBooks();
    let inge = true;
    const find = async (id: string) =>
      id === 'U0INGE' && inge ? ({ id, role: 'instructor', namespace: null } as const) : null;
    const running = await open({ ...books, findPerson: find });
    await ask(running, 'U0CAROL', 'join student-09');
    inge = false;
    expect(await press(running, 'U0INGE', 'Approve student-09')).toContain('I do not know which namespace is yours');
    expect(books.kept.audit.at(-1)).toMatchObject({ did: 'refused', what: 'roster: unknown-person', by: 'U0INGE' });
    expect(books.kept.claims).toMatchObject([{ state: 'pending' }]);
  });
});

describe('what a student is told', () => {
  test.each([
    ['a namespace of somebody else', 'U0CAROL', 'join student-12', 'student-12 belongs to somebody else'],
    ['a second one', 'U0ALICE', 'join student-09', 'You have student-07 already'],
    ['one’s own', 'U0ALICE', 'join student-07', 'student-07 is yours already'],
    ['none of the class', 'U0CAROL', 'join kube-system', 'not a namespace of this class'],
    ['in capitals', 'U0CAROL', 'join STUDENT-09', 'I asked your instructor whether student-09'],
  ])('%s', async (_, user, text, said) => {
    expect((await ask(await open(), user, text)).message?.text).toContain(said);
  });

  test('asked twice, the instructors are asked once', async () => {
    const running = await open();
    for (const said of ['I asked your instructor', 'You asked for student-09 already; it waits for an instructor.'])
      expect((await ask(running, 'U0CAROL', 'join student-09')).message?.text).toContain(said);
    expect(direct(running, 'U0INGE')).toHaveLength(1);
  });

  test('after five requests within an hour instructors are asked no more', async () => {
    const running = await open();
    for (const number of [20, 21, 22, 23, 24]) await ask(running, 'U0CAROL', `join student-${number}`);
    expect((await ask(running, 'U0CAROL', 'join student-25')).message?.text).toContain('several times within an hour');
    expect(direct(running, 'U0INGE')).toHaveLength(5);
  });

  test('that no instructor could be reached, and that nobody was said to have been asked', async () => {
    const running = await open();
    running.slack.failing.set('chat.postMessage', 'channel_not_found');
    const { message } = await ask(running, 'U0CAROL', 'join student-09');
    expect(message?.text).toContain('I could not reach any instructor, though. Please tell yours that you wait.');
    running.slack.failing.clear();
    // The request stands on the roster, where an instructor finds it.
    const list = (await ask(running, 'U0INGE', 'roster')).message;
    expect(list?.text).toContain('1: U0CAROL asks for student-09');
    await pressOn(running, 'U0INGE', list?.ts ?? '', 'Approve 1: student-09');
    await running.slack.waitForMessage(({ text }) => text.startsWith('Welcome: student-09'));
  });

  test('that there is no instructor at all; whoever has a namespace hears of that first', async () => {
    const running = await open({}, { teachers: [] });
    expect((await ask(running, 'U0CAROL', 'join student-09')).message?.text).toContain('I know no instructor');
    expect((await ask(running, 'U0ALICE', 'join student-07')).message?.text).toContain('student-07 is yours already');
    expect(running.books.kept.claims).toEqual([]);
  });
});

describe('what an instructor is told', () => {
  /** Approves from the roster, whose answer is private and needs no direct message. */
  async function approved(running: Running) {
    await ask(running, 'U0CAROL', 'join student-09');
    const list = (await ask(running, 'U0INGE', 'roster')).message;
    return async () => {
      await pressOn(running, 'U0INGE', list?.ts ?? '', 'Approve 1: student-09');
      return (await running.slack.waitForMessage(({ text }) => text.includes('U0CAROL has student-09 now.'))).text;
    };
  }

  test('that the welcome could not be delivered', async () => {
    const running = await open();
    const approve = await approved(running);
    running.slack.failing.set('chat.postMessage', 'channel_not_found');
    expect(await approve()).toContain('I could not write a direct message to tell it.');
    expect(seats(running)).toMatchObject({ U0CAROL: 'student-09' });
  });

  test('nothing of that kind where only its channel could not be kept', async () => {
    const books = memoryBooks({ U0ALICE: 'student-07' });
    const roster = { ...books.roster, keepChannel: () => Promise.reject(new Trouble('store-down')) };
    const running = await open({ roster });
    expect(await (await approved(running))()).not.toContain('I could not');
    expect(running.notes.join()).toContain('the channel of U0CAROL could not be kept');
    expect(direct(running, 'U0CAROL')).toHaveLength(1);
  });

  test('whose request is whose, where two ask for one namespace', async () => {
    const running = await open();
    await ask(running, 'U0CAROL', 'join student-09');
    await ask(running, 'U0SAM', 'join student-09');
    const list = (await ask(running, 'U0INGE', 'roster')).message;
    expect(list?.text).toMatch(/^1: U0CAROL asks for student-09 .*\n2: U0SAM asks for student-09 /mu);
    await pressOn(running, 'U0INGE', list?.ts ?? '', 'Approve 2: student-09');
    await running.slack.waitForMessage(({ text }) => text.startsWith('Welcome'));
    expect(seats(running)).toMatchObject({ U0SAM: 'student-09' });
  });
});

describe('the first claim wins, where the class is open', () => {
  const crowd = Array.from({ length: 20 }, (_, index): Persona => {
    const id = `U0S${String(index).padStart(2, '0')}`;
    return { id, name: id.toLowerCase(), realName: id, role: 'student' };
  });

  test.each([1, 2] as const)(
    '20 at once, %i to a namespace: so many have it, each of them welcomed, nobody asked',
    async (sharing) => {
      const running = await start(
        { joining: 'open' },
        {},
        { personas: [...options.personas, ...crowd] },
        {},
        { ...two, sharing },
      );
      await Promise.all(crowd.map(({ id }) => running.slack.command(id, 'C0COURSE', 'join student-09')));
      const answers = crowd.map(
        ({ id }) => running.slack.messages.find(({ to, ephemeral }) => to === id && ephemeral)?.text,
      );
      expect(answers.filter((text) => text?.startsWith('student-09 is yours now.'))).toHaveLength(sharing);
      expect(answers.filter((text) => text?.includes('belongs to somebody else'))).toHaveLength(20 - sharing);
      expect(Object.values(seats(running)).filter((each) => each === 'student-09')).toHaveLength(sharing);
      expect(running.slack.messages.filter(({ text }) => text.startsWith('Welcome'))).toHaveLength(sharing);
      expect(direct(running, 'U0INGE')).toEqual([]);
    },
  );
});

test('a pair: the second one is asked for and welcomed, a third one finds it taken', async () => {
  const running = await open({}, { sharing: 2 });
  await ask(running, 'U0CAROL', 'join student-07');
  expect(await press(running, 'U0INGE', 'Approve student-07')).toBe('U0CAROL has student-07 now.');
  expect(seats(running)).toMatchObject({ U0ALICE: 'student-07', U0CAROL: 'student-07' });
  expect((await ask(running, 'U0SAM', 'join student-07')).message?.text).toContain('belongs to somebody else');
  await ask(running, 'U0CAROL', 'check');
  expect(running.books.kept.attempts.map(({ user }) => user)).toEqual(['U0CAROL']);
});
