// The second voice in Slack: below the answer, marked, and never in its way.
import { expect, test } from 'vitest';
import { afterwards, ask, buttonsOf, direct, pressOn, settings, start } from '../support/app.ts';
import { overlayCilium } from '../support/clusters.ts';
import { type Answer, type Llm, startLlm } from '../support/llm.ts';
import { snapshotOf } from '../support/objects.ts';
import { choosing, confirming, saying, tutorAt } from '../support/tutors.ts';

const marked = 'AI wording, below the answer';
const cites = 'finding/pods-outside-node-range';
const sentence = 'The VNet has routes to node addresses, and none to Pod addresses.';

/** An endpoint that words, and an app that asks it. */
async function worded(
  answer: Llm['answer'] = ({ form }) => (form === 'entailment' ? confirming() : saying([sentence, cites])),
) {
  const llm = await startLlm();
  llm.answer = answer;
  afterwards(llm.close);
  const tutor = tutorAt(llm.url, { mode: 'compose', deadline: 3000 });
  return { llm, tutor, running: await start({}, {}, {}, {}, { tutor }) };
}

const wordings = ({ slack }: Awaited<ReturnType<typeof worded>>['running']) =>
  slack.messages.filter(({ text }) => text.startsWith(marked));

test('a paragraph comes after the answer, to the same person in private, with what it rests on', async () => {
  const { running, llm } = await worded();
  await ask(running, 'U0ALICE', 'explain pods-outside-node-range');
  await expect.poll(() => wordings(running).length).toBe(1);
  const [shown] = wordings(running);
  expect(shown).toMatchObject({ to: 'U0ALICE', ephemeral: true });
  expect(shown?.text).toContain('which proves no truth: the answer above counts.');
  // Which answer it belongs to is named: that one may be replaced, and others may come between.
  expect(shown?.text).toMatch(/on: Do Pod addresses come from another range than node addresses\?, \d\d:\d\d UTC\n/u);
  expect(running.slack.messages.findIndex(({ text }) => text.startsWith(marked))).toBe(
    running.slack.messages.length - 1,
  );
  expect([llm.refusals, running.slack.refusals]).toEqual([[], []]);
});

test('in direct messages it stays there', async () => {
  const { running } = await worded();
  await running.slack.write('U0ALICE', 'DU0ALICE', 'explain pods-outside-node-range');
  await expect.poll(() => direct(running, 'U0ALICE').at(-1)?.text).toContain(marked);
  expect(running.slack.refusals).toEqual([]);
});

test('after “Check again” it is told which check each paragraph belongs to', async () => {
  const { running } = await worded();
  const first = (await ask(running, 'U0ALICE', 'check 1')).message;
  await expect.poll(() => wordings(running).length).toBe(1);
  await pressOn(running, 'U0ALICE', first?.ts ?? '', 'Check again');
  await expect.poll(() => wordings(running).length).toBe(2);
  for (const { text } of wordings(running)) expect(text).toMatch(/ on: check 1, \d\d:\d\d UTC\n/u);
});

test('below an answer that Slack did not take stands nothing, and nobody is asked', async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const llm = await startLlm();
  afterwards(llm.close);
  const tutor = tutorAt(llm.url, { mode: 'compose' });
  const observe = (namespace: string) => held.then(() => snapshotOf(overlayCilium, namespace));
  const mute = { settings: { ...settings, scopes: ['commands'] } };
  const running = await start({ observe }, {}, mute, { patience: 50 }, { tutor });
  await running.slack.command('U0ALICE', 'C0COURSE', 'check');
  running.slack.spend();
  release();
  await expect.poll(() => running.notes.join()).toContain('could not be delivered');
  expect([llm.requests.length, tutor.figures().filter(({ name }) => name === 'shown')]).toEqual([0, []]);
});

test('what is shown is counted once it was delivered', async () => {
  const { running, tutor } = await worded(({ form }) =>
    form === 'choice'
      ? choosing('finding/pods-outside-node-range')
      : form === 'entailment'
        ? confirming()
        : saying([sentence, cites]),
  );
  await ask(running, 'U0ALICE', 'explain who may reach the control plane');
  await expect.poll(() => wordings(running).length).toBe(1);
  await expect
    .poll(() => tutor.figures().filter(({ name }) => name === 'shown'))
    .toEqual([
      { name: 'shown', label: 'choice', count: 1 },
      { name: 'shown', label: 'paragraph', count: 1 },
    ]);
  const figures = await (await fetch(`http://127.0.0.1:${running.app.port}/metrics`)).text();
  expect(figures).toContain('netlab_tutor_total{what="shown",why="choice"} 1');
  // Tokens are no events.
  expect(figures).toContain('netlab_tutor_tokens_total 360');
  expect(figures).not.toContain('what="tokens"');
});

test('an instructor’s look at somebody’s namespace is worded for nobody', async () => {
  const { running, llm } = await worded();
  await ask(running, 'U0ALICE', 'privacy ai off');
  expect((await ask(running, 'U0INGE', 'check 1 student-07')).message?.text).toContain('netlab check · student-07');
  expect(llm.requests.length).toBe(0);
  // Its healthy neighbour: her own, once she wants it.
  await ask(running, 'U0ALICE', 'privacy ai on');
  await ask(running, 'U0ALICE', 'check 1');
  await expect.poll(() => wordings(running).length).toBe(1);
  expect(wordings(running)[0]?.to).toBe('U0ALICE');
});

test.each(['U0INGE', 'U0SAM'])('%s, who has no namespace, sees what is sent and turns it off', async (user) => {
  const { running, llm } = await worded();
  expect((await ask(running, user, 'privacy sent')).message?.text).toContain('(your question)');
  expect((await ask(running, user, 'privacy ai off')).message?.text).toContain('From now on no language model');
  expect((await ask(running, user, 'privacy')).message?.text).toContain('you turned it off');
  await ask(running, user, 'explain who may reach the control plane');
  expect([llm.requests.length, running.asked]).toEqual([0, []]);
  // It goes with everything else that is stored.
  await ask(running, user, 'privacy delete everything');
  expect((await ask(running, user, 'privacy')).message?.text).not.toContain('you turned it off');
});

test.each(['select', 'compose'] as const)(
  '%s: privacy sent QUESTION shows what leaves of these words',
  async (mode) => {
    const llm = await startLlm();
    llm.answer = () => choosing('passage/overlay');
    afterwards(llm.close);
    const running = await start({}, {}, {}, {}, { tutor: tutorAt(llm.url, { mode }) });
    const words = 'May 10.244.7.7 of student-07 reach the control plane? password=hunter2';
    const { message } = await ask(running, 'U0ALICE', `privacy sent ${words}`);
    const shown = JSON.parse((message?.text ?? '').split('\n').slice(1).join('\n'));
    expect(shown.question).toBe('May [address] of [namespace] reach the control plane? [removed]');
    expect(shown.passages).toMatch(/^\d+ passages: id, title, aliases$/u);
    expect(message?.text.length).toBeLessThan(600);
    await ask(running, 'U0ALICE', `explain ${words}`);
    await expect.poll(() => llm.requests.length).toBeGreaterThan(0);
    expect(JSON.parse(llm.requests[0]?.user ?? '').question).toBe(shown.question);
    expect((await ask(running, 'U0ALICE', 'privacy sent 10.1.2.3')).message?.text).toContain('[address]');
    expect((await ask(running, 'U0ALICE', 'privacy sent')).message?.text).toContain('privacy sent QUESTION');
    expect(running.slack.refusals).toEqual([]);
  },
);

test.each<readonly [string, Answer]>([
  ['a key that was taken away', { status: 401, body: '{"error":{"message":"secret detail"}}' }],
  ['silence', 'hang'],
  ['HTML', { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } }],
  ['lies', saying(['The VNet has routes to Pod addresses, and none to node addresses.', cites])],
])('%s in the middle of a class changes nothing but the wording', async (_, failing) => {
  let broken = false;
  const { running, llm } = await worded(({ form }) =>
    broken ? failing : form === 'entailment' ? confirming() : saying([sentence, cites]),
  );
  const said = [
    'check',
    'check 1',
    'explain cilium-agents',
    'explain pods-outside-node-range',
    'hint 1',
    'explain overlay',
  ];
  const undated = (text = '') => text.replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+Z?(?: UTC)?/gu, '');
  const answers = async (user: string) => {
    const texts: string[] = [];
    for (const words of said) {
      const from = running.slack.messages.length;
      expect((await ask(running, user, words)).outcome).toMatchObject({ acked: true });
      const answer = running.slack.messages.slice(from).find(({ text }) => !text.startsWith(marked));
      texts.push(undated(answer?.text));
    }
    return texts;
  };
  const before = await answers('U0ALICE');
  await expect.poll(() => wordings(running).length).toBeGreaterThan(0);
  await expect.poll(() => llm.requests.filter(({ form }) => form === 'entailment').length).toBeGreaterThan(0);
  broken = true;
  const count = wordings(running).length;
  // What was asked before is kept; Bob's namespace is another situation.
  await answers('U0BOB');
  const after = await answers('U0ALICE');
  // A hint goes on from where it was, whoever words what.
  const same = (texts: readonly string[]) => texts.filter((text) => !text.startsWith('netlab hint'));
  expect(same(after)).toEqual(same(before));
  expect(running.slack.messages.filter(({ to }) => to === 'U0BOB').every(({ text }) => !text.startsWith(marked))).toBe(
    true,
  );
  expect(JSON.stringify(running.slack.messages)).not.toContain('secret detail');
  expect(count).toBeGreaterThan(0);
  expect(running.slack.refusals).toEqual([]);
});

test('who turns it off gets none, loses nothing, and can turn it on again', async () => {
  const { running, llm } = await worded();
  const shown = (await ask(running, 'U0ALICE', 'privacy')).message;
  expect(Object.keys(buttonsOf(shown?.blocks ?? []))).toEqual([
    'Delete what is stored',
    'Show what is sent',
    'Turn AI off for me',
  ]);
  await pressOn(running, 'U0ALICE', shown?.ts ?? '', 'Turn AI off for me');
  await running.slack.seen(({ text }) => text.startsWith('From now on no language model is asked for you.'));
  await ask(running, 'U0ALICE', 'explain pods-outside-node-range');
  await ask(running, 'U0ALICE', 'explain who may reach the control plane');
  expect((await ask(running, 'U0ALICE', 'privacy')).message?.text).toContain('you turned it off');
  expect([llm.requests.length, wordings(running).length]).toEqual([0, 0]);
  // The neighbour is asked for as before.
  await ask(running, 'U0BOB', 'explain cilium-agents');
  await expect.poll(() => llm.requests.length).toBeGreaterThan(0);
  await ask(running, 'U0ALICE', 'privacy ai on');
  await ask(running, 'U0ALICE', 'explain pods-outside-node-range');
  await expect.poll(() => wordings(running).some(({ to }) => to === 'U0ALICE')).toBe(true);
});

test('privacy shows letter by letter what is sent after a check', async () => {
  const { running, llm } = await worded();
  const { message } = await ask(running, 'U0ALICE', 'privacy sent');
  // The notification is cut; the message holds all of it, in parts.
  const parts: string[] = [];
  JSON.stringify(message?.blocks, (_, value: unknown) => {
    const { type, elements } = Object(value);
    if (type === 'rich_text_preformatted') parts.push(elements[0].text);
    return value;
  });
  const whole = parts.join('\n');
  const shown = JSON.parse(whole.slice(0, whole.lastIndexOf('}') + 1));
  await ask(running, 'U0ALICE', 'check');
  await expect.poll(() => llm.requests.length).toBeGreaterThan(0);
  expect(JSON.parse(llm.requests[0]?.user ?? '')).toEqual(shown);
  expect(whole).not.toMatch(/172\.20\.|student-07|\bweb\b|\bn1\b/u);
  expect(running.slack.refusals).toEqual([]);
});
