import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPlayground, type Playground } from '../../src/playground.ts';
import { launch } from './chromium.ts';

const browser = await launch();
if (typeof browser === 'string') process.stdout.write(`browser tests are skipped: ${browser}\n`);

const shots = join(import.meta.dirname, '..', '..', 'screenshots');

describe.skipIf(typeof browser === 'string')('the playground in a browser', () => {
  let playground: Playground;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    if (typeof browser === 'string') return;
    mkdirSync(shots, { recursive: true });
    playground = await openPlayground(0, 'overlay-cilium');
    page = await browser.newPage({ viewport: { width: 1180, height: 860 } });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => (message.type() === 'error' ? faults.push(message.text()) : undefined));
    await page.goto(playground.url);
  });

  afterAll(async () => {
    if (typeof browser === 'string') return;
    await browser.close();
    await playground.stop();
  });

  async function say(text: string) {
    await page.getByTestId('composer').fill(text);
    await page.getByTestId('composer').press('Enter');
  }

  const last = () => page.getByTestId('message').last();

  test('a student types /netlab check and reads the judged tasks', async () => {
    await say('/netlab check');
    await page.getByText('netlab check · student-07').waitFor();
    const words = await last().innerText();
    for (const said of [
      'Only visible to you',
      'as expected',
      'All 2 Pods have an address outside of the node range, in 10.244.0.0/16',
      'Common problems',
      'nothing changed',
    ]) {
      expect(words).toContain(said);
    }
    expect(words.match(/✓/gu)?.length).toBe(7);
    await page.screenshot({ path: join(shots, 'check.png') });
  });

  test('explain overlay shows the student’s own addresses', async () => {
    await say('/netlab explain overlay');
    await page.getByText('On your cluster').waitFor();
    expect(await last().innerText()).toContain('10.224.0.6, your Pod api-7c9d5b6f4-n1t8k has 10.244.2.19');
    await page.screenshot({ path: join(shots, 'explain.png') });
  });

  test('walk shows the rows with their live status, and notes where newer sources differ', async () => {
    await say('/netlab walk');
    await page.getByText('netlab walk · student-07').waitFor();
    expect(await last().innerText()).toContain('No Cilium Pods are found');
    await page.screenshot({ path: join(shots, 'walk.png') });
    await say('/netlab notes');
    // The walk’s answer has the same headline further up: only the last message tells that the notes are here.
    await expect.poll(() => last().innerText()).toContain('5,000 nodes and 200,000 Pods');
  });

  test('reach tells what the policies say of a connection', async () => {
    await say('/netlab reach web dns');
    await expect.poll(() => last().innerText()).toContain('netlab reach · allowed');
    const words = await last().innerText();
    for (const said of [
      'web-7c9d5b6f4-n0t8k → kube-system/coredns',
      'UDP 53',
      'leaving',
      'arriving',
      'Nothing changed',
    ]) {
      expect(words).toContain(said);
    }
    await page.screenshot({ path: join(shots, 'reach.png') });
  });

  test('another person sees nothing of it, and gets their own answer', async () => {
    await page.getByTestId('persona').selectOption('U0CAROL');
    await expect.poll(() => page.getByTestId('message').count()).toBe(0);
    await say('/netlab check');
    await page.getByText('Ask your instructor to put you on the roster').waitFor();
    await page.getByTestId('persona').selectOption('U0BOB');
    await say('/netlab check student-07');
    await page.getByText('That namespace is not yours').waitFor();
    await page.screenshot({ path: join(shots, 'refused.png') });
  });

  test('an unknown command is Slack’s own error', async () => {
    await say('/kubectl get pods');
    await page.getByText('/kubectl is not a valid command.').waitFor();
  });

  test('the page has no faults of its own', () => expect(faults).toEqual([]));
});
