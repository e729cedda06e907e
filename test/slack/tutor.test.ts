// A language model behind the app in Slack: what it chooses is shown and counted, and it is never in the answer's way.
import { expect, test } from 'vitest';
import { afterwards, ask, buttonsOf, pressOn, settings, start } from '../support/app.ts';
import { overlayCilium } from '../support/clusters.ts';
import { readDetails } from '../support/details.ts';
import { type Answer, type Llm, startLlm } from '../support/llm.ts';
import { snapshotOf } from '../support/objects.ts';
import { choosing, tutorAt } from '../support/tutors.ts';

const question = 'explain who may reach the scheduler';

/** An endpoint that chooses, and an app that asks it. */
async function tutored(answer: Llm['answer'] = () => choosing('passage/private-clusters')) {
  const llm = await startLlm();
  llm.answer = answer;
  afterwards(llm.close);
  const tutor = tutorAt(llm.url, { replyTimeoutMs: 3000 });
  return { llm, tutor, running: await start({}, {}, {}, {}, { tutor }) };
}

const shownBy = ({ tutor }: Pick<Awaited<ReturnType<typeof tutored>>, 'tutor'>) =>
  tutor.metrics().filter(({ name }) => name === 'shown');

test.each([
  ['a passage', 'passage/private-clusters', 'Private'],
  ['a finding', 'finding/pods-outside-node-range', 'Do Pod addresses come from another range'],
])('%s that it chooses is shown as authored, and counted once it was delivered', async (_, id, said) => {
  const { running, llm, tutor } = await tutored(() => choosing(id));
  const { message } = await ask(running, 'U0ALICE', question);
  expect(message).toMatchObject({ to: 'U0ALICE', ephemeral: true });
  expect(message?.text).toContain(said);
  await expect.poll(() => shownBy({ tutor })).toEqual([{ name: 'shown', label: 'choice', count: 1 }]);
  const figures = await (await fetch(`http://127.0.0.1:${running.app.port}/metrics`)).text();
  expect(figures).toContain('netlab_tutor_total{what="shown",why="choice"} 1');
  // Tokens are no events.
  expect(figures).toContain('netlab_tutor_tokens_total 120');
  expect(figures).not.toContain('what="tokens"');
  // One answer, and nothing below it.
  expect(running.slack.messages.length).toBe(1);
  expect([llm.refusals, running.slack.refusals]).toEqual([[], []]);
});

test('what the handbook answers is not counted as chosen, and no check asks anybody', async () => {
  const { running, llm, tutor } = await tutored();
  for (const words of ['explain overlay', 'explain pods-outside-node-range', 'check 1'])
    await ask(running, 'U0ALICE', words);
  expect([llm.requests.length, shownBy({ tutor })]).toEqual([0, []]);
});

test('what Slack did not take is not counted as shown', async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const llm = await startLlm();
  llm.answer = () => choosing('finding/pods-outside-node-range');
  afterwards(llm.close);
  const tutor = tutorAt(llm.url);
  const observe = (namespace: string) => held.then(() => snapshotOf(overlayCilium, namespace));
  const mute = { settings: { ...settings, scopes: ['commands'] } };
  const running = await start({ observe }, {}, mute, { promptAnswerTimeoutMs: 50 }, { tutor });
  await running.slack.command('U0ALICE', 'C0COURSE', question);
  running.slack.spendResponseUrls();
  release();
  await expect.poll(() => running.notes.join()).toContain('could not be delivered');
  expect([llm.requests.length, shownBy({ tutor })]).toEqual([1, []]);
});

test.each(['U0INGE', 'U0SAM'])('%s, who has no namespace, sees what is sent and turns it off', async (user) => {
  const { running, llm } = await tutored();
  expect((await ask(running, user, 'privacy sent')).message?.text).toContain('(your question)');
  expect((await ask(running, user, 'privacy ai off')).message?.text).toContain('From now on no language model');
  const off = (await ask(running, user, 'privacy')).message;
  expect(await readDetails(running, user, off, 'What exactly?')).toContain('you turned it off');
  await ask(running, user, question);
  expect([llm.requests.length, running.asked]).toEqual([0, []]);
  // It goes with everything else that is stored.
  await ask(running, user, 'privacy delete everything');
  const { message } = await ask(running, user, 'privacy');
  const details = await readDetails(running, user, message, 'What exactly?');
  expect(details).toContain('goes to a language model');
  expect(details).not.toContain('you turned it off');
});

test('privacy sent QUESTION shows what leaves of these words; without one, it reads no cluster', async () => {
  const { running, llm } = await tutored(() => choosing('passage/overlay'));
  const words = 'May 10.244.7.7 of student-07 reach the control plane? password=hunter2';
  const { message } = await ask(running, 'U0ALICE', `privacy sent ${words}`);
  const shown = JSON.parse((message?.text ?? '').split('\n').slice(1).join('\n'));
  expect(shown.question).toBe('May [address] of [namespace] reach the control plane? [removed]');
  expect(shown.pages).toMatch(/^\d+ pages: id, title, aliases$/u);
  expect(shown.near).toMatch(/^\d+ pages with \d+ sentences$/u);
  expect(message?.text.length).toBeLessThan(600);
  expect((await ask(running, 'U0ALICE', 'privacy sent 10.1.2.3')).message?.text).toContain('[address]');
  expect((await ask(running, 'U0ALICE', 'privacy sent')).message?.text).toContain('privacy sent QUESTION');
  expect(running.asked).toEqual([]);
  await ask(running, 'U0ALICE', `explain ${words}`);
  await expect.poll(() => llm.requests.length).toBeGreaterThan(0);
  expect(JSON.parse(llm.requests[0]?.user ?? '').question).toBe(shown.question);
  expect(running.slack.refusals).toEqual([]);
});

test.each<readonly [string, Answer]>([
  ['a key that was taken away', { status: 401, body: '{"error":{"message":"secret detail"}}' }],
  ['silence', 'hang'],
  ['HTML', { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } }],
  ['ids that it made up', choosing('passage/secret detail', 'your cluster is fine')],
])('%s in the middle of a class changes nothing but what it would have chosen', async (_, failing) => {
  let broken = false;
  const { running } = await tutored(() => (broken ? failing : choosing('passage/private-clusters')));
  const said = [
    'check',
    'check 1',
    'explain cilium-agents',
    'explain pods-outside-node-range',
    'explain overlay',
    question,
  ];
  const undated = (text = '') => text.replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+Z?(?: UTC)?/gu, '');
  const answers = async () => {
    const texts: string[] = [];
    for (const words of said) texts.push(undated((await ask(running, 'U0ALICE', words)).message?.text));
    return texts;
  };
  const before = await answers();
  broken = true;
  // What was asked before is kept; another question is not.
  expect(await answers()).toEqual(before);
  expect((await ask(running, 'U0BOB', `${question} of a cluster`)).outcome).toMatchObject({ acked: true });
  await expect
    .poll(() => running.slack.messages.findLast(({ to }) => to === 'U0BOB')?.text, { timeout: 5000 })
    .toContain('The lesson says nothing I could find on this');
  expect(JSON.stringify(running.slack.messages)).not.toMatch(/secret detail|cluster is fine/u);
  expect(running.slack.refusals).toEqual([]);
});

test('who turns it off loses nothing, and can turn it on again', async () => {
  const { running, llm } = await tutored();
  const shown = (await ask(running, 'U0ALICE', 'privacy')).message;
  expect(Object.keys(buttonsOf(shown?.blocks ?? []))).toEqual([
    'Delete what is stored',
    'What exactly?',
    'Show what is sent',
    'Turn AI off for me',
  ]);
  await pressOn(running, 'U0ALICE', shown?.ts ?? '', 'Turn AI off for me');
  await running.slack.waitForMessage(({ text }) => text.startsWith('From now on no language model is asked for you.'));
  await ask(running, 'U0ALICE', question);
  const off = (await ask(running, 'U0ALICE', 'privacy')).message;
  expect(await readDetails(running, 'U0ALICE', off, 'What exactly?')).toContain('you turned it off');
  expect(llm.requests.length).toBe(0);
  // The neighbour is asked for as before.
  await ask(running, 'U0BOB', `${question} of a cluster`);
  expect(llm.requests.length).toBe(1);
  const on = (await ask(running, 'U0ALICE', 'privacy ai on')).message;
  expect(on?.text).toContain('It chooses sentences of the lesson, and writes nothing of its own.');
  await ask(running, 'U0ALICE', question);
  expect(llm.requests.length).toBe(2);
});
