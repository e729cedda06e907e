// The second voice in Slack: below the answer, marked, and never in its way.
import { expect, test } from 'vitest';
import { afterwards, ask, buttonsOf, direct, pressOn, start } from '../support/app.ts';
import { type Answer, type Llm, startLlm } from '../support/llm.ts';
import { confirming, saying, tutorAt } from '../support/tutors.ts';

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
  return { llm, running: await start({}, {}, {}, {}, { tutor }) };
}

const wordings = ({ slack }: Awaited<ReturnType<typeof worded>>['running']) =>
  slack.messages.filter(({ text }) => text.startsWith(marked));

test('a paragraph comes after the answer, to the same person in private, with what it rests on', async () => {
  const { running, llm } = await worded();
  await ask(running, 'U0ALICE', 'explain pods-outside-node-range');
  await expect.poll(() => wordings(running).length).toBe(1);
  const [shown] = wordings(running);
  expect(shown).toMatchObject({ to: 'U0ALICE', ephemeral: true });
  expect(shown?.text).toContain('The answer above counts.');
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
  const shown = JSON.parse((message?.text ?? '').split('\n').slice(1).join('\n'));
  await ask(running, 'U0ALICE', 'check');
  await expect.poll(() => llm.requests.length).toBeGreaterThan(0);
  expect(JSON.parse(llm.requests[0]?.user ?? '')).toEqual(shown);
  expect(message?.text).not.toMatch(/172\.20\.|student-07|web|n1/u);
  expect(running.slack.refusals).toEqual([]);
});
