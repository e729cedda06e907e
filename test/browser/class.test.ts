// A class on the page: somebody joins, an instructor approves and imports, a student sees how far they are.
import { expect, test } from 'vitest';
import { inBrowser, playgroundShown } from '../support/pages.ts';

await inBrowser('a class in a browser', playgroundShown, ({ it, hands, faults }) => {
  test('Alice’s first minutes: Home, a greeting under Messages, the way to a human, and a mention in the channel', async () => {
    const { page, accessible, say, last, shoot, become, open, dialog, shut } = hands();
    await become('U0ALICE');
    await open('Home');
    await page.getByTestId('home').getByText('Begin with “Check my cluster”.').waitFor();
    await shoot('home-new');
    expect(await accessible()).toEqual([]);
    await open('Messages');
    await expect.poll(() => last().innerText()).toContain('Hello. I am netlab.');
    await shoot('greeting');
    expect(await accessible()).toEqual([]);
    await last().getByRole('button', { name: 'Ask my instructor' }).click();
    // No list of problems comes first, and nothing has to be written.
    await dialog().getByRole('button', { name: 'Send' }).click();
    await expect.poll(() => dialog().innerText(), { timeout: 10_000 }).toMatch(/instructor/u);
    await shut();
    await expect.poll(() => last().innerText()).toContain('I am writing to your instructor now.');
    await open('netlab-course');
    await say('@netlab how does this work?');
    await expect.poll(() => last().innerText()).toContain('I want to …');
    expect(await last().innerText()).toContain('Only visible to you');
    await page.getByText('@netlab how does this work?').waitFor();
    await shoot('mention');
    expect(await accessible()).toEqual([]);
  });

  test('Carol fills in which namespace is hers: the command alone opens a form', async () => {
    const { accessible, say, shoot, become, dialog, shut } = hands();
    await become('U0CAROL');
    await say('/netlab join');
    await dialog().getByLabel('Its name, as you were given it').fill('student-07');
    await shoot('join-form');
    expect(await accessible()).toEqual([]);
    await dialog().getByRole('button', { name: 'Ask for it' }).click();
    await expect.poll(() => dialog().innerText()).toContain('student-07 belongs to somebody else.');
    await shut();
  });

  test('Carol asks for a namespace, Inge approves with a button, Carol is welcomed and checks', async () => {
    const { page, accessible, say, last, shoot, become, open } = hands();
    await become('U0CAROL');
    await say('/netlab check');
    await expect.poll(() => last().innerText()).toContain('/netlab join NAMESPACE');
    await say('/netlab join student-07');
    await expect.poll(() => last().innerText()).toContain('student-07 belongs to somebody else.');
    await say('/netlab join student-03');
    await expect.poll(() => last().innerText()).toContain('I asked your instructor whether student-03 is yours.');
    await shoot('join');
    await become('U0INGE');
    await open('Messages');
    await expect.poll(() => last().innerText()).toContain('asks for the namespace student-03.');
    await shoot('approve');
    expect(await accessible()).toEqual([]);
    await last().getByRole('button', { name: 'Approve student-03' }).click();
    // The question itself becomes what was decided.
    await expect.poll(() => last().innerText()).toContain('has student-03 now.');
    expect(await page.getByRole('button', { name: 'Approve student-03' }).count()).toBe(0);
    await become('U0CAROL');
    await open('Messages');
    await expect.poll(() => last().innerText()).toContain('Welcome: student-03 is yours now.');
    await shoot('welcome');
    await last().getByRole('button', { name: 'Check my cluster' }).click();
    await expect.poll(() => last().innerText()).toContain('Looked from student-03');
  });

  test('Alice sees how far she is, in the answer and on her Home', async () => {
    const { page, accessible, say, last, shoot, become, open } = hands();
    await become('U0ALICE');
    await open('netlab-course');
    await say('/netlab progress');
    await expect.poll(() => last().innerText()).toContain('Task 1: not looked at yet');
    await say('/netlab check');
    await expect.poll(() => last().innerText()).toContain('Looked from student-07');
    await say('/netlab progress');
    await expect.poll(() => last().innerText()).toContain('· Task 1: seen, not yet understood');
    await shoot('progress');
    await open('Home');
    await expect.poll(() => page.getByTestId('home').innerText()).toContain('Task 2: seen, not yet understood');
    await shoot('home-progress');
    expect(await accessible()).toEqual([]);
  });

  test('Inge hands in a list, sees every change and every wrong line, and confirms', async () => {
    const { accessible, say, last, shoot, become, open, dialog, shut } = hands();
    await become('U0INGE');
    await open('netlab-course');
    await say('/netlab roster import');
    await dialog()
      .getByLabel('Pasted lines')
      .fill('user,namespace\n@sam,student-04\n@bob,student-05\n@nobody,student-06\nU0CAROL,student-04');
    await dialog().getByRole('button', { name: 'Preview' }).click();
    await expect.poll(() => dialog().innerText()).toContain('2 would change');
    const shown = await dialog().innerText();
    for (const said of [
      'gets student-04',
      'moves from student-12 to student-05',
      'Line 4',
      'Line 5',
      'student-04 is taken',
    ])
      expect(shown).toContain(said);
    await shoot('import');
    expect(await accessible()).toEqual([]);
    await dialog().getByRole('button', { name: 'Change 2' }).click();
    await expect.poll(() => dialog().innerText()).toContain('1 got a namespace, 1 moved');
    await shut();
    await say('/netlab roster');
    await expect.poll(() => last().innerText()).toContain('4 on the roster');
    await shoot('roster');
    await say('/netlab roster export');
    await expect.poll(() => last().innerText()).toContain('U0SAM,student-04');
    await shoot('export');
  });

  test('Bob has what is stored of him shown and deleted', async () => {
    const { say, last, shoot, become, open, dialog, shut } = hands();
    await become('U0BOB');
    await open('netlab-course');
    await say('/netlab check');
    await expect.poll(() => last().innerText()).toContain('Looked from student-05');
    await say('/netlab privacy');
    await expect.poll(() => last().innerText()).toContain('I keep little about you');
    await last().getByRole('button', { name: 'What exactly?' }).click();
    await expect.poll(() => dialog().innerText()).toContain('Results of checks: 1, of');
    await shoot('privacy');
    await shut();
    await last().getByRole('button', { name: 'Delete what is stored' }).click();
    await expect.poll(() => last().innerText()).toContain('Delete all of this?');
    await last().getByRole('button', { name: 'Delete all of it' }).click();
    await expect.poll(() => last().innerText()).toContain('All of this is deleted');
    await say('/netlab check');
    await expect.poll(() => last().innerText()).toContain('I do not know which namespace is yours.');
  });

  test('somebody of another workspace is offered nothing', async () => {
    const { page, say, become } = hands();
    await become('U0ZOE');
    await say('/netlab check student-07');
    await expect.poll(() => page.getByTestId('error').innerText()).toContain('not a valid command');
  });

  test('nothing went wrong on the page, and no rule of Slack was broken', () => {
    expect(faults()).toEqual([]);
    expect(it().slack.refusals).toEqual([]);
    // People are named to instructors and to themselves, never in a channel for all.
    const { messages } = it().slack;
    expect(messages.length).toBeGreaterThan(10);
    expect(messages.filter(({ from, to }) => from === 'U0NETLAB' && to === '*')).toEqual([]);
  });
});
