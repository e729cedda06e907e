// Every entry passes the gate: whatever Slack sends of somebody who is not of netlab's own workspace reaches no listener. The
// listeners are those that Bolt has: a new one that no request below reaches makes this file fail until there is one.
import { describe, expect, test } from 'vitest';
import { Trouble } from '../../src/model/trouble.ts';
import type { EmbeddedSlack } from '../../src/playground/slack/embedded.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import { callerOf } from '../../src/slack/listeners/gate.ts';
import { registerListeners } from '../../src/slack/listeners/index.ts';
import { createParts } from '../../src/slack/parts.ts';
import { createBelongingReader, homeTeamOf, judgeBelonging } from '../../src/slack/people/belonging.ts';
import { readSlackRequest } from '../../src/slack/transport/slack-request.ts';
import { afterwards, base, labFor, settings, start } from '../support/app.ts';
import { handIn, saidIn } from '../support/import.ts';

/** What a request says of a person's workspace; absent fields are left out of it. */
type Whose = {
  readonly own?: string | null;
  readonly around?: string | null;
  readonly enterprise?: string | null;
  readonly shared?: boolean;
};

const named = (key: string, value: string | null | undefined) => (value === undefined ? {} : { [key]: value });
const byId = (key: string, value: string | null | undefined) =>
  value === undefined ? {} : { [key]: value === null ? null : { id: value } };

const interaction = (type: string, more: object, user: string, { own, around, enterprise }: Whose) => ({
  type,
  user: { id: user, ...named('team_id', own) },
  ...byId('team', around),
  ...byId('enterprise', enterprise),
  trigger_id: `${type}.1`,
  ...more,
});

const event = (inner: object, user: string, { own, around, enterprise, shared }: Whose, withOwn = true) => ({
  type: 'event_callback',
  event_id: 'Ev1',
  ...named('team_id', around),
  ...named('enterprise_id', enterprise),
  ...(shared === undefined ? {} : { is_ext_shared_channel: shared }),
  event: { ...inner, user, ...(withOwn ? named('team', own) : {}) },
});

const modal = { id: 'V1', type: 'modal', callback_id: 'roster-import', private_metadata: '', state: { values: {} } };
const pressed = (action: object) => ({
  container: { type: 'message', message_ts: '1.1', channel_id: 'C0COURSE' },
  channel: { id: 'C0COURSE' },
  actions: [action],
});

/** One request of each kind that Slack sends. */
const requests: Readonly<Record<string, (user: string, whose: Whose) => object>> = {
  'a command': (user, { own, enterprise }) => ({
    command: '/netlab',
    text: 'check',
    user_id: user,
    ...named('team_id', own),
    ...named('enterprise_id', enterprise),
    channel_id: 'C0COURSE',
    trigger_id: '1.1',
  }),
  'a press of a button': (user, whose) =>
    interaction(
      'block_actions',
      pressed({ type: 'button', action_id: 'say:0', value: '{"say":"check","by":"*"}' }),
      user,
      whose,
    ),
  'a choice from a menu': (user, whose) =>
    interaction('block_actions', pressed({ type: 'static_select', action_id: 'other' }), user, whose),
  'a request for options': (user, whose) =>
    interaction('block_suggestion', { action_id: 'any', block_id: 'b', value: 'x' }, user, whose),
  'a global shortcut': (user, whose) => interaction('shortcut', { callback_id: 'any' }, user, whose),
  'a shortcut of a message': (user, whose) =>
    interaction('message_action', { callback_id: 'any', channel: { id: 'C1' }, message: { ts: '1.1' } }, user, whose),
  'a form': (user, whose) => interaction('view_submission', { view: modal }, user, whose),
  'a form that was closed': (user, whose) => interaction('view_closed', { view: { ...modal, hash: 'h' } }, user, whose),
  'an App Home that was opened': (user, whose) =>
    event({ type: 'app_home_opened', tab: 'home', channel: `D${user}` }, user, whose, false),
  'Messages that were opened': (user, whose) =>
    event({ type: 'app_home_opened', tab: 'messages', channel: `D${user}` }, user, whose, false),
  'a mention of the app': (user, whose) =>
    event({ type: 'app_mention', channel: 'C0COURSE', text: '<@U0NETLAB>', ts: '1.1' }, user, whose),
  'a message to the app': (user, whose) =>
    event({ type: 'message', channel_type: 'im', channel: `D${user}`, text: 'check', ts: '1.1' }, user, whose),
};

const ours: Readonly<Record<string, Whose>> = {
  'the workspace of the person': { own: 'T0NETLAB', around: 'T0NETLAB' },
  'the workspace where it happened, where there is no other': { around: 'T0NETLAB' },
};

/** The same on Enterprise Grid, where netlab's workspace belongs to E0ORG. */
const oursOnGrid: Readonly<Record<string, Whose>> = {
  ...ours,
  'the person’s workspace, and no team beside it': { own: 'T0NETLAB', around: null, enterprise: 'E0ORG' },
  'the organisation in place of the person’s workspace': { own: 'E0ORG', around: 'E0ORG', enterprise: 'E0ORG' },
  'nothing but the organisation': { own: null, around: null, enterprise: 'E0ORG' },
};

const notOurs: Readonly<Record<string, Whose>> = {
  'another workspace': { own: 'T0ELSEWHERE', around: 'T0ELSEWHERE' },
  'no workspace at all': {},
  'workspaces that are null': { own: null, around: null, enterprise: null },
  'workspaces that are empty': { own: '', around: '', enterprise: '' },
  'another organisation alone': { own: null, around: null, enterprise: 'E0OTHER' },
};

const notOursOnGrid: Readonly<Record<string, Whose>> = {
  ...notOurs,
  'another workspace of the organisation': { own: 'T0SISTER', around: 'T0SISTER', enterprise: 'E0ORG' },
};

/** Commands name one workspace, the person's, and App Homes none: what the others say of both is not for them. */
const applies = (kind: string, { own, around }: Whose) =>
  !(kind === 'a command' && own === undefined && around !== undefined);

type Listener = (args: { readonly context: object }) => unknown;

/** The listeners that Bolt has, each of which counts what reaches it and whom the gate found behind it, and does nothing else. */
async function listening(enterprise: string | null = null) {
  const slack = await startSlack({ settings });
  afterwards(slack.close);
  const [notes, asked]: [string[], string[]] = [[], []];
  const parts = createParts({ ...base, apiUrl: slack.apiUrl }, labFor(notes, asked), {});
  registerListeners(parts.app, parts.context, () => undefined);
  await parts.app.init();
  parts.setHomeTeam({ team: 'T0NETLAB', enterprise });
  const listeners: Listener[][] = Reflect.get(parts.app, 'listeners');
  const reached: string[][] = listeners.map(() => []);
  for (const [index, middleware] of listeners.entries())
    middleware[middleware.length - 1] = ({ context }) => reached[index]?.push(callerOf(context).user);
  const acks: unknown[] = [];
  const send = async (body: object) => {
    await parts.app.processEvent({
      body: body as Record<string, unknown>,
      ack: async (answer?: unknown) => void acks.push(answer),
    });
    return reached.flatMap((users, index) => (users.splice(0).length > 0 ? [index] : []));
  };
  return { slack, send, acks, notes, asked, count: listeners.length };
}

const kinds = Object.keys(requests);

test('every listener is reached by a request of somebody of the workspace, and each finds who is behind it', async () => {
  const { send, count } = await listening();
  const all = new Set<number>();
  for (const kind of kinds) {
    const indices = await send(requests[kind]?.('U0ALICE', { own: 'T0NETLAB', around: 'T0NETLAB' }) ?? {});
    expect(indices.length, kind).toBeGreaterThan(0);
    for (const index of indices) all.add(index);
  }
  expect(count).toBeGreaterThan(6);
  expect([...all].toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
});

describe.each([
  ['a workspace of its own', null, ours, notOurs],
  ['a workspace on Enterprise Grid', 'E0ORG', oursOnGrid, notOursOnGrid],
] as const)('%s', (_, enterprise, taken, turned) => {
  test.each(Object.entries(taken))('a request that names %s reaches its listener', async (__, whose) => {
    const { send } = await listening(enterprise);
    const own = kinds.filter((each) => applies(each, whose));
    expect(own.length).toBeGreaterThan(8);
    for (const kind of own) expect((await send(requests[kind]?.('U0ALICE', whose) ?? {})).length, kind).toBe(1);
  });

  test.each(Object.entries(turned))('one that names %s reaches none, and is acknowledged', async (__, whose) => {
    const { send, acks } = await listening(enterprise);
    for (const kind of kinds) {
      expect(await send(requests[kind]?.('U0ALICE', whose) ?? {}), kind).toEqual([]);
      expect(acks.splice(0).length, kind).toBe(1);
    }
  });
});

test('one of the person’s workspaces that is another one is enough', async () => {
  const { send } = await listening();
  const message = { type: 'message', channel_type: 'im', channel: 'DU0ALICE', user: 'U0ALICE', text: 'check' };
  const whole = (more: object) => ({ team_id: 'T0NETLAB', event_id: 'E', event: { ...message, ...more } });
  expect(await send(whole({ team: 'T0NETLAB', user_team: 'T0ELSEWHERE' }))).toEqual([]);
  expect(await send(whole({ team: 'T0NETLAB', source_team: 'T0ELSEWHERE' }))).toEqual([]);
  expect(await send({ ...whole({}), is_ext_shared_channel: true })).toEqual([]);
  expect((await send(whole({ team: 'T0NETLAB', user_team: 'T0NETLAB' }))).length).toBe(1);
  expect((await send({ ...whole({ team: 'T0NETLAB' }), is_ext_shared_channel: true })).length).toBe(1);
});

test('an event that nobody is behind reaches no listener, and nobody is refused for it', async () => {
  const { send, slack, notes } = await listening();
  const changed = { type: 'message', subtype: 'message_changed', channel: 'DU0ALICE', channel_type: 'im' };
  expect(await send({ team_id: 'T0NETLAB', event_id: 'E', event: changed })).toEqual([]);
  expect(await send({ team_id: 'T0NETLAB', event_id: 'F', event: { type: 'app_uninstalled' } })).toEqual([]);
  expect([slack.messages, notes]).toEqual([[], []]);
});

describe('before the home workspace is known', () => {
  test('nobody is of it', () => {
    expect(judgeBelonging(['T0NETLAB'], null)).toBe('unknown');
    expect(judgeBelonging([], { team: 'T0NETLAB', enterprise: null })).toBe('unknown');
    expect(judgeBelonging(['T0NETLAB'], { team: 'T0NETLAB', enterprise: null })).toBe('ours');
  });

  test('a token that belongs to no workspace, or to a whole organisation, ends the start', () => {
    const said = (answer: object) => {
      try {
        return homeTeamOf(answer);
      } catch (error) {
        return error instanceof Trouble ? [error.kind, error.detail.what] : error;
      }
    };
    const noTeam = ['slack-refused', expect.stringContaining('does not say which workspace')];
    expect(said({ ok: true })).toEqual(noTeam);
    expect(said({ ok: true, team_id: '' })).toEqual(noTeam.with(1, expect.anything()));
    expect(said({ team_id: 'E0ORG', enterprise_id: 'E0ORG', is_enterprise_install: true })).toEqual([
      'slack-refused',
      expect.stringContaining('a whole organisation'),
    ]);
    expect(said({ team_id: 'T0NETLAB', enterprise_id: 'E0ORG', is_enterprise_install: false })).toEqual({
      team: 'T0NETLAB',
      enterprise: 'E0ORG',
    });
  });
});

describe('what somebody who is turned away gets', () => {
  const stranger = 'You are here from another workspace';
  const unknown = 'Slack does not tell me which workspace you belong to, so I do nothing.';
  const cast = { seated: { U0ALICE: 'student-07', U0ZOE: 'student-20' }, teachers: ['U0INGE', 'U0ZOE'] };

  const deliver = (slack: EmbeddedSlack, kind: string, user: string, whose: Whose) => {
    const body = requests[kind]?.(user, whose) ?? {};
    const type = 'event' in body ? 'events_api' : 'command' in body ? 'slash_commands' : 'interactive';
    return slack.deliver(type, body);
  };

  test.each([
    [{ own: 'T0ELSEWHERE', around: 'T0NETLAB' }, stranger],
    [{}, unknown],
  ])(
    '%j: a command and a form are answered in place, a press and a message in the direct messages',
    async (whose, said) => {
      const running = await start({}, {}, {}, {}, cast);
      const { slack, books, asked } = running;
      expect(Object(await deliver(slack, 'a command', 'U0ZOE', whose)).text).toContain(said);
      expect(saidIn(Object(await deliver(slack, 'a form', 'U0ZOE', whose)).view)).toContain(said);
      await slack.write('U0ZOE', 'C0COURSE', 'hello');
      await deliver(slack, 'a press of a button', 'U0ZOE', whose);
      await deliver(slack, 'a message to the app', 'U0ZOE', whose);
      const direct = () => slack.messages.filter(({ channel }) => channel === 'DU0ZOE').map(({ text }) => text);
      await expect.poll(() => direct().length).toBe(2);
      expect(direct()).toEqual([expect.stringContaining(said), expect.stringContaining(said)]);
      expect(books.kept.audit.map(({ did, what, by }) => [did, what, by])).toEqual([
        ['refused', 'check: stranger', 'U0ZOE'],
        ['refused', 'form roster-import: stranger', 'U0ZOE'],
        ['refused', 'check: stranger', 'U0ZOE'],
        ['refused', 'check: stranger', 'U0ZOE'],
      ]);
      expect([asked, slack.modals('U0ZOE'), slack.home('U0ZOE')]).toEqual([[], [], null]);
      const figures = await fetch(`http://127.0.0.1:${running.app.port}/metrics`).then((each) => each.text());
      const why = said === unknown ? 'unknown' : 'foreign';
      expect(figures).toContain(`netlab_slack_turned_away_total{kind="message",why="${why}"} 1`);
    },
  );

  test.each(['a choice from a menu', 'a request for options', 'a global shortcut', 'a form that was closed'])(
    '%s is acknowledged, and nothing else is done',
    async (kind) => {
      const { slack, books, notes } = await start({}, {}, {}, {}, cast);
      expect(await deliver(slack, kind, 'U0ZOE', {})).toEqual(kind.endsWith('options') ? { options: [] } : {});
      expect([books.kept.audit, notes, slack.messages]).toEqual([[], [], []]);
    },
  );
});

describe('App Home', () => {
  const cast = { seated: { U0ALICE: 'student-07', U0ZOE: 'student-20' }, teachers: ['U0INGE'] };
  let count = 0;
  const open = (slack: EmbeddedSlack, user: string, whose: Whose = { around: 'T0NETLAB' }) => {
    count += 1;
    const body = requests['an App Home that was opened']?.(user, whose) ?? {};
    return slack.deliver('events_api', { ...body, event_id: `Ev${count}` });
  };
  const shown = (slack: EmbeddedSlack, user: string) => saidIn(slack.home(user));

  test('of somebody of another workspace, who is on the roster, says that it is not for them', async () => {
    const { slack } = await start({}, {}, {}, {}, cast);
    // Slack names the workspace that the app is installed in, and nothing of the person's.
    await open(slack, 'U0ZOE');
    await expect.poll(() => shown(slack, 'U0ZOE')).toContain('You are here from another workspace');
    expect(JSON.stringify(slack.home('U0ZOE'))).not.toContain('student-20');
    expect(slack.home('U0ZOE')?.blocks.filter((block) => Object(block).type === 'actions')).toEqual([]);
    await open(slack, 'U0ALICE');
    await expect.poll(() => shown(slack, 'U0ALICE')).toContain('Your namespace is student-07.');
  });

  test('that changes by itself shows them nothing either: an import that moved them', async () => {
    const running = await start({ members: async () => ({ all: [], whole: false, because: 'x' }) }, {}, {}, {}, cast);
    const { slack } = running;
    slack.failing.set('users.list', 'fatal_error');
    await handIn(running, 'U0ZOE,student-21\nU0ALICE,student-08');
    await slack.submit('U0INGE', slack.modals('U0INGE').at(-1)?.id ?? '', {});
    await expect.poll(() => shown(slack, 'U0ALICE')).toContain('Your namespace is student-08.');
    await expect.poll(() => shown(slack, 'U0ZOE')).toContain('You are here from another workspace');
    expect(JSON.stringify(slack.home('U0ZOE'))).not.toContain('student-2');
  });

  test('where Slack does not say whose somebody is: no namespace, and the next time it is asked again', async () => {
    const { slack, notes } = await start({}, {}, {}, {}, cast);
    slack.failing.set('users.info', 500);
    await open(slack, 'U0ALICE');
    await expect.poll(() => shown(slack, 'U0ALICE')).toContain('Slack does not tell me which workspace you belong to');
    expect(JSON.stringify(slack.home('U0ALICE'))).not.toContain('student-07');
    expect(notes.join()).toContain('slack does not say which workspace U0ALICE is of');
    slack.failing.clear();
    await open(slack, 'U0ALICE');
    await expect.poll(() => shown(slack, 'U0ALICE')).toContain('Your namespace is student-07.');
    // Believed from then on: people do not move between workspaces.
    slack.failing.set('users.info', 500);
    await slack.command('U0ALICE', 'C0COURSE', 'check 2');
    await expect.poll(() => shown(slack, 'U0ALICE')).toContain('Task 2: seen, not yet understood');
  });
});

describe('whose somebody is, by Slack’s own word', () => {
  const home = { team: 'T0NETLAB', enterprise: 'E0ORG' };
  const asked = async (...answers: readonly (object | Error)[]) => {
    const [calls, left] = [[] as string[], [...answers]];
    const read = createBelongingReader(
      async (method, { user }) => {
        calls.push(`${method} ${user}`);
        const answer = left.shift();
        if (answer instanceof Error) throw answer;
        return answer;
      },
      () => home,
      () => undefined,
    );
    const said = [];
    for (const _ of answers) said.push(await read('U1'));
    return [said, calls.length];
  };
  const user = (team_id: string | undefined, ...teams: readonly string[]) => ({
    user: { ...(team_id ? { team_id } : {}), ...(teams.length > 0 ? { enterprise_user: { teams } } : {}) },
  });

  test.each([
    ['ours', user('T0NETLAB')],
    ['ours', user('T0SISTER', 'T0SISTER', 'T0NETLAB')],
    ['ours', user('E0ORG')],
    ['foreign', user('T0ELSEWHERE')],
    ['foreign', user('T0SISTER', 'T0SISTER')],
    ['unknown', user(undefined)],
    ['unknown', { ok: true }],
    ['unknown', new Error('user_not_found')],
  ])('%s: %j', async (belonging, answer) => expect((await asked(answer))[0]).toEqual([belonging]));

  test('is asked once; what Slack did not tell, again', async () => {
    expect(await asked(user('T0NETLAB'), user('T0NETLAB'))).toEqual([['ours', 'ours'], 1]);
    expect(await asked(new Error('x'), user('T0NETLAB'))).toEqual([['unknown', 'ours'], 2]);
  });
});

test.each(['app_uninstalled', 'tokens_revoked', 'team_join', 'constructor'])(
  'an event without a conversation is one all the same, and is acknowledged: %s',
  (type) => {
    const body = { type: 'event_callback', team_id: 'T0NETLAB', event_id: 'E', event: { type } };
    expect(readSlackRequest(body)).toEqual({ kind: 'event', user: null, teams: ['T0NETLAB'] });
    expect(readSlackRequest({ ...body, event: { type: 'message' } })).toBeNull();
  },
);

test('a request is read as what Bolt takes it for', () => {
  const whose = { own: 'T0NETLAB', around: 'T0NETLAB' };
  const read = Object.entries(requests).map(([kind, make]) => [kind, readSlackRequest(make('U1', whose))?.kind]);
  expect(Object.fromEntries(read)).toEqual({
    'a command': 'command',
    'a press of a button': 'button',
    'a choice from a menu': 'button',
    'a request for options': 'options',
    'a global shortcut': 'shortcut',
    'a shortcut of a message': 'shortcut',
    'a form': 'form',
    'a form that was closed': 'closed',
    'an App Home that was opened': 'home',
    'Messages that were opened': 'home',
    'a mention of the app': 'mention',
    'a message to the app': 'message',
  });
});
