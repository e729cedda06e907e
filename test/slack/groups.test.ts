// Instructors from a user group: what Slack tells, what it does not, and that nobody becomes one by accident.
import { describe, expect, test } from 'vitest';
import { Trouble } from '../../src/model/trouble.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import { startApp } from '../../src/slack/app.ts';
import { InstructorGroups } from '../../src/slack/people/instructor-groups.ts';
import { createWriteClient } from '../../src/slack/transport/web-client.ts';
import { afterwards, ask, base, direct, labFor, settings, start } from '../support/app.ts';
import { classOf, receiversOf, sendToEverybody, waitForReceivers } from '../support/broadcasts.ts';
import { handClock } from '../support/hand-clock.ts';

const teaching = { settings: { ...settings, scopes: [...settings.scopes, 'usergroups:read'] } };
const group = (...users: string[]) => ({ ...teaching, groups: { S0TEACH: users } });
const named = { groups: ['S0TEACH'] };

describe('who is in the group', () => {
  test('is an instructor, is asked for namespaces, and keeps their own', async () => {
    const running = await start({}, named, group('U0BOB', 'U0SAM'), {}, { teachers: [] });
    await ask(running, 'U0SAM', 'check student-07');
    await ask(running, 'U0BOB', 'check');
    expect(running.asked).toEqual(['student-07', 'student-12']);
    expect((await ask(running, 'U0SAM', 'roster')).message?.text).toContain('2 on the roster');
    await ask(running, 'U0CAROL', 'join student-09');
    expect(direct(running, 'U0SAM')).toHaveLength(1);
    expect(direct(running, 'U0BOB')).toHaveLength(1);
  });

  test('and who is named beside it; nobody is asked twice', async () => {
    const running = await start({}, named, group('U0INGE'));
    await ask(running, 'U0CAROL', 'join student-09');
    expect(direct(running, 'U0INGE')).toHaveLength(1);
  });

  test('who is not in it is none', async () => {
    const running = await start({}, named, group('U0SAM'));
    expect((await ask(running, 'U0ALICE', 'roster')).message?.text).toContain('“roster” is for instructors');
    expect(running.books.kept.audit).toMatchObject([{ did: 'refused', what: 'roster: instructors-only' }]);
  });

  test('somebody of another workspace who is in it gets nothing', async () => {
    const running = await start({}, named, group('U0ZOE'));
    await running.slack.command('U0ZOE', 'C0COURSE', 'roster', 'anyway');
    expect(running.slack.messages.at(-1)?.text).toContain('You are here from another workspace');
  });
});

describe('a group that cannot be read at the start is one line', () => {
  test.each([
    ['a scope is missing', { settings, groups: { S0TEACH: [] } }, 'missing_scope'],
    ['the plan has no groups', teaching, 'plan_upgrade_required'],
    ['there is no such group', { ...teaching, groups: { S0OTHER: [] } }, 'no_such_subteam'],
  ])('%s', async (_, options, code) => {
    const slack = await startSlack(options);
    afterwards(slack.close);
    const error = await startApp({ ...base, ...named, apiUrl: slack.apiUrl }, labFor([], [])).catch((each) => each);
    expect(error).toBeInstanceOf(Trouble);
    expect(error.detail.what).toBe(`The instructors’ user groups cannot be read: S0TEACH: ${code}.`);
    await expect.poll(() => slack.openLinkCount()).toBe(0);
  });

  test('an outage at the start is none of these: netlab starts, and nobody is an instructor by that group yet', async () => {
    const slack = await startSlack(group('U0SAM'));
    afterwards(slack.close);
    slack.failing.set('usergroups.users.list', 503);
    const notes: string[] = [];
    const app = await startApp({ ...base, ...named, apiUrl: slack.apiUrl }, labFor(notes, []), { drainTimeoutMs: 100 });
    afterwards(app.stop);
    expect(notes.join()).toContain('the user group S0TEACH of instructors cannot be read');
    await slack.command('U0SAM', 'C0COURSE', 'roster');
    expect(slack.messages.at(-1)?.text).toContain('I do not know which namespace is yours');
  });
});

describe('a group that is due again while work is under way', () => {
  async function sending(users: readonly string[]) {
    const { seated, personas } = classOf(30);
    const clock = handClock();
    const pace = { clock, broadcasts: { betweenMessagesMs: 10, betweenProgressMs: 10_000 } };
    const options = { ...group(...users), personas };
    const running = await start({}, named, options, pace, { seated, teachers: [] });
    await sendToEverybody(running.slack, 'Look at task 1.');
    await waitForReceivers(running.slack, 'Look at task 1.', 5);
    return { ...running, clock };
  }

  test('and that cannot be read for an hour makes nobody an instructor, and ends no broadcast', async () => {
    const running = await sending(['U0INGE']);
    const { slack, clock, notes } = running;
    slack.failing.set('usergroups.users.list', 503);
    for (const minutes of [6, 30, 30]) {
      clock.pass(minutes * 60_000);
      await ask(running, 'U0INGE', 'help');
    }
    expect((await ask(running, 'U0INGE', 'roster')).message?.text).toContain('I do not know which namespace is yours');
    await slack.waitForMessage(({ channel, text }) => channel === 'DU0INGE' && text.startsWith('Sent to all 30.'));
    expect(receiversOf(slack, 'Look at task 1.')).toHaveLength(30);
    expect(notes.join()).toContain('the user group S0TEACH of instructors cannot be read');
  });

  test('and that Slack does not answer about holds nobody up', async () => {
    const running = await sending(['U0INGE']);
    const { slack, clock } = running;
    slack.failing.set('usergroups.users.list', 'hang');
    clock.pass(6 * 60_000);
    expect((await ask(running, 'U0INGE', 'roster')).message?.text).toContain('on the roster');
    await slack.waitForMessage(({ channel, text }) => channel === 'DU0INGE' && text.startsWith('Sent to all 30.'));
    expect(receiversOf(slack, 'Look at task 1.')).toHaveLength(30);
  });
});

describe('a group that changes or fails later', () => {
  async function groups(...users: string[]) {
    const who = { S0TEACH: users };
    const slack = await startSlack({ ...teaching, groups: who });
    afterwards(slack.close);
    const notes: string[] = [];
    let now = 0;
    const client = createWriteClient('xoxb-playground', slack.apiUrl, undefined);
    const own = new InstructorGroups(
      client,
      ['S0TEACH'],
      (line) => notes.push(line),
      () => now,
    );
    await own.start();
    const calls = () => slack.calls.filter(({ method }) => method === 'usergroups.users.list').length;
    return { own, slack, notes, calls, who, later: (minutes: number) => (now += minutes * 60_000) };
  }

  test('is read again after five minutes, once however many ask, and nobody waits for it', async () => {
    const { own, who, later, calls } = await groups('U0SAM');
    who.S0TEACH = ['U0BOB'];
    later(4);
    expect(own.members()).toEqual(['U0SAM']);
    later(2);
    expect([own.members(), own.members()]).toEqual([['U0SAM'], ['U0SAM']]);
    await expect.poll(() => own.members()).toEqual(['U0BOB']);
    expect(calls()).toBe(2);
  });

  test('while Slack does not answer, the members last known stay, for an hour, and nobody new is one', async () => {
    const { own, slack, who, later, calls, notes } = await groups('U0SAM');
    who.S0TEACH = ['U0BOB'];
    slack.failing.set('usergroups.users.list', 503);
    later(6);
    expect(own.members()).toEqual(['U0SAM']);
    await expect
      .poll(() => notes)
      .toEqual([expect.stringContaining('the user group S0TEACH of instructors cannot be read')]);
    const tried = calls();
    expect([own.members(), own.members()]).toEqual([['U0SAM'], ['U0SAM']]);
    expect(calls()).toBe(tried);
    later(55);
    expect(own.members()).toEqual([]);
    await expect.poll(() => notes.length).toBe(2);
    slack.failing.clear();
    later(1);
    own.members();
    await expect.poll(() => own.members()).toEqual(['U0BOB']);
  });

  test.each(['missing_scope', 'no_such_subteam'])('%s later makes nobody an instructor any more', async (fault) => {
    const { own, slack, later } = await groups('U0SAM');
    slack.failing.set('usergroups.users.list', fault);
    later(6);
    expect(own.members()).toEqual(['U0SAM']);
    await expect.poll(() => own.members()).toEqual([]);
  });

  test('without any group Slack is not asked', async () => {
    const slack = await startSlack();
    afterwards(slack.close);
    const own = new InstructorGroups(
      createWriteClient('xoxb-playground', slack.apiUrl, undefined),
      [],
      () => undefined,
      () => 0,
    );
    await own.start();
    expect([own.members(), slack.calls]).toEqual([[], []]);
  });
});
