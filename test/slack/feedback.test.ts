// The signs below a page: pressed, the same answer stays, with thanks in their place.
import { describe, expect, test } from 'vitest';
import { withPlainFeedback } from '../../src/blocks/feedback.ts';
import { blockFaults } from '../../src/playground/slack/validate/blocks.ts';
import { buttonsOf, direct, pressOn, pressSign, type Running, signsOf, start, startOn } from '../support/app.ts';

const thanks = 'Thanks. I count that without your name.';

async function askHere(running: Running, text: string, user = 'U0ALICE') {
  await running.slack.command(user, 'C0COURSE', text);
  return running.slack.waitForMessage(({ ephemeral, blocks }) => ephemeral && blocks.length > 0);
}
const counts = ({ books }: Running) => books.feedback.read();
const messageAt = ({ slack }: Running, ts: string) => slack.messages.find((each) => each.ts === ts);

describe('in a channel', () => {
  test.each(['explain overlay', 'explain cilium-agents'])(
    '%s: “Yes” is counted once, and thanked in place',
    async (text) => {
      const running = await start();
      const here = await askHere(running, text);
      const before = Object.keys(buttonsOf(here.blocks));
      expect(signsOf(here.blocks)).not.toBeNull();
      await pressSign(running, 'U0ALICE', here.ts, 'yes');
      await expect.poll(() => JSON.stringify(messageAt(running, here.ts)?.blocks)).toContain(thanks);
      const after = messageAt(running, here.ts)?.blocks ?? [];
      expect(signsOf(after)).toBeNull();
      expect(Object.keys(buttonsOf(after))).toEqual(before);
      expect(blockFaults(after)).toEqual([]);
      expect((await counts(running)).map(({ yes, no }) => [yes, no])).toEqual([[1, 0]]);
      expect([running.slack.refusals, running.slack.messages.filter(({ ephemeral }) => ephemeral).length]).toEqual([
        [],
        1,
      ]);
    },
  );

  test('“No” offers what may help more before what was offered; whose it was stands nowhere', async () => {
    const running = await start();
    const here = await askHere(running, 'explain overlay');
    await pressSign(running, 'U0ALICE', here.ts, 'no');
    await expect.poll(() => JSON.stringify(messageAt(running, here.ts)?.blocks)).toContain(thanks);
    const after = messageAt(running, here.ts);
    const labels = Object.keys(buttonsOf(after?.blocks ?? []));
    expect(labels[0]).toBe('Simpler');
    expect(labels).toContain('Ask my instructor');
    expect(labels.length).toBeLessThanOrEqual(5);
    expect(after?.text).toContain(thanks);
    expect(JSON.stringify(after?.blocks)).toContain('a Pod CIDR of their own');
    expect((await counts(running)).map(({ yes, no }) => [yes, no])).toEqual([[0, 1]]);
    const audit = running.books.kept.audit.map(({ what }) => what);
    expect([audit.includes('explain'), audit.some((what) => what.includes('helped'))]).toEqual([true, false]);
    expect(running.notes.filter((line) => line.includes('helped'))).toEqual([]);
    // What is folded still opens, and the copy for Messages asks no second time.
    await pressOn(running, 'U0ALICE', here.ts, 'Keep in Messages');
    await expect.poll(() => direct(running, 'U0ALICE').length).toBe(1);
    expect(signsOf(direct(running, 'U0ALICE')[0]?.blocks ?? [])).toBeNull();
  });

  test('after a restart the answer is not known any more: it stays, and thanks come beside it', async () => {
    const running = await start();
    const here = await askHere(running, 'explain overlay');
    await expect.poll(() => running.slack.openLinkCount()).toBe(2);
    await running.app.stop();
    await expect.poll(() => running.slack.openLinkCount()).toBe(0);
    const again = { slack: running.slack, ...(await startOn(running.slack, running.books)) };
    await pressSign(again, 'U0ALICE', here.ts, 'no');
    await expect.poll(() => again.slack.messages.at(-1)?.text).toContain(thanks);
    expect(messageAt(again, here.ts)?.blocks).toEqual(here.blocks);
    expect(Object.keys(buttonsOf(again.slack.messages.at(-1)?.blocks ?? []))).toContain('Ask my instructor');
    expect((await counts(again)).map(({ yes, no }) => [yes, no])).toEqual([[0, 1]]);
  });

  test('where the count cannot be kept it says so beside the answer, which keeps its signs', async () => {
    const running = await start({
      feedback: {
        count: () => Promise.reject(new Error('a bug')),
        read: async () => [],
        forgetPresses: () => undefined,
      },
    });
    const here = await askHere(running, 'explain overlay');
    await pressSign(running, 'U0ALICE', here.ts, 'yes');
    await expect.poll(() => running.slack.messages.at(-1)?.text).toContain('Something went wrong');
    expect(signsOf(messageAt(running, here.ts)?.blocks ?? [])).not.toBeNull();
  });
});

test('under Messages the page itself is changed, and typed by hand it does the same', async () => {
  const running = await start();
  await running.slack.write('U0ALICE', 'DU0ALICE', 'explain overlay');
  await expect.poll(() => direct(running, 'U0ALICE').at(-1)?.blocks.length ?? 0).toBeGreaterThan(1);
  const [shown] = direct(running, 'U0ALICE').slice(-1);
  await pressSign(running, 'U0ALICE', shown?.ts ?? '', 'no');
  await expect.poll(() => JSON.stringify(messageAt(running, shown?.ts ?? '')?.blocks)).toContain(thanks);
  await running.slack.write('U0ALICE', 'DU0ALICE', 'helped yes overlay');
  await expect.poll(() => direct(running, 'U0ALICE').at(-1)?.text).toContain(thanks);
  // Her mind changed: she still counts once.
  expect((await counts(running)).map(({ yes, no }) => [yes, no])).toEqual([[1, 0]]);
});

test('where Slack refuses the signs, two buttons say the same; a message without signs has no such form', async () => {
  const running = await start();
  const { text, blocks } = await askHere(running, 'explain overlay');
  const signs = signsOf(blocks);
  const plain = withPlainFeedback({ text, blocks: blocks as never });
  const buttons = buttonsOf(plain?.blocks ?? []);
  expect([buttons['This helped']?.value, buttons['This did not help']?.value]).toEqual([
    signs?.yes.value,
    signs?.no.value,
  ]);
  expect(blockFaults(plain?.blocks)).toEqual([]);
  expect(withPlainFeedback({ text: '', blocks: [] })).toBeNull();
});
