import { describe, expect, test } from 'vitest';
import type { Lab } from '../../src/model/lab.ts';
import { Trouble } from '../../src/model/trouble.ts';
import { pressOn, type Running, start } from '../support/app.ts';
import { memoryBooks } from '../support/books.ts';

const pace = { broadcasts: { betweenMessagesMs: 5, betweenProgressMs: 40 } };
const open = (rest: Partial<Lab> = {}, options = {}, more = {}) => start(rest, {}, options, { ...pace, ...more });

type Fill = { readonly content?: string; readonly own?: string; readonly audience?: string };

/** The form's inputs as Slack carries them. */
function filled({ content, own, audience }: Fill) {
  const option = (value: string | undefined) =>
    value === undefined ? null : { text: { type: 'plain_text', text: value }, value };
  return {
    content: { content: { type: 'static_select', selected_option: option(content) } },
    own: { own: { type: 'plain_text_input', value: own ?? null } },
    audience: { audience: { type: 'radio_buttons', selected_option: option(audience) } },
  };
}

const top = ({ slack }: Running) => slack.modals('U0INGE').at(-1);

/** Types the command, fills the form; what Slack shows of it. */
async function draft(running: Running, fill: Fill) {
  if (top(running) === undefined)
    expect(await running.slack.command('U0INGE', 'C0COURSE', 'broadcast')).toEqual({ acked: true });
  await expect.poll(() => top(running)).toBeDefined();
  return running.slack.submit('U0INGE', top(running)?.id ?? '', filled(fill));
}

const confirm = (running: Running) => running.slack.submit('U0INGE', top(running)?.id ?? '', {});

const direct = ({ slack }: Running, user: string) =>
  slack.messages.filter(({ channel, from }) => channel === `D${user}` && from === 'U0NETLAB');

const everybody = { own: 'Look at task 2.\n\nThen rest.', content: 'task:2', audience: 'roster' };

describe('a broadcast', () => {
  test('form, preview with exactly whom, confirmed, sent, reported', async () => {
    const running = await open();
    expect(await draft(running, everybody)).toEqual({ acked: true });
    const preview = JSON.stringify(top(running));
    for (const said of [
      'To 2 people',
      'student-07',
      'U0ALICE',
      'student-12',
      'U0BOB',
      'Look at task 2.',
      'Does a Cilium agent run on every node?',
    ])
      expect(preview).toContain(said);
    expect(direct(running, 'U0BOB')).toEqual([]);
    expect(await confirm(running)).toEqual({ acked: true });
    const report = await running.slack.waitForMessage(({ text }) => text.startsWith('Sent to all 2.'));
    expect(report).toMatchObject({ channel: 'DU0INGE' });
    expect(report.text).toContain('Reached, 2: student-07, student-12.');
    for (const user of ['U0ALICE', 'U0BOB']) {
      const [message, ...more] = direct(running, user);
      expect(more).toEqual([]);
      expect(message).toMatchObject({
        text: expect.stringContaining('Look at task 2.'),
        metadata: { event_type: 'netlab_broadcast' },
      });
    }
    expect(running.slack.modals('U0INGE')).toEqual([]);
    expect(running.slack.mentions).toEqual([]);
    expect(running.slack.refusals).toEqual([]);
    await expect
      .poll(() => running.notes.filter((line) => line.startsWith('audit:')))
      .toEqual([
        expect.stringMatching(/^audit: accept broadcast \S+ to 2 people by U0INGE$/u),
        expect.stringMatching(/^audit: send broadcast \S+ to 2 people: 2 reached by U0INGE$/u),
      ]);
  });

  test('to the course channel; its button answers whoever presses it, privately', async () => {
    const running = await open();
    await draft(running, { content: 'hint:overlay', audience: 'channel' });
    await confirm(running);
    await running.slack.waitForMessage(({ text }) => text.startsWith('Sent to all 1.'));
    const posted = running.slack.messages.find(({ channel }) => channel === 'C0COURSE');
    expect(posted).toMatchObject({ to: '*', text: expect.stringContaining('Azure CNI Overlay') });
    await pressOn(running, 'U0BOB', posted?.ts ?? '', 'With my own values');
    const answer = await running.slack.waitForMessage(({ to, ephemeral }) => to === 'U0BOB' && ephemeral);
    expect(answer).toMatchObject({ channel: 'C0COURSE' });
  });

  test.each([
    ['nothing at all', { audience: 'roster' }, { own: expect.stringContaining('Choose something above') }],
    ['only blanks', { own: ' \n ', audience: 'roster' }, { own: expect.stringContaining('Choose something above') }],
    [
      'a passage that there is not',
      { content: 'hint:quantum', audience: 'roster' },
      { content: expect.stringContaining('no longer') },
    ],
    ['2,001 characters', { own: 'x'.repeat(2001), audience: 'roster' }, { own: 'At most 2000 characters.' }],
    [
      'words that grow too long when written down',
      { own: '"\\'.repeat(900), audience: 'roster' },
      { own: expect.stringContaining('shorten') },
    ],
  ])('of %s is sent back with the fault beside its field', async (_, fill, errors) => {
    const running = await open();
    expect(await draft(running, fill)).toEqual({ acked: true, errors });
    expect(running.slack.modals('U0INGE').length).toBe(1);
  });

  test('without a course channel there is no such choice, and to nobody there is nothing to send', async () => {
    const running = await open({ courseChannel: null, people: async () => [] });
    expect(await draft(running, { own: 'x', audience: 'roster' })).toMatchObject({
      errors: { audience: 'Nobody is on the roster.' },
    });
    expect(JSON.stringify(top(running))).not.toContain('The course channel');
    expect(await draft(running, { own: 'x', audience: 'channel' })).toMatchObject({
      errors: { audience: 'No course channel is configured.' },
    });
  });

  test('hostile words mention nobody, link nothing and unfurl nothing', async () => {
    const running = await open();
    const own = '<!channel> <@U0BOB> *bold* https://evil.example/x \u202Eevil &lt;!here&gt;';
    await draft(running, { own, audience: 'roster' });
    await confirm(running);
    await running.slack.waitForMessage(({ text }) => text.startsWith('Sent to all'));
    expect(running.slack.mentions).toEqual([]);
    const sent = running.slack.calls.filter(({ method }) => method === 'chat.postMessage');
    for (const { args } of sent) expect(args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
    expect(direct(running, 'U0BOB')[0]?.text).not.toContain('\u202E');
  });
});

describe('who may', () => {
  test('a student who types it, presses it, or submits its forms gets a refusal, and nothing is sent', async () => {
    const running = await open();
    const { slack } = running;
    await slack.command('U0ALICE', 'C0COURSE', 'broadcast');
    expect(slack.messages.at(-1)?.text).toContain('“broadcast” is for instructors');
    await draft(running, everybody);
    const view = top(running);
    for (const callback_id of ['broadcast-draft', 'broadcast-preview']) {
      const answer = await slack.deliver('interactive', {
        type: 'view_submission',
        user: { id: 'U0ALICE' },
        team: { id: 'T0NETLAB' },
        trigger_id: `${callback_id}.1`,
        view: { ...view, callback_id, state: { values: filled(everybody) } },
      });
      expect(JSON.stringify(answer)).toContain('is for instructors');
    }
    expect(direct(running, 'U0BOB')).toEqual([]);
    expect(running.notes.join()).toContain('audit: refused form broadcast-preview: instructors-only by U0ALICE');
  });

  test('one who stopped being an instructor between preview and confirmation sends nothing', async () => {
    let role: 'instructor' | 'student' = 'instructor';
    const running = await open({ findPerson: async (id) => ({ id, role, namespace: null }) });
    await draft(running, everybody);
    role = 'student';
    await confirm(running);
    expect(JSON.stringify(top(running))).toContain('is for instructors');
    expect(direct(running, 'U0ALICE')).toEqual([]);
  });

  test('what was changed on the way back is not trusted', async () => {
    const running = await open();
    await draft(running, everybody);
    const answer = await running.slack.deliver('interactive', {
      type: 'view_submission',
      user: { id: 'U0INGE' },
      team: { id: 'T0NETLAB' },
      trigger_id: 'x.1',
      view: { ...top(running), private_metadata: '{"draft":{"own":7}}', state: { values: {} } },
    });
    expect(JSON.stringify(answer)).toContain('nothing was done');
    expect(direct(running, 'U0ALICE')).toEqual([]);
  });
});

describe('what is confirmed is what was shown', () => {
  test('recipients that changed meanwhile are shown again before anything is sent', async () => {
    let people = [{ user: 'U0ALICE', namespace: 'student-07' }];
    const running = await open({ people: async () => people });
    await draft(running, everybody);
    people = [...people, { user: 'U0BOB', namespace: 'student-12' }];
    await confirm(running);
    expect(JSON.stringify(top(running))).toContain('Nothing was sent; please look again.');
    expect(direct(running, 'U0ALICE')).toEqual([]);
    await confirm(running);
    await running.slack.waitForMessage(({ text }) => text.startsWith('Sent to all 2.'));
  });

  test('confirmed twice is sent once', async () => {
    const running = await open();
    await draft(running, everybody);
    const view = top(running);
    const submission = (trigger: string) => ({
      type: 'view_submission',
      user: { id: 'U0INGE' },
      team: { id: 'T0NETLAB' },
      trigger_id: trigger,
      view: { ...view, state: { values: {} } },
    });
    await Promise.all(['a.1', 'b.1'].map((trigger) => running.slack.deliver('interactive', submission(trigger))));
    await running.slack.waitForMessage(({ text }) => text.startsWith('Sent to all'));
    await expect.poll(() => running.notes.join()).toContain('was begun before');
    expect(direct(running, 'U0BOB').length).toBe(1);
  });
});

describe('honesty about who was reached', () => {
  const people = ['U0ALICE', 'U0GONE', 'U0BOB'].map((user, index) => ({ user, namespace: `student-0${index}` }));

  test('somebody whom Slack does not know is named with Slack’s reason; the others get it', async () => {
    const running = await open({ people: async () => people });
    await draft(running, everybody);
    await confirm(running);
    const report = await running.slack.waitForMessage(({ text }) => text.startsWith('2 of 3 reached.'));
    expect(report.text).toContain('Not reached, Slack refused (channel_not_found), 1: student-01.');
    expect(report.text).toContain('Reached, 2: student-00, student-02.');
  });

  test('where Slack gives no answer, nobody knows, and it is not sent again', async () => {
    const running = await open();
    await draft(running, everybody);
    running.slack.failing.set('chat.postMessage', 500);
    await confirm(running);
    await expect.poll(() => running.notes.join()).toContain('could not be delivered');
    running.slack.failing.clear();
    expect(direct(running, 'U0BOB')).toEqual([]);
  });

  test('a pause that Slack asks for delays the broadcast and nobody else', async () => {
    const running = await open();
    await draft(running, everybody);
    running.slack.failing.set('chat.postMessage', 'ratelimited');
    await confirm(running);
    const began = performance.now();
    await running.slack.command('U0ALICE', 'C0COURSE', 'help');
    expect(performance.now() - began).toBeLessThan(500);
    running.slack.failing.clear();
    await running.slack.waitForMessage(({ text }) => text.startsWith('Sent to all 2.'));
  });

  test('much to send shows how far it is', async () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ user: 'U0BOB', namespace: `student-${index}` }));
    const running = await open({ people: async () => many });
    await draft(running, everybody);
    await confirm(running);
    const progress = await running.slack.waitForMessage(({ text }) => /: 0 of 30\./u.test(text));
    await expect.poll(() => running.slack.messages.find(({ ts }) => ts === progress.ts)?.edited).toBe(true);
  });

  test('an end in the middle stops between two messages and tells the rest', async () => {
    const many = Array.from({ length: 50 }, (_, index) => ({
      user: index % 2 ? 'U0BOB' : 'U0ALICE',
      namespace: `student-${index}`,
    }));
    const running = await open(
      { people: async () => many },
      {},
      { broadcasts: { betweenMessagesMs: 50, betweenProgressMs: 10_000 }, drainTimeoutMs: 5000 },
    );
    await draft(running, everybody);
    await confirm(running);
    await running.slack.waitForMessage(({ channel }) => channel === 'DU0BOB');
    expect(await running.app.stop()).toBe(true);
    const report = running.slack.messages.at(-1);
    expect(report).toMatchObject({ channel: 'DU0INGE' });
    expect(report?.text).toMatch(/^Netlab is being stopped; \d+ of 50 reached\./u);
    expect(report?.text).toContain('Not reached, not tried');
  });

  test('after a crash the instructor hears who was reached, of whom nobody knows, and who was not tried; once', async () => {
    const { broadcasts: journal } = memoryBooks();
    const body = { heading: 'Task 2', paragraphs: [], sources: [], offer: null };
    const to = { kind: 'people', people } as const;
    await journal.accept({ id: 'b1', by: 'U0INGE', at: '2026-11-24T16:40:00Z', body, to });
    await journal.mark('b1', { to: 'U0ALICE', fate: 'trying', why: '' });
    await journal.mark('b1', { to: 'U0ALICE', fate: 'reached', why: '' });
    await journal.mark('b1', { to: 'U0GONE', fate: 'trying', why: '' });
    const running = await open({ broadcasts: journal });
    const told = await running.slack.waitForMessage(({ text }) =>
      text.startsWith('netlab stopped while it sent your broadcast'),
    );
    expect(told).toMatchObject({ channel: 'DU0INGE' });
    expect(told.text).toContain('Nothing is sent again by itself.');
    expect(told.text).toContain(
      'Not known, Slack did not say (netlab stopped while it was being sent), 1: student-01.',
    );
    expect(told.text).toContain('Not reached, not tried, 1: student-02.');
    expect(told.text).toContain('Reached, 1: student-00.');
    expect(direct(running, 'U0BOB')).toEqual([]);
    await expect.poll(async () => (await journal.unfinished([])).length).toBe(0);
  });

  test('a record that takes its time is waited for, and the form says what was done: accepted, not sent', async () => {
    const kept = Promise.withResolvers<void>();
    const { broadcasts } = memoryBooks();
    const accept: Lab['broadcasts']['accept'] = (own) => kept.promise.then(() => broadcasts.accept(own));
    const running = await open({ broadcasts: { ...broadcasts, accept } }, {}, { promptAnswerTimeoutMs: 50 });
    await draft(running, everybody);
    await confirm(running);
    expect(JSON.stringify(top(running))).toContain('Keeping your broadcast…');
    expect(direct(running, 'U0BOB')).toEqual([]);
    kept.resolve();
    await expect.poll(() => JSON.stringify(top(running))).toContain('Accepted. It goes out now');
    await running.slack.waitForMessage(({ text }) => text.startsWith('Sent to all 2.'));
  });

  test('where no record can be kept, nothing is sent, and the form says so before anybody thinks otherwise', async () => {
    const accept = () => Promise.reject(new Trouble('store-down'));
    const running = await open({ broadcasts: { ...memoryBooks().broadcasts, accept } });
    await draft(running, everybody);
    await confirm(running);
    expect(JSON.stringify(top(running))).toContain('My database does not answer');
    expect([direct(running, 'U0BOB'), running.books.kept.audit]).toEqual([[], []]);
  });
});
