import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseConfig } from '../config.ts';
import { Trouble } from '../model/trouble.ts';
import { type EmbeddedAks, startAks } from '../playground/aks/server.ts';
import { buildPage } from '../playground/page-build.ts';
import { type EmbeddedSlack, type PageControls, startSlack } from '../playground/slack/server.ts';
import { settingsOf } from '../playground/slack/workspace/settings.ts';
import { runBot, stopOnSignal } from './bot.ts';
import { cacheFolder, databaseTemplateFolder } from './cache-folder.ts';

/** A running playground: the real bot between an embedded Slack and an embedded AKS, or a real cluster. */
export type Playground = {
  readonly url: string;
  readonly kubeconfig: string;
  readonly slack: EmbeddedSlack;
  /** The port of the bot's own health and figures. */
  readonly healthPort: number;
  readonly stop: () => Promise<void>;
};

/** What to open: `port` 0 takes any free port; without a kubeconfig the embedded AKS shows the scenario. */
export type PlaygroundOptions = {
  readonly port: number;
  readonly scenario?: string;
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
  /** Alice's namespace; student-07 without. */
  readonly namespace?: string | undefined;
  /** The environment's variables of the tutor; none without: a key that stands there for something else is not used. */
  readonly tutor?: Readonly<Record<string, string | undefined>>;
};

/** A context of the embedded AKS whose cluster is chosen on the page. */
const chosen = 'playground';

async function slackOn(port: number, stage: PageControls): Promise<EmbeddedSlack> {
  const manifest = parse(readFileSync(join(import.meta.dirname, '..', '..', 'manifest.yml'), 'utf8'));
  const options = { stage, settings: settingsOf(manifest), rateScale: 1 };
  for (let next = port; next < port + 50; next++) {
    try {
      return await startSlack({ ...options, port: next });
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || port === 0) throw error;
    }
  }
  throw new Trouble('bad-input', { what: `no free port from ${port} to ${port + 49}` });
}

type PlaygroundCluster = {
  readonly aks: EmbeddedAks | null;
  readonly kubeconfig: string;
  readonly context: string | undefined;
  readonly stage: PageControls;
};

async function embedded(folder: string, scenario: string, notice: string): Promise<PlaygroundCluster> {
  const [aks, page] = await Promise.all([startAks({ alias: chosen }), buildPage(cacheFolder('netlab-page'))]);
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, aks.kubeconfig(), { mode: 0o600 });
  aks.select(scenario);
  const stage: PageControls = { page, notice, scenarios: aks.scenarios, scenario: aks.selected, choose: aks.select };
  return { aks, kubeconfig, context: chosen, stage };
}

async function real({ kubeconfig = '', context }: PlaygroundOptions, notice: string): Promise<PlaygroundCluster> {
  const stage: PageControls = {
    page: await buildPage(cacheFolder('netlab-page')),
    notice: `${notice} The cluster is a real one: ${context ?? kubeconfig}.`,
    scenarios: [],
    scenario: () => '',
    choose: () => undefined,
  };
  return { aks: null, kubeconfig, context, stage };
}

/** Opens the embedded servers and connects the bot to them. @throws Trouble for a port or a kubeconfig that will not do */
export async function openPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { port, scenario = 'overlay-cilium', namespace = 'student-07' } = options;
  const folder = join(tmpdir(), `netlab-playground-${process.pid}-${Date.now().toString(36)}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u.test(namespace)) throw new Trouble('bad-namespace', { namespace });
  const other = namespace === 'student-12' ? 'student-07' : 'student-12';
  const notice = `alice has ${namespace}, bob has ${other}, carol is on no roster, inge is the instructor, sam is a guest, zoe is from another workspace.`;
  const backdrop = options.kubeconfig ? await real(options, notice) : await embedded(folder, scenario, notice);
  writeFileSync(join(folder, 'roster.csv'), `user,namespace\nU0ALICE,${namespace}\nU0BOB,${other}\n`);
  const slack = await slackOn(port, backdrop.stage);
  const end = async () => {
    await slack.close();
    await backdrop.aks?.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const config = parseConfig({
      ...options.tutor,
      SLACK_BOT_TOKEN: 'xoxb-playground',
      SLACK_APP_TOKEN: 'xapp-playground',
      SLACK_API_URL: slack.apiUrl,
      NETLAB_INSTRUCTORS: 'U0INGE',
      NETLAB_COURSE_CHANNEL: 'C0COURSE',
      NETLAB_ROSTER: join(folder, 'roster.csv'),
      NETLAB_NAMESPACE_PATTERN: `^(?:student-[a-z0-9-]+|${namespace})$`,
      NETLAB_DATA: folder,
      KUBECONFIG: backdrop.kubeconfig,
      NETLAB_CONTEXT: backdrop.context,
      LOG_LEVEL: 'warn',
      PORT: '0',
    });
    const bot = await runBot(config, '127.0.0.1', databaseTemplateFolder);
    const stop = async () => {
      await bot.stop();
      await end();
    };
    return { url: slack.url, kubeconfig: backdrop.kubeconfig, slack, healthPort: bot.port, stop };
  } catch (error) {
    await end();
    throw error;
  }
}

/** `netlab playground`: prints where to look, and runs until it is told to stop. */
export async function startPlayground(options: PlaygroundOptions): Promise<void> {
  const { port } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Trouble('bad-input', { what: 'a port is a number up to 65535' });
  const playground = await openPlayground(options);
  process.stdout.write(`netlab playground: ${playground.url}\n`);
  if (!options.kubeconfig)
    process.stdout.write(
      `The same clusters in a terminal: KUBECONFIG=${playground.kubeconfig} npx netlab check -n student-07\n`,
    );
  process.stdout.write(`Health and figures of the bot: http://127.0.0.1:${playground.healthPort}/metrics\n`);
  stopOnSignal(playground.stop);
}
