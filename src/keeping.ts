import { readFileSync } from 'node:fs';
import { rosterFile } from './commands/roster-csv.ts';
import type { Config } from './config.ts';
import type { Lab } from './model/lab.ts';
import { Trouble } from './model/trouble.ts';
import type { Store } from './store/store.ts';

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Trouble('bad-config', { what: `NETLAB_ROSTER ${file} cannot be read` }, { cause });
  }
}

/** Takes NETLAB_ROSTER over; what stands against the roster as it is now is noted, line by line. @throws Trouble `bad-config` */
async function takeRoster({ roster, sharing }: Config, store: Store, note: Lab['note']): Promise<void> {
  if (roster === null) return;
  const passed = await store.takeOver(rosterFile(contentOf(roster), roster, sharing));
  for (const { user, namespace, why } of passed) note(`NETLAB_ROSTER: ${user},${namespace} was passed over: ${why}`);
}

/** How often what was kept long enough is deleted, in milliseconds. */
const sweeping = 6 * 60 * 60 * 1000;

/** Opens the store of the configuration and takes NETLAB_ROSTER over. @throws Trouble `bad-config` */
export async function openKept(config: Config, template: (() => string) | null, note: Lab['note']): Promise<Store> {
  // PGlite is large; commands of the terminal do without it.
  const { openStore } = await import('./store/store.ts');
  const { databaseUrl: url, data: folder, sharing, retentionDays: days } = config;
  const store = await openStore({ url, folder, template, sharing, days, now: () => new Date().toISOString(), note });
  try {
    await takeRoster(config, store, note);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Starts what runs by itself; the returned function ends it. */
export function tending(store: Store, note: Lab['note']): () => void {
  const sweep = () =>
    store.sweep().catch((error: unknown) => note(`old records could not be deleted: ${String(error)}`));
  sweep();
  const timer = setInterval(sweep, sweeping).unref();
  return () => clearInterval(timer);
}
