// Somebody names the app in a channel: they alone get the help, and nothing is carried out.
import { describe, expect, test } from 'vitest';
import { Trouble } from '../../src/model/trouble.ts';
import { blockFaults } from '../../src/playground/slack/validate/blocks.ts';
import { buttonsOf, direct, type Running, settings, start, startHttp } from '../support/app.ts';

const fromApp = ({ slack }: Running) => slack.messages.filter(({ from }) => from === 'U0NETLAB');

describe.each([
  ['Socket Mode', () => start()],
  ['HTTP mode', () => startHttp()],
] as const)('a mention, in %s', (_, begin) => {
  test('is answered with the help, to its writer alone; what stands beside it is not carried out', async () => {
    const running = await begin();
    expect(await running.slack.write('U0ALICE', 'C0COURSE', '@netlab check student-12 <!channel>')).toBe(true);
    await expect.poll(() => fromApp(running)).toHaveLength(1);
    const [answer] = fromApp(running);
    expect(answer).toMatchObject({ to: 'U0ALICE', channel: 'C0COURSE', ephemeral: true, thread: null });
    expect(answer?.text).toContain('I want to …');
    expect(Object.keys(buttonsOf(answer?.blocks ?? []))).toContain('Check my cluster');
    expect(blockFaults(answer?.blocks ?? [])).toEqual([]);
    expect([
      running.asked,
      running.books.kept.audit,
      running.slack.mentions.filter(({ by }) => by === 'U0NETLAB'),
    ]).toEqual([[], [], []]);
    expect(running.slack.refusals).toEqual([]);
  });
});

describe('a mention', () => {
  test('in a thread is answered there', async () => {
    const running = await start();
    await running.slack.write('U0BOB', 'C0COURSE', 'who knows?');
    const root = running.slack.messages[0]?.ts ?? '';
    await running.slack.write('U0ALICE', 'C0COURSE', 'ask @netlab', root);
    await expect.poll(() => fromApp(running)).toMatchObject([{ to: 'U0ALICE', ephemeral: true, thread: root }]);
  });

  test.each([
    ['an instructor', 'U0INGE', 'give students their namespaces'],
    ['somebody on no roster', 'U0CAROL', 'say which namespace is mine'],
    ['a guest of the workspace', 'U0SAM', 'say which namespace is mine'],
  ])('by %s gets the help that is theirs', async (_, user, said) => {
    const running = await start();
    await running.slack.write(user, 'C0COURSE', '@netlab');
    await expect.poll(() => fromApp(running)[0]?.text).toContain(said);
    expect(fromApp(running)).toMatchObject([{ to: user, ephemeral: true }]);
  });

  test('by somebody of another workspace is refused, to them alone, and audited', async () => {
    const running = await start();
    await running.slack.write('U0ZOE', 'C0COURSE', '@netlab help');
    await expect.poll(() => fromApp(running)).toHaveLength(1);
    expect(fromApp(running)).toMatchObject([{ to: 'U0ZOE', ephemeral: true }]);
    expect(fromApp(running)[0]?.text).toContain('You are here from another workspace');
    expect(fromApp(running)[0]?.text).not.toContain('I want to');
    expect(running.books.kept.audit).toMatchObject([{ did: 'refused', what: 'help: stranger', by: 'U0ZOE' }]);
  });

  test.each([
    ['a bot', { bot_id: 'B0OTHER' }],
    ['nobody', { user: undefined }],
    ['somebody, but not where', { channel: undefined }],
  ])('by %s is not answered', async (_, change) => {
    const running = await start();
    const event = {
      type: 'app_mention',
      user: 'U0ALICE',
      channel: 'C0COURSE',
      team: 'T0NETLAB',
      text: '<@U0NETLAB>',
      ts: '1.1',
      event_ts: '1.1',
      ...change,
    };
    const callback = {
      type: 'event_callback',
      team_id: 'T0NETLAB',
      api_app_id: 'A0NETLAB',
      event_id: 'Ev1',
      event_time: 1,
    };
    await running.slack.deliver('events_api', { ...callback, event });
    // The neighbour is answered, and so everything before it was done.
    await running.slack.write('U0BOB', 'C0COURSE', '@netlab');
    await expect.poll(() => fromApp(running).map(({ to }) => to)).toEqual(['U0BOB']);
  });

  test('an app without the scope hears nothing of it', async () => {
    const mute = { ...settings, scopes: settings.scopes.filter((each) => each !== 'app_mentions:read') };
    const running = await start({}, {}, { settings: mute });
    expect(await running.slack.write('U0ALICE', 'C0COURSE', '@netlab')).toBe(false);
    expect(fromApp(running)).toEqual([]);
  });

  test('that Slack takes no private answer to is answered in the direct messages, never in public', async () => {
    const running = await start();
    running.slack.failing.set('chat.postEphemeral', 'user_not_in_channel');
    await running.slack.write('U0ALICE', 'C0COURSE', '@netlab');
    await expect.poll(() => direct(running, 'U0ALICE')).toHaveLength(1);
    expect(fromApp(running).map(({ to }) => to)).toEqual(['U0ALICE']);
  });

  test('while the database is down says so', async () => {
    const running = await start({ findPerson: () => Promise.reject(new Trouble('store-down')) });
    await running.slack.write('U0ALICE', 'C0COURSE', '@netlab');
    await expect.poll(() => fromApp(running)[0]?.text).toContain('My database does not answer');
  });
});
