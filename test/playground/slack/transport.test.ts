import { createServer, request } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { EmbeddedSlack } from '../../../src/playground/slack/embedded.ts';
import type { SlackOptions } from '../../../src/playground/slack/options.ts';
import { startSlack } from '../../../src/playground/slack/server.ts';
import { signRequest } from '../../../src/playground/slack/transport/http-mode.ts';
import { Link } from '../../support/slack-client.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(options: SlackOptions = {}): Promise<EmbeddedSlack> {
  const slack = await startSlack({ ackTimeoutMs: 60, ...options });
  closing.push(slack.close);
  return slack;
}

describe('Socket Mode', () => {
  test('a link without a ticket, or with a used one, is refused', async () => {
    const slack = await start();
    const link = await Link.open(slack);
    for (const path of ['/link?ticket=made-up', `/link${new URL(link.socket.url).search}`]) {
      const socket = new WebSocket(slack.url.replace('http', 'ws') + path);
      expect(await new Promise((resolve) => socket.once('error', () => resolve('refused')))).toBe('refused');
    }
  });

  test('several links take turns; none hears what another one got', async () => {
    const slack = await start();
    const links = [await Link.open(slack), await Link.open(slack)];
    for (let count = 0; count < 4; count++) slack.command('U0ALICE', 'C0COURSE', `check ${count}`);
    await expect.poll(() => links.map(({ envelopes }) => envelopes.length)).toEqual([2, 2]);
  });

  test('ten links are open at once; the eleventh is sent away', async () => {
    const slack = await start();
    for (let count = 0; count < 10; count++) await Link.open(slack);
    const link = await Link.open(slack);
    await new Promise((resolve) => link.socket.once('close', resolve));
    expect(slack.openLinkCount()).toBe(10);
    expect(slack.refusals.at(-1)?.rule).toBe('too_many_websockets');
  });

  test('a warning keeps the link, a refresh ends it, and what comes then goes over another one', async () => {
    const slack = await start();
    const [first, second] = [await Link.open(slack), await Link.open(slack)];
    slack.disconnect('warning');
    expect(await first.next()).toMatchObject({ type: 'disconnect', reason: 'warning' });
    expect(slack.openLinkCount()).toBe(2);
    slack.disconnect('refresh_requested');
    expect(await first.next()).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
    expect(slack.openLinkCount()).toBe(1);
    slack.command('U0ALICE', 'C0COURSE', 'check');
    expect(await second.next()).toMatchObject({ type: 'slash_commands' });
  });
});

describe('events', () => {
  test('go to an app that subscribed, and to no other', async () => {
    const slack = await start({ settings: { scopes: ['im:history'], events: ['app_home_opened'] } });
    const link = await Link.open(slack);
    const opened = slack.openHome('U0ALICE');
    const envelope = await link.next();
    expect(envelope).toMatchObject({
      type: 'events_api',
      payload: { type: 'event_callback', event: { type: 'app_home_opened', tab: 'home' } },
    });
    link.ack(envelope);
    expect(await opened).toBe(true);
    expect(await slack.write('U0ALICE', 'DU0ALICE', 'hello')).toBe(false);
  });

  test('without a Home tab nothing is opened, without a Messages tab nothing is heard', async () => {
    const slack = await start({
      settings: {
        scopes: ['im:history'],
        events: ['app_home_opened', 'message.im'],
        homeTab: false,
        messagesTab: false,
      },
    });
    expect([await slack.openHome('U0ALICE'), await slack.write('U0ALICE', 'DU0ALICE', 'hello')]).toEqual([
      false,
      false,
    ]);
  });

  test('come three times again with the same id, then no more', async () => {
    const slack = await start({ settings: { scopes: ['im:history'], events: ['message.im'] }, retryScale: 0 });
    const ids: unknown[] = [];
    // HTTP answers at once with 500, so that nothing has to be waited for.
    const server = createServer((incoming, response) => {
      const { 'x-slack-retry-num': number, 'x-slack-retry-reason': reason } = incoming.headers;
      incoming.on('data', (data) => ids.push([JSON.parse(String(data)).event_id, number, reason]));
      incoming.on('end', () => response.writeHead(500).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    const bound = server.address();
    const requestUrl = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}/slack/events`;
    const http = await start({
      settings: { scopes: ['im:history'], events: ['message.im'] },
      retryScale: 0,
      requestUrl,
    });
    expect(await http.write('U0ALICE', 'DU0ALICE', 'hello')).toBe(false);
    const [first] = ids;
    const id = Array.isArray(first) ? first[0] : null;
    expect(ids).toEqual([
      [id, undefined, undefined],
      [id, '1', 'http_error'],
      [id, '2', 'http_error'],
      [id, '3', 'http_error'],
    ]);
    expect(slack.refusals).toEqual([]);
  });
});

test('a signature is the one that Slack documents', () => {
  // Known answer of docs.slack.dev, "Verifying requests from Slack".
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  expect(signRequest('8f742231b10e8888abcd99yyyzzz85a5', 1531420618, body)).toBe(
    'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  );
});

describe('the page', () => {
  const status = (url: string, host: string, path: string) =>
    new Promise<number>((resolve) => {
      const sent = request(url + path, { headers: { host } }, (response) => resolve(response.resume().statusCode ?? 0));
      sent.end();
    });
  const pageControls = {
    page: import.meta.dirname,
    notice: '',
    scenarios: [],
    scenario: () => '',
    choose: () => undefined,
  };

  test('is for this machine’s own names, and shows no file outside of its folder', async () => {
    const slack = await start({ pageControls });
    expect(await status(slack.url, '127.0.0.1:1', '/')).toBe(404);
    expect(await status(slack.url, 'localhost:1', '/files/F9')).toBe(404);
    expect(await status(slack.url, 'evil.example', '/')).toBe(403);
    expect(await status(slack.url, 'evil.example', '/page/events?as=U0ALICE')).toBe(403);
    expect(await status(slack.url, 'localhost', '/..%2f..%2f..%2fpackage.json')).toBe(404);
  });

  test('takes only JSON of somebody who is there', async () => {
    const slack = await start({ pageControls });
    const say = (body: object, type = 'application/json') =>
      fetch(`${slack.url}/page/say`, { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) });
    for (const type of ['text/plain', 'text/plain; x=application/json']) expect((await say({}, type)).status).toBe(415);
    for (const type of ['Application/JSON', 'application/json ; charset=utf-8'])
      expect((await say({}, type)).status).toBe(400);
    expect((await say({ user: 'U9', channel: 'C0COURSE', text: 'x' })).status).toBe(400);
    expect((await say({ user: 'U0BOB', channel: 'DU0ALICE', text: 'x' })).status).toBe(404);
    expect((await say({ user: 'U0BOB', channel: 'C0COURSE', text: 'x' })).status).toBe(200);
    const thread = slack.messages.at(-1)?.ts;
    const command = await say({ user: 'U0BOB', channel: 'C0COURSE', text: '/netlab check', thread });
    expect(await command.json()).toMatchObject({ acked: false, error: expect.stringContaining('threads') });
  });

  test('uploads the bytes of a file as they are, and sends it with a message', async () => {
    const slack = await start({
      pageControls,
      settings: { scopes: ['files:read', 'im:history'], events: ['message.im'] },
    });
    const link = await Link.open(slack);
    const act = async (what: string, body: object) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${slack.url}/page/${what}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      return { status: response.status, body: Object(await response.json().catch(() => null)) };
    };
    const latin = Buffer.from('U0BOB;Käthe', 'latin1');
    const { body } = await act('upload', { user: 'U0BOB', name: 'a.csv', base64: latin.toString('base64') });
    await act('say', { user: 'U0BOB', channel: 'DU0BOB', text: '', files: [body.file.id] });
    const envelope = await link.next();
    link.ack(envelope);
    const [{ url_private: url, permalink }] = Object(envelope.payload.event).files;
    const signedIn = { headers: { authorization: 'Bearer xoxb-playground' } };
    expect(Buffer.from(await (await fetch(url, signedIn)).arrayBuffer())).toEqual(latin);
    // The link for people is no address for apps.
    expect((await fetch(permalink, signedIn)).headers.get('content-type')).toContain('text/html');
    expect((await act('say', { user: 'U0BOB', channel: 'DU0BOB', text: '' })).status).toBe(404);
  });

  test('lets people of other workspaces speak only where they are', async () => {
    const channels = [
      { id: 'C0COURSE', name: 'course', shared: true },
      { id: 'C0STAFF', name: 'staff' },
    ];
    const slack = await start({ pageControls, channels });
    const say = async (user: string, channel: string) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ user, channel, text: 'x' });
      return (await fetch(`${slack.url}/page/say`, { method: 'POST', headers, body })).status;
    };
    expect([await say('U0ZOE', 'C0COURSE'), await say('U0ZOE', 'C0STAFF')]).toEqual([200, 404]);
    expect([await say('U0SAM', 'C0COURSE'), await say('U0SAM', 'C0STAFF')]).toEqual([200, 200]);
  });
});

test('the Web API takes JSON however its type is written', async () => {
  const slack = await startSlack();
  closing.push(slack.close);
  const statuses: unknown[] = [];
  for (const type of ['application/json', 'Application/JSON;charset=UTF-8', 'APPLICATION/JSON ; charset=utf-8']) {
    const headers = { 'content-type': type, authorization: 'Bearer xoxb-playground' };
    const body = JSON.stringify({ channel: 'U0BOB', text: 'hello' });
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', headers, body });
    statuses.push(Object(await response.json()).ok);
  }
  expect(statuses).toEqual([true, true, true]);
});
