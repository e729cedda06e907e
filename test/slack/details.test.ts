// *Evidence*: what an answer rests on, of the same look, in a modal of its owner alone.
import { describe, expect, test } from 'vitest';
import { viewFaults } from '../../src/playground/slack/validate/views.ts';
import { KeptAnswers, keptAnswerMs } from '../../src/slack/transport/kept-answers.ts';
import { createDoc, textRun } from '../../src/words/runs.ts';
import { ask, buttonsOf, direct, pressOn, type Running, start, startOn, top } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { saidIn } from '../support/import.ts';
import { forbidden, snapshotOf } from '../support/objects.ts';

const again = 'I looked again';
const shown = (running: Running, user = 'U0ALICE') => saidIn(top(running, user));
const written = (running: Running, user: string) => direct(running, user).map(saidIn).join('\n');
const opened = ({ slack }: Running) => slack.calls.filter(({ method }) => method === 'views.open').length;

/** A check of Alice's, and a press of *Evidence* below it. */
async function openEvidence(running: Running): Promise<string> {
  const { message } = await ask(running, 'U0ALICE', 'check');
  await pressOn(running, 'U0ALICE', message?.ts ?? '', 'Evidence');
  await expect.poll(() => shown(running)).toContain('Task 1');
  return message?.ts ?? '';
}

/** Presses a button of the modal on top, or chooses a page of its list. */
async function turn(running: Running, to: { readonly button: string } | { readonly page: number }): Promise<void> {
  const view = top(running, 'U0ALICE');
  const on = { view: view?.id ?? '' };
  if ('page' in to) {
    await running.slack.click({
      user: 'U0ALICE',
      on,
      block: 'pages',
      action: 'say:menu:pages',
      value: String(to.page),
    });
    return;
  }
  const button = pagesOf(running)[to.button];
  await running.slack.click({ user: 'U0ALICE', on, block: 'pages', action: button ?? '' });
}

/** The buttons among the pages, by what they say: their actions. */
function pagesOf(running: Running): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const block of top(running, 'U0ALICE')?.blocks ?? []) {
    const { block_id: id, elements = [] } = Object(block);
    if (id !== 'pages') continue;
    for (const { type, text, action_id: action } of elements) if (type === 'button') found[text.text] = action;
  }
  return found;
}

describe('the evidence of a check', () => {
  test('one press away: of the same look, nothing is read anew, and nothing is written', async () => {
    const running = await start();
    await openEvidence(running);
    expect(running.asked).toEqual(['student-07']);
    expect(viewFaults(top(running, 'U0ALICE'), 'modal')).toEqual([]);
    expect(shown(running)).toContain('kubectl get nodes -o wide');
    expect(shown(running)).not.toContain(again);
    // One check, one attempt; and no address is in what is kept.
    expect(running.books.kept.attempts).toHaveLength(1);
    expect(JSON.stringify(running.books.kept)).not.toContain('192.168.');
    expect(running.slack.refusals).toEqual([]);
  });

  test('its pages: forward, and any of them from the list; still nothing is read anew', async () => {
    const running = await start();
    await openEvidence(running);
    await turn(running, { button: 'Next' });
    await expect.poll(() => shown(running)).toContain('DAEMONSET');
    const pages = Object(top(running, 'U0ALICE')?.blocks[0]).elements[0].options.map(
      ({ text }: { text: { text: string } }) => text.text,
    );
    const at = pages.findIndex((title: string) => title.includes('Why this model'));
    await turn(running, { page: at });
    await expect.poll(() => shown(running)).toContain('decisive');
    expect(Object.keys(pagesOf(running))).toEqual(['Back', 'Next']);
    expect(running.asked).toEqual(['student-07']);
    expect(running.slack.refusals).toEqual([]);
  });

  test('is that of its own look, whatever the cluster shows meanwhile', async () => {
    let cluster: readonly object[] = clusters.overlayCilium;
    const running = await start({ observe: (namespace) => snapshotOf([...cluster], namespace) });
    const { message } = await ask(running, 'U0ALICE', 'check');
    cluster = clusters.nodeSubnet;
    await pressOn(running, 'U0ALICE', message?.ts ?? '', 'Evidence');
    await expect.poll(() => shown(running)).toContain('192.168.1.17');
    expect(shown(running)).not.toContain(again);
  });
});

describe('a look that is no longer kept', () => {
  test('after 30 minutes it is looked again, and said; one minute before, it is the same look', async () => {
    let now = 1_000_000;
    const running = await start({}, {}, {}, { now: () => now });
    const ts = await openEvidence(running);
    now += keptAnswerMs - 60_000;
    await pressOn(running, 'U0ALICE', ts, 'Evidence');
    await expect.poll(() => opened(running)).toBe(2);
    expect(shown(running)).not.toContain(again);
    expect(running.asked).toHaveLength(1);
    now += 120_000;
    await pressOn(running, 'U0ALICE', ts, 'Evidence');
    await expect.poll(() => shown(running)).toContain(again);
    expect(running.asked).toEqual(['student-07', 'student-07']);
    // From then on the new look is kept under the same button.
    await turn(running, { button: 'Next' });
    await expect.poll(() => shown(running)).toContain('DAEMONSET');
    expect(running.asked).toHaveLength(2);
    expect(running.slack.refusals).toEqual([]);
  });

  test('nor is it on another replica, which looks again for its owner and says so', async () => {
    const first = await start();
    const { message } = await ask(first, 'U0ALICE', 'check');
    await expect.poll(() => first.slack.openLinkCount()).toBe(2);
    await first.app.stop();
    await expect.poll(() => first.slack.openLinkCount()).toBe(0);
    const second = { slack: first.slack, ...(await startOn(first.slack, first.books)) };
    await pressOn(second, 'U0ALICE', message?.ts ?? '', 'Evidence');
    await expect.poll(() => shown(second)).toContain(again);
    expect([first.asked, second.asked]).toEqual([['student-07'], ['student-07']]);
  });

  test('what was deleted with everything else is not shown any more', async () => {
    const running = await start();
    const ts = await openEvidence(running);
    await ask(running, 'U0ALICE', 'privacy delete everything');
    await pressOn(running, 'U0ALICE', ts, 'Evidence');
    await expect.poll(() => shown(running)).toContain('I do not know which namespace is yours');
    expect(shown(running)).not.toContain('192.168.');
    expect(running.asked).toEqual(['student-07']);
  });
});

describe('somebody else', () => {
  test('who presses the button of an answer that they can see gets a refusal, and the owner’s stays', async () => {
    const running = await start();
    const { message } = await ask(running, 'U0ALICE', 'check');
    const value = buttonsOf(message?.blocks ?? []).Evidence?.value ?? '';
    await running.slack.deliver('interactive', {
      type: 'block_actions',
      user: { id: 'U0BOB' },
      team: { id: 'T0NETLAB' },
      trigger_id: 'none',
      container: { type: 'message', channel_id: 'C0COURSE', message_ts: '1.1', is_ephemeral: false },
      channel: { id: 'C0COURSE' },
      actions: [{ type: 'button', action_id: 'say:1', block_id: 'b', value, action_ts: '1' }],
    });
    // Without a modal it comes as a direct message.
    await running.slack.waitForMessage(({ channel }) => channel === 'DU0BOB');
    expect(written(running, 'U0BOB')).toContain('That button belongs to somebody else');
    expect(written(running, 'U0BOB')).not.toContain('192.168.');
    expect(running.asked).toEqual(['student-07']);
    await pressOn(running, 'U0ALICE', message?.ts ?? '', 'Evidence');
    await expect.poll(() => shown(running)).toContain('192.168.');
    expect(shown(running)).not.toContain(again);
  });

  test('is kept apart: the same id is another answer for another person', () => {
    const kept = new KeptAnswers(() => 0);
    const doc = (text: string) => ({ doc: createDoc([textRun(text)], []), remarks: [], next: [] });
    kept.keepAnswer('a', 'U0ALICE', doc('hers'));
    kept.keepAnswer('a', 'U0BOB', doc('his'));
    expect([kept.findAnswer('a', 'U0ALICE'), kept.findAnswer('a', 'U0BOB')]).toEqual([doc('hers'), doc('his')]);
    kept.forgetAnswers('U0ALICE');
    expect([kept.findAnswer('a', 'U0ALICE'), kept.findAnswer('a', 'U0BOB')]).toEqual([null, doc('his')]);
  });
});

describe('where Slack opens no modal', () => {
  test('the details come as direct messages, all of them, and that is said', async () => {
    const running = await start();
    const { message } = await ask(running, 'U0ALICE', 'check');
    running.slack.failing.set('views.open', 'internal_error');
    await pressOn(running, 'U0ALICE', message?.ts ?? '', 'Evidence');
    await expect.poll(() => written(running, 'U0ALICE')).toContain('What I read');
    const said = written(running, 'U0ALICE');
    for (const each of ['I could not open a window for this', 'Task 1', 'Task 3', 'Why this model', '192.168.1.17'])
      expect(said).toContain(each);
    expect(running.asked).toEqual(['student-07']);
    expect(running.notes.join()).toContain('details of an answer could not be shown to U0ALICE in a modal');
  });

  test('the same where the look is gone: one look, one set of messages', async () => {
    let now = 1_000_000;
    const running = await start({}, {}, {}, { now: () => now });
    const { message } = await ask(running, 'U0ALICE', 'check');
    now += keptAnswerMs + 1;
    running.slack.failing.set('views.open', 'internal_error');
    await pressOn(running, 'U0ALICE', message?.ts ?? '', 'Evidence');
    await expect.poll(() => written(running, 'U0ALICE')).toContain('What I read');
    expect(written(running, 'U0ALICE').split(again)).toHaveLength(2);
    expect(running.asked).toHaveLength(2);
  });

  test('a modal that its reader closed meanwhile is left closed', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let now = 1_000_000;
    let looks = 0;
    const observe = async (namespace: string) => {
      looks += 1;
      if (looks > 1) await promise;
      return snapshotOf(clusters.overlayCilium, namespace);
    };
    const running = await start({ observe }, {}, {}, { now: () => now });
    const { message } = await ask(running, 'U0ALICE', 'check');
    now += keptAnswerMs + 1;
    await pressOn(running, 'U0ALICE', message?.ts ?? '', 'Evidence');
    await expect.poll(() => shown(running)).toContain('I am looking this up.');
    await running.slack.closeView('U0ALICE', top(running, 'U0ALICE')?.id ?? '');
    resolve();
    await expect.poll(() => running.slack.calls.filter(({ method }) => method === 'views.update').length).toBe(1);
    expect(direct(running, 'U0ALICE')).toEqual([]);
  });
});

test('a refusal below which nothing is folded has no such button', async () => {
  const running = await start();
  const { message } = await ask(running, 'U0ALICE', 'check student-12');
  expect(Object.keys(buttonsOf(message?.blocks ?? []))).not.toContain('Evidence');
  // Its healthy neighbour, of which something could not be read.
  const blind = await start({
    observe: (namespace) =>
      snapshotOf(
        [...clusters.overlayCilium.filter(({ kind }) => kind !== 'NodeList'), forbidden('nodes', null)],
        namespace,
      ),
  });
  const { message: own } = await ask(blind, 'U0ALICE', 'check');
  expect(Object.keys(buttonsOf(own?.blocks ?? []))[1]).toBe('Evidence');
});
