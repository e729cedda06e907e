// A command that was typed alone asks for its words in a form; what is filled in is what would have been typed, and no more.
import { describe, expect, test } from 'vitest';
import { wordForms } from '../../src/commands/input/word-forms.ts';
import type { Lab } from '../../src/model/lab.ts';
import { Trouble } from '../../src/model/trouble.ts';
import { blockFaults } from '../../src/playground/slack/validate/blocks.ts';
import { viewFaults } from '../../src/playground/slack/validate/views.ts';
import { ask, buttonsOf, direct, pressOn, type Running, start, startHttp, top } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { saidIn } from '../support/import.ts';
import { terrainFrom } from '../support/terrain.ts';

const open = (begin: (rest: Partial<Lab>) => Promise<Running> = start) => {
  const surveyed: string[] = [];
  const survey = ({ namespaces: [namespace = ''] }: { readonly namespaces: readonly string[] }) => {
    surveyed.push(namespace);
    return terrainFrom(clusters.overlayCilium, namespace);
  };
  return begin({ survey }).then((running) => ({ running, surveyed }));
};

const written = (value: string | null) => ({ type: 'plain_text_input', value });
const chosen = (value: string | null) => ({
  type: 'static_select',
  selected_option: value === null ? null : { text: { type: 'plain_text', text: value }, value },
});

type Fields = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const state = (fields: Fields) =>
  Object.fromEntries(Object.entries(fields).map(([id, field]) => [id, { [id]: field }]));

const reachFields = (from: string, to: string, port: string, protocol: string | null = null): Fields => ({
  from: written(from),
  to: written(to),
  port: written(port),
  protocol: chosen(protocol),
});

/** Types a command alone and waits for its form. */
async function opened(running: Running, command: string, user = 'U0ALICE') {
  expect(await running.slack.command(user, 'C0COURSE', command)).toEqual({ acked: true });
  await expect.poll(() => top(running, user)).toBeDefined();
  return top(running, user);
}

const submit = (running: Running, fields: Fields, user = 'U0ALICE') =>
  running.slack.submit(user, top(running, user)?.id ?? '', state(fields));

/** What comes back in the name of Slack with anything in it. */
const forged = (running: Running, view: object, fields: Fields, user = 'U0ALICE') =>
  running.slack.deliver('interactive', {
    type: 'view_submission',
    user: { id: user, team_id: 'T0NETLAB' },
    team: { id: 'T0NETLAB' },
    trigger_id: `1.${Math.random()}`,
    view: { id: 'V1', type: 'modal', callback_id: 'words', ...view, state: { values: state(fields) } },
  });

const said = (answer: unknown) => saidIn(Object(answer).view);

describe('a command typed alone', () => {
  test.each([
    ['reach', 'May it connect?', ['from', 'to', 'port', 'protocol']],
    ['plan', 'Plan addresses', ['model', 'nodes', 'pods', 'subnet']],
    ['join', 'Your namespace', ['namespace']],
    ['hint', 'A hint', ['task']],
  ])('%s opens its form, which Slack takes, and says nothing beside it', async (command, title, fields) => {
    const { running } = await open();
    const view = await opened(running, command);
    expect(viewFaults(view, 'modal')).toEqual([]);
    expect(view?.title).toMatchObject({ text: title });
    expect(view?.blocks.map((block) => Object(block).block_id)).toEqual(fields);
    expect(running.slack.messages).toEqual([]);
    expect([running.asked, running.slack.refusals]).toEqual([[], []]);
  });

  test('in HTTP mode as well', async () => {
    const { running } = await open(startHttp);
    await opened(running, 'plan');
    await submit(running, { model: chosen('overlay'), nodes: written('50'), pods: written(null), subnet: written('') });
    await expect.poll(() => direct(running, 'U0ALICE')).toHaveLength(1);
  });

  test('a command with words opens none', async () => {
    const { running } = await open();
    await ask(running, 'U0ALICE', 'plan overlay 50 nodes');
    expect(running.slack.messages).toHaveLength(1);
    expect(running.slack.modals('U0ALICE')).toEqual([]);
  });

  test('a form that Slack does not open is replaced by an example and a button', async () => {
    const { running } = await open();
    running.slack.failing.set('views.open', 'expired_trigger_id');
    await ask(running, 'U0ALICE', 'reach');
    const { text, blocks } = await running.slack.waitForMessage(({ to }) => to === 'U0ALICE');
    expect(text).toContain('For example: reach web dns 53');
    expect(Object.keys(buttonsOf(blocks))).toEqual(['Open the form']);
    expect(running.notes.join()).toContain('a form could not be opened');
  });

  test.each([
    ['reach', 'For example: reach web dns 53', ['Open the form']],
    ['plan', 'For example: plan overlay 50 nodes', ['Open the form']],
    ['join', 'Say “join”, then the name', ['Open the form']],
    ['hint', 'A hint for which task?', ['Task 1', 'Task 2', 'Task 3']],
  ])(
    '%s as a direct message, which opens no form: an example, and a button that does',
    async (command, words, buttons) => {
      const { running } = await open();
      await running.slack.write('U0ALICE', 'DU0ALICE', command);
      await expect.poll(() => direct(running, 'U0ALICE')).toHaveLength(1);
      const [message] = direct(running, 'U0ALICE');
      expect(message?.text).toContain(words);
      expect(Object.keys(buttonsOf(message?.blocks ?? []))).toEqual(buttons);
      expect(running.slack.modals('U0ALICE')).toEqual([]);
      await pressOn(running, 'U0ALICE', message?.ts ?? '', buttons[0] ?? '');
      if (command === 'hint')
        await expect.poll(() => direct(running, 'U0ALICE').at(-1)?.text).toContain('A first pointer');
      else await expect.poll(() => top(running, 'U0ALICE')?.private_metadata).toBe(command);
    },
  );
});

describe('what was filled in', () => {
  test('is answered in place of the form, and under Messages with its buttons', async () => {
    const { running, surveyed } = await open();
    await opened(running, 'reach');
    expect(await submit(running, reachFields('web', 'dns', '53'))).toEqual({ acked: true });
    await expect.poll(() => saidIn(top(running, 'U0ALICE'))).toContain('You find it again under Messages');
    expect(viewFaults(top(running, 'U0ALICE'), 'modal')).toEqual([]);
    expect(buttonsOf(top(running, 'U0ALICE')?.blocks ?? [])).toEqual({});
    await expect.poll(() => direct(running, 'U0ALICE')).toHaveLength(1);
    const [message] = direct(running, 'U0ALICE');
    expect(blockFaults(message?.blocks ?? [])).toEqual([]);
    expect(Object.keys(buttonsOf(message?.blocks ?? []))).toContain('Check again');
    expect(surveyed).toEqual(['student-07']);
    expect(running.notes).toContain('audit: read reach of student-07 by U0ALICE');
    // The same question again, from the button.
    await pressOn(running, 'U0ALICE', message?.ts ?? '', 'Check again');
    await expect.poll(() => surveyed).toEqual(['student-07', 'student-07']);
    await expect.poll(() => direct(running, 'U0ALICE').at(-1)?.text).toBe(message?.text);
    expect(running.slack.refusals).toEqual([]);
  });

  test('is the answer to the same words, typed', async () => {
    const { running } = await open();
    const typed = (await ask(running, 'U0ALICE', 'plan node-subnet 50 nodes 30 pods')).message?.text;
    await opened(running, 'plan');
    const fields = { model: chosen('node-subnet'), nodes: written(' 50 '), pods: written('30'), subnet: written(null) };
    await submit(running, fields);
    await expect.poll(() => direct(running, 'U0ALICE')[0]?.text).toBe(typed);
  });

  test('a cluster that takes its time: the form says so, and the answer comes under Messages', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const running = await start({
      survey: ({ namespaces: [namespace] }) => promise.then(() => terrainFrom(clusters.overlayCilium, namespace)),
    });
    await opened(running, 'reach');
    expect(await submit(running, reachFields('web', 'dns', '53'))).toEqual({ acked: true });
    await expect.poll(() => saidIn(top(running, 'U0ALICE')), { timeout: 5000 }).toContain('comes under Messages');
    resolve();
    await expect.poll(() => direct(running, 'U0ALICE')).toHaveLength(1);
  });

  test.each([
    [
      'a namespace',
      'join',
      { namespace: written('student-09') },
      'U0CAROL',
      'I asked your instructor whether student-09',
    ],
    ['a task', 'hint', { task: chosen('2') }, 'U0ALICE', 'A first pointer'],
    ['a namespace that is taken', 'join', { namespace: written('student-12') }, 'U0CAROL', 'belongs to somebody else'],
    ['a Pod that there is none', 'reach', reachFields('nobody', 'dns', '53'), 'U0ALICE', 'nobody'],
  ])('%s', async (_, command, fields, user, answer) => {
    const { running } = await open();
    await opened(running, command, user);
    await submit(running, fields, user);
    await expect.poll(() => saidIn(top(running, user))).toContain(answer);
    await expect.poll(() => direct(running, user)).toHaveLength(1);
  });
});

describe('a value is one word, whatever stands in it', () => {
  test.each([
    [
      'another option',
      { model: chosen('overlay'), nodes: written('50 pods 250'), pods: written(''), subnet: written('') },
      'Nodes needs a whole number',
    ],
    [
      'an option’s own name',
      { model: chosen('overlay'), nodes: written('pods'), pods: written('30'), subnet: written('') },
      'Nodes needs a whole number',
    ],
    [
      'a second one',
      {
        model: chosen('overlay'),
        nodes: written('50'),
        pods: written('30'),
        subnet: written('10.0.0.0/16 peer 10.0.0.0/8'),
      },
      'Subnet needs an IPv4 range',
    ],
    [
      'a name of every object',
      {
        model: chosen('constructor'),
        nodes: written('__proto__'),
        pods: written('toString'),
        subnet: written('valueOf'),
      },
      'which model?',
    ],
  ])('plan: %s', async (_, fields, refusal) => {
    const { running } = await open();
    await opened(running, 'plan');
    await submit(running, fields);
    await expect.poll(() => saidIn(top(running, 'U0ALICE'))).toContain(refusal);
    expect(running.notes.filter((note) => note.startsWith('bug'))).toEqual([]);
  });

  test.each([
    ['a word that only leads on', reachFields('web', 'on', '53', 'udp'), 'on'],
    ['its own field’s name', reachFields('from', 'to', '53', 'udp'), 'from'],
    ['a name of every object', reachFields('constructor', '__proto__', '53', 'udp'), 'constructor'],
  ])('reach: %s is the name of a Pod or a Service', async (_, fields, name) => {
    const { running, surveyed } = await open();
    await opened(running, 'reach');
    await submit(running, fields);
    await expect.poll(() => saidIn(top(running, 'U0ALICE'))).toContain(`“${name}”`);
    expect(surveyed).toEqual(['student-07']);
    expect(running.notes.filter((note) => note.startsWith('bug'))).toEqual([]);
  });

  test('reach: somebody else’s namespace is refused, and nothing is read', async () => {
    const { running, surveyed } = await open();
    await opened(running, 'reach');
    await submit(running, reachFields('student-12/web', 'dns', '53'));
    await expect.poll(() => saidIn(top(running, 'U0ALICE'))).toContain('not yours');
    expect([surveyed, running.asked]).toEqual([[], []]);
    expect(running.books.kept.audit).toMatchObject([{ did: 'refused', what: 'reach: not-yours' }]);
  });

  test('reach: a port that is called like the word that opens another form is a port', async () => {
    const { running, surveyed } = await open();
    await opened(running, 'reach');
    await submit(running, reachFields('web', 'api', 'with'));
    await expect.poll(() => saidIn(top(running, 'U0ALICE'))).toContain('You find it again');
    expect(saidIn(top(running, 'U0ALICE'))).not.toContain('A policy to try');
    expect(surveyed).toEqual(['student-07']);
  });

  test('join: two names are none', async () => {
    const { running } = await open();
    await opened(running, 'join', 'U0CAROL');
    await submit(running, { namespace: written('student-09 student-10') }, 'U0CAROL');
    await expect.poll(() => direct(running, 'U0CAROL')).toHaveLength(1);
    expect(running.books.kept.claims.map(({ namespace }) => namespace)).not.toContain('student-09');
    expect(running.books.kept.claims.map(({ namespace }) => namespace)).not.toContain('student-10');
  });

  test('mentions and mark-up stay words', async () => {
    const { running } = await open();
    await opened(running, 'reach');
    await submit(running, reachFields('<!channel>', '<@U0BOB>', '`53`'));
    await expect.poll(() => direct(running, 'U0ALICE')).toHaveLength(1);
    expect(running.slack.mentions).toEqual([]);
  });
});

describe('what came back changed', () => {
  const fields = { model: chosen('overlay'), nodes: written('50'), pods: written(''), subnet: written('') };

  test.each(['', 'check', 'roster', 'constructor', '__proto__', 'plan overlay', 'PLAN'])(
    'the command %j is an older netlab’s: nothing is done',
    async (command) => {
      const { running } = await open();
      const answer = await forged(running, { private_metadata: command }, fields);
      expect(said(answer)).toContain('from an older netlab');
      expect([running.asked, running.slack.messages]).toEqual([[], []]);
    },
  );

  test('fields of another form, or none: the command says what is missing', async () => {
    const { running } = await open();
    for (const command of Object.keys(wordForms)) {
      const answer = await forged(
        running,
        { private_metadata: command },
        { other: written('x'), toString: written('y') },
      );
      expect(said(answer).length).toBeGreaterThan(20);
    }
    expect([running.asked, running.notes.filter((note) => note.startsWith('bug'))]).toEqual([[], []]);
  });

  test('a choice that was never offered is what it would be if it were typed', async () => {
    const { running } = await open();
    const answer = await forged(running, { private_metadata: 'hint' }, { task: chosen('1 all') });
    expect(said(answer)).not.toContain('Students reach these one by one');
    expect(running.asked).toEqual([]);
  });

  test('by somebody who left the roster meanwhile, and by a guest of another workspace: nothing is read', async () => {
    const { running, surveyed } = await open();
    const view = await opened(running, 'reach');
    await running.books.roster.change('U0INGE', '2026-11-24T17:00:00.000Z', () => ({
      changes: [{ do: 'release', user: 'U0ALICE' }],
      result: null,
    }));
    await submit(running, reachFields('web', 'dns', '53'));
    await expect.poll(() => saidIn(top(running, 'U0ALICE'))).toContain('I do not know which namespace is yours');
    const stranger = await running.slack.deliver('interactive', {
      type: 'view_submission',
      user: { id: 'U0ZOE', team_id: 'T0ELSEWHERE' },
      team: { id: 'T0ELSEWHERE' },
      trigger_id: '1.z',
      view: { ...Object(view), state: { values: state(reachFields('web', 'dns', '53')) } },
    });
    expect(said(stranger)).toContain('You are here from another workspace');
    expect(surveyed).toEqual([]);
  });

  test('a database that is down says so', async () => {
    const { running } = await open();
    await opened(running, 'reach');
    Object.assign(running.books.roster, { assignmentOf: () => Promise.reject(new Trouble('store-down')) });
    await submit(running, reachFields('web', 'dns', '53'));
    await expect.poll(() => saidIn(top(running, 'U0ALICE'))).toContain('My database does not answer');
  });
});
