import { parseRosterFile } from '../commands/roster/csv.ts';
import type { Config } from '../config.ts';
import { firstLineOf } from '../model/error-line.ts';
import type { Lab } from '../model/lab.ts';
import { type Clock, processClock } from '../slack/transport/timing.ts';
import type { Store } from '../store/store.ts';
import { readConfiguredFile } from './read-file.ts';

type RosterSeeds = ReturnType<typeof parseRosterFile>;

/** Takes over the lines of NETLAB_ROSTER; each that contradicts the roster as it is now is logged. */
async function takeOverRoster(seeds: RosterSeeds, store: Store, log: Lab['log']): Promise<void> {
  if (seeds.length === 0) return;
  const skipped = await store.importRosterSeeds(seeds);
  for (const { user, namespace, why } of skipped) log(`NETLAB_ROSTER: ${user},${namespace} was passed over: ${why}`);
}

/** How often expired records are deleted, in milliseconds. */
const sweepIntervalMs = 6 * 60 * 60 * 1000;

/**
 * Opens the store of the configuration and takes NETLAB_ROSTER over. A new embedded database is copied from
 * the folder that `template` returns; null makes it afresh. @throws Trouble `bad-config`
 */
export async function openStore(config: Config, template: (() => string) | null, log: Lab['log']): Promise<Store> {
  const { roster, sharing } = config;
  // A fault in the list is reported before a database is opened, or made.
  const seeds =
    roster === null
      ? []
      : parseRosterFile(readConfiguredFile(roster, 'NETLAB_ROSTER'), `NETLAB_ROSTER ${roster}`, config);
  // PGlite is large; commands of the terminal do without it.
  const { openDatabaseStore } = await import('../store/store.ts');
  const { databaseUrl: url, data: folder, retentionDays: days } = config;
  const store = await openDatabaseStore({
    url,
    folder,
    template,
    sharing,
    days,
    now: () => new Date().toISOString(),
    uptimeMs: processClock.uptimeMs,
    log,
  });
  try {
    await takeOverRoster(seeds, store, log);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * Deletes expired records now and every six hours; while one deletion is under way, no other begins. The returned
 * function stops that, and waits for a deletion that is under way.
 */
export function startRetentionSweep(
  store: Pick<Store, 'deleteExpired'>,
  log: Lab['log'],
  { repeat }: Pick<Clock, 'repeat'>,
): () => Promise<void> {
  let running: Promise<void> | null = null;
  const sweep = () => {
    running ??= store
      .deleteExpired()
      .catch((error: unknown) => log(`old records could not be deleted: ${firstLineOf(error)}`))
      .finally(() => {
        running = null;
      });
  };
  sweep();
  const stop = repeat(sweep, sweepIntervalMs);
  return async () => {
    stop();
    await running;
  };
}
