// What is shown: a card of each status as the page draws it, the map under Messages and on App Home.
import { expect, test } from 'vitest';
import { cacheFolder } from '../../src/app/cache-folder.ts';
import { observeDump } from '../../src/cluster/dump/source.ts';
import { refusalOf } from '../../src/cluster/refusals.ts';
import { statusWords } from '../../src/model/display-names.ts';
import type { FindingCode, Status } from '../../src/model/finding.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { buildPage } from '../../src/playground/page-build.ts';
import { start } from '../support/app.ts';
import { withReads } from '../support/objects.ts';
import { inBrowser, playgroundShown } from '../support/pages.ts';

const home = new URL('..', import.meta.url).pathname;
const dump = (path: string) => observeDump([`${home}${path}`], 'student-07', () => new Date('2026-11-24T16:40:00Z'));
const failing = (snapshot: Snapshot) =>
  withReads(snapshot, {
    nodes: refusalOf(snapshot.reads.nodes.ask, 500),
    pods: refusalOf(snapshot.reads.pods.ask, 500),
  });

/** A finding that ends in this status, and where. */
const shown: readonly (readonly [Status, FindingCode, () => Promise<Snapshot>])[] = [
  ['pass', 'pods-outside-node-range', () => dump('dumps/overlay-cilium')],
  ['differs', 'pods-outside-node-range', () => dump('dumps/node-subnet')],
  ['fail', 'cilium-agents', () => dump('cases/cilium-agents/hit-agent-missing.yaml')],
  ['not-measurable', 'pods-outside-node-range', () => dump('dumps/empty-namespace')],
  ['blocked', 'pods-outside-node-range', () => dump('dumps/permissions-missing')],
  ['error', 'pods-outside-node-range', async () => failing(await dump('dumps/overlay-cilium'))],
];

await inBrowser('what is shown, in a browser', playgroundShown, ({ it, hands, faults }) => {
  test('a card of each status', async () => {
    const { page, accessible, say, last, shootLast, pagesOfDetails } = hands();
    let look: (typeof shown)[number][2] = () => dump('dumps/overlay-cilium');
    const [folder, choose] = [await buildPage(cacheFolder('netlab-page')), () => undefined];
    const pageControls = { page: folder, notice: '', scenarios: [], scenario: () => '', choose };
    const { slack } = await start({ observe: () => look() }, {}, { pageControls });
    await page.goto(slack.url);
    for (const [index, [status, code, world]] of shown.entries()) {
      look = world;
      await say(`/netlab explain ${code}`);
      await expect.poll(() => page.getByTestId('message').count()).toBe(index + 1);
      const words = await last().innerText();
      for (const said of [statusWords[status].words, 'Next:', 'Check again']) expect(words, status).toContain(said);
      const more = await pagesOfDetails('More');
      for (const said of ['Why:', 'Concept:', 'Ask yourself:', 'On your cluster', 'Model of this cluster', 'Sources'])
        expect(words + more, status).toContain(said);
      await shootLast(`card-${status}`);
      expect(await accessible()).toEqual([]);
    }
    expect(slack.refusals).toEqual([]);
    await page.goto(it().url);
  }, 60_000);

  /** Whether the browser has the picture, and what it says to who does not see it. */
  async function picture(within: string) {
    const { page } = hands();
    const image = page.getByTestId(within).locator('img').last();
    await image.waitFor();
    await expect.poll(() => image.evaluate((each) => Reflect.get(each, 'naturalWidth'))).toBe(1200);
    return image.getAttribute('alt');
  }

  test('a picture that was asked for in the channel stands under Messages, with its words', async () => {
    const { page, accessible, say, last, shoot, open } = hands();
    await say('/netlab explain overlay');
    await expect.poll(() => last().innerText()).toContain('On your cluster');
    await last().getByRole('button', { name: 'Show my network' }).click();
    await expect.poll(() => last().innerText(), { timeout: 10_000 }).toContain('The picture is under Messages.');
    await open('Messages');
    expect(await picture('messages')).toContain('Map of the network of student-07');
    await shoot('picture');
    expect(await accessible()).toEqual([]);
    await last().getByRole('button', { name: 'Show the models' }).click();
    await expect.poll(() => page.getByTestId('messages').locator('img').count(), { timeout: 10_000 }).toBe(2);
    await shoot('picture-models');
  });

  test('App Home has the map after a check', async () => {
    const { page, accessible, say, last, shoot, open } = hands();
    await open('netlab-course');
    await say('/netlab check');
    await expect.poll(() => last().innerText()).toContain('Looked from student-07');
    await open('Home');
    expect(await picture('home')).toContain('Map of the network of student-07');
    await page.getByTestId('home').getByText('As your check of').waitFor();
    await shoot('home-map');
    expect(await accessible()).toEqual([]);
    expect(it().slack.refusals).toEqual([]);
    expect(faults()).toEqual([]);
  });
});
