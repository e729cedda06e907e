// What is shown: a card of each status as the page draws it, the map under Messages and on App Home.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cacheFolder } from '../../src/cache.ts';
import { observeDump } from '../../src/cluster/dump-source.ts';
import { refused } from '../../src/cluster/refusals.ts';
import type { Code, Status } from '../../src/model/finding.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { builtPage } from '../../src/playground/page-build.ts';
import { openPlayground, type Playground } from '../../src/playground.ts';
import { start } from '../support/app.ts';
import { withReads } from '../support/objects.ts';
import { accessible, type Faults, handsOn, openPage } from '../support/pages.ts';
import { launch } from './chromium.ts';

const browser = await launch();
if (typeof browser === 'string') process.stdout.write(`browser tests are skipped: ${browser}\n`);
const opened = (): Browser => {
  if (typeof browser === 'string') throw new Error(browser);
  return browser;
};

const home = new URL('..', import.meta.url).pathname;
const dump = (path: string) => observeDump([`${home}${path}`], 'student-07', () => new Date('2026-11-24T16:40:00Z'));
const failing = (snapshot: Snapshot) =>
  withReads(snapshot, { nodes: refused(snapshot.reads.nodes.ask, 500), pods: refused(snapshot.reads.pods.ask, 500) });

/** A finding that ends in this status, and where. */
const shown: readonly (readonly [Status, Code, () => Promise<Snapshot>])[] = [
  ['pass', 'pods-outside-node-range', () => dump('dumps/overlay-cilium')],
  ['differs', 'pods-outside-node-range', () => dump('dumps/node-subnet')],
  ['fail', 'cilium-agents', () => dump('cases/cilium-agents/hit-agent-missing.yaml')],
  ['not-measurable', 'pods-outside-node-range', () => dump('dumps/empty-namespace')],
  ['blocked', 'pods-outside-node-range', () => dump('dumps/permissions-missing')],
  ['error', 'pods-outside-node-range', async () => failing(await dump('dumps/overlay-cilium'))],
];

describe.skipIf(typeof browser === 'string')('what is shown, in a browser', () => {
  let playground: Playground;
  // One page for all: this Chromium ends with the first page that is closed.
  let page: Page;
  let faults: Faults;

  beforeAll(async () => {
    playground = await openPlayground({ port: 0 });
    ({ page, faults } = await openPage(opened(), playground.url));
  });

  afterAll(async () => {
    if (typeof browser !== 'string') await browser.close();
    await playground?.stop();
  });

  test('a card of each status', async () => {
    let look: (typeof shown)[number][2] = () => dump('dumps/overlay-cilium');
    const [folder, choose] = [await builtPage(cacheFolder('netlab-page')), () => undefined];
    const stage = { page: folder, notice: '', scenarios: [], scenario: () => '', choose };
    const { slack } = await start({ observe: () => look() }, {}, { stage });
    await page.goto(slack.url);
    const { say, last } = handsOn(page);
    for (const [index, [status, code, world]] of shown.entries()) {
      look = world;
      await say(`/netlab explain ${code}`);
      await expect.poll(() => page.getByTestId('message').count()).toBe(index + 1);
      const words = await last().innerText();
      for (const said of ['Concept:', 'Why:', 'Next:', 'Ask yourself:', 'On your cluster', 'Sources:', 'Check task'])
        expect(words, status).toContain(said);
      await last().screenshot({ path: `${home}../screenshots/card-${status}.png` });
      expect(await accessible(page)).toEqual([]);
    }
    expect(slack.refusals).toEqual([]);
    await page.goto(playground.url);
  }, 60_000);

  /** Whether the browser has the picture, and what it says to who does not see it. */
  async function picture(within: string) {
    const image = page.getByTestId(within).locator('img').last();
    await image.waitFor();
    await expect.poll(() => image.evaluate((each) => Reflect.get(each, 'naturalWidth'))).toBe(1200);
    return image.getAttribute('alt');
  }

  test('a picture that was asked for in the channel stands under Messages, with its words', async () => {
    const { say, last, shoot, open } = handsOn(page);
    await say('/netlab explain overlay');
    await expect.poll(() => last().innerText()).toContain('On your cluster');
    await last().getByRole('button', { name: 'Show my network' }).click();
    await expect.poll(() => last().innerText(), { timeout: 10_000 }).toContain('The picture is under Messages.');
    await open('Messages');
    expect(await picture('messages')).toContain('Map of the network of student-07');
    await shoot('picture');
    expect(await accessible(page)).toEqual([]);
    await last().getByRole('button', { name: 'Show the models' }).click();
    await expect.poll(() => page.getByTestId('messages').locator('img').count(), { timeout: 10_000 }).toBe(2);
    await shoot('picture-models');
  });

  test('App Home has the map after a check', async () => {
    const { say, shoot, open, last } = handsOn(page);
    await open('netlab-course');
    await say('/netlab check');
    await expect.poll(() => last().innerText()).toContain('netlab check · student-07');
    await open('Home');
    expect(await picture('home')).toContain('Map of the network of student-07');
    await page.getByTestId('home').getByText('As your check of').waitFor();
    await shoot('home-map');
    expect(await accessible(page)).toEqual([]);
    expect(playground.slack.refusals).toEqual([]);
    expect(faults).toEqual([]);
  });
});
