import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Config, parseConfig } from '../config.ts';
import { isNamespaceName } from '../model/kubernetes-names.ts';
import { reservedNamespaces } from '../model/namespace-pattern.ts';
import { Trouble } from '../model/trouble.ts';
import { type EmbeddedAks, startAks } from '../playground/aks/server.ts';
import { buildPage } from '../playground/page-build.ts';
import type { EmbeddedSlack } from '../playground/slack/embedded.ts';
import type { PageControls } from '../playground/slack/options.ts';
import { startSlack } from '../playground/slack/server.ts';
import { settingsOf } from '../playground/slack/workspace/settings.ts';
import { runBot, stopOnSignal } from './bot.ts';
import { cacheFolder, databaseTemplateFolder } from './cache-folder.ts';

/** A running playground: the real bot between an embedded Slack and an embedded AKS, or a real cluster. */
export type Playground = {
  readonly url: string;
  readonly kubeconfig: string;
  readonly slack: EmbeddedSlack;
  /** The port of the bot's own health and metrics. */
  readonly healthPort: number;
  readonly stop: () => Promise<void>;
};

/** What to open: `port` 0 takes any free port; without a kubeconfig the embedded AKS serves the scenario. */
export type PlaygroundOptions = {
  readonly port: number;
  readonly scenario?: string;
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
  /** Alice's namespace; student-07 without. */
  readonly namespace?: string | undefined;
  /**
   * The environment's variables of the tutor. Without them it is off: a key in the environment may be there
   * for something else.
   */
  readonly tutor?: Readonly<Record<string, string | undefined>>;
  /** What a program that the kubeconfig names gets. */
  readonly environment?: Config['environment'];
};

/** The context of the embedded AKS whose scenario is chosen on the page. */
const pageContext = 'playground';

/**
 * Starts the embedded Slack on this port or one of the 49 after it; 0 takes any. @throws Trouble when all are
 * taken
 */
async function startSlackNear(port: number, pageControls: PageControls): Promise<EmbeddedSlack> {
  const manifest = parse(readFileSync(join(import.meta.dirname, '..', '..', 'manifest.yml'), 'utf8'));
  const options = { pageControls, settings: settingsOf(manifest), rateScale: 1 };
  const last = Math.min(port + 49, 65535);
  for (let next = port; next <= last; next++) {
    try {
      return await startSlack({ ...options, port: next });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code === 'EACCES') throw new Trouble('bad-input', { what: `port ${next} may not be listened on` });
      if (code !== 'EADDRINUSE' || port === 0) throw error;
    }
  }
  throw new Trouble('bad-input', { what: `no free port from ${port} to ${last}` });
}

type PlaygroundCluster = {
  /** Null for a real cluster. */
  readonly aks: EmbeddedAks | null;
  readonly kubeconfig: string;
  readonly context: string | undefined;
  readonly pageControls: PageControls;
};

async function openEmbeddedCluster(folder: string, scenario: string, notice: string): Promise<PlaygroundCluster> {
  const [aks, page] = await Promise.all([startAks({ alias: pageContext }), buildPage(cacheFolder('netlab-page'))]);
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, aks.kubeconfig(), { mode: 0o600 });
  aks.select(scenario);
  const pageControls: PageControls = {
    page,
    notice,
    scenarios: aks.scenarios,
    scenario: aks.selected,
    choose: aks.select,
  };
  return { aks, kubeconfig, context: pageContext, pageControls };
}

async function openRealCluster(
  { kubeconfig = '', context }: PlaygroundOptions,
  notice: string,
): Promise<PlaygroundCluster> {
  const pageControls: PageControls = {
    page: await buildPage(cacheFolder('netlab-page')),
    notice: `${notice} The cluster is a real one: ${context ?? kubeconfig}.`,
    scenarios: [],
    scenario: () => '',
    choose: () => undefined,
  };
  return { aks: null, kubeconfig, context, pageControls };
}

/** Alice's namespace and Bob's. @throws Trouble for one that Kubernetes would not take */
function namespacesOf({ namespace = 'student-07' }: PlaygroundOptions): {
  readonly alice: string;
  readonly bob: string;
} {
  if (!isNamespaceName(namespace)) throw new Trouble('bad-namespace', { namespace });
  if (reservedNamespaces.some((name) => name === namespace))
    throw new Trouble('bad-input', {
      what: `${namespace} is no student’s namespace`,
      todo: 'Name one of the class with -n, for example: -n student-07.',
    });
  return { alice: namespace, bob: namespace === 'student-12' ? 'student-07' : 'student-12' };
}

/**
 * The bot's configuration: the embedded Slack, a cluster, and a folder of this run, into which it writes the
 * roster.
 */
function configFor(
  { tutor, environment = {}, ...options }: PlaygroundOptions,
  { apiUrl }: EmbeddedSlack,
  { kubeconfig, context }: PlaygroundCluster,
  folder: string,
): Config {
  const { alice, bob } = namespacesOf(options);
  const roster = join(folder, 'roster.csv');
  writeFileSync(roster, `user,namespace\nU0ALICE,${alice}\nU0BOB,${bob}\n`);
  const config = parseConfig({
    ...tutor,
    SLACK_BOT_TOKEN: 'xoxb-playground',
    SLACK_APP_TOKEN: 'xapp-playground',
    SLACK_API_URL: apiUrl,
    NETLAB_INSTRUCTORS: 'U0INGE',
    NETLAB_COURSE_CHANNEL: 'C0COURSE',
    NETLAB_ROSTER: roster,
    NETLAB_NAMESPACE_PATTERN: `student-[a-z0-9-]+|${alice}`,
    NETLAB_DATA: folder,
    KUBECONFIG: kubeconfig,
    NETLAB_CONTEXT: context,
    LOG_LEVEL: 'warn',
    PORT: '0',
  });
  return { ...config, environment };
}

/**
 * Opens the embedded servers and connects the bot to them. @throws Trouble for a port or a kubeconfig that
 * cannot be used
 */
export async function openPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { alice, bob } = namespacesOf(options);
  const folder = join(tmpdir(), `netlab-playground-${process.pid}-${Date.now().toString(36)}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const notice = `alice has ${alice}, bob has ${bob}, carol is on no roster, inge is the instructor, sam is a guest, zoe is from another workspace.`;
  const cluster = options.kubeconfig
    ? await openRealCluster(options, notice)
    : await openEmbeddedCluster(folder, options.scenario ?? 'overlay-cilium', notice);
  const slack = await startSlackNear(options.port, cluster.pageControls);
  const close = async () => {
    await slack.close();
    await cluster.aks?.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const bot = await runBot(configFor(options, slack, cluster, folder), '127.0.0.1', databaseTemplateFolder);
    const stop = async () => {
      await bot.stop();
      await close();
    };
    return { url: slack.url, kubeconfig: cluster.kubeconfig, slack, healthPort: bot.port, stop };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `netlab playground`: prints the addresses, and runs until a signal ends it. @throws Trouble as `openPlayground` does */
export async function startPlayground(options: PlaygroundOptions): Promise<void> {
  const playground = await openPlayground(options);
  process.stdout.write(`netlab playground: ${playground.url}\n`);
  if (!options.kubeconfig)
    process.stdout.write(
      `The same clusters in a terminal: KUBECONFIG=${playground.kubeconfig} npx netlab check -n student-07\n`,
    );
  process.stdout.write(`Health and figures of the bot: http://127.0.0.1:${playground.healthPort}/metrics\n`);
  stopOnSignal(playground.stop);
}
