// How tall each message is in a column of 360 px, as docs/messages.md allows; the page draws it.
import { WebClient } from '@slack/web-api';
import { expect, test } from 'vitest';
import { cacheFolder } from '../../src/app/cache-folder.ts';
import { buildPage } from '../../src/playground/page-build.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import { pixelBudget } from '../support/message-budgets.ts';
import {
  drawnMessage,
  instructorTexts,
  type ReachedMessage,
  reachMessages,
  recordedSnapshot,
  recordedWorlds,
  studentTexts,
} from '../support/messages.ts';
import { inBrowser } from '../support/pages.ts';

/** Messages of every recorded cluster; of those that read alike one. */
async function allMessages(): Promise<readonly ReachedMessage[]> {
  const found: ReachedMessage[] = [];
  for (const world of recordedWorlds) {
    const snapshot = await recordedSnapshot(world);
    found.push(...(await reachMessages(world, snapshot, 'U0ALICE', studentTexts)));
    found.push(...(await reachMessages(world, snapshot, 'U0INGE', instructorTexts, 1)));
  }
  return [...new Map(found.map((each) => [JSON.stringify([each.doc, each.next]), each])).values()];
}

/** A workspace whose bot posts messages to one person. */
async function openWorkspace() {
  const [folder, choose] = [await buildPage(cacheFolder('netlab-page')), () => undefined];
  const pageControls = { page: folder, notice: '', scenarios: [], scenario: () => '', choose };
  const settings = { scopes: ['chat:write', 'im:write'], events: [] };
  const slack = await startSlack({ settings, pageControls });
  const client = new WebClient('xoxb-playground', { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
  return { it: { slack, client }, url: `${slack.url}?column=360`, close: slack.close };
}

await inBrowser('messages on a phone', openWorkspace, ({ it, hands, faults }) => {
  test('each is at most as tall as its kind may be', async () => {
    const { page } = hands();
    const { client } = it();
    await page.setViewportSize({ width: 360, height: 740 });
    const messages = await allMessages();
    expect(messages.length).toBeGreaterThan(100);
    const over: string[] = [];
    for (const each of messages) {
      const { text, blocks } = drawnMessage(each);
      const { ts = '' } = await client.chat.postMessage({ channel: 'C0COURSE', text, blocks: [...blocks] });
      const shown = page.locator(`[data-ts="${ts}"]`);
      await shown.waitFor();
      const { height = 0 } = (await shown.boundingBox()) ?? {};
      if (height > pixelBudget(each))
        over.push(`${each.world}: ${each.text}: ${Math.round(height)} of ${pixelBudget(each)} px`);
      // The page draws all that is there again, so what was measured goes.
      await client.chat.delete({ channel: 'C0COURSE', ts });
    }
    expect(over).toEqual([]);
    expect(faults()).toEqual([]);
  }, 180_000);
});
