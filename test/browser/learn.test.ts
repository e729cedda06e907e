// Hints and quiz on the page: buttons, the form for a guess, and what stays under Messages.
import { expect, test } from 'vitest';
import { inBrowser, playgroundShown } from '../support/pages.ts';

// A real read of the embedded cluster takes its time on a busy machine.
const patiently = { timeout: 8000 };

await inBrowser('hints and quiz in a browser', playgroundShown, ({ hands, faults }) => {
  test('Alice asks for a hint, guesses in the form, and finds the next hint there and under Messages', async () => {
    const { accessible, say, last, shoot, shootLast, open, dialog, shut } = hands();
    await say('/netlab hint 2');
    await expect.poll(() => last().innerText(), patiently).toContain('A first pointer');
    await shootLast('hint');
    await last().getByRole('button', { name: 'I have a guess' }).click();
    await dialog().getByRole('textbox').fill('Cilium is on each node');
    await shoot('guess');
    expect(await accessible()).toEqual([]);
    await dialog().getByRole('button', { name: 'Next hint' }).click();
    await expect.poll(() => dialog().innerText(), patiently).toContain('Where to look');
    await shoot('guessed');
    await shut();
    await open('Messages');
    await expect.poll(() => last().innerText(), patiently).toContain('I do not store your words.');
  });

  test('a walk: a command and its choices; after a look, what changed, the rule that is missing, and the way out', async () => {
    const { page, accessible, say, last, shoot } = hands();
    const press = (name: string) => last().getByRole('button', { name, exact: true }).click();
    await say('walk no-egress');
    await expect.poll(() => last().innerText(), patiently).toContain('Run this. Then press what you see.');
    expect(
      await last()
        .getByRole('button', { name: /^[A-E]$/ })
        .count(),
    ).toBeGreaterThan(1);
    expect(await accessible()).toEqual([]);
    await page.getByTestId('scenario').selectOption('egress-blocked');
    await say('walk done');
    await expect.poll(() => last().innerText(), patiently).toContain('Find the rule that is missing.');
    expect(await last().innerText()).toMatch(/Changed since .*now ● found, before \? not visible/su);
    await press('Which rule is missing?');
    await expect.poll(() => last().innerText(), patiently).toContain('Only one of these opens the way out');
    await shoot('walk-rule');
    await press('Not sure');
    await expect.poll(() => last().innerText(), patiently).toContain('kind: NetworkPolicy');
    await page.setViewportSize({ width: 1180, height: 1250 });
    await shoot('walk-confirmed');
    await page.setViewportSize({ width: 1180, height: 860 });
    expect(await accessible()).toEqual([]);
    await press('Check again');
    await expect.poll(() => last().innerText(), patiently).toContain('I looked again. Nothing changed since');
    await page.getByTestId('scenario').selectOption('overlay-cilium');
    await press('Check again');
    await expect.poll(() => last().innerText(), patiently).toContain('The policy no longer blocks you.');
    await press('A · Works');
    await expect.poll(() => last().innerText(), patiently).toContain('Solved: it works again.');
  });

  test('a page that did not help, and one that did: thanks stand in its place, and what may help more is offered', async () => {
    const { page, accessible, say, last, shootLast } = hands();
    const sign = (name: string) => last().getByRole('button', { name, exact: true });
    await say('/netlab explain overlay');
    await expect.poll(() => last().innerText(), patiently).toContain('In an overlay the VNet gives addresses');
    await shootLast('feedback');
    expect(await accessible()).toEqual([]);
    const messages = await page.getByTestId('message').count();
    await sign('This did not help').click();
    await expect.poll(() => last().innerText(), patiently).toContain('Thanks. I count that without your name.');
    expect(await last().innerText()).toContain('In an overlay the VNet gives addresses');
    expect([await sign('This helped').count(), await sign('Ask my instructor').count()]).toEqual([0, 1]);
    await shootLast('feedback-no');
    await say('/netlab explain cilium-agents');
    await expect.poll(() => last().innerText(), patiently).toContain('as expected');
    await sign('This helped').click();
    await expect.poll(() => last().innerText(), patiently).toContain('Thanks. I count that without your name.');
    expect([await sign('This helped').count(), await sign('Ask my instructor').count()]).toEqual([0, 0]);
    await shootLast('feedback-yes');
    expect(await page.getByTestId('message').count()).toBe(messages + 1);
  });

  test('the quiz: a right prediction, one that is not known, one that is skipped and shown', async () => {
    const { accessible, say, last, shoot, shootLast, dialog, shut } = hands();
    const press = (name: string) => last().getByRole('button', { name, exact: true }).click();
    await say('quiz');
    await expect.poll(() => last().innerText(), patiently).toContain('where will the addresses of your Pods lie');
    expect(await last().innerText()).toContain('Task 1: question 1 of 2');
    await shootLast('quiz-asked');
    await press('B');
    await expect.poll(() => last().innerText(), patiently).toContain('Right.');
    await press('Why?');
    await expect.poll(() => dialog().innerText(), patiently).toContain('See it yourself');
    expect(await accessible()).toEqual([]);
    await shut();
    await shoot('quiz');
    await shootLast('quiz-right');
    await press('Next question');
    await expect.poll(() => last().innerText(), patiently).toContain('Which model');
    await press('I do not know');
    await expect.poll(() => last().innerText(), patiently).toContain('Begin with the idea.');
    await shootLast('quiz-unsure');
    expect(await accessible()).toEqual([]);
    await press('Skip');
    await expect.poll(() => last().innerText(), patiently).toContain('Skipped.');
    await press('Show the answer');
    await expect.poll(() => last().innerText(), patiently).toContain('Here is the answer.');
    await shootLast('quiz-shown');
  });

  test('the quiz after a look: another cluster, a number in its form, own words to compare, and enough for now', async () => {
    const { accessible, open, say, last, shoot, shootLast, dialog, shut } = hands();
    const press = (name: string) => last().getByRole('button', { name, exact: true }).click();
    const answer = async (words: string) => {
      await press('Answer');
      await dialog().getByRole('textbox').fill(words);
      await dialog().getByRole('button', { name: 'Compare' }).click();
    };
    await say('check 2');
    await expect.poll(() => last().innerText(), patiently).toContain('Task 2 is as the exercise says.');
    await shootLast('check-then-question');
    await press('Answer a question on it');
    await expect.poll(() => last().innerText(), patiently).toContain('Suppose that kube-proxy led the traffic');
    await press('A');
    await expect.poll(() => last().innerText(), patiently).toContain('Not in that case.');
    await shootLast('quiz-other-cluster');
    await say('check 1');
    await expect.poll(() => last().innerText(), patiently).toContain('Task 1 is as the exercise says.');
    await say('quiz unsure transfer-formula');
    await expect.poll(() => last().innerText(), patiently).toContain('How many addresses');
    await answer('21 x 30 = 630');
    await expect
      .poll(() => dialog().innerText(), patiently)
      .toContain('Not quite: the nodes’ own addresses are missing.');
    expect(await dialog().innerText()).toContain('The steps: 21 + 21 × 30 = 651.');
    await shoot('quiz-number');
    expect(await accessible()).toEqual([]);
    await shut();
    await say('quiz unsure transfer-reach');
    await expect.poll(() => last().innerText(), patiently).toContain('in your own words');
    await answer('The VNet has no route to the range of the Pods.');
    await expect.poll(() => dialog().innerText(), patiently).toContain('Compare your words with the lesson’s.');
    await shoot('quiz-compare');
    await shut();
    await open('Messages');
    await expect.poll(() => last().innerText(), patiently).toContain('Compare your words with the lesson’s.');
    await press('A');
    await expect.poll(() => last().innerText(), patiently).toContain('✓ The Pod’s range');
    await press('B');
    await expect.poll(() => last().innerText(), patiently).toContain('✓ The VNet has no route');
    await shootLast('quiz-ticked');
    expect(await accessible()).toEqual([]);
    await say('quiz stop');
    await expect.poll(() => last().innerText(), patiently).toContain('Enough for now.');
    await shootLast('quiz-enough');
    await say('progress');
    await expect.poll(() => last().innerText(), patiently).toContain('Task 1: seen and understood');
    await shootLast('progress-understood');
    expect(faults()).toEqual([]);
  });
});
