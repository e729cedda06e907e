import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EmbeddedSlack } from '../../../src/playground/slack/embedded.ts';
import { startSlack } from '../../../src/playground/slack/server.ts';
import { call } from '../../support/slack-client.ts';

let slack: EmbeddedSlack;
let clock = 1_000_000_000_000;
beforeAll(async () => {
  slack = await startSlack({
    settings: { scopes: ['commands', 'chat:write', 'files:write', 'files:read', 'im:history'] },
    channels: [
      { id: 'C0COURSE', name: 'netlab-course' },
      { id: 'C0OTHER', name: 'other', withoutApp: true },
    ],
    fileProcessingMs: 300,
    now: () => clock,
  });
});
afterAll(() => slack.close());

const ask = async (method: string, args: object = {}, token: string | null = 'xoxb-playground') =>
  (await call(slack, method, { ...args }, token)).body;

describe('the Web API refuses a wrong client', () => {
  test.each([
    ['no token', 'auth.test', {}, null, 'not_authed'],
    ['a wrong token', 'auth.test', {}, 'xoxb-wrong', 'invalid_auth'],
    ['a link with the bot’s token', 'apps.connections.open', {}, 'xoxb-playground', 'not_allowed_token_type'],
    ['a link with a wrong token', 'apps.connections.open', {}, 'xapp-wrong', 'invalid_auth'],
    ['a method that does not exist', 'chat.shout', {}, undefined, 'unknown_method'],
    ['a method of another object', 'toString', {}, undefined, 'unknown_method'],
    ['a method without its scope', 'users.info', { user: 'U0ALICE' }, undefined, 'missing_scope'],
    ['opening a conversation without im:write', 'conversations.open', { users: 'U0BOB' }, undefined, 'missing_scope'],
    ['reading a channel with im:history', 'conversations.history', { channel: 'C0COURSE' }, undefined, 'missing_scope'],
    ['a channel that does not exist', 'chat.postMessage', { channel: 'C9', text: 'x' }, undefined, 'channel_not_found'],
    ['a channel without the app', 'chat.postMessage', { channel: 'C0OTHER', text: 'x' }, undefined, 'not_in_channel'],
    ['a message of nothing', 'chat.postMessage', { channel: 'C0COURSE' }, undefined, 'no_text'],
    [
      'a thread that does not exist',
      'chat.postMessage',
      { channel: 'C0COURSE', text: 'x', thread_ts: '1.2' },
      undefined,
      'thread_not_found',
    ],
    [
      'metadata without a type',
      'chat.postMessage',
      { channel: 'C0COURSE', text: 'x', metadata: { event_payload: {} } },
      undefined,
      'invalid_metadata_format',
    ],
    [
      'blocks that are none',
      'chat.postMessage',
      { channel: 'C0COURSE', text: 'x', blocks: [{ type: 'marquee' }] },
      undefined,
      'invalid_blocks',
    ],
    [
      'an ephemeral message to nobody',
      'chat.postEphemeral',
      { channel: 'C0COURSE', user: 'U9', text: 'x' },
      undefined,
      'user_not_in_channel',
    ],
    [
      'changing a message that is not there',
      'chat.update',
      { channel: 'C0COURSE', ts: '1.2', text: 'x' },
      undefined,
      'message_not_found',
    ],
    ['a view without a trigger', 'views.open', { view: {} }, undefined, 'invalid_trigger_id'],
    [
      'a home for nobody',
      'views.publish',
      { user_id: 'U9', view: { type: 'home', blocks: [] } },
      undefined,
      'user_not_found',
    ],
    [
      'a home that is a modal',
      'views.publish',
      { user_id: 'U0BOB', view: { type: 'modal', blocks: [] } },
      undefined,
      'invalid_arguments',
    ],
    [
      'a file of no length',
      'files.getUploadURLExternal',
      { filename: 'a.png', length: '0' },
      undefined,
      'missing_argument',
    ],
    [
      'a description that is too long',
      'files.getUploadURLExternal',
      { filename: 'a.png', length: '3', alt_txt: 'x'.repeat(1001) },
      undefined,
      'alt_txt_too_large',
    ],
    ['a file without a name', 'files.getUploadURLExternal', { length: '3' }, undefined, 'missing_filename'],
    [
      'a file that was never sent',
      'files.completeUploadExternal',
      { files: [{ id: 'F9' }] },
      undefined,
      'file_not_found',
    ],
  ] as const)('%s', async (_, method, args, token, error) => {
    expect(await ask(method, args, token === undefined ? 'xoxb-playground' : token)).toMatchObject({
      ok: false,
      error,
    });
  });

  test('missing_scope names the scope and what was given', async () => {
    expect(await ask('users.info', { user: 'U0ALICE' })).toMatchObject({
      needed: 'users:read',
      provided: 'commands,chat:write,files:write,files:read,im:history',
    });
  });

  test.each([
    ['auth.test', {}, 'xoxb-playground'],
    ['apps.connections.open', {}, 'xapp-playground'],
    ['chat.postMessage', { channel: 'U0ALICE', text: 'hello' }, 'xoxb-playground'],
    ['chat.postMessage', { channel: '#netlab-course', text: 'hello' }, 'xoxb-playground'],
    ['chat.postEphemeral', { channel: 'C0COURSE', user: 'U0BOB', text: 'hello' }, 'xoxb-playground'],
    ['conversations.info', { channel: 'DU0BOB' }, 'xoxb-playground'],
    ['views.publish', { user_id: 'U0BOB', view: { type: 'home', blocks: [{ type: 'divider' }] } }, 'xoxb-playground'],
  ] as const)('%s of a right one is answered', async (method, args, token) => {
    expect(await ask(method, args, token)).toMatchObject({ ok: true });
  });
});

describe('messages', () => {
  test('the app’s own can be changed and taken away; ephemeral ones and other people’s cannot', async () => {
    const { ts, channel } = await ask('chat.postMessage', { channel: 'U0ALICE', text: 'first' });
    expect(await ask('chat.update', { channel, ts, text: 'second' })).toMatchObject({ ok: true });
    expect(slack.messages.find((each) => each.ts === ts)).toMatchObject({ text: 'second', edited: true });
    const { message_ts: hidden } = await ask('chat.postEphemeral', { channel: 'C0COURSE', user: 'U0BOB', text: 'x' });
    expect(await ask('chat.update', { channel: 'C0COURSE', ts: hidden, text: 'y' })).toMatchObject({
      error: 'message_not_found',
    });
    await slack.write('U0BOB', 'C0COURSE', 'mine');
    const mine = slack.messages.at(-1)?.ts;
    expect(await ask('chat.update', { channel: 'C0COURSE', ts: mine, text: 'y' })).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await ask('chat.delete', { channel: 'C0COURSE', ts: mine })).toMatchObject({ error: 'cant_delete_message' });
    expect(await ask('chat.delete', { channel, ts })).toMatchObject({ ok: true });
    expect(slack.messages.some((each) => each.ts === ts)).toBe(false);
  });

  test('history holds metadata on request and never an ephemeral message', async () => {
    const metadata = { event_type: 'netlab_broadcast', event_payload: { id: '7' } };
    await ask('chat.postMessage', { channel: 'U0CAROL', text: 'kept', metadata });
    await ask('chat.postEphemeral', { channel: 'DU0CAROL', user: 'U0CAROL', text: 'hidden' });
    const bare = await ask('conversations.history', { channel: 'DU0CAROL' });
    expect(bare.messages.map(({ text }: { text: string }) => text)).toEqual(['kept']);
    expect(bare.messages[0].metadata).toBeUndefined();
    const full = await ask('conversations.history', { channel: 'DU0CAROL', include_all_metadata: 'true' });
    expect(full.messages[0].metadata).toEqual(metadata);
  });

  test('a thread is read back by its first message', async () => {
    const { ts } = await ask('chat.postMessage', { channel: 'U0BOB', text: 'root' });
    await ask('chat.postMessage', { channel: 'U0BOB', text: 'leaf', thread_ts: ts });
    const { messages } = await ask('conversations.replies', { channel: 'DU0BOB', ts });
    expect(messages.map(({ text }: { text: string }) => text)).toEqual(['root', 'leaf']);
    expect(await ask('conversations.replies', { channel: 'DU0BOB', ts: '9.9' })).toMatchObject({
      error: 'thread_not_found',
    });
    // A limit leaves the first message, which a client may want alone.
    const first = await ask('conversations.replies', { channel: 'DU0BOB', ts, limit: '1' });
    expect([first.messages.length, first.messages[0].text, first.has_more]).toEqual([1, 'root', true]);
  });

  test('a client that takes a thread of one conversation for one of another is refused', async () => {
    const { ts } = await ask('chat.postMessage', { channel: 'U0BOB', text: 'of Bob' });
    await ask('chat.postMessage', { channel: 'U0CAROL', text: 'of Carol' });
    const refused = { ok: false, error: 'thread_not_found' };
    expect(await ask('conversations.replies', { channel: 'DU0CAROL', ts })).toMatchObject(refused);
    expect(await ask('chat.postMessage', { channel: 'U0CAROL', text: 'x', thread_ts: ts })).toMatchObject(refused);
    expect(await ask('chat.postMessage', { channel: 'U0BOB', text: 'x', thread_ts: ts })).toMatchObject({ ok: true });
  });
});

describe('files', () => {
  const png = Buffer.from('89504e470d0a1a0a0000', 'hex');
  const upload = async (name: string, bytes: string | Buffer<ArrayBuffer>, length = bytes.length) => {
    const { upload_url: url, file_id: id } = await ask('files.getUploadURLExternal', {
      filename: name,
      length: String(length),
      alt_txt: 'a map',
    });
    const sent = await fetch(url, { method: 'POST', body: bytes });
    return { id, status: sent.status };
  };
  const image = (id: string) => [{ type: 'image', alt_text: 'a map', slack_file: { id } }];
  const show = (id: string) => ask('chat.postMessage', { channel: 'C0COURSE', text: 'x', blocks: image(id) });

  test('an upload of another length than announced is refused', async () => {
    expect((await upload('map.png', 'four', 5)).status).toBe(400);
  });

  test('an image is shown once it was completed and looked at, not before', async () => {
    const { id, status } = await upload('map.png', png);
    expect(status).toBe(200);
    expect(await show(id)).toMatchObject({ error: 'invalid_blocks' });
    expect(await ask('files.completeUploadExternal', { files: [{ id }] })).toMatchObject({ ok: true });
    expect((await ask('files.info', { file: id })).file.mimetype).toBe('');
    expect(await show(id)).toMatchObject({ error: 'invalid_blocks' });
    clock += 301;
    expect((await ask('files.info', { file: id })).file).toMatchObject({ mimetype: 'image/png', alt_txt: 'a map' });
    expect(await show(id)).toMatchObject({ ok: true });
  });

  const uploaded = async (name: string, bytes: string | Buffer<ArrayBuffer>) => {
    const { id } = await upload(name, bytes);
    await ask('files.completeUploadExternal', { files: [{ id }] });
    clock += 301;
    return String(id);
  };

  test.each([
    ['an SVG', 'map.svg', '<svg/>'],
    ['what is only called a picture', 'map.png', '<svg/>'],
  ])('%s is none for blocks', async (_, name, bytes) => {
    const refused = await show(await uploaded(name, bytes));
    expect(refused).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]'] },
    });
  });

  test('a file is named by its id or its address, not by both and not by neither', async () => {
    const id = await uploaded('map.png', png);
    const { url_private: url } = (await ask('files.info', { file: id })).file;
    const shown = async (file: object) => {
      const blocks = [{ type: 'image', alt_text: 'a map', slack_file: file }];
      return (await ask('chat.postMessage', { channel: 'C0COURSE', text: 'x', blocks })).error ?? 'shown';
    };
    expect([await shown({ id, url }), await shown({})]).toEqual(['invalid_blocks', 'invalid_blocks']);
    expect([await shown({ id }), await shown({ url })]).toEqual(['shown', 'shown']);
  });

  test('somebody’s own file that nobody gave to the app is none for it', async () => {
    expect(await show(slack.upload('U0ALICE', 'map.png', png).id)).toMatchObject({ error: 'invalid_blocks' });
  });

  test('App Home takes what a message takes, and no more', async () => {
    const publish = (id: string) =>
      ask('views.publish', { user_id: 'U0ALICE', view: { type: 'home', blocks: image(id) } });
    const id = await uploaded('map.png', png);
    expect(await publish(id)).toMatchObject({ ok: true });
    expect(await publish(await uploaded('map.svg', '<svg/>'))).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] invalid slack file [json-pointer:/view/blocks/0/slack_file]'] },
    });
  });

  test('a file that was deleted is gone for blocks too; only who owns it can delete it', async () => {
    const id = await uploaded('map.png', png);
    expect(await ask('files.delete', { file: id })).toMatchObject({ ok: true });
    expect(await show(id)).toMatchObject({ error: 'invalid_blocks' });
    expect(await ask('files.info', { file: id })).toMatchObject({ error: 'file_not_found' });
    expect(await ask('files.delete', { file: id })).toMatchObject({ error: 'file_not_found' });
    const foreign = slack.upload('U0ALICE', 'a.csv', 'x');
    await slack.write('U0ALICE', 'DU0ALICE', 'here', undefined, [foreign.id]);
    expect(await ask('files.delete', { file: foreign.id })).toMatchObject({ error: 'cant_delete_file' });
  });
});

describe('rates', () => {
  test('too many calls are 429 with Retry-After, for that method alone; waiting helps', async () => {
    let now = 5_000_000;
    const strict = await startSlack({ rateScale: 0.1, now: () => now });
    const send = (channel: string) => call(strict, 'chat.postMessage', { channel, text: 'x' });
    expect((await send('U0ALICE')).body.ok).toBe(true);
    const refused = await send('U0ALICE');
    expect([refused.status, refused.body.error]).toEqual([429, 'ratelimited']);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBe(10);
    expect((await send('U0BOB')).body.ok).toBe(true);
    expect((await call(strict, 'auth.test')).body.ok).toBe(true);
    now += wait * 1000 - 500;
    expect((await send('U0ALICE')).status).toBe(429);
    now += 500;
    expect((await send('U0ALICE')).body.ok).toBe(true);
    await strict.close();
  });

  test('at Slack’s own pace a short burst passes and a flood does not', async () => {
    const real = await startSlack({ rateScale: 1, now: () => 7_000_000 });
    const sent = [];
    for (let count = 0; count < 8; count++)
      sent.push((await call(real, 'chat.postMessage', { channel: 'U0BOB', text: 'x' })).status);
    expect(sent).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    await real.close();
  });
});
