// Hints and quiz on the page: buttons, the form for a guess, and what stays under Messages.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPlayground, type Playground } from '../../src/playground.ts';
import { accessible, type Faults, handsOn, openPage } from '../support/pages.ts';
import { launch } from './chromium.ts';

// A real read of the embedded cluster takes its time on a busy machine.
const patiently = { timeout: 8000 };

const browser = await launch();
if (typeof browser === 'string') process.stdout.write(`browser tests are skipped: ${browser}\n`);

describe.skipIf(typeof browser === 'string')('hints and quiz in a browser', () => {
  let playground: Playground;
  let page: Page;
  let faults: Faults;

  beforeAll(async () => {
    if (typeof browser === 'string') return;
    playground = await openPlayground({ port: 0 });
    ({ page, faults } = await openPage(browser, playground.url));
  });

  afterAll(async () => {
    if (typeof browser === 'string') return;
    await browser.close();
    await playground.stop();
  });

  test('Alice asks for a hint, guesses in the form, and finds the next hint there and under Messages', async () => {
    const { say, last, shoot, dialog, shut, open } = handsOn(page);
    await say('/netlab hint 2');
    await expect.poll(() => last().innerText(), patiently).toContain('The idea');
    await last().getByRole('button', { name: 'I have a guess' }).click();
    await dialog().getByRole('textbox').fill('Cilium is on each node');
    await shoot('guess');
    expect(await accessible(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Next hint' }).click();
    await expect.poll(() => dialog().innerText(), patiently).toContain('Where to look');
    await shoot('guessed');
    await shut();
    await open('Messages');
    await expect.poll(() => last().innerText(), patiently).toContain('Your guess is kept in mind');
  });

  test('the quiz: a prediction, and what the cluster shows', async () => {
    const { say, last, shoot } = handsOn(page);
    await say('quiz');
    await expect.poll(() => last().innerText(), patiently).toContain('where will the addresses of your Pods lie');
    await last().getByRole('button', { name: 'They lie in another range.' }).click();
    await expect.poll(() => last().innerText(), patiently).toContain('What the cluster shows is what you predicted.');
    expect(await last().innerText()).toContain('See it yourself');
    await shoot('quiz');
    expect(await accessible(page)).toEqual([]);
    await last().getByRole('button', { name: 'Next question' }).click();
    await expect.poll(() => last().innerText(), patiently).toContain('Which model');
    expect(faults).toEqual([]);
  });
});
