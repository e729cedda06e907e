import { describe, expect, test } from 'vitest';
import { buttonsOf, chooseOn, pressOn, start, startHttp } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { listOf, networkPolicy, snapshotOf } from '../support/objects.ts';

const modes = [
  ['Socket Mode', start],
  ['HTTP mode', (rest = {}, pace = {}) => startHttp(rest, {}, pace)],
] as const;

/** A cluster that answers only when told to. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const observe = (namespace: string) => promise.then(() => snapshotOf(clusters.overlayCilium, namespace));
  return { observe, release: resolve };
}

describe.each(modes)('%s', (mode, open) => {
  const running = (rest = {}, patience = 1500) =>
    mode === 'HTTP mode'
      ? startHttp(rest, {}, { promptAnswerTimeoutMs: patience })
      : start(rest, {}, {}, { promptAnswerTimeoutMs: patience });

  test('a quick answer is the acknowledgement itself, and the only message', async () => {
    const { slack } = await open();
    expect(await slack.command('U0ALICE', 'C0COURSE', 'check')).toEqual({ acked: true });
    expect(slack.messages.map(({ to, ephemeral }) => [to, ephemeral])).toEqual([['U0ALICE', true]]);
    expect(slack.messages[0]?.text).toContain('Looked from student-07');
    expect(slack.calls.filter(({ method }) => method.startsWith('chat'))).toEqual([]);
    expect(slack.refusals).toEqual([]);
  });

  test('a slow one is announced, and comes as a second private message; nothing is edited', async () => {
    const { observe, release } = held();
    const { slack } = await running({ observe }, 50);
    await slack.command('U0ALICE', 'C0COURSE', 'check');
    expect(slack.messages.map(({ text }) => text)).toEqual(['Reading student-07…']);
    release();
    await slack.waitForMessage(({ text }) => text.includes('Looked from'));
    expect(slack.messages.map(({ to, ephemeral, edited }) => [to, ephemeral, edited])).toEqual([
      ['U0ALICE', true, false],
      ['U0ALICE', true, false],
    ]);
    expect(slack.refusals).toEqual([]);
  });

  test.each([
    ['U0INGE', 'check 2 student-12', 'Reading student-12…'],
    ['U0ALICE', 'check', 'Reading student-07…'],
    ['U0ALICE', 'explain overlay', 'Looking it up…'],
  ])('%s waits for “%s”: %s', async (user, text, line) => {
    const never = new Promise<never>(() => undefined);
    const { slack } = await running({ observe: () => never, find: slowFind }, 50);
    await slack.command(user, 'C0COURSE', text);
    expect(slack.messages.map((each) => each.text)).toEqual([line]);
  });

  test('an answer that Slack takes in no form goes to the direct messages, and it is noted', async () => {
    const { observe, release } = held();
    const own = await running({ observe }, 50);
    await own.slack.command('U0ALICE', 'C0COURSE', 'check');
    // Five uses are Slack's limit: the answer finds its address used up.
    own.slack.spendResponseUrls();
    release();
    const message = await own.slack.waitForMessage(({ channel }) => channel === 'DU0ALICE');
    expect(message.text).toContain('Looked from student-07');
    await expect.poll(() => own.notes.join()).toContain('needed another way');
  });

  test('pressing “Check again” changes the answer in its place and says what changed', async () => {
    let cluster: readonly object[] = clusters.overlayCilium;
    const own = await running({ observe: (namespace: string) => snapshotOf([...cluster] as never, namespace) });
    await own.slack.command('U0ALICE', 'C0COURSE', 'check');
    const [first] = own.slack.messages;
    cluster = clusters.overlayCilium.map((each) => (each.kind === 'PodList' ? listOf('Pod', []) : each));
    expect(await pressOn(own, 'U0ALICE', first?.ts ?? '', 'Check again')).toEqual({ acked: true });
    await expect.poll(() => own.slack.messages[0]?.edited).toBe(true);
    expect(own.slack.messages.length).toBe(1);
    expect(own.slack.messages[0]?.text).toContain(
      'Task 1, Pod addresses: now – nothing there yet, before ✓ as expected.',
    );
    expect(own.slack.refusals).toEqual([]);
  });

  test('“Check again” names a problem that came, and does not say beside it that nothing changed', async () => {
    let cluster: readonly object[] = clusters.overlayCilium;
    const own = await running({ observe: (namespace: string) => snapshotOf([...cluster] as never, namespace) });
    await own.slack.command('U0ALICE', 'C0COURSE', 'check');
    const shut = networkPolicy('student-07', 'shut', { podSelector: {}, policyTypes: ['Egress'] });
    cluster = clusters.overlayCilium.map((each) =>
      each.kind === 'NetworkPolicyList' ? listOf('NetworkPolicy', [shut]) : each,
    );
    await pressOn(own, 'U0ALICE', own.slack.messages[0]?.ts ?? '', 'Check again');
    await expect
      .poll(() => own.slack.messages[0]?.text)
      .toContain('One problem: your Pods cannot reach anything outside.');
    expect(own.slack.messages[0]?.text).toContain('Nothing outside answers a Pod: now ● found, before ? not visible.');
    expect(own.slack.messages[0]?.text).not.toContain('nothing changed');
    expect(own.slack.refusals).toEqual([]);
  });

  test('in direct messages “Check again” changes the message, for everybody to find again', async () => {
    const own = await running();
    await own.slack.write('U0ALICE', 'DU0ALICE', 'check');
    const first = await own.slack.waitForMessage(({ text }) => text.includes('Looked from'));
    await pressOn(own, 'U0ALICE', first.ts, 'Check again');
    await expect
      .poll(() => own.slack.messages.find(({ ts }) => ts === first.ts)?.text)
      .toMatch(/nothing changed since \d{4}-/u);
    expect(own.slack.messages.length).toBe(2);
    await pressOn(own, 'U0ALICE', first.ts, 'Problems');
    expect(await own.slack.waitForMessage(({ text }) => /problem/iu.test(text))).toMatchObject({
      ephemeral: false,
    });
    expect(own.slack.refusals).toEqual([]);
  });

  test('pressing another button adds a private answer below', async () => {
    const own = await running();
    await own.slack.command('U0ALICE', 'C0COURSE', 'check');
    await chooseOn(own, 'U0ALICE', own.slack.messages[0]?.ts ?? '', 'Problems');
    const answer = await own.slack.waitForMessage(({ text }) => /problem/iu.test(text));
    expect(answer).toMatchObject({ to: 'U0ALICE', ephemeral: true, channel: 'C0COURSE' });
    expect(own.slack.messages[0]?.text).toContain('Looked from');
  });

  test('a direct message is answered in its thread; a slow answer takes the place of its waiting line', async () => {
    const { observe, release } = held();
    const own = await running({ observe }, 50);
    await own.slack.write('U0ALICE', 'DU0ALICE', 'netlab check 1');
    const line = await own.slack.waitForMessage(({ text }) => text === 'Reading student-07…');
    release();
    await expect.poll(() => own.slack.messages.find(({ ts }) => ts === line.ts)?.text).toContain('Looked from');
    expect(own.slack.messages.length).toBe(2);
    await own.slack.write('U0ALICE', 'DU0ALICE', 'help', line.ts);
    const help = await own.slack.waitForMessage(({ text }) => text.startsWith('I want to'));
    expect(help).toMatchObject({ thread: line.ts, ephemeral: false, to: 'U0ALICE' });
  });

  test('App Home: who you are, and buttons whose answers stay under Messages', async () => {
    const own = await running();
    expect(await own.slack.openHome('U0ALICE')).toBe(true);
    await expect.poll(() => JSON.stringify(own.slack.home('U0ALICE'))).toContain('student-07');
    const home = own.slack.home('U0ALICE');
    const button = buttonsOf(home?.blocks ?? [])['Check task 2'];
    await own.slack.click({
      user: 'U0ALICE',
      on: { view: home?.id ?? '' },
      block: button?.block ?? '',
      action: button?.action ?? '',
    });
    const answer = await own.slack.waitForMessage(({ text }) => text.includes('Task 2 is as the exercise says.'));
    expect(answer).toMatchObject({ channel: 'DU0ALICE', ephemeral: false });
    await expect.poll(() => JSON.stringify(own.slack.home('U0ALICE'))).toContain('Your answer is under Messages.');
    await own.slack.openHome('U0CAROL');
    await expect.poll(() => JSON.stringify(own.slack.home('U0CAROL'))).toContain('/netlab join');
    const newcomer = Object.keys(buttonsOf(own.slack.home('U0CAROL')?.blocks ?? []));
    expect(newcomer).toContain('My namespace');
    expect(newcomer).not.toContain('Check my cluster');
    expect(own.slack.refusals).toEqual([]);
  });
});

/** Only the first question who somebody is is quick: the waiting line needs it as well. */
const slowFind = async (id: string) =>
  id === 'U0INGE'
    ? ({ id, role: 'instructor', namespace: null } as const)
    : ({ id, role: 'student', namespace: 'student-07' } as const);

describe('what comes back with a button is not trusted', () => {
  const press = async (value: string, user = 'U0ALICE') => {
    const own = await start();
    await own.slack.deliver('interactive', {
      type: 'block_actions',
      user: { id: user },
      team: { id: 'T0NETLAB' },
      trigger_id: '1.2.a',
      container: { type: 'message', channel_id: `D${user}`, message_ts: '1.1', is_ephemeral: false },
      channel: { id: `D${user}` },
      actions: [{ type: 'button', action_id: 'say:0', block_id: 'b', value, action_ts: '1' }],
    });
    const message = await own.slack.waitForMessage(({ channel }) => channel === `D${user}`);
    return { text: message.text, asked: own.asked, notes: own.notes.join('\n') };
  };

  test.each([
    ['another person’s button', { say: 'check', by: 'U0BOB' }, 'That button belongs to somebody else', []],
    [
      'a button that names another namespace',
      { say: 'check student-12', by: 'U0ALICE' },
      'That namespace is not yours',
      [],
    ],
    ['an instructor’s word', { say: 'broadcast', by: 'U0ALICE' }, '“broadcast” is for instructors', []],
    ['a button that netlab did not write', { do: 'check' }, 'That button is from an older netlab', []],
    ['its healthy neighbour', { say: 'check 1', by: 'U0ALICE' }, 'Looked from student-07', ['student-07']],
    ['a button for everybody', { say: 'check 1', by: '*' }, 'Looked from student-07', ['student-07']],
  ])('%s', async (_, value, said, asked) => {
    const pressed = await press(JSON.stringify(value));
    expect(pressed.text).toContain(said);
    expect(pressed.asked).toEqual(asked);
  });

  test('no JSON at all', async () => {
    expect((await press('check')).text).toContain('That button is from an older netlab');
  });

  test('a press that is refused is in the audit', async () => {
    expect((await press(JSON.stringify({ say: 'check', by: 'U0BOB' }))).notes).toContain(
      'audit: refused check: not-your-button by U0ALICE',
    );
  });
});
