// Somebody who meets netlab for the first time: greeted once, shown what to press, and led to a human.
import { describe, expect, test } from 'vitest';
import { Trouble } from '../../src/model/trouble.ts';
import { blockFaults } from '../../src/playground/slack/validate/blocks.ts';
import {
  ask,
  buttonsOf,
  direct,
  pressOn,
  type Running,
  settings,
  start,
  startHttp,
  startOn,
  top,
} from '../support/app.ts';
import { saidIn } from '../support/import.ts';

const labels = ({ slack }: Running, user: string) =>
  Object.keys(buttonsOf(direct({ slack }, user).at(-1)?.blocks ?? []));
const texts = (running: Running, user: string) => direct(running, user).map(({ text }) => text);
const histories = ({ slack }: Running) => slack.calls.filter(({ method }) => method === 'conversations.history').length;

/** Opens Messages and waits until the app has looked whether there are any. */
async function opened(running: Running, user: string, looks: number) {
  expect(await running.slack.openMessages(user)).toBe(true);
  await expect.poll(() => histories(running)).toBe(looks);
}

describe.each([
  ['Socket Mode', () => start()],
  ['HTTP mode', () => startHttp()],
] as const)('a greeting, in %s', (_, begin) => {
  test('comes when Messages are opened for the first time, to them alone, and reads no cluster', async () => {
    const running = await begin();
    await opened(running, 'U0ALICE', 1);
    await expect.poll(() => direct(running, 'U0ALICE')).toHaveLength(1);
    const [greeting] = direct(running, 'U0ALICE');
    expect(greeting).toMatchObject({ channel: 'DU0ALICE', to: 'U0ALICE', ephemeral: false });
    expect(greeting?.text).toBe(
      'Hello. I am netlab.\nI look at your cluster with you, and explain what we see. Your namespace is student-07.\nPress a button, or write to me here in your own words.\nI only read the cluster. Only you see my answers.',
    );
    expect(labels(running, 'U0ALICE')).toEqual([
      'Check my cluster',
      'Explain what I see',
      'A problem',
      'Ask my instructor',
    ]);
    expect(blockFaults(greeting?.blocks ?? [])).toEqual([]);
    expect([running.asked, running.books.kept.audit]).toEqual([[], []]);
    await pressOn(running, 'U0ALICE', greeting?.ts ?? '', 'Check my cluster');
    await running.slack.waitForMessage(({ text }) => text.includes('Looked from student-07'));
    expect(running.slack.refusals).toEqual([]);
  });
});

describe('a greeting', () => {
  test('comes once, however often Messages are opened, and also after a restart', async () => {
    const running = await start();
    await opened(running, 'U0ALICE', 1);
    await expect.poll(() => direct(running, 'U0ALICE')).toHaveLength(1);
    await Promise.all([1, 2, 3].map(() => running.slack.openMessages('U0ALICE')));
    expect(histories(running)).toBe(1);
    await running.app.stop();
    const again = { slack: running.slack, ...(await startOn(running.slack, running.books)) };
    await opened(again, 'U0ALICE', 2);
    await ask(again, 'U0ALICE', 'help');
    expect(texts(again, 'U0ALICE')).toHaveLength(1);
  });

  test('is one where Messages are opened twice at the same moment', async () => {
    const running = await start();
    await Promise.all([running.slack.openMessages('U0ALICE'), running.slack.openMessages('U0ALICE')]);
    await expect.poll(() => direct(running, 'U0ALICE')).toHaveLength(1);
    expect(histories(running)).toBe(1);
  });

  test('does not come to who was welcomed, or wrote first', async () => {
    const running = await start();
    await ask(running, 'U0INGE', 'roster assign @carol student-09');
    await expect.poll(() => direct(running, 'U0CAROL')).toHaveLength(1);
    await opened(running, 'U0CAROL', 1);
    await running.slack.write('U0BOB', 'DU0BOB', 'help');
    await expect.poll(() => direct(running, 'U0BOB')).toHaveLength(1);
    await opened(running, 'U0BOB', 2);
    await running.slack.write('U0BOB', 'DU0BOB', 'progress');
    await expect.poll(() => direct(running, 'U0BOB')).toHaveLength(2);
    expect([...texts(running, 'U0CAROL'), ...texts(running, 'U0BOB')].join()).not.toContain('Hello.');
  });

  test('does not come with the Home tab', async () => {
    const running = await start();
    await running.slack.openHome('U0ALICE');
    await expect.poll(() => running.slack.home('U0ALICE')).not.toBeNull();
    expect([histories(running), direct(running, 'U0ALICE')]).toEqual([0, []]);
  });

  test.each([
    [
      'an instructor',
      'U0INGE',
      'You are an instructor of this class.',
      ['Roster', 'Who waits for me', 'Write to the class'],
    ],
    [
      'somebody on no roster',
      'U0CAROL',
      'I do not know which namespace is yours.',
      ['My namespace', 'Topics', 'Plan addresses'],
    ],
  ])('of %s offers what is theirs', async (_, user, said, offered) => {
    const running = await start();
    await opened(running, user, 1);
    await expect.poll(() => texts(running, user).join()).toContain(said);
    expect(labels(running, user)).toEqual(offered);
    expect(running.books.kept.assignments.map((each) => each.user)).not.toContain(user);
  });

  test('of who waits for an instructor says since when, and does not ask again', async () => {
    const running = await start();
    await ask(running, 'U0CAROL', 'join student-09');
    await opened(running, 'U0CAROL', 1);
    await expect
      .poll(() => texts(running, 'U0CAROL').join())
      .toMatch(/You asked for student-09 \(\d{4}-\d\d-\d\d \d\d:\d\d UTC\)\./u);
    expect(labels(running, 'U0CAROL')).toEqual(['Topics', 'Plan addresses']);
  });

  test('is left out while the database is down, and comes the next time', async () => {
    let down = true;
    const running = await start();
    const { assignmentOf } = running.books.roster;
    Object.assign(running.books.roster, {
      assignmentOf: (user: string) => (down ? Promise.reject(new Trouble('store-down')) : assignmentOf(user)),
    });
    await opened(running, 'U0ALICE', 1);
    await ask(running, 'U0ALICE', 'help');
    expect(texts(running, 'U0ALICE')).toEqual([]);
    down = false;
    await opened(running, 'U0ALICE', 2);
    await expect.poll(() => texts(running, 'U0ALICE').join()).toContain('Hello. I am netlab.');
  });

  test('is left out while Slack does not say whose somebody is, and comes the next time', async () => {
    const running = await start();
    running.slack.failing.set('users.info', 'internal_error');
    await opened(running, 'U0ALICE', 1);
    await expect.poll(() => running.notes.join()).toContain('slack does not say which workspace U0ALICE is of');
    running.slack.failing.clear();
    expect(texts(running, 'U0ALICE')).toEqual([]);
    await opened(running, 'U0ALICE', 2);
    await expect.poll(() => texts(running, 'U0ALICE').join()).toContain('Hello. I am netlab.');
  });

  test('is left out where Slack does not tell whether there are messages; that is in the log', async () => {
    const mute = { ...settings, scopes: settings.scopes.filter((each) => each !== 'im:history') };
    const running = await start({}, {}, { settings: mute });
    await opened(running, 'U0ALICE', 1);
    await expect.poll(() => running.notes.join()).toContain('U0ALICE could not be greeted');
    expect(texts(running, 'U0ALICE')).toEqual([]);
  });
});

describe('the way to a human', () => {
  test('from Home: a form, then the instructor, who gets what was read', async () => {
    const running = await start();
    await running.slack.openHome('U0ALICE');
    await expect.poll(() => running.slack.home('U0ALICE')).not.toBeNull();
    const home = running.slack.home('U0ALICE');
    const { block, action } = buttonsOf(home?.blocks ?? [])['Ask my instructor'] ?? { block: '', action: '' };
    await running.slack.click({ user: 'U0ALICE', on: { view: home?.id ?? '' }, block, action });
    // No list of problems comes first: the form, in which nothing has to be written.
    await expect.poll(() => top(running, 'U0ALICE')?.title).toMatchObject({ text: 'Ask my instructor' });
    expect(running.asked).toEqual([]);
    await running.slack.submit('U0ALICE', top(running, 'U0ALICE')?.id ?? '', {});
    await expect.poll(() => texts(running, 'U0INGE').join()).toContain('U0ALICE asks about: the exercise');
    expect(running.asked).toEqual(['student-07']);
    expect(running.slack.refusals).toEqual([]);
  });

  test('without a namespace says what is missing; nothing is read and nobody is asked', async () => {
    const running = await start();
    const { message } = await ask(running, 'U0CAROL', 'how do i ask my instructor');
    expect(message?.text).toContain('I can ask your instructor once I know your namespace.');
    expect(Object.keys(buttonsOf(message?.blocks ?? []))).toEqual(['My namespace']);
    expect([running.asked, direct(running, 'U0INGE')]).toEqual([[], []]);
  });
});

describe('Home', () => {
  const home = async (running: Running, user: string) => {
    await running.slack.openHome(user);
    await expect.poll(() => running.slack.home(user)).not.toBeNull();
    return {
      said: saidIn(running.slack.home(user)),
      buttons: Object.keys(buttonsOf(running.slack.home(user)?.blocks ?? [])),
    };
  };

  test('of a new student says what to press first, and no result', async () => {
    const running = await start();
    const { said, buttons } = await home(running, 'U0ALICE');
    expect(said).toContain('Begin with “Check my cluster”.');
    expect(said).not.toContain('Your last results');
    expect(buttons.slice(0, 5)).toEqual([
      'Check my cluster',
      'Explain what I see',
      'A problem',
      'Ask my instructor',
      'Quiz',
    ]);
    await ask(running, 'U0ALICE', 'check');
    await expect.poll(() => saidIn(running.slack.home('U0ALICE'))).toContain('Your last results');
    expect(saidIn(running.slack.home('U0ALICE'))).not.toContain('Begin with');
  });

  test('of who waits says since when, in the reader’s zone, and offers what needs no namespace', async () => {
    const running = await start();
    await ask(running, 'U0CAROL', 'join student-09');
    const { said, buttons } = await home(running, 'U0CAROL');
    expect(said).toMatch(/You asked for student-09 \(\d{4}-\d\d-\d\d \d\d:\d\d UTC\)\./u);
    expect(JSON.stringify(running.slack.home('U0CAROL'))).toContain('"type":"date"');
    expect(buttons).toEqual(['Topics', 'Plan addresses', 'Quiz', 'What I keep about you']);
  });

  test('of nobody asks for a namespace by a form, right there', async () => {
    const running = await start();
    const { buttons } = await home(running, 'U0CAROL');
    expect(buttons[0]).toBe('My namespace');
    const view = running.slack.home('U0CAROL');
    const { block, action } = buttonsOf(view?.blocks ?? [])['My namespace'] ?? { block: '', action: '' };
    await running.slack.click({ user: 'U0CAROL', on: { view: view?.id ?? '' }, block, action });
    await expect.poll(() => running.slack.modals('U0CAROL')).toHaveLength(1);
  });

  test('of an instructor with a namespace has both rows, and no way to ask themselves', async () => {
    const running = await start({}, {}, {}, {}, { seated: { U0INGE: 'student-00' } });
    const { buttons } = await home(running, 'U0INGE');
    expect(buttons).toEqual(expect.arrayContaining(['Check my cluster', 'Roster', 'Who waits for me', 'Quiz']));
    expect(buttons).not.toContain('Ask my instructor');
  });
});
