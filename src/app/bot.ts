import { type Config, parseConfig } from '../config.ts';
import { firstLineOf } from '../model/error-line.ts';
import { type RunningApp, startApp } from '../slack/app.ts';
import { requireTokens } from '../slack/config.ts';
import { databaseTemplateFolder } from './cache-folder.ts';
import { openLab } from './lab.ts';

function logToStderr(line: string): void {
  process.stderr.write(`${new Date().toISOString()} ${line}\n`);
}

/**
 * Starts the bot from a configuration; the caller stops it. `host` is the address to listen on, null for all;
 * `template` returns a folder with an empty embedded database to copy, null makes one afresh.
 * @throws Trouble `slack-refused` or `bad-config`
 */
export async function runBot(
  config: Config,
  host: string | null = null,
  template: (() => string) | null = null,
): Promise<RunningApp> {
  // A missing token is reported before a database is opened, or made.
  requireTokens(config.slack);
  const { lab, close } = await openLab(config, logToStderr, template);
  try {
    const { slack, port, logLevel, groups } = config;
    const app = await startApp({ ...slack, port, host, logLevel, groups }, lab);
    const stop = async () => {
      const stopped = await app.stop();
      await close();
      return stopped;
    };
    return { ...app, stop };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The exit code of a bug: whoever starts netlab again sees that it did not end in order. */
const bugExitCode = 70;

function endByBug(error: unknown): void {
  logToStderr(`ended: ${firstLineOf(error)}`);
  process.exit(bugExitCode);
}

/** Ends the process in order on SIGINT and SIGTERM; a second signal ends it at once, as a shell counts signals. */
export function stopOnSignal(stop: () => Promise<unknown>): void {
  let ending = false;
  const end = (_: NodeJS.Signals, number: number) => {
    if (ending) process.exit(128 + number);
    ending = true;
    // A peer that does not answer the closing handshake keeps a timer alive, so the process is ended
    // explicitly.
    stop().then(() => process.exit(0), endByBug);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

/** `netlab bot`: the bot against real Slack. */
export async function startBot(): Promise<void> {
  // Bolt's reconnect can reject unhandled (node-slack-sdk#2656): one line and an end that a supervisor
  // restarts.
  process.on('unhandledRejection', endByBug);
  const app = await runBot(parseConfig(process.env), null, databaseTemplateFolder);
  logToStderr(`connected to Slack (${app.mode} mode); health and figures on port ${app.port}`);
  stopOnSignal(app.stop);
}
