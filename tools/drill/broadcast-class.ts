// A class for the drill of broadcasts: an embedded Slack with so many students, and the real bot as a process, which can be
// killed and started again on what it left.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startAks } from '../../src/playground/aks/server.ts';
import type { EmbeddedSlack } from '../../src/playground/slack/embedded.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import { type BotProcess, startBotProcess } from '../../test/support/bot-process.ts';
import { classOf } from '../../test/support/broadcasts.ts';
import { freshFolder, type Where } from '../../test/support/store-at.ts';

export type DrillClass = {
  readonly slack: EmbeddedSlack;
  readonly seated: Readonly<Record<string, string>>;
  readonly where: Where;
  /** Starts the bot; resolves once it hears Slack. @throws Error with what it said, where it does not within a minute */
  readonly startBot: () => Promise<BotProcess>;
  readonly close: () => Promise<void>;
};

export const pause = (pauseMs: number) => new Promise<void>((resolve) => setTimeout(resolve, pauseMs));

/** Resolves with whether the test came true within so many milliseconds. */
export async function waitUntil(test: () => boolean, timeoutMs: number): Promise<boolean> {
  const end = performance.now() + timeoutMs;
  while (!test()) {
    if (performance.now() > end) return false;
    await pause(100);
  }
  return true;
}

/** Opens a class of so many; `url` null is the default, the embedded database. */
export async function openDrillClass(size: number, url: string | null): Promise<DrillClass> {
  const { seated, personas } = classOf(size);
  const folder = freshFolder();
  // The pace of Slack itself.
  const slack = await startSlack({ personas, rateScale: 1 });
  const aks = await startAks();
  writeFileSync(join(folder, 'kubeconfig'), aks.kubeconfig());
  const roster = Object.entries(seated).map((each) => each.join(','));
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
    ...(url === null ? {} : { DATABASE_URL: url }),
  };
  const bots: BotProcess[] = [];
  const startBot = async () => {
    const bot = startBotProcess(env);
    bots.push(bot);
    if (await waitUntil(() => bot.said().includes('connected to Slack'), 60_000)) return bot;
    throw new Error(`the bot did not start: ${bot.said().slice(-500)}`);
  };
  const close = async () => {
    for (const { child } of bots) child.kill('SIGKILL');
    await Promise.all(bots.map(({ ended }) => ended));
    await slack.close();
    await aks.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { slack, seated, where: { url, folder: join(folder, 'data') }, startBot, close };
}
