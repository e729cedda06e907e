import { expect, test } from 'vitest';
import { inBrowser, playgroundShown } from '../support/pages.ts';

await inBrowser('the playground in a browser', playgroundShown, ({ it, hands, faults }) => {
  test('a student types /netlab check and reads the judged tasks', async () => {
    const { accessible, say, last, shoot, dialog, shut, pagesOfDetails } = hands();
    await say('/netlab check');
    await expect.poll(() => last().innerText()).toContain('I only read.');
    const words = await last().innerText();
    for (const said of ['Only visible to you', 'as expected', '✓', 'I only read.', 'Check again', 'Evidence'])
      expect(words).toContain(said);
    await shoot('check');
    expect(await accessible()).toEqual([]);
    // One press further: an account's name, whose parts between colons are no emoji.
    expect(await pagesOfDetails('Evidence')).toContain('system:serviceaccount:netlab:netlab');
    await last().getByRole('button', { name: 'Evidence' }).click();
    await dialog().waitFor();
    await shoot('evidence');
    expect(await accessible()).toEqual([]);
    await shut();
  });

  test('a button looks again in the same place, and says what changed', async () => {
    const { page, last, shoot } = hands();
    const count = await page.getByTestId('message').count();
    await page.getByTestId('scenario').selectOption('permissions-missing');
    await last().getByRole('button', { name: 'Check again' }).click();
    await expect.poll(() => last().innerText()).toContain('no permission');
    expect(await page.getByTestId('message').count()).toBe(count);
    await shoot('changed');
    await page.getByTestId('scenario').selectOption('overlay-cilium');
    await last().getByRole('button', { name: 'Check again' }).click();
    await expect.poll(() => last().innerText()).toContain('before ⊘ no permission');
    expect(await page.getByTestId('message').count()).toBe(count);
  });

  test('explain overlay shows the student’s own addresses; a button adds an answer', async () => {
    const { page, say, last, shoot } = hands();
    await say('/netlab explain overlay');
    await page.getByText('On your cluster').waitFor();
    expect(await last().innerText()).toContain('10.224.0.6, your Pod api-7c9d5b6f4-n1t8k has 10.244.2.19');
    await shoot('explain');
    await last().getByRole('button', { name: 'Check my cluster' }).click();
    await expect.poll(() => last().innerText()).toContain('Your cluster looks as the exercise says.');
  });

  test('walk shows the rows with their live status, and notes where newer sources differ', async () => {
    const { say, last, shoot } = hands();
    await say('/netlab walk');
    await expect.poll(() => last().innerText()).toContain('No Cilium Pods are found');
    await shoot('walk');
    await say('/netlab notes');
    await expect.poll(() => last().innerText()).toContain('newer than the exercise');
  });

  test('reach tells what the policies say of a connection', async () => {
    const { say, last, shoot } = hands();
    await say('/netlab reach web dns');
    await expect.poll(() => last().innerText()).toContain('the policies allow it');
    const words = await last().innerText();
    for (const said of ['web → coredns', 'UDP 53', 'I only read.']) expect(words).toContain(said);
    await shoot('reach');
  });

  test('a misspelt word is one button away from the right one', async () => {
    const { say, last } = hands();
    await say('/netlab chekc 2');
    await expect.poll(() => last().innerText()).toContain('Did you mean “check”');
    await last().getByRole('button', { name: 'check 2' }).click();
    await expect.poll(() => last().innerText()).toContain('Task 2');
  });

  test('the composer completes commands from the keyboard', async () => {
    const { page, accessible, shoot } = hands();
    const composer = page.getByTestId('composer').first();
    await composer.fill('');
    await composer.pressSequentially('/ne');
    expect(await page.getByRole('listbox').getByRole('option').allInnerTexts()).toEqual([
      expect.stringContaining('/netlab'),
    ]);
    await composer.press('Tab');
    await composer.pressSequentially('wa');
    await composer.press('ArrowDown');
    expect(await accessible()).toEqual([]);
    await shoot('composer');
    await composer.press('Enter');
    expect(await composer.inputValue()).toBe('/netlab walk ');
    await composer.press('Escape');
    await composer.fill('');
  });

  test('another person sees nothing of it, and gets their own answer', async () => {
    const { page, say, last, shoot, become } = hands();
    await become('U0CAROL');
    await expect.poll(() => page.getByTestId('message').count()).toBe(0);
    await say('/netlab check');
    await expect.poll(() => last().innerText()).toContain('I do not know which namespace is yours.');
    await become('U0BOB');
    await say('/netlab check student-07');
    await page.getByText('That namespace is not yours').waitFor();
    await shoot('refused');
  });

  test('App Home leads to the tasks; its answers stay under Messages, marked as unread', async () => {
    const { page, accessible, last, shoot, become, open } = hands();
    await become('U0ALICE');
    await open('Home');
    await page.getByTestId('home').getByText('Your namespace is').waitFor();
    await page.getByTestId('home').getByText('Task 3:').waitFor();
    await shoot('home');
    expect(await accessible()).toEqual([]);
    await page.getByRole('button', { name: 'Check task 2' }).click();
    await page.getByText('Your answer is under Messages.').waitFor();
    await page.getByRole('navigation').getByText('1 unread').waitFor();
    await open('Messages');
    await expect.poll(() => last().innerText()).toContain('Task 2');
    await page.reload();
    await open('Messages');
    await expect.poll(() => last().innerText()).toContain('Task 2');
  });

  test('the app answers direct messages, and in their thread', async () => {
    const { page, accessible, say, last, shoot } = hands();
    await say('explain overlay');
    await expect.poll(() => last().innerText()).toContain('On your cluster');
    await page.getByTestId('message').last().getByRole('button', { name: 'Reply in thread' }).click();
    const thread = page.getByTestId('thread');
    await thread.getByTestId('composer').fill('netlab check 1');
    await thread.getByTestId('composer').press('Enter');
    await expect.poll(() => thread.innerText()).toContain('Task 1');
    await shoot('thread');
    expect(await accessible()).toEqual([]);
    await thread.getByRole('button', { name: 'Close the thread' }).click();
  });

  test('an instructor writes to the class: form, fault, preview with every name, back, send', async () => {
    const { page, accessible, say, last, shoot, become, open } = hands();
    await become('U0INGE');
    await say('/netlab broadcast');
    const modal = page.getByTestId('modal');
    await modal.getByText('Write to the class').waitFor();
    await modal.getByLabel('Everybody on the roster').check();
    await modal.getByRole('button', { name: 'Preview' }).click();
    await modal.getByText('Choose something above, or write something here.').waitFor();
    await modal.getByLabel('A task or a hint').selectOption('task:2');
    await modal.getByLabel('Your own words').fill('Please look at <!channel> task 2 until 17:00. 👋');
    await shoot('broadcast');
    expect(await accessible()).toEqual([]);
    await modal.getByRole('button', { name: 'Preview' }).click();
    await modal.getByText('To 2 people, each in a direct message').waitFor();
    for (const said of ['student-07: ', 'Alice (student)', 'student-12: ', 'Bob (student)', '<!channel> task 2'])
      expect(await modal.innerText()).toContain(said);
    await shoot('preview');
    expect(await accessible()).toEqual([]);
    await modal.getByRole('button', { name: 'Back' }).click();
    await expect.poll(() => modal.getByLabel('Your own words').inputValue()).toContain('until 17:00');
    await modal.getByRole('button', { name: 'Preview' }).click();
    await modal.getByRole('button', { name: 'Send to 2' }).click();
    await modal.waitFor({ state: 'detached' });
    await open('Messages');
    await expect.poll(() => last().innerText(), { timeout: 10_000 }).toContain('Sent to all 2.');
    await become('U0BOB');
    await page.getByRole('navigation').getByText('1 unread').waitFor();
    await open('Messages');
    await expect.poll(() => last().innerText()).toContain('Please look at <!channel> task 2 until 17:00. 👋');
    await shoot('received');
    await last().getByRole('button', { name: 'Check task 2' }).click();
    await expect.poll(() => last().innerText()).toContain('Task 2');
    expect(it().slack.mentions).toEqual([]);
    expect(it().slack.refusals).toEqual([]);
  });

  test('an unknown command is Slack’s own error', async () => {
    const { page, say } = hands();
    await say('/kubectl get pods');
    await expect.poll(() => page.getByText('/kubectl is not a valid command.').count()).toBe(1);
  });

  test('the page has no faults of its own, and a planted one is noticed', async () => {
    expect(faults()).toEqual([]);
    await hands().page.evaluate('console.error("planted")');
    await expect.poll(faults).toEqual(['planted']);
  });
});
