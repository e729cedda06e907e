import { describe, expect, test } from 'vitest';
import { blockFaults } from '../../src/playground/slack/validate/blocks.ts';
import { viewFaults } from '../../src/playground/slack/validate/views.ts';
import { ask, buttonsOf, pressOn, type Running, start } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { readDetails } from '../support/details.ts';
import { snapshotOf } from '../support/objects.ts';

const direct = ({ slack }: Running, user: string) => slack.messages.filter(({ channel }) => channel === `D${user}`);
const modal = ({ slack }: Running, user = 'U0ALICE') => slack.modals(user).at(-1);
const last = ({ slack }: Running) => slack.messages.at(-1);

async function press(running: Running, label: string, user = 'U0ALICE') {
  const before = running.slack.messages.length;
  const on = running.slack.messages.findLast(({ blocks }) => label in buttonsOf(blocks));
  await pressOn(running, user, on?.ts ?? '', label);
  await expect.poll(() => running.slack.messages.length).toBeGreaterThan(before);
  return last(running);
}

const guess = (running: Running, words: string) =>
  running.slack.submit('U0ALICE', modal(running)?.id ?? '', {
    guess: { guess: { type: 'plain_text_input', value: words } },
  });

describe('hint in Slack', () => {
  test('private, within Slack’s rules, and the same one for asking twice', async () => {
    const running = await start();
    const { message } = await ask(running, 'U0ALICE', 'hint 2');
    expect(message).toMatchObject({ to: 'U0ALICE', ephemeral: true });
    expect(message?.text).toContain('A first pointer');
    expect(blockFaults(message?.blocks ?? [])).toEqual([]);
    expect((await ask(running, 'U0ALICE', 'hint 2')).message?.text).toContain('A first pointer');
    expect(running.notes).toContain('audit: read hint of student-07 by U0ALICE');
    expect(running.slack.refusals).toEqual([]);
  });

  test('“I have a guess” opens a form; the next hint stands in its place and in the direct messages; the words are nowhere', async () => {
    const running = await start();
    const { message } = await ask(running, 'U0ALICE', 'hint 2');
    await pressOn(running, 'U0ALICE', message?.ts ?? '', 'I have a guess');
    await expect.poll(() => modal(running)).toBeDefined();
    expect(viewFaults(modal(running), 'modal')).toEqual([]);
    expect(await guess(running, 'a zebra carries the packets')).toEqual({ acked: true });
    await expect.poll(() => JSON.stringify(modal(running))).toContain('Where to look');
    expect(viewFaults(modal(running), 'modal')).toEqual([]);
    await expect.poll(() => direct(running, 'U0ALICE').length).toBe(1);
    expect(direct(running, 'U0ALICE')[0]?.text).toContain('Thanks. I do not store your words.');
    // It stays there by itself.
    expect(Object.keys(buttonsOf(direct(running, 'U0ALICE')[0]?.blocks ?? []))).not.toContain('Keep in Messages');
    expect(Object.keys(buttonsOf(direct(running, 'U0ALICE')[0]?.blocks ?? []))).toContain('I have a guess');
    const pages = await running.books.notebooks.read('U0ALICE', 'hint');
    expect(pages).toMatchObject([{ key: '2', body: { rung: 'where', guess: { length: 23 } } }]);
    expect(JSON.stringify([pages, running.notes, running.books.kept, running.slack.messages])).not.toContain('zebra');
    expect(running.slack.refusals).toEqual([]);
  });

  test('a guess that is too short stays in its form, and whoever left the roster gets nothing', async () => {
    const running = await start();
    const { message } = await ask(running, 'U0ALICE', 'hint 2');
    await pressOn(running, 'U0ALICE', message?.ts ?? '', 'I have a guess');
    await expect.poll(() => modal(running)).toBeDefined();
    expect(JSON.stringify(await guess(running, '?!?! a'))).toContain('four letters');
    await running.books.roster.change('U0INGE', '2026-11-24T17:00:00.000Z', () => ({
      changes: [{ do: 'release', user: 'U0ALICE' }],
      result: null,
    }));
    await guess(running, 'I still want to know');
    await expect.poll(() => JSON.stringify(modal(running))).toContain('I do not know which namespace is yours');
    expect(direct(running, 'U0ALICE')).toEqual([]);
  });

  test('written as a direct message it works too, and it stays there', async () => {
    const running = await start();
    await running.slack.write('U0ALICE', 'DU0ALICE', 'hint 2');
    await running.slack.waitForMessage(({ text }) => text.includes('A first pointer'));
    await running.slack.write('U0ALICE', 'DU0ALICE', 'hint 2 guess Cilium on each node');
    const hint = await running.slack.waitForMessage(({ text }) => text.includes('Where to look'));
    expect(hint).toMatchObject({ channel: 'DU0ALICE', ephemeral: false });
  });
});

describe('quiz in Slack', () => {
  test('question, prediction, what the cluster shows, next question; a second press shows what was answered', async () => {
    const running = await start();
    const { message } = await ask(running, 'U0ALICE', 'quiz');
    expect(message).toMatchObject({ to: 'U0ALICE', ephemeral: true });
    expect(message?.text).toContain('A: They share the range of the nodes.\nB: They lie in another range.');
    expect(Object.keys(buttonsOf(message?.blocks ?? []))).toEqual([
      'A',
      'B',
      'I do not know',
      'Skip',
      'Enough for now',
    ]);
    expect(message?.text).not.toContain('192.168');
    const told = await press(running, 'A');
    expect(told).toMatchObject({ to: 'U0ALICE', ephemeral: true });
    expect(told?.text).toContain('The cluster shows something else.');
    expect(told?.text).toContain('Yours: node n2 has 172.20.0.6, your Pod api has 192.168.2.18.');
    expect(told?.text).toContain('The cluster shows: They lie in another range.');
    const again = await press(running, 'B');
    expect(again?.text).toContain('You answered this one before.');
    expect(again?.text).toContain('Your answer: They share the range of the nodes.');
    expect((await press(running, 'Next question'))?.text).toContain('Which model do you think this is');
    expect((await press(running, 'Skip'))?.text).toContain('Skipped.');
    expect(running.slack.refusals).toEqual([]);
    for (const { blocks } of running.slack.messages) expect(blockFaults(blocks)).toEqual([]);
  });

  test('an open question has a form: what came of it stands there beside one’s own words, which are nowhere else', async () => {
    const running = await start();
    await ask(running, 'U0ALICE', 'check');
    const { message } = await ask(running, 'U0ALICE', 'quiz unsure transfer-reach');
    expect(Object.keys(buttonsOf(message?.blocks ?? []))).toEqual([
      'Answer',
      'Skip',
      'Enough for now',
      'Ask my instructor',
      'Keep in Messages',
    ]);
    await pressOn(running, 'U0ALICE', message?.ts ?? '', 'Answer');
    await expect.poll(() => modal(running)).toBeDefined();
    expect(viewFaults(modal(running), 'modal')).toEqual([]);
    expect(JSON.stringify(modal(running))).toContain('Say why, in your own words.');
    const write = (value: string) =>
      running.slack.submit('U0ALICE', modal(running)?.id ?? '', {
        answer: { answer: { type: 'plain_text_input', value } },
      });
    expect(JSON.stringify(await write('  '))).toContain('Write an answer');
    expect(await write('zebras *know* <!channel> no route')).toEqual({ acked: true });
    await expect.poll(() => JSON.stringify(modal(running))).toContain('Compare your words');
    expect(viewFaults(modal(running), 'modal')).toEqual([]);
    expect(JSON.stringify(modal(running))).toContain('zebras *know* <!channel> no route');
    await expect.poll(() => direct(running, 'U0ALICE').length).toBe(1);
    const [kept] = direct(running, 'U0ALICE');
    expect(Object.keys(buttonsOf(kept?.blocks ?? []))).toEqual(['A', 'B', 'C', 'Next question', 'Why?']);
    const pages = await running.books.notebooks.read('U0ALICE', 'quiz');
    expect(JSON.stringify([pages, running.notes, running.books.kept, running.slack.messages])).not.toContain('zebra');
    await pressOn(running, 'U0ALICE', kept?.ts ?? '', 'A');
    await expect.poll(() => direct(running, 'U0ALICE').at(-1)?.text).toContain('A: ✓ The Pod’s range');
    expect(running.slack.refusals).toEqual([]);
  });

  test('App Home has a line of it without a grade, and buttons for hints', async () => {
    const running = await start();
    await ask(running, 'U0ALICE', 'quiz');
    await press(running, 'B');
    await expect
      .poll(() => JSON.stringify(running.slack.home('U0ALICE')))
      .toContain('Quiz: 1 question answered, next: task 1.');
    const home = running.slack.home('U0ALICE');
    expect(viewFaults(home, 'home')).toEqual([]);
    expect(Object.keys(buttonsOf(home?.blocks ?? []))).toEqual(expect.arrayContaining(['Quiz', 'Hint for task 2']));
  });

  test('a slow cluster is announced; a question that cannot be answered any more says so', async () => {
    let documents: readonly unknown[] = clusters.overlayCilium;
    const observe = async (namespace: string) => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      return snapshotOf(documents, namespace);
    };
    const running = await start({ observe }, {}, {}, { promptAnswerTimeoutMs: 20 });
    await running.slack.command('U0ALICE', 'C0COURSE', 'quiz');
    await running.slack.waitForMessage(({ text }) => text.includes('where will the addresses'));
    expect(running.slack.messages[0]?.text).toBe('Reading student-07…');
    documents = clusters.emptyNamespace;
    await press(running, 'B');
    await running.slack.waitForMessage(({ text }) => text.includes('Nothing was counted.'));
    expect(running.slack.refusals).toEqual([]);
  });

  test('one student never sees the other one’s', async () => {
    const running = await start();
    await ask(running, 'U0ALICE', 'quiz answer predict-ranges no');
    const { message } = await ask(running, 'U0BOB', 'quiz answer predict-model kubenet');
    expect(running.asked).toEqual(['student-07', 'student-12']);
    expect(message?.text).not.toContain('student-07');
    expect((await ask(running, 'U0BOB', 'progress')).message?.text).toContain('1 question answered');
    const own = (await ask(running, 'U0BOB', 'privacy')).message;
    expect(await readDetails(running, 'U0BOB', own, 'What exactly?')).toContain('Pages of your notebook: 1.');
  });
});
