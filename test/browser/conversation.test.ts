// A student and their instructor talk through netlab on the page, over six messages, with a restart of the bot in the middle.
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cacheFolder } from '../../src/app/cache-folder.ts';
import { buildPage } from '../../src/playground/page-build.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import { afterwards, settings, startOn } from '../support/app.ts';
import { memoryBooks } from '../support/books.ts';
import { inBrowser, playgroundShown } from '../support/pages.ts';
import { freshFolder, storeAt } from '../support/store-at.ts';

await inBrowser('a conversation in a browser', playgroundShown, ({ it, hands, faults }) => {
  test('six messages between Alice and Inge, in forms and threads; the bot starts anew after the third', async () => {
    const { page, accessible, say, last, shoot, become, open, dialog } = hands();
    const [folder, choose] = [await buildPage(cacheFolder('netlab-page')), () => undefined];
    const pageControls = { page: folder, notice: '', scenarios: [], scenario: () => '', choose };
    const slack = await startSlack({ settings, pageControls });
    afterwards(slack.close);
    const [where, books] = [
      { url: null, folder: freshFolder() },
      memoryBooks({ U0ALICE: 'student-07', U0BOB: 'student-12' }),
    ];
    /** The bot with what is kept on disk; how it ends. */
    const run = async () => {
      const store = await storeAt(where);
      await store.importRosterSeeds([{ user: 'U0ALICE', namespace: 'student-07' }]);
      const { app } = await startOn(slack, books, { helpRequests: store.helpRequests });
      return async () => {
        await app.stop();
        await store.close();
      };
    };
    const stop = await run();
    const thread = page.getByTestId('thread');
    /** Writes in the thread of the last message, and closes the thread. */
    const answerInThread = async (text: string) => {
      await last().getByRole('button', { name: 'Reply in thread' }).click();
      await thread.getByTestId('composer').fill(text);
      await thread.getByTestId('composer').press('Enter');
    };
    const closeThread = () => thread.getByRole('button', { name: 'Close the thread' }).click();
    await page.goto(slack.url);

    await become('U0ALICE');
    await open('Messages');
    await say('ich komme nicht weiter');
    await expect.poll(() => last().innerText()).toContain('Your question is about: the exercise');
    await last().getByRole('button', { name: 'Ask my instructor' }).click();
    await dialog().getByLabel('What do you want to ask?').fill('Why does nothing answer my Pod?');
    await shoot('conversation-1-ask');
    expect(await accessible()).toEqual([]);
    await dialog().getByRole('button', { name: 'Send' }).click();
    await expect.poll(() => dialog().innerText()).toContain('I am writing to your instructor now.');
    await dialog().getByRole('button', { name: 'Close' }).first().click();

    await become('U0INGE');
    await open('Messages');
    await expect.poll(() => last().innerText()).toContain('Why does nothing answer my Pod?');
    await shoot('conversation-2-question');
    expect(await accessible()).toEqual([]);
    await last().getByRole('button', { name: 'Answer' }).click();
    await dialog().getByLabel('Your answer').fill('Look at the policy only-dns.');
    await shoot('conversation-3-answer');
    expect(await accessible()).toEqual([]);
    await dialog().getByRole('button', { name: 'Send' }).click();
    await expect.poll(() => dialog().innerText()).toContain('The student has your answer.');
    await dialog().getByRole('button', { name: 'Close' }).first().click();
    await expect.poll(() => page.getByTestId('messages').innerText()).toContain('Add an answer');

    await become('U0ALICE');
    await open('Messages');
    await expect.poll(() => last().innerText()).toContain('Look at the policy only-dns.');
    await answerInThread('Which rule is missing in it?');
    await expect.poll(() => thread.innerText()).toContain('I pass your words on.');
    await shoot('conversation-4-thread');
    expect(await accessible()).toEqual([]);
    await closeThread();

    await stop();
    const stopAgain = await run();
    await become('U0INGE');
    await open('Messages');
    await expect.poll(() => last().innerText()).toContain('Which rule is missing in it?');
    await answerInThread('One for egress to port 443.');
    await expect.poll(() => thread.innerText()).toContain('gets your answer.');
    await closeThread();

    await become('U0ALICE');
    await open('Messages');
    await expect.poll(() => last().innerText()).toContain('One for egress to port 443.');
    await say('thank you it works now');
    await expect.poll(() => last().innerText()).toContain('Is this for your instructor, or for me?');
    await shoot('conversation-5-whom');
    expect(await accessible()).toEqual([]);
    await last().getByRole('button', { name: 'Send to my instructor' }).click();
    await expect.poll(() => last().innerText()).toContain('I pass your words on.');

    await become('U0INGE');
    await open('Messages');
    await expect.poll(() => last().innerText()).toContain('thank you it works now');
    await last().getByRole('button', { name: 'Solved' }).click();
    await expect.poll(() => last().innerText()).toContain('is told that this is solved.');
    await shoot('conversation-6-solved');

    await become('U0ALICE');
    await open('Messages');
    await expect.poll(() => last().innerText()).toContain('marked your question as solved.');
    // Each of the six arrived once.
    const texts = slack.messages.filter(({ from }) => from === 'U0NETLAB').map(({ text }) => text);
    for (const each of [
      'Why does nothing answer my Pod?',
      'Look at the policy only-dns.',
      'Which rule is missing in it?',
      'One for egress to port 443.',
      'thank you it works now',
      'marked your question as solved.',
    ])
      expect(texts.filter((text) => text.includes(each))).toHaveLength(1);
    expect([slack.refusals, faults()]).toEqual([[], []]);
    await stopAgain();
    rmSync(where.folder, { recursive: true, force: true });
    await page.goto(it().url);
  }, 120_000);
});
