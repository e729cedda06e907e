// Where answers go: to Slack alone. A response_url comes with a request, and an answer holds what runs in a namespace.
import { createServer, type RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { isAnswerAddress, isSlackAddress } from '../../src/slack/transport/slack-address.ts';
import { createSlackFetch } from '../../src/slack/transport/web-client.ts';
import { afterwards, start } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { snapshotOf } from '../support/objects.ts';

/** A server that counts what came to it. */
async function serving(answer: RequestListener) {
  const came: string[] = [];
  const server = createServer((request, response) => {
    came.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterwards(async () => {
    server.closeAllConnections();
    server.close();
  });
  const bound = server.address();
  return { came, origin: `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}` };
}

describe('an address', () => {
  const real = [
    'https://hooks.slack.com/commands/T1/2/x',
    'https://slack.com/api/chat.postMessage',
    'https://files.slack.com/files-pri/T1-F1/a.csv',
    'https://hooks.slack-gov.com/actions/T1/2/x',
  ];
  const foreign = [
    'http://hooks.slack.com/commands/T1/2/x',
    'https://evil.example/commands/T1/2/x',
    'https://hooks.slack.com.evil.example/x',
    'https://notslack.com/x',
    'https://hooks.slack.com@evil.example/x',
    'ftp://slack.com/x',
    'file:///etc/passwd',
  ];
  const local = ['http://127.0.0.1:9/x', 'http://localhost:9/x', 'http://[::1]:9/x'];

  test('of Slack’s is one, wherever the API is', () => {
    for (const apiUrl of [null, 'http://127.0.0.1:1/api/', 'https://proxy.example/api/'])
      expect(real.map((each) => isAnswerAddress(new URL(each), apiUrl))).toEqual(real.map(() => true));
  });

  test('of anybody else’s is none', () => {
    for (const apiUrl of [null, 'http://127.0.0.1:1/api/', 'https://proxy.example/api/'])
      expect(foreign.map((each) => isAnswerAddress(new URL(each), apiUrl))).toEqual(foreign.map(() => false));
  });

  test('of this machine is one only where its Slack is on this machine, and never for a token', () => {
    const judged = (apiUrl: string | null) => local.map((each) => isAnswerAddress(new URL(each), apiUrl));
    expect(judged('http://127.0.0.1:1/api/')).toEqual([true, true, true]);
    expect(judged('https://proxy.example/api/')).toEqual([false, false, false]);
    expect(judged(null)).toEqual([false, false, false]);
    expect(local.map((each) => isSlackAddress(new URL(each), 'http://127.0.0.1:1/api/'))).toEqual([
      false,
      false,
      false,
    ]);
    expect(isSlackAddress(new URL('http://127.0.0.1:1/files-pri/x'), 'http://127.0.0.1:1/api/')).toBe(true);
    expect(isSlackAddress(new URL('https://proxy.example/x'), 'https://proxy.example/api/')).toBe(true);
  });

  test('that is none is not asked', async () => {
    const get = createSlackFetch('https://proxy.example/api/');
    const { origin, came } = await serving((_, response) => response.end('ok'));
    for (const input of [`${origin}/x`, new URL(`${origin}/x`), new Request(`${origin}/x`)])
      await expect(get(input)).rejects.toThrow(`${origin} is no address of Slack’s`);
    expect(came).toEqual([]);
    expect((await createSlackFetch(`${origin}/api/`)(`${origin}/x`)).status).toBe(200);
    expect(came).toEqual(['GET /x']);
  });
});

describe('a response_url', () => {
  /** Asks for a check whose answer comes after the acknowledgement, at this address. */
  async function answeredAt(address: string) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const observe = (namespace: string) => promise.then(() => snapshotOf(clusters.overlayCilium, namespace));
    const running = await start({ observe }, {}, {}, { promptAnswerTimeoutMs: 20, drainTimeoutMs: 10_000 });
    await running.slack.deliver('slash_commands', {
      command: '/netlab',
      text: 'check',
      user_id: 'U0ALICE',
      team_id: 'T0NETLAB',
      channel_id: 'C0COURSE',
      trigger_id: '1.a',
      response_url: address,
    });
    resolve();
    return running;
  }

  test.each([301, 302, 303, 307, 308])(
    'that leads on with %i is not followed: the answer is under Messages',
    async (status) => {
      const elsewhere = await serving((_, response) => response.end('ok'));
      const slack = await serving((_, response) =>
        response.writeHead(status, { location: `${elsewhere.origin}/take` }).end(),
      );
      const running = await answeredAt(`${slack.origin}/commands/T1/2/x`);
      const { text } = await running.slack.waitForMessage(({ channel }) => channel === 'DU0ALICE');
      expect(text).toContain('student-07');
      expect([slack.came, elsewhere.came]).toEqual([['POST /commands/T1/2/x'], []]);
    },
  );

  test('of somebody else is not used: the answer is under Messages', async () => {
    const running = await answeredAt('https://evil.example/commands/T1/2/x');
    const { text } = await running.slack.waitForMessage(({ channel }) => channel === 'DU0ALICE');
    expect(text).toContain('student-07');
    await expect.poll(() => running.notes.join()).toContain('https://evil.example is no address of Slack’s');
    expect(running.slack.messages.length).toBe(1);
  });

  test('that answers with an error is not asked again: the answer is under Messages, with its blocks', async () => {
    const slack = await serving((_, response) => response.writeHead(500).end());
    const running = await answeredAt(`${slack.origin}/commands/T1/2/x`);
    const message = await running.slack.waitForMessage(({ channel }) => channel === 'DU0ALICE');
    expect([message.blocks.length > 3, slack.came.length]).toEqual([true, 1]);
  });

  test('of Slack’s, its healthy neighbour, has the answer', async () => {
    const slack = await serving((_, response) => response.end('ok'));
    const running = await answeredAt(`${slack.origin}/commands/T1/2/x`);
    await expect.poll(() => slack.came).toEqual(['POST /commands/T1/2/x']);
    expect(await running.app.stop()).toBe(true);
    expect(running.slack.messages).toEqual([]);
  });
});
