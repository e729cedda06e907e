import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EmbeddedSlack } from '../../../src/playground/slack/embedded.ts';
import type { SlackOptions } from '../../../src/playground/slack/options.ts';
import { startSlack } from '../../../src/playground/slack/server.ts';
import { defaultPersonas, type Persona } from '../../../src/playground/slack/workspace/personas.ts';
import { call, Link, modal, openModal, plain } from '../../support/slack-client.ts';

const scopes = ['commands', 'chat:write', 'users:read', 'users:read.email', 'usergroups:read', 'im:write'];
const others: readonly Persona[] = [
  { id: 'U0GONE', name: 'gone', realName: 'Gone', role: 'student', email: 'gone@class.example', deleted: true },
  { id: 'U0ROBOT', name: 'robot', realName: 'Robot', role: 'student', is_bot: true },
  { id: 'U0SOLO', name: 'solo', realName: 'Solo', role: 'student', is_ultra_restricted: true },
  { id: 'U0MAX', name: 'max', realName: 'Max', role: 'student', email: 'max@elsewhere.example', is_stranger: true },
];

const running: EmbeddedSlack[] = [];
afterEach(async () => {
  for (const slack of running.splice(0)) await slack.close();
});

async function start(options: SlackOptions = {}): Promise<EmbeddedSlack> {
  const personas = [...defaultPersonas, ...others];
  const settings = { scopes: [...scopes, 'channels:read', 'im:history'], events: ['message.im', 'app_home_opened'] };
  const slack = await startSlack({ ackTimeoutMs: 60, personas, settings, ...options });
  running.push(slack);
  return slack;
}

let slack: EmbeddedSlack;
beforeEach(async () => {
  slack = await start();
});

const ask = async (method: string, args: object = {}) => (await call(slack, method, { ...args })).body;
const user = async (id: string) => (await ask('users.info', { user: id })).user;

describe('users.info', () => {
  test('a member is of the workspace, with no word of strangers', async () => {
    const alice = await user('U0ALICE');
    expect(alice).toMatchObject({ team_id: 'T0NETLAB', deleted: false, is_restricted: false, is_bot: false });
    expect('is_stranger' in alice).toBe(false);
  });

  test('a guest is of the workspace, too; a guest of one channel is also a guest', async () => {
    expect(await user('U0SAM')).toMatchObject({ team_id: 'T0NETLAB', is_restricted: true, is_ultra_restricted: false });
    expect(await user('U0SOLO')).toMatchObject({ is_restricted: true, is_ultra_restricted: true });
  });

  test('who shares a channel from another workspace is no stranger: only the team tells', async () => {
    const zoe = await user('U0ZOE');
    expect(zoe).toMatchObject({ team_id: 'T0ELSEWHERE', is_stranger: false, profile: { team: 'T0ELSEWHERE' } });
    expect(['is_restricted' in zoe, 'tz' in zoe]).toEqual([false, false]);
    expect((await ask('users.info', { user: 'U0ZOE', include_locale: 'true' })).user.locale).toBeUndefined();
    expect((await ask('users.info', { user: 'U0ALICE', include_locale: 'true' })).user.locale).toBe('en-GB');
  });

  test('a stranger is one who shares no channel with the app', async () => {
    expect(await user('U0MAX')).toMatchObject({ team_id: 'T0ELSEWHERE', is_stranger: true });
    const unshared = await start({ channels: [{ id: 'C0COURSE', name: 'course' }] });
    expect((await call(unshared, 'users.info', { user: 'U0ZOE' })).body.user.is_stranger).toBe(true);
  });

  test('of an ended account the profile is left', async () => {
    const gone = await user('U0GONE');
    expect(gone).toMatchObject({ deleted: true, profile: { real_name: 'Gone' } });
    expect(['real_name' in gone, 'is_restricted' in gone]).toEqual([false, false]);
  });

  test('e-mail is in the profile for an app with users:read.email, and nowhere for any other', async () => {
    expect((await user('U0ALICE')).profile.email).toBe('alice@class.example');
    const less = await start({ settings: { scopes: ['users:read'] } });
    const { body } = await call(less, 'users.info', { user: 'U0ALICE' });
    expect(JSON.stringify(body)).not.toContain('class.example');
    expect((await call(less, 'users.lookupByEmail', { email: 'alice@class.example' })).body).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read.email',
    });
  });
});

describe('users.lookupByEmail', () => {
  test.each([['alice@class.example'], ['Alice@Class.example'], ['sam@guests.example']])('finds %s', async (email) => {
    expect(await ask('users.lookupByEmail', { email })).toMatchObject({ ok: true, user: { team_id: 'T0NETLAB' } });
  });

  test.each([['zoe@elsewhere.example'], ['max@elsewhere.example'], ['gone@class.example'], ['']])(
    'does not find %s',
    async (email) => {
      expect(await ask('users.lookupByEmail', { email })).toEqual({ ok: false, error: 'users_not_found' });
    },
  );
});

describe('users.list', () => {
  const ids = (answer: { members: { id: string }[] }) => answer.members.map(({ id }) => id);

  test('has guests, bots and ended accounts, but nobody of another workspace', async () => {
    const all = ids(await ask('users.list'));
    for (const id of ['U0ALICE', 'U0SAM', 'U0GONE', 'U0ROBOT', 'U0NETLAB', 'USLACKBOT']) expect(all).toContain(id);
    for (const id of ['U0ZOE', 'U0MAX']) expect(all).not.toContain(id);
  });

  test('Slackbot is not marked as a bot', async () => {
    expect(await user('USLACKBOT')).toMatchObject({ is_bot: false });
    expect(await user('U0NETLAB')).toMatchObject({ is_bot: true });
  });

  test('comes in pages: who stops at the first one has not everybody', async () => {
    const first = await ask('users.list', { limit: '4' });
    expect(first.members.length).toBe(4);
    const all = ids(first);
    let cursor = first.response_metadata.next_cursor;
    while (cursor !== '') {
      const page = await ask('users.list', { limit: '4', cursor });
      all.push(...ids(page));
      cursor = page.response_metadata.next_cursor;
    }
    expect(all).toEqual(ids(await ask('users.list')));
  });

  test('a cursor of one’s own making is none', async () => {
    expect(await ask('users.list', { limit: '4', cursor: 'page-2' })).toEqual({ ok: false, error: 'invalid_cursor' });
    expect(await ask('users.list', { limit: '-1' })).toMatchObject({ ok: false });
  });
});

describe('user groups', () => {
  test('a workspace without them says that its plan has none', async () => {
    expect(await ask('usergroups.users.list', { usergroup: 'S0TEACH' })).toMatchObject({
      error: 'plan_upgrade_required',
    });
  });

  test('a workspace that has them knows who is in one, and which there are not', async () => {
    const paid = await start({ groups: { S0TEACH: ['U0INGE'] } });
    const group = async (usergroup: string) => (await call(paid, 'usergroups.users.list', { usergroup })).body;
    expect(await group('S0TEACH')).toEqual({ ok: true, users: ['U0INGE'] });
    for (const id of ['S0OTHER', 'toString', '']) expect(await group(id)).toMatchObject({ error: 'no_such_subteam' });
  });

  test('without usergroups:read nothing is said', async () => {
    const less = await start({ groups: { S0TEACH: ['U0INGE'] }, settings: { scopes: ['users:read'] } });
    expect((await call(less, 'usergroups.users.list', { usergroup: 'S0TEACH' })).body).toMatchObject({
      error: 'missing_scope',
    });
  });
});

describe('direct messages', () => {
  const open = (users: string) => ask('conversations.open', { users });
  const post = (channel: string) => ask('chat.postMessage', { channel, text: 'x' });

  test.each([['U0ALICE'], ['U0SAM'], ['U0ZOE']])('are opened with %s, by a message as well', async (id) => {
    expect(await post(id)).toMatchObject({ ok: true, channel: `D${id}` });
    expect(await open(id)).toMatchObject({ ok: true, channel: { id: `D${id}` } });
  });

  test.each([
    ['a stranger', 'U0MAX', 'invalid_user_combination', 'channel_not_found'],
    ['an ended account', 'U0GONE', 'user_disabled', 'channel_not_found'],
    ['an app', 'U0ROBOT', 'cannot_dm_bot', 'cannot_dm_bot'],
    ['Slackbot', 'USLACKBOT', 'cannot_dm_bot', 'cannot_dm_bot'],
    ['nobody', 'U9', 'user_not_found', 'channel_not_found'],
  ])('are not opened with %s', async (_, id, opening, posting) => {
    expect(await open(id)).toEqual({ ok: false, error: opening });
    expect(await post(id)).toEqual({ ok: false, error: posting });
  });

  test('that there were outlive the account: Slack says ok, and nobody reads it', async () => {
    await post('U0BOB');
    slack.deactivate('U0BOB');
    expect(await post('U0BOB')).toMatchObject({ ok: true, channel: 'DU0BOB' });
    expect(await open('U0BOB')).toMatchObject({ error: 'user_disabled' });
    expect(await user('U0BOB')).toMatchObject({ deleted: true });
  });
});

describe('people of other workspaces', () => {
  test('see the channels that are shared with them, and what was said there', async () => {
    slack = await start({
      channels: [
        { id: 'C0COURSE', name: 'course', shared: true },
        { id: 'C0STAFF', name: 'staff' },
      ],
    });
    const members = async (channel: string) => (await ask('conversations.members', { channel })).members;
    expect(await members('C0COURSE')).toContain('U0ZOE');
    expect(await members('C0STAFF')).not.toContain('U0ZOE');
    expect(await ask('conversations.info', { channel: 'C0COURSE' })).toMatchObject({
      channel: { is_ext_shared: true },
    });
    const whisper = (channel: string) => ask('chat.postEphemeral', { channel, user: 'U0ZOE', text: 'x' });
    expect(await whisper('C0STAFF')).toMatchObject({ error: 'user_not_in_channel' });
    expect(await whisper('C0COURSE')).toMatchObject({ ok: true });
  });

  test('are not offered the commands of the app', async () => {
    const link = await Link.open(slack);
    expect(await slack.command('U0ZOE', 'C0COURSE', 'check')).toEqual({
      acked: false,
      error: '/netlab is not a valid command.',
    });
    expect(link.envelopes).toEqual([]);
  });

  test('a guest is', async () => {
    const link = await Link.open(slack);
    const typed = slack.command('U0SAM', 'C0COURSE', 'check');
    const envelope = await link.next();
    link.ack(envelope);
    expect(envelope.payload).toMatchObject({ user_id: 'U0SAM', team_id: 'T0NETLAB' });
    expect(await typed).toEqual({ acked: true });
  });

  test('a command of theirs that a test sends anyway names their workspace', async () => {
    const link = await Link.open(slack);
    slack.command('U0ZOE', 'C0COURSE', 'check', 'anyway');
    expect((await link.next()).payload).toMatchObject({ user_id: 'U0ZOE', team_id: 'T0ELSEWHERE', command: '/netlab' });
  });

  test('press buttons of the channel: the person’s team is theirs, the message’s the app’s', async () => {
    const button = { type: 'button', action_id: 'go', text: plain('Go') };
    const blocks = [{ type: 'actions', block_id: 'row', elements: [button] }];
    await ask('chat.postMessage', { channel: 'C0COURSE', text: 'x', blocks });
    const link = await Link.open(slack);
    const on = { message: slack.messages.at(-1)?.ts ?? '' };
    for (const [id, team] of [
      ['U0ZOE', 'T0ELSEWHERE'],
      ['U0SAM', 'T0NETLAB'],
    ] as const) {
      slack.click({ user: id, on, block: 'row', action: 'go' });
      expect((await link.next()).payload).toMatchObject({ user: { id, team_id: team }, team: { id: 'T0NETLAB' } });
    }
    expect(await slack.click({ user: 'U0MAX', on, block: 'row', action: 'go' })).toMatchObject({ acked: false });
  });

  test('submit modals in their own workspace: the app’s is named in the view', async () => {
    const blocks = [
      { type: 'actions', block_id: 'row', elements: [{ type: 'button', action_id: 'go', text: plain('Go') }] },
    ];
    await ask('chat.postMessage', { channel: 'C0COURSE', text: 'x', blocks });
    const link = await Link.open(slack);
    const on = { message: slack.messages.at(-1)?.ts ?? '' };
    slack.click({ user: 'U0ZOE', on, block: 'row', action: 'go' });
    const { trigger_id } = (await link.next()).payload;
    await ask('views.open', { trigger_id, view: modal([], { notify_on_close: true }) });
    const view = slack.modals('U0ZOE')[0]?.id ?? '';
    slack.submit('U0ZOE', view, {});
    const theirs = {
      user: { team_id: 'T0ELSEWHERE' },
      team: { id: 'T0ELSEWHERE' },
      view: { app_installed_team_id: 'T0NETLAB' },
    };
    expect((await link.next()).payload).toMatchObject({ type: 'view_submission', ...theirs });
    slack.closeView('U0ZOE', view);
    expect((await link.next()).payload).toMatchObject({ type: 'view_closed', ...theirs });
    await openModal(slack, link, modal([]));
    slack.submit('U0ALICE', slack.modals('U0ALICE')[0]?.id ?? '', {});
    expect((await link.next()).payload).toMatchObject({ user: { team_id: 'T0NETLAB' }, team: { id: 'T0NETLAB' } });
  });

  test('find the app only after it has written to them; then their messages say whose they are', async () => {
    const link = await Link.open(slack);
    expect(await slack.openHome('U0ZOE')).toBe(false);
    expect(await slack.write('U0ZOE', 'DU0ZOE', 'hello')).toBe(false);
    expect(link.envelopes).toEqual([]);
    await ask('chat.postMessage', { channel: 'U0ZOE', text: 'x' });
    slack.write('U0ZOE', 'DU0ZOE', 'hello');
    const envelope = await link.next();
    expect(envelope.payload).toMatchObject({
      team_id: 'T0NETLAB',
      is_ext_shared_channel: true,
      event: { user: 'U0ZOE', team: 'T0ELSEWHERE', user_team: 'T0ELSEWHERE', source_team: 'T0ELSEWHERE' },
    });
    link.ack(envelope);
    slack.openHome('U0ZOE');
    const opened = await link.next();
    expect(opened.payload).toMatchObject({
      team_id: 'T0NETLAB',
      event: { type: 'app_home_opened', tab: 'home', user: 'U0ZOE' },
    });
    expect(JSON.stringify(opened.payload)).not.toContain('T0ELSEWHERE');
    link.ack(opened);
    slack.write('U0ALICE', 'DU0ALICE', 'hello');
    const own = await link.next();
    expect(own.payload).toMatchObject({ is_ext_shared_channel: false, event: { team: 'T0NETLAB' } });
    expect(Object(own.payload.event).user_team).toBeUndefined();
    link.ack(own);
  });
});
