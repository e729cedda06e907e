// What is stored of somebody is shown as it is, and deleted at their word: through the real app.
import { describe, expect, test, vi } from 'vitest';
import { DirectPosts } from '../../src/slack/transport/direct-posts.ts';
import { ask, buttonsOf, direct, pressOn, type Running, start } from '../support/app.ts';
import { readDetails } from '../support/details.ts';
import { saidIn } from '../support/import.ts';

const none = { count: 0, first: null, last: null };

/** A student with something in every book: asked, approved, checked twice, was written to. */
async function lived() {
  const running = await start();
  await ask(running, 'U0CAROL', 'join student-09');
  const list = (await ask(running, 'U0INGE', 'roster')).message;
  await pressOn(running, 'U0INGE', list?.ts ?? '', 'Approve 1: student-09');
  await running.slack.waitForMessage(({ text }) => text.startsWith('Welcome'));
  await ask(running, 'U0CAROL', 'check');
  await ask(running, 'U0CAROL', 'check 2');
  await ask(running, 'U0CAROL', 'check student-07');
  await ask(running, 'U0ALICE', 'check');
  await running.books.broadcasts.accept({
    id: 'b1',
    by: 'U0INGE',
    at: '2026-11-24T16:00:00.000Z',
    body: { heading: 'h', paragraphs: [], sources: [], offer: null },
    to: { kind: 'people', people: [{ user: 'U0CAROL', namespace: 'student-09' }] },
  });
  await expect.poll(() => running.books.kept.channels.size).toBe(1);
  return running;
}

/** Presses a button of the last private answer; what comes of it. */
async function pressing(running: Running, label: string, said: string) {
  const last = running.slack.messages.findLast(({ to, ephemeral }) => to === 'U0CAROL' && ephemeral);
  await pressOn(running, 'U0CAROL', last?.ts ?? '', label);
  return running.slack.waitForMessage(({ text }) => text.startsWith(said));
}

const minute = (iso: string | null | undefined) => `${iso?.slice(0, 10)} ${iso?.slice(11, 16)} UTC`;

test('privacy shows what the books hold, and nothing of anybody else', async () => {
  const running = await lived();
  const { message } = await ask(running, 'U0CAROL', 'privacy');
  const { attempts, audit } = running.books.kept;
  const own = attempts
    .filter(({ user }) => user === 'U0CAROL')
    .map(({ at }) => at)
    .toSorted();
  const lines = audit
    .filter(({ by, about }) => by === 'U0CAROL' || about === 'U0CAROL')
    .map(({ at }) => at)
    .toSorted();
  // Asked, approved by the instructor, two reads, one refusal.
  expect(lines).toHaveLength(5);
  expect(message).toMatchObject({ to: 'U0CAROL', ephemeral: true });
  expect(message?.text).toContain('for at most 180 days');
  const details = await readDetails(running, 'U0CAROL', message, 'What exactly?');
  for (const line of [
    'Your Slack user id (@U0CAROL), beside each of the following',
    'Your namespace: student-09',
    'Requests for a namespace: 1',
    'The channel of our direct messages: yes',
    `Results of checks: 2, from ${minute(own[0])} to ${minute(own.at(-1))}`,
    `as which account): 5, from ${minute(lines[0])} to ${minute(lines.at(-1))}`,
    'Messages from your instructor to you: 1',
    'Nothing is sent to a language model: none is configured.',
  ])
    expect(details).toContain(line);
  expect(saidIn(message) + details).not.toMatch(/U0ALICE|student-07/u);
});

test('where a tutor is configured, it says what is sent there', async () => {
  const running = await start({ tutor: 'select' });
  const { message } = await ask(running, 'U0ALICE', 'privacy');
  const details = await readDetails(running, 'U0ALICE', message, 'What exactly?');
  expect(details).toContain('goes to a language model');
  expect(details).toContain('Never sent: names of Pods');
});

test('AI can be turned off before there is any; it holds when there is', async () => {
  const running = await start();
  const { message } = await ask(running, 'U0ALICE', 'privacy ai off');
  expect(message?.text).toContain('From now on no language model is asked for you.');
  expect(message?.text).toContain('No language model is configured here. If one is, later, this is kept to.');
  expect(await running.books.notebooks.read('U0ALICE', 'tutor')).toHaveLength(1);
  expect(await running.books.notebooks.read('U0BOB', 'tutor')).toHaveLength(0);
  expect((await ask(running, 'U0ALICE', 'privacy sent')).message?.text).toContain(
    'Nothing is sent to a language model.',
  );
});

describe('deleting', () => {
  test('asks first, and “Keep it” keeps it', async () => {
    const running = await lived();
    await ask(running, 'U0CAROL', 'privacy');
    const before = structuredClone({ ...running.books.kept });
    const asked = await pressing(running, 'Delete what is stored', 'Delete all of this?');
    expect(Object.keys(buttonsOf(asked.blocks))).toEqual(['Delete all of it', 'What exactly?', 'Keep it']);
    await pressOn(running, 'U0CAROL', asked.ts, 'Keep it');
    await expect
      .poll(() => running.slack.messages.filter(({ text }) => text.startsWith('I keep little')).length)
      .toBe(2);
    expect({ ...running.books.kept }).toEqual(before);
  });

  test('deletes all of it: books, audit, App Home; the neighbour’s stays', async () => {
    const running = await lived();
    await ask(running, 'U0CAROL', 'privacy delete');
    await pressing(running, 'Delete all of it', 'All of this is deleted');
    expect(await running.books.personal.of('U0CAROL')).toEqual({
      user: 'U0CAROL',
      namespace: null,
      claims: 0,
      channel: false,
      attempts: none,
      audit: none,
      notebookEntries: 0,
      helpRequests: 0,
      broadcasts: 0,
      days: 180,
    });
    const kept = JSON.stringify({ ...running.books.kept, channels: [...running.books.kept.channels] });
    expect(kept).not.toContain('U0CAROL');
    expect(kept).not.toContain('student-09');
    expect(JSON.stringify(await running.books.broadcasts.unfinished([]))).not.toContain('"to":"U0CAROL"');
    // What was done stays told, by nobody in particular.
    expect(running.books.kept.audit.map(({ by, did, what, namespace }) => [by, did, what, namespace])).toEqual([
      ['deleted', 'change', 'join: asked', null],
      ['U0INGE', 'change', 'roster approved', null],
      ['deleted', 'read', 'check', null],
      ['deleted', 'read', 'check', null],
      ['deleted', 'refused', 'check: not-yours', null],
      ['U0ALICE', 'read', 'check', 'student-07'],
      ['deleted', 'change', 'privacy: everything of one person was deleted', null],
    ]);
    expect(running.books.kept.attempts.map(({ user }) => user)).toEqual(['U0ALICE']);
    await expect.poll(() => saidIn(running.slack.home('U0CAROL'))).toContain('I do not know which namespace is yours');
    expect(running.slack.refusals).toEqual([]);
  });

  test('of what the process remembers comes last: the answer itself is no new memory; the neighbour’s stays', async () => {
    const running = await lived();
    const calls: string[] = [];
    const { rememberChannel, forgetChannel } = DirectPosts.prototype;
    const spies = [
      vi.spyOn(DirectPosts.prototype, 'rememberChannel').mockImplementation(function (
        this: DirectPosts,
        user,
        channel,
      ) {
        calls.push(`remember ${user}`);
        rememberChannel.call(this, user, channel);
      }),
      vi.spyOn(DirectPosts.prototype, 'forgetChannel').mockImplementation(function (this: DirectPosts, user) {
        calls.push(`forget ${user}`);
        forgetChannel.call(this, user);
      }),
    ];
    await running.slack.write('U0ALICE', 'DU0ALICE', 'help');
    await running.slack.write('U0CAROL', 'DU0CAROL', 'privacy delete everything');
    await running.slack.waitForMessage(({ channel, text }) => channel === 'DU0CAROL' && text.startsWith('All of this'));
    await expect.poll(() => calls.filter((each) => each.endsWith(' U0CAROL')).at(-1)).toBe('forget U0CAROL');
    expect(calls).toContain('remember U0CAROL');
    expect(calls.filter((each) => each.endsWith(' U0ALICE')).at(-1)).toBe('remember U0ALICE');
    for (const each of spies) each.mockRestore();
  });

  test('who it was is unknown from then on, and may join anew', async () => {
    const running = await lived();
    await ask(running, 'U0CAROL', 'privacy delete everything');
    running.asked.length = 0;
    expect((await ask(running, 'U0CAROL', 'check')).message?.text).toContain('I do not know which namespace is yours');
    const { message } = await ask(running, 'U0CAROL', 'privacy');
    expect(await readDetails(running, 'U0CAROL', message, 'What exactly?')).toContain('Your namespace: none');
    expect(running.asked).toEqual([]);
    expect((await ask(running, 'U0CAROL', 'join student-09')).message?.text).toContain('I asked your instructor');
    expect(direct(running, 'U0INGE').at(-1)?.text).toContain('U0CAROL asks for the namespace student-09.');
  });

  test('of somebody who is on no roster says that there was nothing, and breaks nothing', async () => {
    const running = await start();
    const { message } = await ask(running, 'U0SAM', 'privacy delete everything');
    expect(await readDetails(running, 'U0SAM', message, 'What exactly?')).toContain('Your namespace: none');
  });

  test('by somebody else’s button is refused and audited, and deletes neither’s', async () => {
    const running = await lived();
    await running.slack.write('U0CAROL', 'DU0CAROL', 'privacy delete');
    const asked = await running.slack.waitForMessage(
      ({ text, channel }) => channel === 'DU0CAROL' && text.startsWith('Delete all'),
    );
    const { value } = buttonsOf(asked.blocks)['Delete all of it'] ?? {};
    await running.slack.deliver('interactive', {
      type: 'block_actions',
      user: { id: 'U0ALICE', team_id: 'T0NETLAB' },
      team: { id: 'T0NETLAB' },
      trigger_id: '1.2.a',
      container: { type: 'message', channel_id: 'DU0ALICE', message_ts: '1.1', is_ephemeral: false },
      channel: { id: 'DU0ALICE' },
      actions: [{ type: 'button', action_id: 'say:0', block_id: 'b', value, action_ts: '1' }],
    });
    const told = await running.slack.waitForMessage(({ channel }) => channel === 'DU0ALICE');
    expect(told.text).toContain('That button belongs to somebody else’s answer.');
    await expect
      .poll(() => running.books.kept.audit.at(-1))
      .toMatchObject({ did: 'refused', what: 'privacy: not-your-button', by: 'U0ALICE' });
    expect(running.books.kept.attempts.map(({ user }) => user).toSorted()).toEqual(['U0ALICE', 'U0CAROL', 'U0CAROL']);
  });

  test.each([
    'privacy delete U0BOB',
    'privacy U0BOB',
    'privacy delete everything of U0BOB',
    'privacy delete everything now',
  ])('“%s” deletes nothing of anybody', async (text) => {
    const running = await lived();
    const before = running.books.kept.attempts.length;
    for (const user of ['U0CAROL', 'U0INGE'])
      expect((await ask(running, user, text)).message?.text).toContain('privacy delete deletes it');
    expect([running.books.kept.attempts.length, running.books.kept.assignments.length]).toEqual([before, 3]);
  });
});
