import { App, HTTPReceiver, type Logger, SocketModeReceiver } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Lab } from '../model/lab.ts';
import { Trouble } from '../model/trouble.ts';
import { BroadcastSender, type BroadcastTimings } from './broadcast-sender.ts';
import { downloadFile } from './forms/file-download.ts';
import { registerListeners } from './listeners/index.ts';
import type { HomeTeam } from './people/caller.ts';
import { InstructorGroups, withInstructorGroups } from './people/instructor-groups.ts';
import { createMemberReader } from './people/members.ts';
import { HomeMaps } from './pictures/home-maps.ts';
import type { UploadTimings } from './pictures/upload.ts';
import { PictureUploads } from './pictures/uploaded-pictures.ts';
import { promptAnswerTimeoutMs, type SlackContext } from './replies/reply.ts';
import { createBoltLog } from './transport/bolt-logger.ts';
import { startHttpServer } from './transport/http-server.ts';
import { InFlightWork } from './transport/in-flight.ts';
import { openMetrics } from './transport/metrics.ts';
import { type LinkTimings, SocketLinks } from './transport/socket-links.ts';
import { clientOptions, createWriteClient } from './transport/web-client.ts';

/** How to reach Slack. With an app-level token Socket Mode is used, else HTTP on `port`. */
export type SlackConfig = {
  readonly botToken: string | null;
  readonly appToken: string | null;
  readonly signingSecret: string | null;
  readonly apiUrl: string | null;
  /** The port of health, figures and HTTP mode; 0 takes any free one. */
  readonly port: number;
  /** User groups whose members are instructors (ids that begin with S). */
  readonly groups: readonly string[];
  /** The address to listen on; null for all of them. */
  readonly host: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
};

/** What tests make quicker. */
export type SlackTimings = {
  readonly links?: Partial<LinkTimings>;
  readonly broadcasts?: Partial<BroadcastTimings>;
  readonly promptAnswerTimeoutMs?: number;
  /** How Slack is asked what an uploaded picture is. */
  readonly uploads?: Partial<UploadTimings>;
  /** How long the end may take, in milliseconds. */
  readonly drainTimeoutMs?: number;
};

/** A running Slack app. */
export type RunningApp = {
  readonly mode: 'socket' | 'http';
  /** The port of health and figures, and in HTTP mode of Slack's requests. */
  readonly port: number;
  /** Ends in order: acknowledges what came, closes the links, finishes what is under way; resolves with whether all was. */
  readonly stop: () => Promise<boolean>;
};

/** Two, because Slack closes each of them every few hours. */
const linkCount = 2;

type CreatedApp = {
  readonly app: App;
  readonly sockets: readonly SocketModeReceiver[];
  readonly http: { readonly receiver: HTTPReceiver; readonly signingSecret: string } | null;
};

const unset = (what: string) => new Trouble('bad-config', { what: `${what} is not set` });

/** Says what is missing to reach Slack, before anything else is opened. @throws Trouble `bad-config` */
export function requireTokens({
  botToken,
  appToken,
  signingSecret,
}: Pick<SlackConfig, 'botToken' | 'appToken' | 'signingSecret'>): void {
  if (botToken === null) throw unset('SLACK_BOT_TOKEN');
  if (appToken === null && signingSecret === null)
    throw unset('SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP mode)');
}

function create({ appToken, signingSecret, apiUrl }: SlackConfig, token: string, logger: Logger): CreatedApp {
  // Deferred, because an invalid token is otherwise an unhandled rejection that ends the process.
  const common = {
    token,
    deferInitialization: true,
    convoStore: false,
    clientOptions: clientOptions(apiUrl),
    logger,
  } as const;
  if (appToken !== null) {
    const socket = () =>
      new SocketModeReceiver({
        appToken,
        logger,
        autoReconnectEnabled: false,
        installerOptions: { clientOptions: clientOptions(apiUrl) },
      });
    const receiver = socket();
    const app = new App({ ...common, receiver });
    const others = Array.from({ length: linkCount - 1 }, socket);
    for (const other of others) other.init(app);
    return { app, sockets: [receiver, ...others], http: null };
  }
  if (signingSecret === null) throw unset('SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP mode)');
  // Bolt's receiver is never started: our own server asks more of a request before it hands it on.
  const receiver = new HTTPReceiver({ signingSecret, logger });
  return { app: new App({ ...common, receiver }), sockets: [], http: { receiver, signingSecret } };
}

function refusal(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  const data = error instanceof Error && 'data' in error ? error.data : undefined;
  const code = typeof data === 'object' && data !== null && 'error' in data ? String(data.error) : null;
  if (code !== null)
    return new Trouble('slack-refused', { what: `Slack refuses to start the app: ${code}.` }, { cause: error });
  const reason = error instanceof Error ? error.message.split('\n', 1)[0] : 'no reason given';
  return new Trouble('slack-refused', { what: `Slack could not be reached: ${reason}.` }, { cause: error });
}

/** The workspace that the token belongs to. */
async function homeTeam(client: WebClient): Promise<HomeTeam> {
  const { team_id: team = null, enterprise_id: enterprise = null } = await client.auth.test();
  return { team, enterprise };
}

/** Connects the app; resolves once Slack can deliver commands. @throws Trouble `slack-refused` or `bad-config` */
export async function startApp(config: SlackConfig, base: Lab, pace: SlackTimings = {}): Promise<RunningApp> {
  const { botToken, apiUrl } = config;
  if (botToken === null) throw unset('SLACK_BOT_TOKEN');
  const { logger, open } = createBoltLog(config.logLevel, base.log);
  const { app, sockets, http } = create(config, botToken, logger);
  const [metrics, flight] = [openMetrics(base.tutorMetrics), new InFlightWork()];
  const replies = createWriteClient(botToken, apiUrl, logger);
  const groups = new InstructorGroups(replies, config.groups, base.log);
  // What only Slack knows of people: who is in a user group, and who is in the workspace.
  const lab = withInstructorGroups(
    { ...base, members: createMemberReader(createWriteClient(botToken, apiUrl, logger)) },
    groups,
  );
  let home: HomeTeam = { team: null, enterprise: null };
  const gallery = new PictureUploads(
    createWriteClient(botToken, apiUrl, logger),
    lab,
    () => home.team ?? '',
    pace.uploads,
  );
  const desk: SlackContext = {
    lab,
    pictureUploads: gallery,
    homeMaps: new HomeMaps(gallery, lab.log),
    metrics,
    inFlight: flight,
    replies,
    get home() {
      return home;
    },
    download: (address) => downloadFile(address, botToken, apiUrl),
    promptAnswerTimeoutMs: pace.promptAnswerTimeoutMs ?? promptAnswerTimeoutMs,
  };
  const sender = new BroadcastSender(createWriteClient(botToken, apiUrl, logger), desk, pace.broadcasts);
  registerListeners(app, desk, sender);
  const links = new SocketLinks(
    sockets.map(({ client }) => client),
    lab.log,
    metrics,
    pace.links,
  );
  let ending = false;
  let begun = false;
  const parts = () => {
    const linked = sockets.length === 0 || links.openCount > 0;
    const says = sockets.length === 0 ? 'takes requests' : `${links.openCount} of ${links.wantedCount} links are open`;
    const slack = { name: 'slack', ok: begun && linked && !ending, says: ending ? 'is being stopped' : says };
    // A cluster that is down is told to the student in words, so it takes no command away from the app.
    return { ready: slack.ok, parts: [slack, ...lab.componentHealth()] };
  };
  try {
    await app.init();
    home = await homeTeam(replies);
    await groups.start();
    const server = await startHttpServer({ metrics, parts, slack: http }, config.port, config.host);
    await links.start().catch(async (error: unknown) => {
      await server.close();
      throw error;
    });
    begun = true;
    open();
    const look = () =>
      flight
        .trackWork(sender.reportUnfinished())
        .catch((error: unknown) => lab.log(`old broadcasts: ${String(error)}`));
    look();
    // Another netlab on the same database may end in the middle of one, at any time.
    const looking = setInterval(look, 5 * 60 * 1000).unref();
    const stop = async () => {
      ending = true;
      clearInterval(looking);
      const end = performance.now() + (pace.drainTimeoutMs ?? 25_000);
      sender.stop();
      await flight.waitForAcknowledgements(3000);
      await links.stop();
      const closed = server.close();
      const done = await flight.waitForWork(Math.max(0, end - performance.now()));
      if (!done) lab.log(`${flight.unfinishedCount} answers were not finished in time`);
      await closed;
      return done;
    };
    return { mode: http === null ? 'socket' : 'http', port: server.port, stop };
  } catch (error) {
    await links.stop();
    throw refusal(error);
  }
}
