// What is answered in a channel goes on reload, and can be sent to Messages: the same answer, or a new one that says so.
import { describe, expect, test } from 'vitest';
import { blockFaults } from '../../src/playground/slack/validate/blocks.ts';
import { KeptAnswers, keptAnswerMs } from '../../src/slack/transport/kept-answers.ts';
import { buttonsOf, pressOn, type Running, start, startOn } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { terrainFrom } from '../support/terrain.ts';

const goes = 'Only you see this; it goes when you reload.';
const keep = 'Keep in Messages';

const survey = ({ namespaces: [namespace] }: { readonly namespaces: readonly string[] }) =>
  terrainFrom(clusters.egressBlocked, namespace);

/** Asks in the channel; the private answer. */
async function askHere(running: Running, text: string, user = 'U0ALICE') {
  await running.slack.command(user, 'C0COURSE', text);
  return running.slack.waitForMessage(({ ephemeral, blocks }) => ephemeral && blocks.length > 0);
}
const direct = ({ slack }: Running) => slack.messages.filter(({ channel }) => channel === 'DU0ALICE');
const said = ({ slack }: Running) => slack.messages.filter(({ ephemeral }) => ephemeral).map(({ text }) => text);

describe('an answer in a channel', () => {
  test.each(['reach web 203.0.113.7 443', 'walk', 'hint 2', 'plan overlay 50 nodes 110 pods', 'check'])(
    '%s: says once that it goes, and is kept by one press',
    async (text) => {
      const running = await start({ survey });
      const here = await askHere(running, text);
      expect(JSON.stringify(here.blocks).split(goes)).toHaveLength(2);
      expect(Object.keys(buttonsOf(here.blocks)).at(-1)).toBe(keep);
      expect(Object.keys(buttonsOf(here.blocks)).length).toBeLessThanOrEqual(5);
      expect(blockFaults(here.blocks)).toEqual([]);
      await pressOn(running, 'U0ALICE', here.ts, keep);
      await expect.poll(() => said(running).at(-1)).toContain('It is under Messages now.');
      const [kept] = direct(running);
      // The same answer, without what is true only where it goes.
      expect(kept?.text).toBe(here.text.replace(`\n${goes}`, ''));
      expect(JSON.stringify(kept?.blocks)).not.toContain(goes);
      expect(Object.keys(buttonsOf(kept?.blocks ?? []))).not.toContain(keep);
      expect(running.slack.refusals).toEqual([]);
    },
  );

  test('nothing is looked at anew for it, and pressed twice it is sent once', async () => {
    const running = await start({ survey });
    const here = await askHere(running, 'walk');
    const looks = running.asked.length;
    await pressOn(running, 'U0ALICE', here.ts, keep);
    await expect.poll(() => said(running).at(-1)).toContain('It is under Messages now.');
    await pressOn(running, 'U0ALICE', here.ts, keep);
    await expect.poll(() => said(running).at(-1)).toContain('It is under Messages already.');
    expect([direct(running).length, running.asked.length]).toEqual([1, looks]);
  });

  test('what is folded in it opens from Messages too', async () => {
    const running = await start({ survey });
    const here = await askHere(running, 'walk');
    await pressOn(running, 'U0ALICE', here.ts, keep);
    await expect.poll(() => direct(running).length).toBe(1);
    await pressOn(running, 'U0ALICE', direct(running)[0]?.ts ?? '', 'More');
    await expect.poll(() => JSON.stringify(running.slack.modals('U0ALICE'))).toContain('NSG rules');
  });

  test('after a restart it is no longer there: looked again, and said', async () => {
    const running = await start({ survey });
    const here = await askHere(running, 'walk');
    // Both links are there, so that both are closed.
    await expect.poll(() => running.slack.openLinkCount()).toBe(2);
    await running.app.stop();
    await expect.poll(() => running.slack.openLinkCount()).toBe(0);
    const again = { slack: running.slack, ...(await startOn(running.slack, running.books, { survey })) };
    await pressOn(again, 'U0ALICE', here.ts, keep);
    await expect.poll(() => said(again).at(-1)).toContain('I no longer had that answer, so I looked again.');
    expect(direct(again)).toHaveLength(1);
    expect(again.asked).toEqual(['student-07']);
  });

  test('after a restart, where no new answer can be had either, it is not said that there is one', async () => {
    const running = await start({ survey });
    const here = await askHere(running, 'reach web 203.0.113.7 443');
    await expect.poll(() => running.slack.openLinkCount()).toBe(2);
    await running.app.stop();
    await expect.poll(() => running.slack.openLinkCount()).toBe(0);
    const broken = () => Promise.reject(new Error('a bug'));
    const again = { slack: running.slack, ...(await startOn(running.slack, running.books, { survey: broken })) };
    await pressOn(again, 'U0ALICE', here.ts, keep);
    await expect.poll(() => said(again).at(-1)).toContain('could not get a new one');
    expect(direct(again).map(({ text }) => text)).toEqual([expect.stringContaining('Something went wrong')]);
    expect(said(again).join('\n')).not.toContain('I looked again');
  });

  test('where Slack takes no direct message, it says so, and the next press tries again', async () => {
    const running = await start({ survey });
    const here = await askHere(running, 'walk');
    running.slack.failing.set('chat.postMessage', 'account_inactive');
    await pressOn(running, 'U0ALICE', here.ts, keep);
    await expect.poll(() => said(running).at(-1)).toContain('I could not write to you under Messages.');
    running.slack.failing.clear();
    await pressOn(running, 'U0ALICE', here.ts, keep);
    await expect.poll(() => said(running).at(-1)).toContain('It is under Messages now.');
  });
});

describe('its neighbours carry neither the line nor the button', () => {
  test('an answer under Messages', async () => {
    const running = await start({ survey });
    await running.slack.write('U0ALICE', 'DU0ALICE', 'walk');
    await expect.poll(() => direct(running).filter(({ from }) => from === 'U0NETLAB').length).toBe(1);
    const shown = direct(running).at(-1);
    expect(JSON.stringify(shown?.blocks)).not.toContain(goes);
    expect(Object.keys(buttonsOf(shown?.blocks ?? []))).not.toContain(keep);
  });

  test('a refusal, and a walk, which goes to Messages by itself', async () => {
    const running = await start({ survey });
    const refused = await askHere(running, 'reach web');
    expect([refused.text.includes(goes), Object.keys(buttonsOf(refused.blocks)).includes(keep)]).toEqual([
      false,
      false,
    ]);
    await running.slack.command('U0ALICE', 'C0COURSE', 'walk no-egress');
    await expect.poll(() => direct(running).length).toBe(1);
    expect(JSON.stringify(running.slack.messages)).not.toContain(goes);
  });

  test('an answer that found its address in the channel used up goes to Messages without them', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const slow = async (asked: { readonly namespaces: readonly string[] }) => promise.then(() => survey(asked));
    const running = await start({ survey: slow }, {}, {}, { promptAnswerTimeoutMs: 50 });
    await running.slack.command('U0ALICE', 'C0COURSE', 'reach web 203.0.113.7 443');
    running.slack.spendResponseUrls();
    resolve();
    await expect.poll(() => direct(running).length).toBe(1);
    expect(JSON.stringify(direct(running))).not.toContain(goes);
  });
});

describe('kept answers', () => {
  const answer = {
    doc: { verdict: [], parts: [], smallPrint: [], changed: [], details: [], detailsLabel: '' },
    remarks: [],
    next: [],
  };

  test('belong to whoever asked, and go after half an hour, with the note that they were sent', () => {
    let now = 1000;
    const kept = new KeptAnswers(() => now);
    kept.keepAnswer('x', 'U0ALICE', answer);
    expect([kept.findAnswer('x', 'U0BOB'), kept.findAnswer('x', 'U0ALICE')]).toEqual([null, answer]);
    expect([kept.markSent('x', 'U0ALICE'), kept.markSent('x', 'U0ALICE')]).toEqual([false, true]);
    now += keptAnswerMs + 1;
    expect(kept.findAnswer('x', 'U0ALICE')).toBeNull();
    kept.keepAnswer('x', 'U0ALICE', answer);
    expect(kept.markSent('x', 'U0ALICE')).toBe(false);
  });

  test('are gone when a person has all that is stored of them deleted', () => {
    const kept = new KeptAnswers(() => 0);
    kept.keepAnswer('x', 'U0ALICE', answer);
    kept.keepAnswer('y', 'U0BOB', answer);
    kept.forgetAnswers('U0ALICE');
    expect([kept.findAnswer('x', 'U0ALICE'), kept.findAnswer('y', 'U0BOB')]).toEqual([null, answer]);
  });
});
