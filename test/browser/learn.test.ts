// Hints and quiz on the page: buttons, the form for a guess, and what stays under Messages.
import { expect, test } from 'vitest';
import { inBrowser, playgroundShown } from '../support/pages.ts';

// A real read of the embedded cluster takes its time on a busy machine.
const patiently = { timeout: 8000 };

await inBrowser('hints and quiz in a browser', playgroundShown, ({ hands, faults }) => {
  test('Alice asks for a hint, guesses in the form, and finds the next hint there and under Messages', async () => {
    const { accessible, say, last, shoot, shootLast, open, dialog, shut } = hands();
    await say('/netlab hint 2');
    await expect.poll(() => last().innerText(), patiently).toContain('The idea');
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

  test('a walk: a command and its buttons; after a look, what changed, and that it is confirmed', async () => {
    const { page, accessible, say, last, shoot } = hands();
    await say('walk no-egress');
    await expect.poll(() => last().innerText(), patiently).toContain('Run this, and tell me what you see.');
    // A button for each outcome of the command.
    expect(
      await last()
        .getByRole('button', { name: /^I see: / })
        .count(),
    ).toBeGreaterThan(1);
    expect(await accessible()).toEqual([]);
    await page.getByTestId('scenario').selectOption('egress-blocked');
    await say('walk done');
    await expect.poll(() => last().innerText(), patiently).toContain('Confirmed by what I read.');
    expect(await last().innerText()).toContain('“not visible”, is “found”');
    await page.setViewportSize({ width: 1180, height: 1250 });
    await shoot('walk-confirmed');
    await page.setViewportSize({ width: 1180, height: 860 });
    expect(await accessible()).toEqual([]);
    await last()
      .getByRole('button', { name: /^(?:Look|Check) again$/u })
      .click();
    await expect.poll(() => last().innerText(), patiently).toMatch(/nothing changed/iu);
    await page.getByTestId('scenario').selectOption('overlay-cilium');
  });

  test('the quiz: a prediction, and what the cluster shows', async () => {
    const { accessible, say, last, shoot, shootLast, dialog, shut } = hands();
    await say('quiz');
    await expect.poll(() => last().innerText(), patiently).toContain('where will the addresses of your Pods lie');
    expect(await last().innerText()).toContain('They lie in another range.');
    await last().getByRole('button', { name: 'B', exact: true }).click();
    await expect.poll(() => last().innerText(), patiently).toContain('What the cluster shows is what you predicted.');
    await last().getByRole('button', { name: 'Why?' }).click();
    await expect.poll(() => dialog().innerText(), patiently).toContain('See it yourself');
    expect(await accessible()).toEqual([]);
    await shut();
    await shoot('quiz');
    await shootLast('quiz-answered');
    expect(await accessible()).toEqual([]);
    await last().getByRole('button', { name: 'Next question' }).click();
    await expect.poll(() => last().innerText(), patiently).toContain('Which model');
    expect(faults()).toEqual([]);
  });
});
