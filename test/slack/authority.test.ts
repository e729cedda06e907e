// Forms and App Home × everybody: what comes back with a form is asked anew who may do it. Words and buttons:
// test/commands/access/admit.test.ts.
import { describe, expect, test } from 'vitest';
import { defaultPersonas } from '../../src/playground/slack/workspace/personas.ts';
import { ask, direct, type Running, start, top } from '../support/app.ts';
import { assignmentsOf, filled, handIn, saidIn } from '../support/import.ts';

// Zoe, of another workspace, is on the roster and an instructor; it opens nothing to her.
const cast = {
  seated: { U0ALICE: 'student-07', U0BOB: 'student-12', U0ZOE: 'student-20' },
  teachers: ['U0INGE', 'U0ZOE'],
};

const open = () => start({}, {}, {}, { broadcasts: { betweenMessagesMs: 1, betweenProgressMs: 1000 } }, cast);

const option = (type: string, value: string) => ({
  type,
  selected_option: { text: { type: 'plain_text', text: value }, value },
});

/** Each form with everything that its owner would send: what she saw, and what she typed. */
const forms = {
  'broadcast-draft': async (running: Running) => {
    await running.slack.command('U0INGE', 'C0COURSE', 'broadcast');
    await expect.poll(() => top(running, 'U0INGE')).toBeDefined();
    return {
      content: { content: option('static_select', 'task:1') },
      own: { own: { type: 'plain_text_input', value: 'Hello' } },
      audience: { audience: option('radio_buttons', 'roster') },
    };
  },
  'broadcast-preview': async (running: Running) => {
    const typed = await forms['broadcast-draft'](running);
    await running.slack.submit('U0INGE', top(running, 'U0INGE')?.id ?? '', typed);
    return {};
  },
  'roster-import': async (running: Running) => {
    await running.slack.command('U0INGE', 'C0COURSE', 'roster import');
    await expect.poll(() => top(running, 'U0INGE')).toBeDefined();
    return filled({ pasted: 'U0CAROL,student-09' });
  },
  'roster-preview': async (running: Running) => {
    await handIn(running, 'U0CAROL,student-09');
    return {};
  },
} as const;

type FormName = keyof typeof forms;

const teamOf = (user: string) => defaultPersonas.find(({ id }) => id === user)?.team_id ?? 'T0NETLAB';

/** Sends the instructor's form in somebody's name; what Slack is told. */
async function submitted(running: Running, form: FormName, user: string) {
  const values = await forms[form](running);
  const view = top(running, 'U0INGE');
  expect(view?.callback_id).toBe(form);
  const answer = await running.slack.deliver('interactive', {
    type: 'view_submission',
    user: { id: user, team_id: teamOf(user) },
    team: { id: teamOf(user) },
    trigger_id: `${user}.1`,
    view: { ...view, state: { values } },
  });
  return Object(answer);
}

const people = [
  ['the owner of a namespace', 'U0ALICE', 'instructors-only', 'is for instructors'],
  ['another student', 'U0BOB', 'instructors-only', 'is for instructors'],
  ['somebody on no roster', 'U0CAROL', 'unknown-person', 'I do not know which namespace is yours'],
  ['a guest of the workspace', 'U0SAM', 'unknown-person', 'I do not know which namespace is yours'],
  ['a stranger, on the roster and an instructor', 'U0ZOE', 'stranger', 'You are here from another workspace'],
] as const;

describe.each(Object.keys(forms) as FormName[])('%s', (form) => {
  test.each(people)('of %s: refused, audited, nothing done', async (_, user, kind, said) => {
    const running = await open();
    const { response_action: action, view } = await submitted(running, form, user);
    expect(action).toBe('update');
    expect(view).not.toHaveProperty('private_metadata');
    expect(saidIn(view)).toContain(said);
    expect(running.books.kept.audit).toEqual([
      { did: 'refused', what: `form ${form}: ${kind}`, namespace: null, as: null, by: user, at: expect.any(String) },
    ]);
    expect([assignmentsOf(running), direct(running, 'U0BOB'), await running.books.broadcasts.unfinished([])]).toEqual([
      cast.seated,
      [],
      [],
    ]);
  });

  test('of the instructor: taken', async () => {
    const running = await open();
    const { response_action: action } = await submitted(running, form, 'U0INGE');
    expect(action).toBe({ 'broadcast-draft': 'push', 'broadcast-preview': 'clear' }[String(form)] ?? 'update');
    expect(running.books.kept.audit.filter(({ did }) => did === 'refused')).toEqual([]);
  });
});

test('a form that is none is no way in', async () => {
  const running = await open();
  for (const callback of ['constructor', '__proto__', 'roster-waiting', '']) {
    const answer = await running.slack.deliver('interactive', {
      type: 'view_submission',
      user: { id: 'U0ALICE', team_id: 'T0NETLAB' },
      team: { id: 'T0NETLAB' },
      trigger_id: `x.${callback}`,
      view: { id: 'V1', type: 'modal', callback_id: callback, private_metadata: '{}', state: { values: {} } },
    });
    expect(saidIn(Object(answer).view)).toContain('This form is from an older netlab');
  }
});

describe('somebody of another workspace, on the roster and an instructor', () => {
  test.each([
    ...['check', 'roster', 'help', 'privacy', 'join student-30', 'roster import', 'broadcast', 'dance'],
    ...['explain', 'explain overlay', 'plan overlay 50 nodes', 'hint 1', 'quiz', 'reach', 'plan', 'join', 'hint'],
  ])('/netlab %s: refused, audited', async (text) => {
    const running = await open();
    await running.slack.command('U0ZOE', 'C0COURSE', text, 'anyway');
    expect(running.slack.messages.map((each) => each.text)).toEqual([
      expect.stringContaining('You are here from another workspace'),
    ]);
    expect(running.books.kept.audit).toMatchObject([
      { did: 'refused', what: expect.stringContaining(': stranger'), by: 'U0ZOE' },
    ]);
    expect([running.asked, running.slack.modals('U0ZOE')]).toEqual([[], []]);
  });

  test('a message to the app: the same', async () => {
    const running = await open();
    await ask(running, 'U0INGE', 'check student-07');
    // Whoever shares a channel can be written to, and then answer.
    await running.slack.write('U0ZOE', 'C0COURSE', 'hello');
    await running.slack.deliver('events_api', {
      type: 'event_callback',
      event_id: 'Ev1',
      event: {
        type: 'message',
        channel_type: 'im',
        channel: 'DU0ZOE',
        user: 'U0ZOE',
        text: 'check',
        ts: '1.1',
        team: 'T0ELSEWHERE',
        user_team: 'T0ELSEWHERE',
        source_team: 'T0ELSEWHERE',
      },
    });
    expect((await running.slack.waitForMessage(({ channel }) => channel === 'DU0ZOE')).text).toContain(
      'You are here from another workspace',
    );
    expect(running.asked).toEqual(['student-07']);
  });

  test('a button for everybody in the course channel: the same', async () => {
    const running = await open();
    await running.slack.deliver('interactive', {
      type: 'block_actions',
      user: { id: 'U0ZOE', team_id: 'T0ELSEWHERE' },
      team: { id: 'T0NETLAB' },
      trigger_id: '1.2.a',
      container: { type: 'message', channel_id: 'C0COURSE', message_ts: '1.1', is_ephemeral: false },
      channel: { id: 'C0COURSE' },
      actions: [
        { type: 'button', action_id: 'say:0', block_id: 'b', value: '{"say":"check","by":"*"}', action_ts: '1' },
      ],
    });
    await expect.poll(() => running.books.kept.audit).toMatchObject([{ did: 'refused', what: 'check: stranger' }]);
    expect(running.asked).toEqual([]);
  });

  test('has an App Home that says so and nothing else, once the app has written to her', async () => {
    const running = await open();
    const { slack } = running;
    expect(await slack.openHome('U0ZOE')).toBe(false);
    // Where not all members can be listed, an unknown id is taken as it is.
    slack.failing.set('users.list', 'fatal_error');
    await ask(running, 'U0INGE', 'roster assign @U0ZOE student-21');
    await slack.waitForMessage(({ channel }) => channel === 'DU0ZOE');
    expect(await slack.openHome('U0ZOE')).toBe(true);
    await expect.poll(() => saidIn(slack.home('U0ZOE'))).toContain('You are here from another workspace');
    expect(JSON.stringify(slack.home('U0ZOE'))).not.toContain('student-2');
  });
});
