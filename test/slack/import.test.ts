// A roster is handed in, shown as what it would change, and confirmed: through the real app.
import { describe, expect, test } from 'vitest';
import { isViewTooLarge } from '../../src/playground/slack/validate/views.ts';
import { defaultPersonas, type Persona } from '../../src/playground/slack/workspace/personas.ts';
import { ask, buttonsOf, direct, pressOn, type Running, settings, start, top } from '../support/app.ts';
import { assignmentsOf, confirmed, handIn, handInFile, saidIn } from '../support/import.ts';

const usual = { U0ALICE: 'student-07', U0BOB: 'student-12' };
const mailing = { settings: { ...settings, scopes: [...settings.scopes, 'users:read.email'] } };

const preview = (running: Running) => saidIn(top(running, 'U0INGE'));

describe('a list that was pasted', () => {
  test('shows every change and every wrong line, changes nothing before it is confirmed, and then exactly that', async () => {
    const running = await start();
    await handIn(
      running,
      'U0CAROL,student-09\n@bob,student-13\nU0ALICE,student-07\nwho,student-14\nU0SAM,Student 15\nU0SAM,student-07',
    );
    expect(
      preview(running)
        .split('\n')
        .filter((line) => line !== ''),
    ).toEqual([
      '3 lines cannot be taken over',
      'Line 4: it needs a Slack user id such as U012ABCDEF, an @name or an e-mail address. (who, student-14)',
      'Line 5: it needs a namespace such as student-07. (U0SAM, Student 15)',
      'Line 6: student-07 is taken. (U0SAM, student-07)',
      '2 would change',
      '@U0CAROL gets student-09',
      '@U0BOB moves from student-12 to student-13',
      '1 line says what is so already.',
      'I write to each of them: which namespace it is, and where to begin.',
    ]);
    expect(assignmentsOf(running)).toEqual(usual);
    expect(await confirmed(running)).toEqual({ acked: true });
    expect(preview(running)).toContain(
      '1 got a namespace, 1 moved to another one. 3 lines were left out. I welcome each of them in a direct message.',
    );
    expect(assignmentsOf(running)).toEqual({ U0ALICE: 'student-07', U0BOB: 'student-13', U0CAROL: 'student-09' });
    await expect.poll(() => JSON.stringify(running.slack.home('U0CAROL'))).toContain('student-09');
    // Who got a namespace is welcomed, who moved as well; nobody else is written to.
    expect(direct(running, 'U0CAROL').map(({ text }) => text.split('\n')[0])).toEqual([
      'Welcome: student-09 is yours now.',
    ]);
    expect(direct(running, 'U0BOB').map(({ text }) => text.split('\n')[0])).toEqual([
      'Welcome: student-13 is yours now.',
    ]);
    expect([...direct(running, 'U0ALICE'), ...direct(running, 'U0SAM')]).toEqual([]);
    const steps = ['Check my cluster', 'Explain what I see', 'A problem', 'Ask my instructor'];
    expect(Object.keys(buttonsOf(direct(running, 'U0CAROL')[0]?.blocks ?? []))).toEqual(steps);
    expect(running.books.kept.audit).toMatchObject([
      { did: 'change', what: 'roster import: 1 given, 1 moved', by: 'U0INGE' },
    ]);
    expect(running.slack.refusals).toEqual([]);
  });

  test('a second one of the same list welcomes nobody again', async () => {
    const running = await start();
    await handIn(running, 'U0CAROL,student-09\nU0SAM,student-10');
    await confirmed(running);
    await expect.poll(() => direct(running, 'U0SAM')).toHaveLength(1);
    await running.slack.closeView('U0INGE', top(running, 'U0INGE')?.id ?? '');
    await handIn(running, 'U0CAROL,student-09\nU0SAM,student-11');
    await confirmed(running);
    await expect.poll(() => direct(running, 'U0SAM')).toHaveLength(2);
    expect(direct(running, 'U0CAROL')).toHaveLength(1);
  });

  test('a welcome that Slack does not take is in the log; the others are tried, and App Home is shown', async () => {
    const running = await start();
    await handIn(running, 'U0CAROL,student-09\nU0SAM,student-10');
    running.slack.failing.set('chat.postMessage', 'channel_not_found');
    await confirmed(running);
    await expect.poll(() => JSON.stringify(running.slack.home('U0SAM'))).toContain('student-10');
    for (const user of ['U0CAROL', 'U0SAM'])
      expect(running.notes.join('\n')).toContain(`a direct message to ${user} failed`);
  });

  test('two change places', async () => {
    const running = await start();
    await handIn(running, 'U0ALICE,student-12\nU0BOB,student-07');
    await confirmed(running);
    expect(assignmentsOf(running)).toEqual({ U0ALICE: 'student-12', U0BOB: 'student-07' });
  });

  test('who is not in the list stays, and that is said', async () => {
    const running = await start();
    await handIn(running, 'U0CAROL,student-09');
    expect(preview(running)).toContain('On the roster, but not in the list: 2. They stay as they are.');
  });

  test('a list that changes nothing cannot be confirmed', async () => {
    const running = await start();
    await handIn(running, 'U0ALICE,student-07');
    expect(preview(running)).toContain('Nothing would change.');
    expect(top(running, 'U0INGE')).not.toHaveProperty('submit');
  });

  test('whoever had asked for it hears that it is settled', async () => {
    const running = await start();
    await ask(running, 'U0CAROL', 'join student-09');
    await ask(running, 'U0SAM', 'join student-10');
    await handIn(running, 'U0CAROL,student-09\nU0SAM,student-11');
    await confirmed(running);
    await running.slack.waitForMessage(
      ({ channel, text }) => channel === 'DU0CAROL' && text.includes('student-09 is yours now'),
    );
    await running.slack.waitForMessage(
      ({ channel, text }) => channel === 'DU0SAM' && text.includes('student-11 is yours now'),
    );
    expect(running.books.kept.claims.map(({ user, state }) => [user, state])).toEqual([
      ['U0CAROL', 'approved'],
      ['U0SAM', 'withdrawn'],
    ]);
  });

  test.each([
    ['nothing', {}, 'the list is empty'],
    ['blanks', { pasted: ' \n ' }, 'the list is empty'],
    ['no CSV', { pasted: '"U0CAROL,student-09' }, 'this is no CSV'],
    ['a header alone', { pasted: 'user,namespace' }, 'the list is empty'],
  ])('%s: the form again, with what is wrong', async (_, handed, said) => {
    const running = await start();
    expect(await handIn(running, handed)).toEqual({ acked: true });
    expect(preview(running)).toContain(said);
    expect(top(running, 'U0INGE')).toMatchObject({ callback_id: 'roster-import' });
    // The same modal takes a better one.
    await handIn(running, 'U0CAROL,student-09');
    expect(preview(running)).toContain('@U0CAROL gets student-09');
  });

  test('hostile cells are shown as text: no mention, nothing that hides', async () => {
    const running = await start();
    await handIn(running, '<!channel>,student-09\n<@U0BOB> *x* \u202E,student-10\n"=HYPERLINK(1)\u0007",student-11');
    expect(preview(running)).toContain('(<!channel>, student-09)');
    for (const hidden of ['\u202E', '\u0007']) expect(preview(running)).not.toContain(hidden);
    expect([running.slack.mentions, running.slack.refusals]).toEqual([[], []]);
  });
});

describe('a file that was uploaded', () => {
  const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
  const latin = Buffer.from('M\u00FCller;@carol;student-09', 'latin1');
  const list = 'user,namespace\r\nU0CAROL,student-09\r\n';
  test.each([
    ['as it is', 'class.csv', list],
    ['with a byte order mark', 'class.csv', `\uFEFF${list}`],
    ['with semicolons', 'class.csv', list.replaceAll(',', ';')],
    ['with tabs', 'class.tsv', list.replaceAll(',', '\t')],
    ['in UTF-16, as Excel writes “Unicode text”', 'class.txt', utf16(list.replaceAll(',', '\t'))],
    ['in UTF-16 of the other order', 'class.txt', utf16(list).swap16()],
    ['with more columns', 'CLASS.CSV', 'Name,Namespace,User,E-mail\n"M, C",student-09,U0CAROL,x\n'],
  ])('%s', async (_, name, content) => {
    const running = await start();
    expect(await handInFile(running, name, content)).toEqual({ acked: true });
    expect(preview(running)).toContain('@U0CAROL gets student-09');
    await confirmed(running);
    expect(assignmentsOf(running)).toMatchObject({ U0CAROL: 'student-09' });
  });

  test.each([
    ['no text', Buffer.from([0xff, 0x00, 0x81]), 'the file is no text in UTF-8 or UTF-16'],
    ['an older code page', latin, 'the file is no text in UTF-8 or UTF-16'],
    ['UTF-16 without its mark', Buffer.from(list, 'utf16le'), 'the file is no text in UTF-8 or UTF-16'],
    ['a megabyte and more', 'x'.repeat(1024 * 1024 + 1), 'larger than 1 MB'],
    ['too many lines', 'U0CAROL,student-09\n'.repeat(2001), 'at most 2000 lines'],
  ])('%s: the form again, with what is wrong', async (_, content, said) => {
    const running = await start();
    await handInFile(running, 'class.csv', content);
    expect(preview(running)).toContain(said);
  });

  test('and pasted lines beside it: which of the two is not guessed', async () => {
    const running = await start();
    const files = [running.slack.upload('U0INGE', 'class.csv', list)];
    await handIn(running, { pasted: 'U0SAM,student-10', files });
    expect(preview(running)).toContain('either pasted lines or a file, not both');
  });
});

describe('who is meant', () => {
  const list = '@carol,student-09\nSam@guests.example,student-10\nU0ZOE,student-20\n@zoe,student-21';
  test('names and addresses, where the app may see them; nobody of another workspace', async () => {
    const running = await start({}, {}, mailing);
    await handIn(running, list);
    expect(preview(running)).toContain('@U0CAROL gets student-09\n@U0SAM gets student-10');
    expect(preview(running)).toContain('Line 3: nobody of this workspace has this id.');
    expect(preview(running)).toContain('Line 4: nobody of this workspace is called so.');
  });

  test('without users:read.email addresses are a wrong line that names the scope; names still count', async () => {
    const running = await start();
    await handIn(running, list);
    expect(preview(running)).toContain(
      'Line 2: Slack shows me no e-mail addresses; the app needs the scope users:read.email for them.',
    );
    expect(preview(running)).toContain('@U0CAROL gets student-09');
  });

  test('where Slack shows nobody, names and addresses are not found for that reason, and ids are taken as they are', async () => {
    const running = await start({}, {}, mailing);
    running.slack.failing.set('users.list', 'internal_error');
    await handIn(running, `${list}\nU0BOB,student-13`);
    expect(preview(running)).toContain(
      'Line 1: I could not see everybody of the workspace: An API error occurred: internal_error.',
    );
    expect(preview(running)).toContain(
      'Line 2: I could not see everybody of the workspace: An API error occurred: internal_error.',
    );
    expect(preview(running)).toContain('@U0BOB moves from student-12 to student-13');
    expect(preview(running)).toContain('Whether the user ids exist could not be seen in full');
  });

  test('a workspace that takes its time: the preview comes into the same modal when it is there', async () => {
    const running = await start();
    running.slack.failing.set('users.list', 'ratelimited');
    expect(await handIn(running, '@carol,student-09')).toEqual({ acked: true });
    expect(preview(running)).toContain('Reading the list and looking up who is meant…');
    running.slack.failing.clear();
    await expect.poll(() => preview(running), { timeout: 10_000 }).toContain('@U0CAROL gets student-09');
    await confirmed(running);
    expect(assignmentsOf(running)).toMatchObject({ U0CAROL: 'student-09' });
    expect(running.slack.refusals.filter(({ rule }) => rule !== 'ratelimited')).toEqual([]);
  });

  test('a list that fails late says so in the same modal', async () => {
    const running = await start();
    const { drafts } = running.books;
    Object.assign(drafts, { keep: () => Promise.reject(new TypeError('a bug')) });
    running.slack.failing.set('users.list', 'ratelimited');
    await handIn(running, '@carol,student-09');
    running.slack.failing.clear();
    await expect
      .poll(() => preview(running), { timeout: 10_000 })
      .toMatch(/Something went wrong.*Its number is \w{8}\./u);
    expect(running.notes.join()).toMatch(/bug \w{8}: TypeError: a bug/u);
  });
});

test.each([300, 2000])('%i lines: shown within Slack’s limits, taken over, and exported as they are', async (count) => {
  const crowd = Array.from({ length: count }, (_, index): Persona => {
    const id = `U0${String(index).padStart(8, '0')}`;
    return { id, name: `s${index}`, realName: id, role: 'student' };
  });
  const running = await start({}, {}, { personas: [...defaultPersonas, ...crowd] }, {}, { seated: {} });
  const list = ['user,namespace', ...crowd.map(({ id }, index) => `${id},student-${String(index).padStart(4, '0')}`)];
  expect(await handInFile(running, 'class.csv', list.join('\n'))).toEqual({ acked: true });
  await expect.poll(() => top(running, 'U0INGE')?.callback_id).toBe('roster-preview');
  const view = top(running, 'U0INGE');
  const shown = JSON.stringify(view).match(/"user_id"/gu)?.length ?? 0;
  const left = /(\d+) more would change as well/u.exec(preview(running))?.[1] ?? 0;
  expect([isViewTooLarge(view), view?.blocks.length ?? 0, shown + Number(left)]).toEqual([
    false,
    expect.any(Number),
    count,
  ]);
  expect(view?.blocks.length).toBeLessThanOrEqual(100);
  expect(await confirmed(running)).toEqual({ acked: true });
  await expect.poll(() => running.books.kept.assignments.length).toBe(count);
  // What is exported can be handed in again, and changes nothing.
  const { message } = await ask(running, 'U0INGE', 'roster export');
  const blocks: readonly unknown[] = message?.blocks ?? [];
  const parts = blocks
    .map((each) => Object(each).elements?.[0])
    .filter((each) => each?.type === 'rich_text_preformatted');
  const copy = parts.map((each) => each.elements[0].text).join('\n');
  expect(copy).toBe(list.join('\n'));
  await running.slack.closeView('U0INGE', top(running, 'U0INGE')?.id ?? '');
  await handInFile(running, 'class.csv', copy);
  await expect.poll(() => preview(running)).toContain(`${count} lines say what is so already.`);
  expect(running.slack.refusals).toEqual([]);
});

test('in a direct message the form is offered as a button, which opens it', async () => {
  const running = await start();
  await running.slack.write('U0INGE', 'DU0INGE', 'roster import');
  const offer = await running.slack.waitForMessage(({ channel, from }) => channel === 'DU0INGE' && from === 'U0NETLAB');
  expect(offer.text).toContain('Press the button, or type /netlab roster import.');
  await pressOn(running, 'U0INGE', offer.ts, 'Import a roster');
  await expect.poll(() => top(running, 'U0INGE')?.callback_id).toBe('roster-import');
});
