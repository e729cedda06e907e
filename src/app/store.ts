import { readFileSync } from 'node:fs';
import { parseRosterFile } from '../commands/roster/csv.ts';
import type { Config } from '../config.ts';
import type { Lab } from '../model/lab.ts';
import { Trouble } from '../model/trouble.ts';
import type { Store } from '../store/store.ts';

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Trouble('bad-config', { what: `NETLAB_ROSTER ${file} cannot be read` }, { cause });
  }
}

type RosterSeeds = ReturnType<typeof parseRosterFile>;

/** Takes NETLAB_ROSTER over; what stands against the roster as it is now is noted, line by line. */
async function takeRoster(seeds: RosterSeeds, store: Store, note: Lab['log']): Promise<void> {
  if (seeds.length === 0) return;
  const passed = await store.importRosterSeeds(seeds);
  for (const { user, namespace, why } of passed) note(`NETLAB_ROSTER: ${user},${namespace} was passed over: ${why}`);
}

/** How often what was kept long enough is deleted, in milliseconds. */
const sweepIntervalMs = 6 * 60 * 60 * 1000;

/** Opens the store of the configuration and takes NETLAB_ROSTER over. @throws Trouble `bad-config` */
export async function openStore(config: Config, template: (() => string) | null, note: Lab['log']): Promise<Store> {
  const { roster } = config;
  // What is wrong with the list is said before a database is opened, or made.
  const seeds = roster === null ? [] : parseRosterFile(contentOf(roster), roster, config.sharing);
  // PGlite is large; commands of the terminal do without it.
  const { openDatabaseStore: openStore } = await import('../store/store.ts');
  const { databaseUrl: url, data: folder, sharing, retentionDays: days } = config;
  const store = await openStore({
    url,
    folder,
    template,
    sharing,
    days,
    now: () => new Date().toISOString(),
    log: note,
  });
  try {
    await takeRoster(seeds, store, note);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Starts what runs by itself; the returned function ends it, once what it is about is done. */
export function startRetentionSweep(store: Store, note: Lab['log']): () => Promise<void> {
  const swept = () =>
    store.deleteExpired().catch((error: unknown) => note(`old records could not be deleted: ${String(error)}`));
  let last = swept();
  const timer = setInterval(() => {
    last = swept();
  }, sweepIntervalMs).unref();
  return () => {
    clearInterval(timer);
    return last;
  };
}
