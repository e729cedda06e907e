import type { ComponentHealth, Lab } from '../model/lab.ts';
import type { SlackConfig, SlackTimings } from './config.ts';
import { registerListeners } from './listeners/index.ts';
import { type AppParts, createParts } from './parts.ts';
import { homeTeamOf } from './people/belonging.ts';
import { watchConversations } from './replies/conversation-watch.ts';
import { type HttpServer, startHttpServer } from './transport/http-server.ts';
import { skipRepeatedRequests } from './transport/repeated-requests.ts';
import type { SocketLinks } from './transport/socket-links.ts';
import { startRefusalOf } from './transport/start-refusal.ts';
import { type Clock, processClock } from './transport/timing.ts';

/** A running Slack app. */
export type RunningApp = {
  readonly mode: 'socket' | 'http';
  /** The port of health and metrics, and in HTTP mode of Slack's requests. */
  readonly port: number;
  /** Ends in order: acknowledges what came, closes the links, finishes what is under way; resolves with whether all was. */
  readonly stop: () => Promise<boolean>;
};

/** How often is looked for what a netlab on the same database left unfinished, in milliseconds. */
const lookEveryMs = 60 * 1000;
/** How long the end may take, and how much of it the acknowledgements, in milliseconds. */
const drainTimeoutMs = 25_000;
const acknowledgementTimeoutMs = 3000;

type Phase = 'starting' | 'running' | 'ending';

/** How the connection to Slack is; in HTTP mode there are no links. */
function healthOf({ openCount, wantedCount }: SocketLinks, phase: Phase): ComponentHealth {
  const connected = wantedCount === 0 || openCount > 0;
  const says = wantedCount === 0 ? 'takes requests' : `${openCount} of ${wantedCount} links are open`;
  return { name: 'slack', ok: phase === 'running' && connected, says: phase === 'ending' ? 'is being stopped' : says };
}

/** Connects all parts; resolves with the HTTP server once Slack can deliver commands. @throws whatever goes wrong */
async function connect(
  { app, http, context, groups, links, setHomeTeam }: AppParts,
  { port, host }: SlackConfig,
  phase: () => Phase,
): Promise<HttpServer> {
  const parts = () => {
    const slack = healthOf(links, phase());
    // A cluster that is down is told to the student in words, so it takes no command away from the app.
    return { ready: slack.ok, parts: [slack, ...context.lab.componentHealth()] };
  };
  await app.init();
  setHomeTeam(homeTeamOf(await context.replies.auth.test()));
  await groups.start();
  const server = await startHttpServer({ metrics: context.metrics, parts, slack: http }, port, host);
  await links.start().catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  return server;
}

/** Looks after broadcasts and conversations now and every minute; returns how to stop. */
function watchUnfinished({ sender, context }: AppParts, { repeat }: Clock): () => void {
  const { inFlight, lab } = context;
  const look = () => {
    inFlight.trackWork(sender.look()).catch((error: unknown) => lab.log(`old broadcasts: ${String(error)}`));
    inFlight
      .trackWork(watchConversations(context))
      .catch((error: unknown) => lab.log(`old conversations: ${String(error)}`));
  };
  look();
  // Another netlab on the same database may end in the middle of one, at any time.
  return repeat(look, lookEveryMs);
}

/** Ends in order, see `RunningApp.stop`. */
async function drain(
  { sender, links, boltLog, context }: AppParts,
  server: HttpServer,
  timeoutMs: number,
): Promise<boolean> {
  const { inFlight, lab } = context;
  const end = performance.now() + timeoutMs;
  sender.stop();
  await inFlight.waitForAcknowledgements(acknowledgementTimeoutMs);
  boltLog.close();
  await links.stop();
  const closed = server.close();
  const finished = await inFlight.waitForWork(Math.max(0, end - performance.now()));
  if (!finished) lab.log(`${inFlight.unfinishedCount} answers were not finished in time`);
  await closed;
  return finished;
}

/** Connects the app; resolves once Slack can deliver commands. @throws Trouble `slack-refused` or `bad-config` */
export async function startApp(config: SlackConfig, lab: Lab, timings: SlackTimings = {}): Promise<RunningApp> {
  const parts = createParts(config, lab, timings);
  const { app, http, context, sender, links } = parts;
  let phase: Phase = 'starting';
  app.use(skipRepeatedRequests(context.metrics, context.lab.log));
  registerListeners(app, context, (announcement) => sender.announce(announcement));
  try {
    const server = await connect(parts, config, () => phase);
    phase = 'running';
    parts.boltLog.open();
    const stopWatching = watchUnfinished(parts, timings.clock ?? processClock);
    const stop = () => {
      phase = 'ending';
      stopWatching();
      return drain(parts, server, timings.drainTimeoutMs ?? drainTimeoutMs);
    };
    return { mode: http === null ? 'socket' : 'http', port: server.port, stop };
  } catch (error) {
    await links.stop();
    throw startRefusalOf(error);
  }
}
