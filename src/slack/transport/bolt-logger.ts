import { type Logger, LogLevel } from '@slack/bolt';

/**
 * Bolt's log lines in netlab's own log. `open` lets them through: what goes wrong before that is in the error; `close` ends
 * that, where links are closed on purpose and Bolt speaks of errors.
 */
export type BoltLog = { readonly logger: Logger; readonly open: () => void; readonly close: () => void };

const order: readonly string[] = [LogLevel.DEBUG, LogLevel.INFO, LogLevel.WARN, LogLevel.ERROR];

/** A logger that keeps Bolt's lines back until `open` is called; bodies, which Bolt logs at debug level, never pass. */
export function createBoltLog(level: `${LogLevel}`, log: (line: string) => void): BoltLog {
  let passing = false;
  const write =
    (at: LogLevel) =>
    (...words: readonly unknown[]) => {
      if (!passing || at === LogLevel.DEBUG || order.indexOf(level) > order.indexOf(at)) return;
      log(`slack ${at}: ${words.map(String).join(' ').split('\n', 1)[0]}`);
    };
  const logger: Logger = {
    debug: write(LogLevel.DEBUG),
    info: write(LogLevel.INFO),
    warn: write(LogLevel.WARN),
    error: write(LogLevel.ERROR),
    setLevel: () => undefined,
    // Bolt asks whether it may log bodies; it may not.
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
  return {
    logger,
    open: () => {
      passing = true;
    },
    close: () => {
      passing = false;
    },
  };
}
