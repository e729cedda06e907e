// Output that a student sends as a message or in the form, from Slack's event to the answer.
import { describe, expect, test } from 'vitest';
import { blockFaults } from '../../src/playground/slack/validate/blocks.ts';
import { viewFaults } from '../../src/playground/slack/validate/views.ts';
import { ask, direct, pressOn, type Running, start } from '../support/app.ts';
import * as clusters from '../support/clusters.ts';
import { padColumns } from '../support/kubectl.ts';
import { snapshotOf } from '../support/objects.ts';

const modal = ({ slack }: Running, user = 'U0ALICE') => slack.modals(user).at(-1);
const table = padColumns([
  [
    'NAME',
    'STATUS',
    'ROLES',
    'AGE',
    'VERSION',
    'INTERNAL-IP',
    'EXTERNAL-IP',
    'OS-IMAGE',
    'KERNEL-VERSION',
    'CONTAINER-RUNTIME',
  ],
  ...['n0', 'n1', 'n2'].map((name, at) => [
    ...[name, 'Ready', '<none>', '98m', 'v1.32.6', `172.20.0.${at + 4}`, '<none>'],
    ...['Ubuntu 22.04.5 LTS', '5.15.0-giraffe', 'containerd://1.7.27-1'],
  ]),
]);
const escaped = table.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const startApp = () => start({ observe: (namespace) => snapshotOf(clusters.overlayCilium, namespace) });

describe('a message with output', () => {
  test('reaches the answer with its line breaks, and stands nowhere else', async () => {
    const running = await startApp();
    await running.slack.write('U0ALICE', 'DU0ALICE', `\`\`\`${escaped}\`\`\``);
    await expect.poll(() => JSON.stringify(direct(running, 'U0ALICE'))).toContain('172.20.0.4 to 172.20.0.6');
    const sent = direct(running, 'U0ALICE').at(-1);
    expect(JSON.stringify(sent?.blocks)).toContain('It agrees with what I see.');
    expect(blockFaults(sent?.blocks ?? [])).toEqual([]);
    const kept = JSON.stringify([running.notes, running.books.kept, sent]);
    expect(kept).not.toContain('giraffe');
    expect(running.notes).toContain('audit: read explain of student-07 by U0ALICE');
  });

  test('its neighbour, a question over two lines, is looked up', async () => {
    const running = await startApp();
    await running.slack.write('U0ALICE', 'DU0ALICE', 'what is an overlay\nand why is it advised?');
    await expect.poll(() => direct(running, 'U0ALICE').length).toBeGreaterThan(0);
    expect(JSON.stringify(direct(running, 'U0ALICE'))).not.toContain('no result changes');
  });
});

describe('“Paste output”', () => {
  async function openForm(running: Running): Promise<void> {
    const { message } = await ask(running, 'U0ALICE', 'explain');
    await pressOn(running, 'U0ALICE', message?.ts ?? '', 'Paste output');
    await expect.poll(() => modal(running)).toBeDefined();
  }
  const submit = (running: Running, text: string) =>
    running.slack.submit('U0ALICE', modal(running)?.id ?? '', {
      output: { output: { type: 'plain_text_input', value: text } },
    });

  test('opens a form; the answer stands in its place and in the direct messages', async () => {
    const running = await startApp();
    await openForm(running);
    expect(viewFaults(modal(running), 'modal')).toEqual([]);
    expect(await submit(running, table)).toEqual({ acked: true });
    await expect.poll(() => JSON.stringify(modal(running))).toContain('172.20.0.4 to 172.20.0.6');
    expect(viewFaults(modal(running), 'modal')).toEqual([]);
    await expect.poll(() => JSON.stringify(direct(running, 'U0ALICE'))).toContain('172.20.0.4 to 172.20.0.6');
    expect(JSON.stringify([running.notes, running.books.kept, running.slack.messages])).not.toContain('giraffe');
    expect(running.slack.refusals).toEqual([]);
  });

  test('what is no output stays in its form, with what is missing below the field', async () => {
    const running = await startApp();
    await openForm(running);
    expect(JSON.stringify(await submit(running, 'let me in'))).toContain('I recognise nothing in this');
    expect(direct(running, 'U0ALICE')).toEqual([]);
  });

  test('/netlab explain paste opens it too', async () => {
    const running = await startApp();
    await running.slack.command('U0ALICE', 'C0COURSE', 'explain paste');
    await expect.poll(() => JSON.stringify(modal(running) ?? null)).toContain('Paste output');
  });
});
