// A policy that a student writes in a form, from the button to the answer in its place.
import { describe, expect, test } from 'vitest';
import { blockFaults } from '../../src/playground/slack/validate/blocks.ts';
import { viewFaults } from '../../src/playground/slack/validate/views.ts';
import { ask, pressOn, type Running, start } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { terrainFrom } from '../support/terrain.ts';

const modal = ({ slack }: Running, user = 'U0ALICE') => slack.modals(user).at(-1);
const direct = ({ slack }: Running, user: string) => slack.messages.filter(({ channel }) => channel === `D${user}`);
const shut = (more = '') =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: “zebra”${more}\nspec:\n  podSelector: {}\n  policyTypes: [Egress]`;

const submit = (running: Running, text: string) =>
  running.slack.submit('U0ALICE', modal(running)?.id ?? '', {
    policy: { policy: { type: 'plain_text_input', value: text } },
  });

const startApp = () =>
  start({ survey: ({ namespaces: [namespace] }) => terrainFrom(clusters.overlayCilium, namespace) });

async function openForm(running: Running): Promise<void> {
  const { message } = await ask(running, 'U0ALICE', 'reach web 203.0.113.7 443');
  await pressOn(running, 'U0ALICE', message?.ts ?? '', 'Try a policy');
  await expect.poll(() => modal(running)).toBeDefined();
}

describe('“Try a policy”', () => {
  test('opens a form; what the policy changes stands in its place and in the direct messages; its text is nowhere', async () => {
    const running = await startApp();
    await openForm(running);
    expect(viewFaults(modal(running), 'modal')).toEqual([]);
    expect(JSON.stringify(modal(running))).toContain('reach web 203.0.113.7 443');
    expect(await submit(running, shut('\n  # giraffe'))).toEqual({ acked: true });
    await expect.poll(() => JSON.stringify(modal(running))).toContain('Without the policy: allowed');
    expect(viewFaults(modal(running), 'modal')).toEqual([]);
    await expect.poll(() => direct(running, 'U0ALICE').length).toBe(1);
    const [sent] = direct(running, 'U0ALICE');
    expect(JSON.stringify(sent?.blocks)).toContain('NetworkPolicy/student-07/zebra');
    expect(blockFaults(sent?.blocks ?? [])).toEqual([]);
    expect(running.notes).toContain('audit: read reach of student-07 by U0ALICE');
    expect(JSON.stringify([running.notes, running.books.kept, running.slack.messages])).not.toContain('giraffe');
    expect(running.slack.refusals).toEqual([]);
  });

  test('/netlab reach … with opens it too', async () => {
    const running = await startApp();
    await running.slack.command('U0ALICE', 'C0COURSE', 'reach web 203.0.113.7 443 with');
    await expect.poll(() => JSON.stringify(modal(running) ?? null)).toContain('Try a policy');
  });

  test('what is no policy stays in its form, with what is wrong below the field', async () => {
    const running = await startApp();
    await openForm(running);
    expect(JSON.stringify(await submit(running, 'let me out'))).toContain('no policy');
    expect(JSON.stringify(await submit(running, shut().replace('policyTypes', 'policyType')))).toContain('no field');
    expect(JSON.stringify(await submit(running, `${shut()} #${'x'.repeat(3000)}`))).toMatch(/3000|max_length/u);
    expect(direct(running, 'U0ALICE')).toEqual([]);
  });

  test('another’s namespace is refused, and the refusal is audited', async () => {
    const running = await startApp();
    await openForm(running);
    await submit(running, shut('\n  namespace: student-12'));
    await expect.poll(() => JSON.stringify(modal(running))).toContain('not yours');
    expect(running.notes.some((note) => note.includes('refused reach'))).toBe(false);
    expect(running.notes).toContain('audit: refused form policy-trial: not-yours of student-12 by U0ALICE');
  });

  test('whoever left the roster gets nothing', async () => {
    const running = await startApp();
    await openForm(running);
    await running.books.roster.change('U0INGE', '2026-11-24T17:00:00.000Z', () => ({
      changes: [{ do: 'release', user: 'U0ALICE' }],
      result: null,
    }));
    await submit(running, shut());
    await expect.poll(() => JSON.stringify(modal(running))).toContain('I do not know which namespace is yours');
    expect(direct(running, 'U0ALICE')).toEqual([]);
  });
});
