// A link that is about to open while netlab ends: it must not be there when the database is closed.
import { createServer } from 'node:http';
import { SocketModeReceiver } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import { startSlack } from '../../src/playground/slack/server.ts';
import { createBoltLog } from '../../src/slack/transport/bolt-logger.ts';
import { openMetrics } from '../../src/slack/transport/metrics.ts';
import { SocketLinks } from '../../src/slack/transport/socket-links.ts';
import { clientOptions } from '../../src/slack/transport/web-client.ts';
import { afterwards } from '../support/app.ts';

/** A Slack whose answer to `apps.connections.open` waits until it is released; `asked` resolves when somebody asks. */
async function slowSlack() {
  const slack = await startSlack();
  const [asked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const server = createServer(async (request, response) => {
    asked.resolve();
    await released.promise;
    const { authorization = '' } = request.headers;
    const answer = await fetch(`${slack.apiUrl}apps.connections.open`, { method: 'POST', headers: { authorization } });
    response.setHeader('content-type', 'application/json');
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  afterwards(async () => {
    released.resolve();
    server.closeAllConnections();
    server.close();
    await slack.close();
  });
  const apiUrl = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}/api/`;
  return { slack, apiUrl, asked: asked.promise, release: released.resolve };
}

/** Links of one real client; `starts` are its attempts, as the library sees them, `abandoned` when one is given up. */
function linksTo(apiUrl: string, times: object = {}) {
  const { logger } = createBoltLog('error', () => undefined);
  const options = { clientOptions: clientOptions(apiUrl) };
  const receiver = new SocketModeReceiver({
    appToken: 'xapp-playground',
    logger,
    autoReconnectEnabled: false,
    installerOptions: options,
  });
  const starts: Promise<unknown>[] = [];
  const { client } = receiver;
  const start = client.start.bind(client);
  client.start = () => {
    const started = start();
    starts.push(started);
    return started;
  };
  const abandoned = new Promise<void>((resolve) => client.once('disconnecting', () => resolve()));
  const links = new SocketLinks([client], () => undefined, openMetrics(), times);
  return { links, starts, abandoned };
}

describe('a link whose address comes', () => {
  test('while it is being stopped is closed before the end', async () => {
    const { slack, apiUrl, asked, release } = await slowSlack();
    const { links, starts } = linksTo(apiUrl);
    const opening = links.start();
    opening.catch(() => undefined);
    await asked;
    const stopping = links.stop();
    release();
    await stopping;
    const [started] = await Promise.allSettled(starts);
    expect([starts.length, started?.status, slack.openLinkCount()]).toEqual([1, 'rejected', 0]);
    await expect(opening).rejects.toThrow();
    await expect(slack.deliver('slash_commands', { command: '/netlab' })).rejects.toThrow('dispatch_failed');
  });

  test('after the end, which did not wait for it, never opens', async () => {
    const { slack, apiUrl, asked, release } = await slowSlack();
    const { links, starts } = linksTo(apiUrl, { closeTimeoutMs: 20 });
    links.start().catch(() => undefined);
    await asked;
    await links.stop();
    release();
    const [started] = await Promise.allSettled(starts);
    expect([starts.length, started?.status, slack.openLinkCount()]).toEqual([1, 'rejected', 0]);
  });

  test('after the patience for it: it is closed, and the next attempt is the only link', async () => {
    const { slack, apiUrl, asked, release } = await slowSlack();
    const { links, starts, abandoned } = linksTo(apiUrl, { helloTimeoutMs: 30, closeTimeoutMs: 20 });
    const opening = links.start();
    opening.catch(() => undefined);
    await asked;
    await abandoned;
    release();
    await expect(opening).rejects.toThrow('Slack said no hello');
    const [late] = await Promise.allSettled(starts);
    expect([late?.status, slack.openLinkCount(), links.openCount]).toEqual(['rejected', 0, 0]);
    await links.stop();
  });

  test('in time, its healthy neighbour, opens and is closed', async () => {
    const { slack, apiUrl, release } = await slowSlack();
    const { links, starts } = linksTo(apiUrl);
    release();
    await links.start();
    const [started] = await Promise.allSettled(starts);
    expect([started?.status, slack.openLinkCount(), links.openCount]).toEqual(['fulfilled', 1, 1]);
    await links.stop();
    await expect.poll(() => slack.openLinkCount()).toBe(0);
  });
});
