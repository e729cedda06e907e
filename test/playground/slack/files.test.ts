import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EmbeddedSlack } from '../../../src/playground/slack/embedded.ts';
import type { SlackOptions } from '../../../src/playground/slack/options.ts';
import { startSlack } from '../../../src/playground/slack/server.ts';
import { call, fileInput, Link, modal, openModal } from '../../support/slack-client.ts';

const scopes = ['commands', 'chat:write', 'files:read', 'im:history'];
const running: EmbeddedSlack[] = [];
afterEach(async () => {
  for (const slack of running.splice(0)) await slack.close();
});

async function start(options: SlackOptions = {}) {
  const started = await startSlack({ ackTimeoutMs: 60, settings: { scopes, events: ['message.im'] }, ...options });
  running.push(started);
  return { slack: started, link: await Link.open(started) };
}

let slack: EmbeddedSlack;
let link: Link;
beforeEach(async () => {
  ({ slack, link } = await start());
});

const csv = 'user,namespace\nU0ALICE,student-07\n';

/** Submits the modal that Alice has open, with these files in its input. */
function submit(ids: readonly string[], from = slack) {
  const view = from.modals('U0ALICE').at(-1)?.id ?? '';
  return from.submit('U0ALICE', view, { csv: { csv: { type: 'file_input', files: ids.map((id) => ({ id })) } } });
}

describe('file_input', () => {
  test('an app without files:read gets no such modal', async () => {
    const less = await start({ settings: { scopes: ['commands'] } });
    const refused = await openModal(less.slack, less.link, modal([fileInput('csv')]));
    expect(refused).toMatchObject({ ok: false, error: 'invalid_arguments' });
    expect(refused.response_metadata.messages.join()).toContain('files:read');
    expect(less.slack.modals('U0ALICE')).toEqual([]);
  });

  test('holds nothing at first, and when it is required Slack says so before the app hears', async () => {
    const { view } = await openModal(slack, link, modal([fileInput('csv')]));
    expect(view.state.values).toEqual({ csv: { csv: { type: 'file_input', files: [] } } });
    expect(await submit([])).toEqual({ acked: true, errors: { csv: 'Please complete this required field.' } });
    expect(link.envelopes).toEqual([]);
  });

  test('may be left empty where it is optional', async () => {
    await openModal(slack, link, modal([fileInput('csv', {}, { optional: true })]));
    const done = submit([]);
    link.ack(await link.next());
    expect(await done).toEqual({ acked: true });
  });

  test.each([
    ['a type that is not taken', { filetypes: ['csv'] }, ['roster.xlsx'], 'not of a type'],
    ['no extension at all', { filetypes: ['csv'] }, ['csv'], 'not of a type'],
    ['two files where one is taken', { max_files: 1 }, ['a.csv', 'b.csv'], 'No more than 1'],
    ['eleven files', {}, Array.from({ length: 11 }, (_, index) => `${index}.csv`), 'No more than 10'],
  ])('%s never reaches the app', async (_, element, names, said) => {
    await openModal(slack, link, modal([fileInput('csv', element)]));
    const shown = await submit(names.map((name) => slack.upload('U0ALICE', name, csv).id));
    expect(shown.errors?.csv).toContain(said);
    expect(link.envelopes).toEqual([]);
  });

  test('neither does a file of more than 10 MB, somebody else’s, or one that is not there', async () => {
    await openModal(slack, link, modal([fileInput('csv')]));
    const large = slack.upload('U0ALICE', 'a.csv', Buffer.alloc(10_000_001)).id;
    const foreign = slack.upload('U0BOB', 'b.csv', csv).id;
    for (const id of [large, foreign, 'F9']) expect((await submit([id])).errors?.csv).toBeDefined();
    expect(link.envelopes).toEqual([]);
  });

  test('its healthy neighbour comes whole: name, type, owner, and where to fetch it', async () => {
    await openModal(slack, link, modal([fileInput('csv', { filetypes: ['csv'], max_files: 1 })]));
    const { id } = slack.upload('U0ALICE', 'Roster.CSV', csv);
    const done = submit([id]);
    const envelope = await link.next();
    link.ack(envelope);
    expect(await done).toEqual({ acked: true });
    const [file] = Object(envelope.payload.view).state.values.csv.csv.files;
    expect(file).toMatchObject({
      id,
      name: 'Roster.CSV',
      title: 'Roster.CSV',
      mimetype: 'text/csv',
      filetype: 'csv',
      user: 'U0ALICE',
      user_team: 'T0NETLAB',
      size: csv.length,
      url_private: `${slack.url}/files-pri/T0NETLAB-${id}/Roster.CSV`,
      url_private_download: `${slack.url}/files-pri/T0NETLAB-${id}/download/Roster.CSV`,
    });
    expect((await call(slack, 'files.info', { file: id })).body).toMatchObject({ ok: true, file: { id } });
  });
});

describe('downloading', () => {
  /** A file that Alice gave to the app. */
  async function given(): Promise<string> {
    const { id, url_private_download: url } = slack.upload('U0ALICE', 'roster.csv', csv);
    slack.write('U0ALICE', 'DU0ALICE', 'here', undefined, [id]);
    link.ack(await link.next());
    return String(url);
  }
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

  test.each([
    ['no token', {}],
    ['a wrong token', bearer('xoxb-wrong')],
    ['the token of the link', bearer('xapp-playground')],
    ['a token without its scheme', { headers: { authorization: 'xoxb-playground' } }],
  ])('with %s it is a page to sign in, and no error', async (_, request) => {
    const url = await given();
    const redirected = await fetch(url, { ...request, redirect: 'manual' });
    expect([redirected.status, redirected.headers.get('location')]).toEqual([
      302,
      expect.stringContaining('/signin?redir=%2Ffiles-pri'),
    ]);
    const followed = await fetch(url, request);
    expect([followed.status, followed.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await followed.text()).toContain('Sign in');
    expect(slack.refusals.map(({ rule }) => rule)).toContain('file without authorization');
  });

  test('with the right token of an app without files:read it is the same page', async () => {
    ({ slack, link } = await start({ settings: { scopes: ['im:history'], events: ['message.im'] } }));
    const response = await fetch(await given(), bearer('xoxb-playground'));
    expect(response.headers.get('content-type')).toContain('text/html');
  });

  test.each([['url_private'], ['url_private_download']])('with the right token %s is the file', async (key) => {
    const [, id = ''] = /-(F\w+)\//u.exec(await given()) ?? [];
    const { file } = (await call(slack, 'files.info', { file: id })).body;
    const response = await fetch(file[key], bearer('xoxb-playground'));
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/csv']);
    expect(await response.text()).toBe(csv);
  });

  test('a file that nobody gave to the app is not there for it', async () => {
    const { id, url_private: url } = slack.upload('U0ALICE', 'diary.csv', csv);
    expect((await fetch(String(url), bearer('xoxb-playground'))).status).toBe(404);
    expect((await call(slack, 'files.info', { file: id })).body).toMatchObject({ error: 'file_not_found' });
  });
});

describe('a message with a file', () => {
  const send = (user: string, id: string, text = '') => slack.write(user, `D${user}`, text, undefined, [id]);

  test('is of the subtype file_share and carries the file; it needs no words', async () => {
    const { id } = slack.upload('U0ALICE', 'roster.csv', csv);
    send('U0ALICE', id);
    const envelope = await link.next();
    link.ack(envelope);
    expect(envelope.payload.event).toMatchObject({
      type: 'message',
      subtype: 'file_share',
      channel: 'DU0ALICE',
      user: 'U0ALICE',
      text: '',
      files: [{ id, name: 'roster.csv', filetype: 'csv', user: 'U0ALICE' }],
    });
    const { body } = await call(slack, 'conversations.history', { channel: 'DU0ALICE' });
    expect(body.messages).toMatchObject([{ subtype: 'file_share', files: [{ id }] }]);
  });

  test('its healthy neighbour without one has no subtype', async () => {
    slack.write('U0ALICE', 'DU0ALICE', 'hello');
    const envelope = await link.next();
    link.ack(envelope);
    expect(envelope.payload.event).toMatchObject({ type: 'message', text: 'hello' });
    expect(envelope.payload.event).not.toHaveProperty('subtype');
  });

  test('takes no file of somebody else, and is nothing without words or files', async () => {
    const { id } = slack.upload('U0BOB', 'roster.csv', csv);
    expect(await send('U0ALICE', id)).toBe(false);
    expect(slack.messages).toEqual([]);
  });

  test('from another workspace hides what the file is: the app has to ask', async () => {
    await call(slack, 'chat.postMessage', { channel: 'U0ZOE', text: 'hello' });
    const { id } = slack.upload('U0ZOE', 'roster.csv', csv);
    send('U0ZOE', id);
    const envelope = await link.next();
    link.ack(envelope);
    const [file] = Object(envelope.payload.event).files;
    expect(file).toMatchObject({ id, file_access: 'check_file_info' });
    expect('url_private' in file).toBe(false);
    expect((await call(slack, 'files.info', { file: id })).body.file).toMatchObject({ user_team: 'T0ELSEWHERE' });
  });
});
