// The bot as a process of its own, as an operator runs it: only the environment says where Slack and the cluster are.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startAks } from '../../src/playground/aks/server.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import { type BotProcess, startBotProcess } from '../support/bot-process.ts';

// A process opens a database and a cluster client, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function bot(env: Readonly<Record<string, string>>): BotProcess {
  const started = startBotProcess(env);
  closing.push(() => started.child.kill('SIGKILL'));
  return started;
}

async function around(mode: 'socket' | 'http') {
  const folder = mkdtempSync(join(tmpdir(), 'netlab-test-'));
  const aks = await startAks();
  let port = 0;
  const http = mode === 'http' ? { requestUrl: () => `http://127.0.0.1:${port}/slack/events` } : {};
  const settings = { scopes: ['commands', 'chat:write', 'files:write', 'files:read', 'users:read'] };
  const slack = await startSlack({ ...http, settings });
  closing.push(slack.close, aks.close);
  writeFileSync(join(folder, 'kubeconfig'), aks.kubeconfig());
  writeFileSync(join(folder, 'roster.csv'), 'user,namespace\nU0ALICE,student-07\n');
  const process = bot({
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: 'xoxb-playground',
    ...(mode === 'http' ? { SLACK_SIGNING_SECRET: 'playground' } : { SLACK_APP_TOKEN: 'xapp-playground' }),
    NETLAB_ROSTER: join(folder, 'roster.csv'),
    NETLAB_INSTRUCTORS: 'U0INGE',
    NETLAB_DATA: join(folder, 'data'),
    KUBECONFIG: join(folder, 'kubeconfig'),
    PORT: '0',
  });
  await expect.poll(process.said, { timeout: 30_000 }).toContain('connected to Slack');
  port = Number(/port (\d+)/u.exec(process.said())?.[1]);
  return { slack, process, port };
}

describe.each(['socket', 'http'] as const)('the bot as a process, %s mode', (mode) => {
  test('answers from a real read, is ready, and ends in order on SIGTERM', async () => {
    const { slack, process, port } = await around(mode);
    expect(process.said()).toContain(`${mode} mode`);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    expect(await slack.command('U0ALICE', 'C0COURSE', 'check')).toEqual({ acked: true });
    const answer = await slack.waitForMessage(({ text }) => text.includes('Looked from student-07'));
    expect(answer).toMatchObject({ to: 'U0ALICE', ephemeral: true });
    expect(answer.text).toContain('All 2 Pods have an address outside of the node range');
    process.child.kill('SIGTERM');
    expect(await process.ended).toBe(0);
    expect(slack.refusals).toEqual([]);
  });
});

test('killed in the middle of a broadcast, the next process tells who was reached, and sends nothing again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'netlab-test-'));
  const slack = await startSlack();
  closing.push(slack.close);
  const aks = await startAks();
  closing.push(aks.close);
  writeFileSync(join(folder, 'kubeconfig'), aks.kubeconfig());
  const others = Array.from({ length: 20 }, (_, index) => `U0X${index},student-${index + 2}`);
  const roster = ['U0BOB,student-0', 'U0ALICE,student-1', ...others];
  writeFileSync(join(folder, 'roster.csv'), ['user,namespace', ...roster].join('\n'));
  const env = {
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: 'xoxb-playground',
    SLACK_APP_TOKEN: 'xapp-playground',
    NETLAB_ROSTER: join(folder, 'roster.csv'),
    NETLAB_INSTRUCTORS: 'U0INGE',
    NETLAB_DATA: join(folder, 'data'),
    KUBECONFIG: join(folder, 'kubeconfig'),
    PORT: '0',
  };
  const first = bot(env);
  await expect.poll(first.said, { timeout: 30_000 }).toContain('connected to Slack');
  await slack.command('U0INGE', 'C0COURSE', 'broadcast');
  await expect.poll(() => slack.modals('U0INGE').length).toBe(1);
  const state = {
    own: { own: { type: 'plain_text_input', value: 'hello' } },
    audience: { audience: { type: 'radio_buttons', selected_option: { value: 'roster' } } },
  };
  await slack.submit('U0INGE', slack.modals('U0INGE')[0]?.id ?? '', state);
  await slack.submit('U0INGE', slack.modals('U0INGE')[1]?.id ?? '', {});
  await slack.waitForMessage(({ channel }) => channel === 'DU0ALICE');
  first.child.kill('SIGKILL');
  await first.ended;
  const second = bot(env);
  await expect.poll(second.said, { timeout: 30_000 }).toContain('connected to Slack');
  const told = await slack.waitForMessage(({ text }) => text.startsWith('netlab stopped while it sent your broadcast'));
  expect(told.channel).toBe('DU0INGE');
  expect(told.text).toMatch(/Reached, \d: student-0/u);
  // It may have been killed before it wrote down what became of the second one; then it says so.
  expect(told.text).toMatch(/Not known, .* 1: student-1\.|Reached, 2: student-0, student-1\./u);
  expect(told.text).toContain('Not reached, not tried');
  expect(slack.messages.filter(({ channel }) => channel === 'DU0ALICE')).toHaveLength(1);
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
});
