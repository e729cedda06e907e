// “why?” and “simpler”: about what this person read last, for a while, and kept nowhere.
import { describe, expect, test } from 'vitest';
import { keptTopicMs, openLastTopics } from '../../src/slack/transport/last-topics.ts';
import { ask, direct, pressOn, type Running, start } from '../support/app.ts';
import { saidIn } from '../support/import.ts';

const none = 'I keep no topic of yours';
const written = (running: Running, user: string) => saidIn(direct(running, user).at(-1));

/** What is answered to a direct message. */
async function answered(running: Running, user: string, text: string): Promise<string> {
  const before = direct(running, user).length;
  await running.slack.write(user, `D${user}`, text);
  await expect.poll(() => direct(running, user).length).toBeGreaterThan(before);
  return written(running, user);
}

describe('a follow-up in Slack', () => {
  test('is about what its writer read last, in whatever place; nobody else’s', async () => {
    const running = await start(openLastTopics());
    expect(await answered(running, 'U0ALICE', 'why?')).toContain(none);
    await ask(running, 'U0ALICE', 'explain nat');
    expect(await answered(running, 'U0ALICE', 'noch mal einfacher')).toContain('post room');
    expect(await answered(running, 'U0ALICE', 'more')).toContain('The answer comes back to the node');
    expect(await answered(running, 'U0BOB', 'simpler')).toContain(none);
    expect(running.asked).toEqual([]);
  });

  test('of a card is its why; the button below it is a text that could be typed', async () => {
    const running = await start(openLastTopics());
    const { message } = await ask(running, 'U0ALICE', 'explain kube-proxy-absent');
    expect(await answered(running, 'U0ALICE', 'why')).toContain('does that work with eBPF');
    await pressOn(running, 'U0ALICE', message?.ts ?? '', 'Simpler');
    await expect.poll(() => JSON.stringify(running.slack.messages)).toContain('has taken over the work of another');
  });

  test('after a check is about the check, so that no page of before is taken for it', async () => {
    const running = await start(openLastTopics());
    await ask(running, 'U0ALICE', 'explain nat');
    await ask(running, 'U0ALICE', 'check');
    expect(await answered(running, 'U0ALICE', 'why?')).toContain(none);
    await ask(running, 'U0ALICE', 'explain nat');
    await ask(running, 'U0ALICE', 'zebra');
    expect(await answered(running, 'U0ALICE', 'why?')).not.toContain(none);
  });

  test('has no topic any more once somebody deleted what is kept of them', async () => {
    const topics = openLastTopics();
    const running = await start(topics);
    await ask(running, 'U0ALICE', 'explain nat');
    expect(topics.lastTopic('U0ALICE')).toBe('nat');
    const { message } = await ask(running, 'U0ALICE', 'privacy delete');
    await pressOn(running, 'U0ALICE', message?.ts ?? '', 'Delete all of it');
    await expect.poll(() => topics.lastTopic('U0ALICE')).toBeNull();
  });
});

describe('what is kept', () => {
  test('is the last topic of each person, until it is half an hour old', () => {
    let now = 1;
    const topics = openLastTopics(() => now);
    topics.keepTopic('U0ALICE', 'nat');
    topics.keepTopic('U0ALICE', 'overlay');
    topics.keepTopic('U0BOB', 'kubenet');
    expect(['U0ALICE', 'U0BOB', 'U0INGE'].map(topics.lastTopic)).toEqual(['overlay', 'kubenet', null]);
    now += keptTopicMs - 1;
    expect(topics.lastTopic('U0ALICE')).toBe('overlay');
    now += 2;
    expect([topics.lastTopic('U0ALICE'), topics.lastTopic('U0BOB')]).toEqual([null, null]);
  });

  test('is dropped for one, and stays for the others', () => {
    const topics = openLastTopics(() => 1);
    topics.keepTopic('U0ALICE', 'nat');
    topics.keepTopic('U0BOB', 'kubenet');
    topics.forgetTopic('U0ALICE');
    expect(['U0ALICE', 'U0BOB'].map(topics.lastTopic)).toEqual([null, 'kubenet']);
  });

  test('is of so many people only: who read longest ago goes first', () => {
    const topics = openLastTopics(() => 1);
    for (let n = 0; n < 5000; n += 1) topics.keepTopic(`U${n}`, 'nat');
    const kept = Array.from({ length: 5000 }, (_, n) => topics.lastTopic(`U${n}`)).filter((each) => each !== null);
    expect(kept).toHaveLength(2000);
    expect([topics.lastTopic('U0'), topics.lastTopic('U4999')]).toEqual([null, 'nat']);
  });
});
