import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from './config.ts';
import { runBot, untilSignal } from './main.ts';
import { Trouble } from './model/trouble.ts';
import { startAks } from './playground/aks/server.ts';
import { startSlack } from './playground/slack/server.ts';

/** A running playground: the real bot between an embedded Slack and an embedded AKS. */
export type Playground = { readonly url: string; readonly kubeconfig: string; readonly stop: () => Promise<void> };

const roster = 'user,namespace\nU0ALICE,student-07\nU0BOB,student-12\n';

async function slackOn(port: number, notice: string): ReturnType<typeof startSlack> {
  for (let next = port; next < port + 50; next++) {
    try {
      return await startSlack({ port: next, notice });
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || port === 0) throw error;
    }
  }
  throw new Trouble('bad-input', { what: `no free port from ${port} to ${port + 49}` });
}

/** Opens both embedded servers and connects the bot to them. `port` 0 takes any free port. */
export async function openPlayground(port: number, scenario: string): Promise<Playground> {
  const aks = await startAks();
  const folder = join(tmpdir(), `netlab-playground-${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, aks.kubeconfig(), { mode: 0o600 });
  writeFileSync(join(folder, 'roster.csv'), roster);
  const slack = await slackOn(
    port,
    `alice has student-07, bob has student-12, inge is the instructor. Cluster: ${scenario}.`,
  );
  const config = parseConfig({
    SLACK_BOT_TOKEN: 'xoxb-playground',
    SLACK_APP_TOKEN: 'xapp-playground',
    SLACK_API_URL: slack.apiUrl,
    NETLAB_INSTRUCTORS: 'U0INGE',
    NETLAB_ROSTER: join(folder, 'roster.csv'),
    KUBECONFIG: kubeconfig,
    NETLAB_CONTEXT: scenario,
    LOG_LEVEL: 'warn',
  });
  const bot = await runBot(config);
  const stop = async () => {
    await bot.stop();
    await slack.close();
    await aks.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: slack.url, kubeconfig, stop };
}

/** `netlab playground`: prints where to look, and runs until it is told to stop. */
export async function startPlayground(port: number): Promise<void> {
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Trouble('bad-input', { what: 'a port is a number up to 65535' });
  const playground = await openPlayground(port, 'overlay-cilium');
  process.stdout.write(`netlab playground: ${playground.url}\n`);
  process.stdout.write(
    `The same clusters in a terminal: KUBECONFIG=${playground.kubeconfig} npx netlab check -n student-07\n`,
  );
  untilSignal(playground.stop);
}
