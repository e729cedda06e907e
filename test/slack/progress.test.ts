// What a student's checks came to, kept and shown: in the answer, in the book, on App Home.
import { describe, expect, test } from 'vitest';
import { Trouble } from '../../src/model/trouble.ts';
import { ask, buttonsOf, pressOn, type Running, start } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { readDetails } from '../support/details.ts';
import { saidIn } from '../support/import.ts';
import { snapshotOf } from '../support/objects.ts';

const down = () => Promise.reject(new Trouble('store-down'));
const home = ({ slack }: Running, user = 'U0ALICE') => saidIn(slack.home(user));
const shown = (running: Running, said: string, user = 'U0ALICE') =>
  expect.poll(() => home(running, user)).toContain(said);

describe('a check of one’s own namespace', () => {
  test('is kept whole, and App Home shows the last result and the next step', async () => {
    const running = await start();
    await running.slack.openHome('U0ALICE');
    await shown(running, 'Does a Cilium agent run on every node?');
    await ask(running, 'U0ALICE', 'check 2');
    expect(running.books.kept.attempts).toEqual([
      {
        user: 'U0ALICE',
        namespace: 'student-07',
        at: expect.stringMatching(/^\d{4}-.*Z$/u),
        task: 2,
        statuses: { 'cilium-agents': 'pass', 'kube-proxy-absent': 'pass' },
        problems: { 'no-egress': 'not-found' },
        signature: '--pp----',
        lesson: expect.stringMatching(/^azure-cni@/u),
        next: {},
      },
    ]);
    await shown(running, 'Task 2: seen, not yet understood');
    expect(home(running)).toContain('Next: Task 1 is not looked at yet.');
    expect(running.slack.refusals).toEqual([]);
  });

  test('“progress” says the same, and its button is the next step', async () => {
    const running = await start();
    await ask(running, 'U0ALICE', 'check 1');
    const { message } = await ask(running, 'U0ALICE', 'progress');
    expect(message?.text).toContain('Task 1: seen, not yet understood');
    expect(message?.text).toContain('Next: Task 2 is not looked at yet.');
    const details = await readDetails(running, 'U0ALICE', message, 'Last results');
    expect(details).toContain('✓ Which addresses do the nodes have? as expected, 2026-11-24 16:40 UTC');
    expect(details).toContain('· Does a Cilium agent run on every node? Not looked at yet.');
    await pressOn(running, 'U0ALICE', message?.ts ?? '', 'Check task 2');
    await expect.poll(() => running.books.kept.attempts.map(({ task }) => task)).toEqual([2, 1]);
  });

  test('a task that was seen and is no longer: the newest look counts, with what to do', async () => {
    let cluster: readonly object[] = clusters.overlayCilium;
    const running = await start({ observe: (namespace) => snapshotOf([...cluster] as never, namespace) });
    await ask(running, 'U0ALICE', 'check');
    await shown(running, 'All three tasks are seen.');
    cluster = clusters.emptyNamespace;
    await ask(running, 'U0ALICE', 'check 1');
    await shown(running, '· Task 1: not yet as it should be');
    const step = running.books.kept.attempts[0]?.next[1] ?? 'none';
    expect(home(running)).toContain(`Next: ${step}`);
    expect(buttonsOf(running.slack.home('U0ALICE')?.blocks ?? [])).toHaveProperty('Check task 1');
  });

  test('is kept for the one who looked, not for the other one of a pair', async () => {
    const seated = { U0ALICE: 'student-07', U0BOB: 'student-07' };
    const running = await start({}, {}, {}, {}, { seated, sharing: 2 });
    await ask(running, 'U0BOB', 'check');
    expect((await ask(running, 'U0ALICE', 'progress')).message?.text).toContain('Task 1: not looked at yet');
  });
});

describe('a problem that a check found', () => {
  test('is named on Home and in “progress”, each with the way into its walk, until a look does not find it', async () => {
    let cluster: readonly object[] = clusters.egressBlocked;
    const running = await start({ observe: (namespace) => snapshotOf([...cluster], namespace) });
    const { message } = await ask(running, 'U0ALICE', 'check');
    const below = buttonsOf(message?.blocks ?? []);
    expect(Object.keys(below)[0]).toBe('Find the cause');
    expect(JSON.parse(below['Find the cause']?.value ?? '')).toMatchObject({ say: 'walk no-egress', by: 'U0ALICE' });
    await shown(running, '● One problem: a policy limits what your Pods can reach.');
    const onHome = buttonsOf(running.slack.home('U0ALICE')?.blocks ?? [])['Find the cause'];
    expect(JSON.parse(onHome?.value ?? '')).toMatchObject({ say: 'walk no-egress' });
    const { message: progress } = await ask(running, 'U0ALICE', 'progress');
    expect(progress?.text).toContain('One problem: a policy limits what your Pods can reach.');
    expect(Object.keys(buttonsOf(progress?.blocks ?? []))[0]).toBe('Find the cause');
    cluster = clusters.overlayCilium;
    await ask(running, 'U0ALICE', 'check');
    await expect.poll(() => home(running)).not.toContain('One problem');
    expect((await ask(running, 'U0ALICE', 'progress')).message?.text).not.toContain('One problem');
    expect(running.slack.refusals).toEqual([]);
  });
});

describe('a check of somebody else’s namespace', () => {
  test('by an instructor is no attempt of the student’s, nor of theirs, and changes nobody’s App Home', async () => {
    const running = await start();
    await ask(running, 'U0INGE', 'check student-07');
    expect(running.asked).toEqual(['student-07']);
    expect(running.books.kept.attempts).toEqual([]);
    expect([running.slack.home('U0ALICE'), running.slack.home('U0INGE')]).toEqual([null, null]);
    expect(running.books.kept.audit).toMatchObject([{ did: 'read', by: 'U0INGE', namespace: 'student-07' }]);
  });

  test('an instructor with a namespace of their own has progress there alone', async () => {
    const running = await start({}, {}, {}, {}, { seated: { U0INGE: 'student-00' } });
    for (const text of ['check', 'check student-07']) await ask(running, 'U0INGE', text);
    expect(running.books.kept.attempts.map(({ namespace }) => namespace)).toEqual(['student-00']);
  });
});

describe('after a move to another namespace', () => {
  test('what was seen before is not counted here, is said to exist, and counts again after a move back', async () => {
    const running = await start();
    await ask(running, 'U0ALICE', 'check');
    await ask(running, 'U0INGE', 'roster assign @alice student-08');
    await shown(running, 'student-08');
    const { message } = await ask(running, 'U0ALICE', 'progress');
    expect(message?.text).toContain('Task 1: not looked at yet');
    expect(saidIn(message)).toContain(
      '0 checks of student-08 count here, of your last 500. 1 more, in a namespace that was yours before, do not count.',
    );
    await ask(running, 'U0INGE', 'roster assign @alice student-07');
    expect((await ask(running, 'U0ALICE', 'progress')).message?.text).toContain('Task 1: seen, not yet understood');
  });
});

describe('where the database does not answer', () => {
  test('for the result: the answer comes, with a line that it was not saved', async () => {
    const running = await start();
    Object.assign(running.books.progress, { keep: down });
    const { message } = await ask(running, 'U0ALICE', 'check');
    expect(message?.text).toContain('This result could not be saved, so your progress does not show it.');
    expect(message?.text).toContain('Looked from student-07');
    expect(saidIn(message)).toContain('This result could not be saved');
    expect(running.notes.join()).toContain('a result of U0ALICE could not be kept: store-down');
  });

  test('for the audit: the answer comes, and the line is in the log', async () => {
    const running = await start();
    Object.assign(running.books.audit, { keep: down });
    expect((await ask(running, 'U0ALICE', 'check')).message?.text).toContain('Looked from student-07');
    expect(running.notes).toEqual([
      'audit: read check of student-07 by U0ALICE',
      "the audit's line above could not be kept: store-down",
    ]);
  });

  test.each(['check', 'progress', 'help', 'join student-09', 'roster', 'dance'])(
    'for who is asking: “%s” says so, reads nothing, and nobody is taken for a stranger',
    async (text) => {
      const running = await start({ findPerson: down });
      const { message } = await ask(running, 'U0ALICE', text);
      expect(message?.text).toContain('My database does not answer');
      expect(message?.text).not.toContain('I do not know which namespace is yours');
      expect([running.asked, running.books.kept.audit]).toEqual([[], []]);
    },
  );

  test.each([
    ['progress', 'U0ALICE', 'progress', 'of'],
    ['roster', 'U0INGE', 'roster', 'read'],
    ['roster', 'U0CAROL', 'join student-09', 'change'],
    ['personal', 'U0ALICE', 'privacy', 'of'],
    ['personal', 'U0ALICE', 'privacy delete everything', 'forget'],
  ] as const)('in the middle, in %s: %s “%s” is told so', async (book, user, text, part) => {
    const running = await start();
    Object.assign(running.books[book], { [part]: down });
    const { message } = await ask(running, user, text);
    expect(message?.text).toContain('My database does not answer');
    expect(message?.text).not.toContain('deleted');
    expect(running.slack.messages.filter(({ channel }) => channel.startsWith('D'))).toEqual([]);
  });

  test('for App Home: it says so and offers nothing', async () => {
    const running = await start({ findPerson: down });
    await running.slack.openHome('U0ALICE');
    await shown(running, 'My database does not answer');
    expect(buttonsOf(running.slack.home('U0ALICE')?.blocks ?? [])).toEqual({});
  });

  test('for the progress on it: the same', async () => {
    const running = await start();
    Object.assign(running.books.progress, { of: down });
    await running.slack.openHome('U0ALICE');
    await shown(running, 'My database does not answer');
  });
});

describe('App Home', () => {
  test.each([
    [
      'a student',
      'U0ALICE',
      'Your namespace is student-07',
      ['Check my cluster', 'Check task 1', 'What I keep about you'],
      ['Roster', 'Write to the class'],
    ],
    [
      'an instructor',
      'U0INGE',
      'You are an instructor of this class.',
      ['Roster', 'Write to the class', 'What I keep about you'],
      ['Check my cluster', 'Check task 1'],
    ],
    ['somebody on no roster', 'U0CAROL', '/netlab join NAMESPACE', [], ['Check my cluster', 'Roster']],
    ['a guest of the workspace', 'U0SAM', '/netlab join NAMESPACE', [], ['Check my cluster', 'Roster']],
  ])('of %s', async (_, user, said, offered, others) => {
    const running = await start();
    await running.slack.openHome(user);
    await shown(running, said, user);
    const buttons = Object.keys(buttonsOf(running.slack.home(user)?.blocks ?? []));
    for (const each of offered) expect(buttons).toContain(each);
    for (const each of others) expect(buttons).not.toContain(each);
    expect(running.slack.refusals).toEqual([]);
  });

  test('that Slack does not take spoils no answer', async () => {
    const running = await start();
    running.slack.failing.set('views.publish', 'internal_error');
    expect((await ask(running, 'U0ALICE', 'check')).message?.text).toContain('Looked from student-07');
    await expect.poll(() => running.notes.join()).toContain('App Home of U0ALICE could not be published');
  });
});
