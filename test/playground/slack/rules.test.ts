import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { signature } from '../../../src/playground/slack/http-mode.ts';
import { type EmbeddedSlack, startSlack } from '../../../src/playground/slack/server.ts';
import { escapeCommand } from '../../../src/playground/slack/slash.ts';
import { blockFaults, mentionsIn } from '../../../src/playground/slack/validate.ts';
import { defaultPersonas } from '../../../src/playground/slack/workspace.ts';

let slack: EmbeddedSlack;
let clock = 1_000_000;
beforeAll(async () => {
  slack = await startSlack({ scopes: ['commands', 'chat:write'], ackMillis: 50, now: () => clock });
});
afterAll(() => slack.close());

async function api(
  method: string,
  args: Readonly<Record<string, string>> = {},
  token: string | null = 'xoxb-playground',
) {
  const headers: Record<string, string> = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
  const response = await fetch(slack.apiUrl + method, { method: 'POST', headers, body: new URLSearchParams(args) });
  return Object(await response.json());
}

describe('the Web API refuses a wrong client', () => {
  test.each([
    ['no token', 'auth.test', {}, null, 'not_authed'],
    ['a wrong token', 'auth.test', {}, 'xoxb-wrong', 'invalid_auth'],
    ['a link with the bot’s token', 'apps.connections.open', {}, 'xoxb-playground', 'not_allowed_token_type'],
    ['a link with a wrong token', 'apps.connections.open', {}, 'xapp-wrong', 'invalid_auth'],
    ['a method that does not exist', 'chat.shout', {}, 'xoxb-playground', 'unknown_method'],
    ['a method without its scope', 'users.info', { user: 'U0ALICE' }, 'xoxb-playground', 'missing_scope'],
    [
      'a channel that does not exist',
      'chat.postMessage',
      { channel: 'C9', text: 'x' },
      'xoxb-playground',
      'channel_not_found',
    ],
    ['a message of nothing', 'chat.postMessage', { channel: 'C0COURSE' }, 'xoxb-playground', 'no_text'],
    [
      'blocks that are none',
      'chat.postMessage',
      { channel: 'C0COURSE', text: 'x', blocks: '[{"type":"marquee"}]' },
      'xoxb-playground',
      'invalid_blocks',
    ],
    [
      'an ephemeral message to nobody',
      'chat.postEphemeral',
      { channel: 'C0COURSE', user: 'U9', text: 'x' },
      'xoxb-playground',
      'user_not_in_channel',
    ],
  ] as const)('%s', async (_, method, args, token, error) => {
    expect(await api(method, args, token)).toMatchObject({ ok: false, error });
  });

  test.each([
    ['auth.test', {}, 'xoxb-playground'],
    ['apps.connections.open', {}, 'xapp-playground'],
    ['chat.postMessage', { channel: 'U0ALICE', text: 'hello' }, 'xoxb-playground'],
    ['chat.postEphemeral', { channel: 'C0COURSE', user: 'U0BOB', text: 'hello' }, 'xoxb-playground'],
  ] as const)('%s of a right one is answered', async (method, args, token) => {
    expect(await api(method, args, token)).toMatchObject({ ok: true });
  });
});

async function link(): Promise<WebSocket> {
  const { url } = await api('apps.connections.open', {}, 'xapp-playground');
  const socket = new WebSocket(url);
  await new Promise((resolve) => socket.once('message', resolve));
  return socket;
}

type Envelope = {
  readonly envelope_id: string;
  readonly payload: { readonly response_url: string; readonly text: string };
};
const next = (socket: WebSocket): Promise<Envelope> =>
  new Promise((resolve) => socket.once('message', (data) => resolve(JSON.parse(String(data)))));

async function post(url: string, body: object) {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

describe('slash commands over Socket Mode', () => {
  test('without a link: dispatch_failed', async () => {
    expect(await slack.command('U0ALICE', 'C0COURSE', 'check')).toEqual({ acked: false, error: 'dispatch_failed' });
  });

  test('a link without a ticket is refused', async () => {
    const socket = new WebSocket(`${slack.url.replace('http', 'ws')}/link?ticket=made-up`);
    expect(await new Promise((resolve) => socket.once('error', () => resolve('refused')))).toBe('refused');
  });

  test('acknowledged in time: the payload is the answer, for that person alone', async () => {
    const socket = await link();
    const done = slack.command('U0ALICE', 'C0COURSE', 'hello @bob');
    const { envelope_id, payload } = await next(socket);
    expect(payload.text).toBe('hello <@U0BOB>');
    socket.send(JSON.stringify({ envelope_id, payload: { text: 'hi' } }));
    expect(await done).toEqual({ acked: true });
    expect(slack.messages.at(-1)).toMatchObject({ to: 'U0ALICE', ephemeral: true, text: 'hi' });
    socket.close();
  });

  test('acknowledged too late: the person sees operation_timeout', async () => {
    const socket = await link();
    const done = slack.command('U0ALICE', 'C0COURSE', 'slow');
    expect(await done).toEqual({ acked: false, error: 'operation_timeout' });
    socket.close();
  });

  test('an envelope acknowledged twice, or never sent, is noted', async () => {
    const socket = await link();
    const before = slack.refusals.length;
    socket.send(JSON.stringify({ envelope_id: 'made-up' }));
    await expect
      .poll(() => slack.refusals.slice(before).map(({ rule }) => rule))
      .toEqual(['unknown or repeated envelope_id']);
    socket.close();
  });

  test('response_url: five times, within half an hour, and never an edit', async () => {
    const socket = await link();
    const done = slack.command('U0ALICE', 'C0COURSE', 'check');
    const { envelope_id, payload } = await next(socket);
    socket.send(JSON.stringify({ envelope_id, payload: {} }));
    await done;
    const count = slack.messages.length;
    expect((await post(payload.response_url, { text: 'one', replace_original: true })).status).toBe(200);
    expect(slack.refusals.at(-1)?.rule).toBe('slash replies cannot be edited');
    expect(slack.messages.length).toBe(count + 1);
    expect((await post(payload.response_url, { blocks: [{ type: 'header' }] })).status).toBe(400);
    for (const text of ['three', 'four', 'five']) expect((await post(payload.response_url, { text })).status).toBe(200);
    expect(await (await post(payload.response_url, { text: 'six' })).json()).toMatchObject({ error: 'used_url' });
    socket.close();
  });

  test('response_url after half an hour', async () => {
    const socket = await link();
    const done = slack.command('U0ALICE', 'C0COURSE', 'check');
    const { envelope_id, payload } = await next(socket);
    socket.send(JSON.stringify({ envelope_id, payload: {} }));
    await done;
    clock += 30 * 60 * 1000 + 1;
    expect(await (await post(payload.response_url, { text: 'late' })).json()).toMatchObject({ error: 'expired_url' });
    socket.close();
  });
});

const plain = (text: string) => ({ type: 'plain_text', text });
const rich = (...elements: readonly object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});

describe('Block Kit', () => {
  test.each([
    ['an unknown block', [{ type: 'marquee' }], 'blocks[0].type'],
    ['no array', {}, 'blocks: must be an array'],
    ['51 blocks', Array.from({ length: 51 }, () => ({ type: 'divider' })), 'no more than 50'],
    ['a header without text', [{ type: 'header' }], 'blocks[0].text'],
    ['a header in mrkdwn', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }], 'plain_text'],
    ['a header of 151 characters', [{ type: 'header', text: plain('x'.repeat(151)) }], 'less than 151'],
    ['a section of 3001 characters', [{ type: 'section', text: plain('x'.repeat(3001)) }], 'less than 3001'],
    ['an empty section', [{ type: 'section' }], 'text or fields'],
    ['11 fields', [{ type: 'section', fields: Array.from({ length: 11 }, () => plain('x')) }], '1 to 10'],
    ['an empty context', [{ type: 'context', elements: [] }], 'is required'],
    ['an image without alt text', [{ type: 'image', image_url: 'x' }], 'alt_text'],
    ['an empty rich text element', [rich({ type: 'text', text: '' })], 'at least 1 character'],
    ['an unknown rich text element', [rich({ type: 'blink', text: 'x' })], 'unsupported'],
    [
      'a list of loose text',
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_list', style: 'bullet', elements: [{ type: 'text', text: 'x' }] }],
        },
      ],
      'rich_text_section',
    ],
    [
      'a button of 76 characters',
      [{ type: 'actions', elements: [{ type: 'button', text: plain('x'.repeat(76)) }] }],
      'less than 76',
    ],
  ])('%s is refused', (_, blocks, said) => {
    expect(blockFaults(blocks).join()).toContain(said);
  });

  test('its healthy neighbours are not', () => {
    const blocks = [
      { type: 'header', text: plain('x'.repeat(150)) },
      { type: 'section', text: { type: 'mrkdwn', text: '*x*' } },
      { type: 'divider' },
      rich({ type: 'text', text: 'x' }),
      { type: 'context', elements: [plain('x')] },
    ];
    expect(blockFaults(blocks)).toEqual([]);
  });

  test.each([
    [{ text: 'hi <!channel>' }, 1],
    [{ blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '<@U012> <!here>' } }] }, 2],
    [{ blocks: [rich({ type: 'broadcast', range: 'channel' })] }, 1],
    [{ text: 'hi &lt;!channel&gt;' }, 0],
    [{ blocks: [rich({ type: 'text', text: '<!channel>' })] }, 0],
    [{ blocks: [{ type: 'header', text: plain('<!channel>') }] }, 0],
  ])('%j fires %i mentions', (payload, count) => {
    expect(mentionsIn(payload).length).toBe(count);
  });
});

test('what somebody types is escaped', () => {
  const around = { personas: defaultPersonas, channels: [{ id: 'C1', name: 'course' }] };
  expect(escapeCommand('a & <b> @bob #course https://x.y/z', around)).toBe(
    'a &amp; &lt;b&gt; <@U0BOB> <#C1|course> <https://x.y/z>',
  );
});

test('a signature is the one that Slack documents', () => {
  // Known answer of docs.slack.dev, "Verifying requests from Slack".
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  expect(signature('8f742231b10e8888abcd99yyyzzz85a5', 1531420618, body)).toBe(
    'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  );
});

describe('the page', () => {
  const status = (host: string, path = '/') =>
    new Promise<number>((resolve) => {
      const sent = request(slack.url + path, { headers: { host } }, (response) =>
        resolve(response.resume().statusCode ?? 0),
      );
      sent.end();
    });

  test('is for this machine’s own names', async () => {
    expect(await status('127.0.0.1:1')).toBe(200);
    expect(await status('localhost:1')).toBe(200);
    expect(await status('evil.example')).toBe(403);
  });

  test('takes only JSON of somebody who is there', async () => {
    const say = (body: string, type: string) =>
      fetch(`${slack.url}/page/say`, { method: 'POST', headers: { 'content-type': type }, body });
    expect((await say('{}', 'text/plain')).status).toBe(415);
    expect((await say('{"user":"U9","channel":"C0COURSE","text":"x"}', 'application/json')).status).toBe(400);
    expect((await say('{"user":"U0BOB","channel":"C0COURSE","text":"x"}', 'application/json')).status).toBe(200);
  });
});
