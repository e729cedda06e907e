import { App, HTTPReceiver, type Logger, SocketModeReceiver } from '@slack/bolt';
import type { Lab } from '../model/lab.ts';
import { Trouble } from '../model/trouble.ts';
import { boltLog } from './logger.ts';
import { reply } from './reply.ts';

/** How to reach Slack. With an app-level token Socket Mode is used, else HTTP on `port`. */
export type SlackConfig = {
  readonly botToken: string | null;
  readonly appToken: string | null;
  readonly signingSecret: string | null;
  readonly apiUrl: string | null;
  readonly port: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
};

/** A running Slack app. */
export type RunningApp = { readonly mode: 'socket' | 'http'; readonly stop: () => Promise<void> };

function clientOptions({ apiUrl }: SlackConfig) {
  // A fresh object for each consumer: Bolt writes into it. Retries are set, or Socket Mode would make them 100
  // (slack-api client defaults); no headers here, they would leak one token to the other token’s calls.
  const retryConfig = { retries: 2 };
  return { timeout: 10_000, retryConfig, ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }) };
}

type Opened = { readonly app: App; readonly stop: () => Promise<unknown> };

function create(config: SlackConfig, token: string, logger: Logger): Opened {
  const { appToken, signingSecret } = config;
  // Deferred, because an invalid token is otherwise an unhandled rejection that ends the process.
  const common = {
    token,
    deferInitialization: true,
    convoStore: false,
    clientOptions: clientOptions(config),
    logger,
  } as const;
  if (appToken !== null) {
    const receiver = new SocketModeReceiver({
      appToken,
      logger,
      installerOptions: { clientOptions: clientOptions(config) },
    });
    // The receiver's own stop does not wait for the closing handshake.
    return { app: new App({ ...common, receiver }), stop: () => receiver.client.disconnect() };
  }
  if (signingSecret === null) {
    throw new Trouble('bad-config', {
      what: 'SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP mode) is not set',
    });
  }
  const app = new App({ ...common, receiver: new HTTPReceiver({ signingSecret, bodyLimit: '256kb', logger }) });
  return { app, stop: () => app.stop() };
}

function refusal(error: unknown): Trouble {
  const data = error instanceof Error && 'data' in error ? error.data : undefined;
  const code = typeof data === 'object' && data !== null && 'error' in data ? String(data.error) : null;
  if (code !== null)
    return new Trouble('slack-refused', { what: `Slack refuses to start the app: ${code}.` }, { cause: error });
  const reason = error instanceof Error ? error.message.split('\n', 1)[0] : 'no reason given';
  return new Trouble('slack-refused', { what: `Slack could not be reached: ${reason}.` }, { cause: error });
}

/** Connects the app; resolves once Slack can deliver commands. @throws Trouble `slack-refused` or `bad-config` */
export async function startApp(config: SlackConfig, lab: Lab): Promise<RunningApp> {
  if (config.botToken === null) throw new Trouble('bad-config', { what: 'SLACK_BOT_TOKEN is not set' });
  const { logger, open } = boltLog(config.logLevel, lab.note);
  const { app, stop } = create(config, config.botToken, logger);
  app.command('/netlab', async ({ command, ack, respond }) => {
    await reply({ text: command.text ?? '', user: command.user_id, ack, respond }, lab);
  });
  app.error(async (error) => lab.note(`slack: ${error.message}`));
  try {
    await app.init();
    await app.start(config.port);
    open();
  } catch (error) {
    throw refusal(error);
  }
  return { mode: config.appToken === null ? 'http' : 'socket', stop: async () => void (await stop()) };
}
