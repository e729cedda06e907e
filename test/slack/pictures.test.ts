// Pictures against the embedded Slack, whose rules know what an uploaded file is only after a while.
import { describe, expect, test } from 'vitest';
import type { Lab } from '../../src/model/lab.ts';
import { buttonsOf, pressOn, type Running, settings, start, startHttp } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { saidIn } from '../support/import.ts';
import { snapshotOf } from '../support/objects.ts';
import { call } from '../support/slack-client.ts';

const quick = { uploads: { firstPauseMs: 5, totalMs: 2000 } };
const open = (rest: Partial<Lab> = {}, more: object = {}) =>
  start(rest, {}, { fileProcessingMs: 20 }, { ...quick, ...more });

// Drawing takes its time where other tests draw too.
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 10_000 });

type Block = Readonly<Record<string, unknown>>;
const imagesIn = (blocks: readonly unknown[]) => blocks.map(Object).filter(({ type }: Block) => type === 'image');
const fileOf = (blocks: readonly unknown[]) => String(Object(imagesIn(blocks)[0]?.slack_file).id);
const methods = ({ slack }: Running, ...names: readonly string[]) =>
  slack.calls.map(({ method }) => method).filter((method) => names.some((name) => method.startsWith(name)));
const inDirect = ({ slack }: Running, user = 'U0ALICE') =>
  slack.messages.filter(({ channel, ephemeral }) => channel === `D${user}` && !ephemeral);

describe.each([
  ['Socket Mode', open],
  ['HTTP mode', (rest: Partial<Lab> = {}) => startHttp(rest, { fileProcessingMs: 20 }, quick)],
] as const)('%s', (_, begin) => {
  test('in a channel the picture goes to the direct messages, and the private answer says so', async () => {
    const own = await begin();
    await own.slack.command('U0ALICE', 'C0COURSE', 'picture');
    const answer = await own.slack.waitForMessage(
      ({ channel, text }) => channel === 'C0COURSE' && text.includes('Messages'),
    );
    expect([answer.ephemeral, answer.to, imagesIn(answer.blocks)]).toEqual([true, 'U0ALICE', []]);
    const [message] = inDirect(own);
    expect(imagesIn(message?.blocks ?? [])).toMatchObject([
      { title: { text: 'The network of student-07' }, alt_text: expect.stringContaining('web') },
    ]);
    // Who hears it read hears what the picture says.
    expect(message?.text).toContain('Map of the network of student-07');
    expect(own.asked).toEqual(['student-07']);
    expect(own.slack.refusals).toEqual([]);
  });
});

test('typed in the direct messages themselves, the private answer says that the picture is here', async () => {
  const own = await open();
  await own.slack.command('U0ALICE', 'DU0ALICE', 'picture models');
  const answer = await own.slack.waitForMessage(({ text }) => text.includes('in a message of its own'));
  expect([answer.channel, answer.ephemeral]).toEqual(['DU0ALICE', true]);
  expect(imagesIn(inDirect(own)[0]?.blocks ?? [])).toHaveLength(1);
});

describe('an upload', () => {
  test('goes the three steps without a channel, with its description, and waits until Slack knows what it is', async () => {
    const own = await open();
    await own.slack.command('U0ALICE', 'DU0ALICE', 'picture models');
    await own.slack.waitForMessage(({ channel, blocks }) => channel === 'DU0ALICE' && imagesIn(blocks).length === 1);
    const files = own.slack.calls.filter(({ method }) => method.startsWith('files.'));
    expect(files.slice(0, 2).map(({ method }) => method)).toEqual([
      'files.getUploadURLExternal',
      'files.completeUploadExternal',
    ]);
    expect(files[0]?.args).toMatchObject({
      filename: 'netlab-models.png',
      alt_txt: expect.stringContaining('kubenet'),
    });
    expect(String(Object(files[0]?.args).alt_txt).length).toBeLessThanOrEqual(1000);
    expect(Object.keys(files[1]?.args ?? {})).not.toContain('channel_id');
    expect(files.slice(2).length).toBeGreaterThan(1);
    expect(own.slack.refusals).toEqual([]);
  });

  test('of the same content happens once, for several people at once and after a restart', async () => {
    const own = await open();
    await Promise.all(
      ['U0ALICE', 'U0BOB'].map((user) => own.slack.command(user, `D${user}`, 'picture plan overlay 50 nodes')),
    );
    for (const user of ['U0ALICE', 'U0BOB'])
      await own.slack.waitForMessage(({ to, blocks }) => to === user && imagesIn(blocks).length > 0);
    expect(methods(own, 'files.getUploadURL')).toHaveLength(1);
    const [alice, bob] = ['U0ALICE', 'U0BOB'].map((user) => fileOf(inDirect(own, user)[0]?.blocks ?? []));
    expect(alice).toBe(bob);
    // The book outlives the process; another netlab finds the file there.
    await own.app.stop();
    await eventually(() => own.slack.openLinkCount()).toBe(0);
    await start({ pictures: own.books.pictures }, { apiUrl: own.slack.apiUrl }, {}, quick);
    await own.slack.command('U0ALICE', 'DU0ALICE', 'picture plan overlay 50 nodes');
    await eventually(() => inDirect(own).length).toBe(2);
    expect(fileOf(inDirect(own)[1]?.blocks ?? [])).toBe(alice);
    expect(methods(own, 'files.getUploadURL')).toHaveLength(1);
  });

  test('is done once more where somebody deleted the file', async () => {
    const own = await open();
    await own.slack.command('U0ALICE', 'DU0ALICE', 'picture models');
    const first = fileOf((await own.slack.waitForMessage(({ blocks }) => imagesIn(blocks).length > 0)).blocks);
    await call(own.slack, 'files.delete', { file: first });
    await own.slack.command('U0ALICE', 'C0COURSE', 'picture models');
    await eventually(() => inDirect(own).length).toBe(2);
    const second = inDirect(own)[1];
    expect(imagesIn(second?.blocks ?? [])).toHaveLength(1);
    expect(fileOf(second?.blocks ?? [])).not.toBe(first);
    expect(methods(own, 'files.getUploadURL')).toHaveLength(2);
    expect(own.notes.join('\n')).toContain('uploaded again');
  });
});

describe('where a picture cannot be shown, its words are', () => {
  test.each([
    ['files.getUploadURLExternal', 'file_uploads_disabled'],
    ['files.getUploadURLExternal', 500],
    ['files.completeUploadExternal', 'internal_error'],
    ['files.info', 'file_not_found'],
  ])('%s: %s', async (method, error) => {
    const own = await open();
    own.slack.failing.set(method, error);
    await own.slack.command('U0ALICE', 'C0COURSE', 'picture');
    const { text, blocks } = await own.slack.waitForMessage(({ text }) => text.includes('Map of the network'));
    expect(imagesIn(blocks)).toEqual([]);
    expect(JSON.stringify(blocks)).toContain('The picture could not be shown, so this is what it says.');
    expect(text).toContain('Map of the network of student-07');
    expect(own.notes.join('\n')).toContain('a picture could not be shown');
  });

  test('without the scope for uploads Slack is asked once in an hour, and the log says it once', async () => {
    let at = '2026-11-24T16:40:00.000Z';
    const mint = () => ({ id: 'an-id', at });
    const scopes = settings.scopes.filter((scope) => scope !== 'files:write');
    const own = await start({ newIdAndTime: mint }, {}, { settings: { ...settings, scopes } }, quick);
    const words = () => own.slack.messages.filter(({ text }) => text.includes('Map of the network'));
    const picture = async (many: number) => {
      await own.slack.command('U0ALICE', 'C0COURSE', 'picture');
      await eventually(() => words().length).toBe(many);
    };
    await own.slack.command('U0ALICE', 'C0COURSE', 'check');
    await eventually(() => methods(own, 'files.')).toHaveLength(1);
    for (const many of [1, 2]) await picture(many);
    await own.slack.command('U0BOB', 'C0COURSE', 'check');
    const said = own.notes.filter((line) => /a picture|App Home/u.test(line));
    expect(said).toEqual([expect.stringContaining('missing_scope, files:write is needed')]);
    expect(methods(own, 'files.')).toHaveLength(1);
    at = '2026-11-24T17:41:00.000Z';
    await picture(3);
    expect(methods(own, 'files.')).toHaveLength(2);
  });

  test('a file that is refused for itself is asked for again', async () => {
    const own = await open();
    own.slack.failing.set('files.getUploadURLExternal', 'internal_error');
    for (const many of [1, 2]) {
      await own.slack.command('U0ALICE', 'C0COURSE', 'picture');
      await eventually(() => own.notes.filter((line) => line.includes('could not be shown')).length).toBe(many);
    }
    expect(methods(own, 'files.')).toHaveLength(2);
  });

  test('a file that Slack never looks at', async () => {
    const own = await start({}, {}, { fileProcessingMs: 60_000 }, { uploads: { firstPauseMs: 5, totalMs: 40 } });
    await own.slack.command('U0ALICE', 'DU0ALICE', 'picture models');
    const { text } = await own.slack.waitForMessage(
      ({ channel, text: said }) => channel === 'DU0ALICE' && said.includes('kubenet'),
    );
    expect(text).toContain('Overlay');
    expect(own.notes.join('\n')).toContain('did not say what');
  });

  test('a direct message that Slack does not take: the words come in the private answer', async () => {
    const own = await open();
    own.slack.failing.set('chat.postMessage', 'channel_not_found');
    await own.slack.command('U0ALICE', 'C0COURSE', 'picture');
    const { channel, ephemeral } = await own.slack.waitForMessage(({ text }) => text.includes('Map of the network'));
    expect([channel, ephemeral]).toEqual(['C0COURSE', true]);
  });

  test('a book of pictures that does not answer costs an upload, not the picture', async () => {
    const down = () => Promise.reject(new Error('down'));
    const own = await open({ pictures: { find: down, keep: down } });
    await own.slack.command('U0ALICE', 'DU0ALICE', 'picture models');
    expect(imagesIn((await own.slack.waitForMessage(({ channel }) => channel === 'DU0ALICE')).blocks)).toHaveLength(1);
  });
});

describe('whose network it is', () => {
  test.each([
    ['U0ALICE', 'picture map student-12', 'That namespace is not yours'],
    ['U0CAROL', 'picture', 'I do not know which namespace is yours'],
    ['U0ALICE', 'picture cats', 'There are map, models and plan'],
  ])('%s, %s', async (user, text, said) => {
    const own = await open();
    await own.slack.command(user, 'C0COURSE', text);
    await own.slack.waitForMessage((each) => each.text.includes(said));
    expect(own.asked).toEqual([]);
    expect(methods(own, 'files.')).toEqual([]);
  });

  test('an instructor sees a student’s, and the button below leads on', async () => {
    const own = await open();
    await own.slack.command('U0INGE', 'DU0INGE', 'picture map student-12');
    const { ts, blocks } = await own.slack.waitForMessage(({ channel }) => channel === 'DU0INGE');
    expect(imagesIn(blocks)).toMatchObject([{ title: { text: 'The network of student-12' } }]);
    await pressOn(own, 'U0INGE', ts, 'Show the models');
    await eventually(() => inDirect(own, 'U0INGE').length).toBe(2);
    expect(own.asked).toEqual(['student-12']);
  });
});

describe('App Home', () => {
  const homeImages = ({ slack }: Running) => imagesIn(slack.home('U0ALICE')?.blocks ?? []);

  test('has no map and reads nothing when it is opened; a check hangs it up from what it read', async () => {
    const own = await open();
    await own.slack.openHome('U0ALICE');
    await eventually(() => own.slack.home('U0ALICE')).not.toBeNull();
    expect(homeImages(own)).toEqual([]);
    expect(own.asked).toEqual([]);
    await own.slack.command('U0ALICE', 'C0COURSE', 'check');
    await eventually(() => homeImages(own)).toMatchObject([{ title: { text: 'The network of student-07' } }]);
    expect(own.asked).toEqual(['student-07']);
    expect(saidIn(own.slack.home('U0ALICE'))).toContain('As your check of 2026-11-24 16:40 UTC saw it.');
    await own.slack.openHome('U0ALICE');
    expect(homeImages(own)).toHaveLength(1);
    expect(own.slack.refusals).toEqual([]);
  });

  test('the answer does not wait for it', async () => {
    const own = await open();
    own.slack.failing.set('files.getUploadURLExternal', 'hang');
    expect(await own.slack.command('U0ALICE', 'C0COURSE', 'check')).toEqual({ acked: true });
    expect(own.slack.messages[0]?.text).toContain('Looked from student-07');
  });

  test('the same network is uploaded once, whenever it is read; another one anew', async () => {
    let cluster: readonly object[] = clusters.overlayCilium;
    const times = ['2026-11-24T16:40:00.000Z', '2026-11-24T17:50:00.000Z', '2026-11-24T18:00:00.000Z'];
    const observe: Lab['observe'] = async (namespace) => ({
      ...(await snapshotOf(cluster, namespace)),
      readAt: times.shift() ?? '',
    });
    const own = await open({ observe });
    for (const hour of ['16:40', '17:50']) {
      await own.slack.command('U0ALICE', 'C0COURSE', 'check');
      await eventually(() => saidIn(own.slack.home('U0ALICE'))).toContain(`${hour} UTC saw it`);
    }
    expect(methods(own, 'files.getUploadURL')).toHaveLength(1);
    cluster = clusters.nodeSubnet;
    await own.slack.command('U0ALICE', 'C0COURSE', 'check');
    await eventually(() => saidIn(own.slack.home('U0ALICE'))).toContain('18:00 UTC saw it');
    expect(methods(own, 'files.getUploadURL')).toHaveLength(2);
  });

  test('whoever gets another namespace does not see the map of the one before', async () => {
    const own = await open();
    await own.slack.command('U0ALICE', 'C0COURSE', 'check');
    await eventually(() => homeImages(own)).toHaveLength(1);
    const { roster } = own.books;
    const assignment = { do: 'assign', user: 'U0ALICE', namespace: 'student-09' } as const;
    await roster.change('U0INGE', '2026-11-24T16:40:00.000Z', () => ({ changes: [assignment], result: null }));
    await own.slack.openHome('U0ALICE');
    await eventually(() => homeImages(own)).toEqual([]);
  });

  const assignment = { do: 'assign', user: 'U0ALICE', namespace: 'student-07' } as const;
  const seatedAgain = ({ roster }: Running['books']) =>
    roster.change('U0INGE', '2026-11-24T16:40:00.000Z', () => ({ changes: [assignment], result: null }));

  test('whoever has everything deleted sees no map, not even with the same namespace again', async () => {
    const own = await open();
    await own.slack.command('U0ALICE', 'C0COURSE', 'check');
    await eventually(() => homeImages(own)).toHaveLength(1);
    await own.slack.command('U0ALICE', 'C0COURSE', 'privacy delete everything');
    await eventually(() => homeImages(own)).toEqual([]);
    await seatedAgain(own.books);
    const before = methods(own, 'views.publish').length;
    await own.slack.openHome('U0ALICE');
    await eventually(() => methods(own, 'views.publish').length).toBeGreaterThan(before);
    expect(homeImages(own)).toEqual([]);
  });

  test.each(['the cluster is read', 'the map is drawn'])('deleted while %s: no map comes after it', async (when) => {
    const [read, drawn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const [reading, drawing] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const observe: Lab['observe'] = async (namespace) => {
      reading.resolve();
      await read.promise;
      return snapshotOf(clusters.overlayCilium, namespace);
    };
    const find = async () => {
      drawing.resolve();
      await drawn.promise;
      return null;
    };
    const own = await open({ observe, pictures: { find, keep: async () => undefined } });
    const check = own.slack.command('U0ALICE', 'C0COURSE', 'check');
    await reading.promise;
    if (when === 'the map is drawn') {
      read.resolve();
      await drawing.promise;
    }
    await own.slack.command('U0ALICE', 'C0COURSE', 'privacy delete everything');
    await own.slack.waitForMessage(({ text }) => text.includes('deleted'));
    read.resolve();
    await check;
    await drawing.promise;
    drawn.resolve();
    // Bob's map is drawn after hers, so hers is done when his hangs.
    await own.slack.command('U0BOB', 'C0COURSE', 'check');
    await eventually(() => imagesIn(own.slack.home('U0BOB')?.blocks ?? [])).toHaveLength(1);
    await seatedAgain(own.books);
    const before = methods(own, 'views.publish').length;
    await own.slack.openHome('U0ALICE');
    await eventually(() => methods(own, 'views.publish').length).toBeGreaterThan(before);
    expect(homeImages(own)).toEqual([]);
  });

  test('the map that comes later leaves what a button said on top', async () => {
    const own = await open();
    await own.slack.openHome('U0ALICE');
    await eventually(() => own.slack.home('U0ALICE')).not.toBeNull();
    const home = own.slack.home('U0ALICE');
    const { block, action } = buttonsOf(home?.blocks ?? [])['Check my cluster'] ?? { block: '', action: '' };
    await own.slack.click({ user: 'U0ALICE', on: { view: home?.id ?? '' }, block, action });
    await eventually(() => homeImages(own)).toHaveLength(1);
    await eventually(() => JSON.stringify(own.slack.home('U0ALICE'))).toContain('Your answer is under Messages.');
  });

  test('a file that was deleted is uploaded again, and where that fails Home comes without it', async () => {
    const own = await open();
    await own.slack.command('U0ALICE', 'C0COURSE', 'check');
    await eventually(() => homeImages(own)).toHaveLength(1);
    const first = fileOf(homeImages(own));
    await call(own.slack, 'files.delete', { file: first });
    await own.slack.openHome('U0ALICE');
    await eventually(() => fileOf(homeImages(own))).not.toBe(first);
    await call(own.slack, 'files.delete', { file: fileOf(homeImages(own)) });
    own.slack.failing.set('files.getUploadURLExternal', 'file_uploads_disabled');
    await own.slack.openHome('U0ALICE');
    await eventually(() => homeImages(own)).toEqual([]);
  });
});
